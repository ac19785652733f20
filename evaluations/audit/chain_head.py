"""The head of the log's chain: the newest seal, which stands for everything that was sealed before it."""

from evaluations.models import EventSeal

GENESIS_SEAL = "0" * 64


def last_seal() -> str:
    """The head of the chain at this moment, 64 hexadecimal digits; zeros before the first seal."""
    newest = EventSeal.objects.order_by("-pk").values_list("digest", flat=True).first()
    return newest or GENESIS_SEAL


def last_seal_number() -> int:
    """The number of the newest seal; 0 before the first."""
    return EventSeal.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
