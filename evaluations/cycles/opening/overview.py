"""The cycles of a county with their numbers, and what each department owes in one of them."""

from django.db.models import Count, Q, QuerySet

from departments.models import County
from evaluations.language.states import EXEMPTED_LABEL, PASSED_LABEL, status_words
from evaluations.models import Cycle, Obligation, Status
from evaluations.models.department_search import department_matches

OWED = Q(obligations__exempted=False)
OBLIGATION_STATUS = "obligations__evaluation__status"
# Each obligation is counted once: the states of a report as the bureau asks for them.
OBLIGATION_STATES = {
    "waiting": OWED & Q(obligations__evaluation=None),
    "filing": OWED & Q(**{f"{OBLIGATION_STATUS}__in": [Status.DRAFT, Status.RETURNED, Status.AWAITING_SIGNATURE]}),
    "handed_in": OWED & Q(**{OBLIGATION_STATUS: Status.SUBMITTED}),
    "approved": OWED & Q(**{OBLIGATION_STATUS: Status.APPROVED}),
    "published": OWED & Q(**{OBLIGATION_STATUS: Status.PUBLISHED}),
    "exempted": Q(obligations__exempted=True),
}
OBLIGATION_LABELS = {
    "waiting": status_words(""),
    "filing": status_words(Status.DRAFT),
    "handed_in": status_words(Status.SUBMITTED),
    "approved": PASSED_LABEL,
    "published": status_words(Status.PUBLISHED),
    "exempted": EXEMPTED_LABEL,
}
ALL_OBLIGATIONS = "all"
OWING_COLUMN = "owing"


def cycles_of(counties: QuerySet[County]) -> QuerySet[Cycle]:
    """The cycles of these counties, newest first, with the numbers of NUMBERS and all obligations as `owing`."""
    numbers = {name: Count("obligations", filter=chosen) for name, chosen in OBLIGATION_STATES.items()}
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
    if state in OBLIGATION_STATES:
        found = found.filter(pk__in=Cycle.objects.filter(OBLIGATION_STATES[state], pk=cycle.pk).values("obligations"))
    if text:
        found = found.filter(department_matches(text))
    return found.order_by("department__budget_code")
