"""Where a department's report stands, in the word that every page uses (language/states.py)."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from departments.models import Department
from evaluations.language.states import (
    CORRECTING_LABEL,
    EXEMPTED_LABEL,
    TAKEN_DOWN_LABEL,
    UNFILED_STATUSES,
    status_words,
)
from evaluations.models.cycles import Obligation
from evaluations.models.evaluation import Evaluation, Status

# What a list of duties reads along, so that the word for each costs no query of its own.
STANDING_RELATED = ("cycle", "department__supervising_department__merged_into", "evaluation")


def passing_department(department: Department) -> Department | None:
    """Whose people pass its reports on: its 主管部门, or the one that was merged into; None where none is in use."""
    above = department.supervising_department
    answering = above and (above.merged_into or above)
    return answering if answering and answering.active else None


def awaited_department(evaluation: Evaluation) -> Department | None:
    """The department that the report waits for to be passed on.

    None also where it waits for one that has gone out of use since: nobody could pass it on, and the bureau need not wait.
    """
    return passing_department(evaluation.department) if evaluation.awaits_forwarding else None


def awaited_reports() -> Q:
    """The same as a condition on Evaluation: a department in use can pass it on. Whichever was merged is not in use."""
    above = "obligation__department__supervising_department__"
    in_use = Q(**{f"{above}active": True}) | Q(**{f"{above}merged_into__active": True})
    return Q(awaits_forwarding=True) & in_use


def standing_words(evaluation: Evaluation) -> str:
    """The word for a report that somebody has begun."""
    return obligation_words(evaluation.obligation, evaluation)


def obligation_words(obligation: Obligation, evaluation: Evaluation | None, today: date | None = None) -> str:
    """The word for what a department owes; `evaluation` is None while nobody has begun."""
    return status_words(
        evaluation.status if evaluation else "",
        exempted=obligation.exempted,
        correcting=bool(evaluation and evaluation.correcting),
        overdue=is_overdue(obligation, today),
        taken_down=bool(evaluation and evaluation.taken_down),
        correction_waits=bool(evaluation and evaluation.correction_waits),
        forwarding=bool(evaluation and awaited_department(evaluation)),
    )


def standing_conditions(path: str = "") -> dict[str, Q]:
    """Where a duty stands → condition on it; each duty is in one of them. `path` leads to Obligation, with its "__"."""
    owed, status = Q(**{f"{path}exempted": False}), f"{path}evaluation__status"
    down = f"{path}evaluation__taken_down"
    own = owed & Q(**{f"{path}evaluation__correcting": False})
    return {
        "waiting": owed & Q(**{f"{path}evaluation": None}),
        "filing": own & Q(**{status: Status.DRAFT}),
        "signing": own & Q(**{status: Status.AWAITING_SIGNATURE}),
        "returned": own & Q(**{status: Status.RETURNED}),
        "handed_in": own & Q(**{status: Status.SUBMITTED}),
        "approved": own & Q(**{status: Status.APPROVED, down: False}),
        "published": own & Q(**{status: Status.PUBLISHED}),
        "taken_down": own & Q(**{down: True}),
        "correcting": owed & Q(**{f"{path}evaluation__correcting": True}),
        "exempted": Q(**{f"{path}exempted": True}),
    }


STANDING_LABELS = {
    "waiting": status_words(""),
    "filing": status_words(Status.DRAFT),
    "signing": status_words(Status.AWAITING_SIGNATURE),
    "returned": status_words(Status.RETURNED),
    "handed_in": status_words(Status.SUBMITTED),
    "approved": status_words(Status.APPROVED),
    "published": status_words(Status.PUBLISHED),
    "taken_down": TAKEN_DOWN_LABEL,
    "correcting": CORRECTING_LABEL,
    "exempted": EXEMPTED_LABEL,
}


def unfiled_reports() -> Q:
    """Condition on Obligation: nothing has come to the bureau yet; a correction of what has passed is no such thing."""
    begun = [status for status in UNFILED_STATUSES if status]
    return Q(evaluation=None) | Q(evaluation__status__in=begun, evaluation__correcting=False)


def is_overdue(obligation: Obligation, today: date | None = None) -> bool:
    """Whether the department's last day is over; in a closed year nobody is late any more."""
    return not obligation.cycle.closed and obligation.due_on < (today or timezone.localdate())
