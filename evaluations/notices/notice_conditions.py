"""When a line of the table of notices holds, and whom it means: read off the act and the rows behind it."""

from evaluations.models import Correction, Decision, Rectification, Status
from evaluations.notices.occasion import Occasion


def came_back(occasion: Occasion) -> bool:
    """It has come to the bureau again after somebody there decided about it."""
    return occasion.after == Status.SUBMITTED and bool(last_deciders(occasion))


def taken_from_bureau(occasion: Occasion) -> bool:
    """The department took back what somebody in the bureau had returned before."""
    return occasion.before == Status.SUBMITTED and bool(last_deciders(occasion))


def last_deciders(occasion: Occasion) -> set[int]:
    """Who decided about this report last."""
    rows = Decision.objects.filter(submission__evaluation__obligation=occasion.obligation).order_by("-pk")
    return set(rows.values_list("decided_by", flat=True)[:1])


def last_allowers(occasion: Occasion) -> set[int]:
    """Who allowed the last correction."""
    rows = Correction.objects.filter(evaluation__obligation=occasion.obligation).exclude(answered_by=None)
    return {pk for pk in rows.order_by("-pk").values_list("answered_by", flat=True)[:1] if pk}


def named_persons(occasion: Occasion) -> set[int]:
    """Whom the act itself names."""
    return set(occasion.chosen)


def waits_for_signature(occasion: Occasion) -> bool:
    """The head has to sign."""
    return occasion.after == Status.AWAITING_SIGNATURE


def heads_turn(occasion: Occasion) -> bool:
    """Before a last day: the head is asked for while the report waits for the signature, and on the last day anyway."""
    return occasion.after == Status.AWAITING_SIGNATURE or occasion.urgent


def preparers_turn(occasion: Occasion) -> bool:
    """The same of the preparer, while the report is not handed in for the signature."""
    return occasion.after != Status.AWAITING_SIGNATURE or occasion.urgent


def notice_was_sent(occasion: Occasion) -> bool:
    """The department knows of the rectification."""
    return occasion.before not in (Rectification.State.CHECKING, Rectification.State.DRAFTING)
