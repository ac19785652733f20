"""The cycles of a county with their numbers, and what each department owes in one of them."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from departments.models import County
from evaluations.language.states import (
    CORRECTING_LABEL,
    EXEMPTED_LABEL,
    OVERDUE_LABEL,
    UNFILED_STATUSES,
    status_words,
)
from evaluations.models import Cycle, Obligation, Status
from evaluations.models.department_search import department_matches

OWED = Q(obligations__exempted=False)
OBLIGATION_STATUS = "obligations__evaluation__status"
NOT_CORRECTING = OWED & Q(obligations__evaluation__correcting=False)


def _in_status(status: str) -> Q:
    return NOT_CORRECTING & Q(**{OBLIGATION_STATUS: status})


# Each obligation is counted once: the states of a report in the order and the words of every other page.
OBLIGATION_STATES = {
    "waiting": OWED & Q(obligations__evaluation=None),
    "filing": _in_status(Status.DRAFT),
    "signing": _in_status(Status.AWAITING_SIGNATURE),
    "returned": _in_status(Status.RETURNED),
    "handed_in": _in_status(Status.SUBMITTED),
    "approved": _in_status(Status.APPROVED),
    "published": _in_status(Status.PUBLISHED),
    "correcting": OWED & Q(obligations__evaluation__correcting=True),
    "exempted": Q(obligations__exempted=True),
}
OVERDUE_STATE = "overdue"
OBLIGATION_LABELS = {
    "waiting": status_words(""),
    "filing": status_words(Status.DRAFT),
    "signing": status_words(Status.AWAITING_SIGNATURE),
    "returned": status_words(Status.RETURNED),
    "handed_in": status_words(Status.SUBMITTED),
    "approved": status_words(Status.APPROVED),
    "published": status_words(Status.PUBLISHED),
    "correcting": CORRECTING_LABEL,
    "exempted": EXEMPTED_LABEL,
    OVERDUE_STATE: OVERDUE_LABEL,
}


def overdue_obligations(today: date | None = None) -> Q:
    """Counted besides: what has not come to the bureau although its last day is over, in a year that is open."""
    day = today or timezone.localdate()
    unfiled = Q(obligations__evaluation=None) | Q(
        obligations__evaluation__correcting=False,
        **{f"{OBLIGATION_STATUS}__in": [one for one in UNFILED_STATUSES if one]},
    )
    not_extended = Q(obligations__extended_to=None) | Q(obligations__extended_to__lt=day)
    return OWED & Q(closed_at=None, due_on__lt=day) & unfiled & not_extended


ALL_OBLIGATIONS = "all"
OWING_COLUMN = "owing"


def cycles_of(counties: QuerySet[County]) -> QuerySet[Cycle]:
    """The cycles of these counties, newest first, with the numbers of NUMBERS and all obligations as `owing`."""
    states = OBLIGATION_STATES | {OVERDUE_STATE: overdue_obligations()}
    numbers = {name: Count("obligations", filter=chosen) for name, chosen in states.items()}
    numbers[OWING_COLUMN] = Count("obligations")
    found = Cycle.objects.filter(county__in=counties).select_related("scheme", "county")
    return found.annotate(**numbers).order_by("-year", "county__code")


def cycle_tabs(cycle: Cycle) -> list[tuple[str, str, int]]:
    """(code, label, number) of the ways to look at a cycle from `cycles_of`."""
    states = [(name, label, getattr(cycle, name)) for name, label in OBLIGATION_LABELS.items()]
    return [(ALL_OBLIGATIONS, "全部", getattr(cycle, OWING_COLUMN)), *states]


def cycle_obligations(cycle: Cycle, state: str, text: str) -> QuerySet[Obligation]:
    """What departments owe in a cycle, by state and part of a name or budget code."""
    found = Obligation.objects.filter(cycle=cycle).select_related("department", "evaluation", "cycle")
    states = OBLIGATION_STATES | {OVERDUE_STATE: overdue_obligations()}
    if state in states:
        found = found.filter(pk__in=Cycle.objects.filter(states[state], pk=cycle.pk).values("obligations"))
    if text:
        found = found.filter(department_matches(text))
    return found.order_by("department__budget_code")
