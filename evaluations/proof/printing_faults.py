"""When each paper was printed, held against the log; of what was printed before 1.8.0 the upgrade tells it."""

from collections.abc import Iterator
from datetime import datetime

from evaluations.audit.events import OUTCOME_OK
from evaluations.models import Event, Publication
from evaluations.proof.adopting import ADOPT_ACTION

PRINTING_ACTIONS = ("make_paper", "replace_paper")


def printing_faults() -> Iterator[str]:
    """One Chinese sentence for each paper whose moment of printing is not the one that the log tells."""
    told = told_printings()
    for pk, title, moment in Publication.objects.order_by("pk").values_list("pk", "title", "rendered_at"):
        if str(pk) in told and moment != datetime.fromisoformat(told[str(pk)]):
            yield f"公开报告 {pk}（{title}）的生成时间与日志登记的不符：已被改动。"


def told_printings() -> dict[str, str]:
    """Number of the publication → the moment of its last printing, ISO 8601."""
    told: dict[str, str] = {}
    events = Event.objects.filter(outcome=OUTCOME_OK, action__in=(*PRINTING_ACTIONS, ADOPT_ACTION)).order_by("pk")
    for pk, action, detail in events.values_list("object_id", "action", "detail").iterator(500):
        if action == ADOPT_ACTION:
            told |= detail.get("printings", {})
        elif "rendered_at" in detail:
            told[pk] = detail["rendered_at"]
        else:
            told.pop(pk, None)
    return told
