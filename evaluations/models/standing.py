"""Where a department's report stands, in the word that every page uses (language/states.py)."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from departments.models import Department
from evaluations.language.states import (
    CORRECTING_LABEL,
    EXEMPTED_LABEL,
    TAKEN_DOWN_LABEL,
    UNSIGNED_LABEL,
    status_words,
)
from evaluations.models.cycles import Obligation
from evaluations.models.evaluation import AT_DEPARTMENT_STATUSES, PASSED_STATUSES, Evaluation, Status
from evaluations.models.report_line import ReportStand

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
        overdue=not (evaluation and evaluation.sent_back) and is_overdue(obligation, today),
        unsigned=bool(evaluation and is_unsigned(evaluation.status, evaluation.sent_back)),
        taken_down=bool(evaluation and evaluation.taken_down),
        correction_waits=bool(evaluation and evaluation.correction_waits),
        forwarding=bool(evaluation and awaited_department(evaluation)),
    )


def is_unsigned(status: str, sent_back: bool) -> bool:
    """Whether the head has returned it: nothing has come to the bureau since a version passed, if any did."""
    return status == Status.RETURNED and not sent_back


def bureau_stand(status: str, *, correcting: bool, sent_back: bool) -> ReportStand:
    """Where a report stands for the bureau; "" is one that nobody has begun. What lies at the department stands where the
    bureau's last word has put it: a draft of a correction has passed, what was returned is awaited again until it comes."""
    if status == Status.SUBMITTED:
        return ReportStand.WAITING
    if status in PASSED_STATUSES or (correcting and not sent_back):
        return ReportStand.PASSED
    return ReportStand.RETURNED if sent_back else ReportStand.MISSING


def stand_conditions(path: str = "") -> dict[ReportStand, Q]:
    """The same as conditions on Obligation, each duty in one of them, and the exempted ones by themselves unless they have
    handed in. `path` leads to Obligation, with its "__"."""
    report = f"{path}evaluation__"
    status, sent_back, correcting = (
        f"{report}status",
        Q(**{f"{report}sent_back": True}),
        Q(**{f"{report}correcting": True}),
    )
    at_department = Q(**{f"{status}__in": AT_DEPARTMENT_STATUSES})
    nothing = Q(**{f"{path}evaluation": None})
    owed = Q(**{f"{path}exempted": False})
    missing = nothing | (at_department & ~sent_back & ~correcting)
    return {
        ReportStand.WAITING: Q(**{status: Status.SUBMITTED}),
        ReportStand.RETURNED: owed & at_department & sent_back,
        ReportStand.PASSED: Q(**{f"{status}__in": PASSED_STATUSES}) | (at_department & correcting & ~sent_back),
        ReportStand.MISSING: owed & missing,
        ReportStand.EXEMPTED: ~owed & (missing | (at_department & sent_back)),
    }


def standing_conditions(path: str = "") -> dict[str, Q]:
    """Where a duty stands → condition on it; each duty is in one of them. `path` leads to Obligation, with its "__"."""
    owed, status = Q(**{f"{path}exempted": False}), f"{path}evaluation__status"
    down, back = f"{path}evaluation__taken_down", f"{path}evaluation__sent_back"
    own = owed & Q(**{f"{path}evaluation__correcting": False})
    return {
        "waiting": owed & Q(**{f"{path}evaluation": None}),
        "filing": own & Q(**{status: Status.DRAFT}),
        "signing": own & Q(**{status: Status.AWAITING_SIGNATURE}),
        "unsigned": own & Q(**{status: Status.RETURNED, back: False}),
        "returned": own & Q(**{status: Status.RETURNED, back: True}),
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
    "unsigned": UNSIGNED_LABEL,
    "returned": status_words(Status.RETURNED),
    "handed_in": status_words(Status.SUBMITTED),
    "approved": status_words(Status.APPROVED),
    "published": status_words(Status.PUBLISHED),
    "taken_down": TAKEN_DOWN_LABEL,
    "correcting": CORRECTING_LABEL,
    "exempted": EXEMPTED_LABEL,
}


def overdue_reports(day: date, path: str = "") -> Q:
    """Condition on Obligation: nothing has come to the bureau, and the last day is over in a year that is open."""
    cycle, extended = f"{path}cycle__", f"{path}extended_to"
    late = Q(**{f"{cycle}closed_at": None, f"{cycle}due_on__lt": day})
    return stand_conditions(path)[ReportStand.MISSING] & late & (Q(**{extended: None}) | Q(**{f"{extended}__lt": day}))


def is_overdue(obligation: Obligation, today: date | None = None) -> bool:
    """Whether the department's last day is over; in a closed year nobody is late any more."""
    return not obligation.cycle.closed and obligation.due_on < (today or timezone.localdate())


def locked_words(evaluation: Evaluation) -> str:
    """这份报告现在是“待签批”（王会计 11月28日 17:48 提交）: why a colleague who is typing can type no more."""
    at = timezone.localtime(evaluation.submitted_at)
    handed_in = f"{evaluation.submitted_by} {at.month}月{at.day}日 {at:%H:%M} 提交"
    return f"这份报告现在是“{standing_words(evaluation)}”（{handed_in}）"
