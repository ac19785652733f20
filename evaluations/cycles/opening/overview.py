"""The cycles of a county with their numbers, and what each department owes in one of them."""

from django.db.models import Count, Q, QuerySet

from departments.models import County
from evaluations.models import Cycle, Obligation, Status

OWED = Q(obligations__exempted=False)
STATUS = "obligations__evaluation__status"
# Each obligation is counted once: the states of a report as the bureau asks for them.
NUMBERS = {
    "waiting": OWED & Q(obligations__evaluation=None),
    "filing": OWED & Q(**{f"{STATUS}__in": [Status.DRAFT, Status.RETURNED, Status.AWAITING_SIGNATURE]}),
    "handed_in": OWED & Q(**{STATUS: Status.SUBMITTED}),
    "approved": OWED & Q(**{STATUS: Status.APPROVED}),
    "published": OWED & Q(**{STATUS: Status.PUBLISHED}),
    "exempted": Q(obligations__exempted=True),
}
LABELS = {
    "waiting": "未开始",
    "filing": "填报中",
    "handed_in": "待审核",
    "approved": "已通过",
    "published": "已公开",
    "exempted": "免报",
}
ALL = "all"


def cycles_of(counties: QuerySet[County]) -> QuerySet[Cycle]:
    """The cycles of these counties, newest first, with the numbers of NUMBERS and all obligations as `owing`."""
    numbers = {name: Count("obligations", filter=chosen) for name, chosen in NUMBERS.items()}
    found = Cycle.objects.filter(county__in=counties).select_related("scheme", "county")
    return found.annotate(owing=Count("obligations"), **numbers).order_by("-year", "county__code")


def tabs(cycle: Cycle) -> list[tuple[str, str, int]]:
    """(code, label, number) of the ways to look at a cycle from `cycles_of`."""
    states = [(name, label, getattr(cycle, name)) for name, label in LABELS.items()]
    return [(ALL, "全部", cycle.owing), *states]


def obligations(cycle: Cycle, state: str, text: str) -> QuerySet[Obligation]:
    """What departments owe in a cycle, by state and part of a name or budget code."""
    found = Obligation.objects.filter(cycle=cycle).select_related("department", "evaluation", "cycle")
    if state in NUMBERS:
        found = found.filter(pk__in=Cycle.objects.filter(NUMBERS[state], pk=cycle.pk).values("obligations"))
    if text:
        found = found.filter(Q(department__name__icontains=text) | Q(department__budget_code__icontains=text))
    return found.order_by("department__budget_code")
