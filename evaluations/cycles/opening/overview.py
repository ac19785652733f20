"""The cycles of a county with their numbers, and what each department owes in one of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from departments.models import County
from evaluations.language.states import OVERDUE_LABEL
from evaluations.models import Cycle, Evaluation, Obligation, Publication, Reminder
from evaluations.models.department_search import department_matches
from evaluations.models.standing import STANDING_LABELS, STANDING_RELATED, overdue_reports, standing_conditions
from evaluations.workflow.publishing import withdrawal_words, withdrawals_of
from evaluations.workflow.reminders import reminder_words

OWED = Q(obligations__exempted=False)
# The states of a report in the order and the words of every other page.
OBLIGATION_STATES = standing_conditions("obligations__")
OVERDUE_STATE = "overdue"
OBLIGATION_LABELS = STANDING_LABELS | {OVERDUE_STATE: OVERDUE_LABEL}


def overdue_obligations(today: date | None = None) -> Q:
    """Counted besides: what has not come to the bureau although its last day is over, in a year that is open."""
    return OWED & overdue_reports(today or timezone.localdate(), "obligations__")


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
    found = Obligation.objects.filter(cycle=cycle).select_related(*STANDING_RELATED)
    states = OBLIGATION_STATES | {OVERDUE_STATE: overdue_obligations()}
    if state in states:
        found = found.filter(pk__in=Cycle.objects.filter(states[state], pk=cycle.pk).values("obligations"))
    if text:
        found = found.filter(department_matches(text))
    reminders = Prefetch("reminders", Reminder.objects.select_related("sent_by").order_by("pk"))
    return found.prefetch_related(reminders).order_by("department__budget_code")


@dataclass(frozen=True)
class OwingLine:
    """One department on the page of a year; `notes` stand below its state: why it is not public, how often reminded."""

    obligation: Obligation
    evaluation: Evaluation | None
    notes: tuple[str, ...]


def owing_lines(obligations: Iterable[Obligation]) -> list[OwingLine]:
    """The lines of one page, from `cycle_obligations`."""
    found = [(owed, getattr(owed, "evaluation", None)) for owed in obligations]
    down = withdrawals_of([evaluation for _, evaluation in found if evaluation])
    return [
        OwingLine(owed, evaluation, tuple(owing_notes(owed, down.get(evaluation.pk) if evaluation else None)))
        for owed, evaluation in found
    ]


def owing_notes(owed: Obligation, withdrawal: Publication | None) -> Iterator[str]:
    """What the bureau should know of the department's report besides its state."""
    if withdrawal:
        yield withdrawal_words(withdrawal)
    if reminders := list(owed.reminders.all()):
        yield reminder_words(reminders)
