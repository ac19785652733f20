"""The head of the log's chain: the newest seal, which stands for everything that was sealed before it."""

from evaluations.models import EventSeal, Publication, Submission

GENESIS_SEAL = "0" * 64


def last_seal() -> str:
    """The head of the chain at this moment, 64 hexadecimal digits; zeros before the first seal."""
    newest = EventSeal.objects.order_by("-pk").values_list("digest", flat=True).first()
    return newest or GENESIS_SEAL


def chain_head(submission: Submission | None = None) -> str:
    """What the paper of this submission prints: the head at the moment when its paper was ordered.

    The same however often it is printed. For a paper that nobody ordered, and without a submission: the head of now.
    """
    ordered = Publication.objects.filter(submission=submission).values_list("chain_head", flat=True).first()
    return ordered or last_seal()
