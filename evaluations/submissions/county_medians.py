"""全县中位数: what the middle department of a county reports for each figure, taken from frozen assessments and kept.

A reviewer sees it beside a figure. It is computed once a day for the open years, never for a page.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from statistics import median

from django.db.models import OuterRef, Subquery

from evaluations.audit.database_clock import database_now
from evaluations.language.rounding import half_up, plain_number
from evaluations.models import Cycle, CycleMedians, FrozenAssessment, Submission

# Of fewer departments a middle tells nothing about the county.
LEAST_DEPARTMENTS = 5
KEPT_PLACES = 6


def cycle_medians(payload: dict) -> None:
    """Job handler: the medians of all open years; may run twice."""
    for cycle in Cycle.objects.filter(closed_at=None):
        keep_medians(cycle)


def keep_medians(cycle: Cycle) -> CycleMedians:
    """Compute and keep the medians of one year."""
    newest = Submission.objects.filter(evaluation=OuterRef("submission__evaluation")).order_by("-number")
    filed = FrozenAssessment.objects.filter(
        submission__evaluation__obligation__cycle=cycle, submission=Subquery(newest.values("pk")[:1])
    )
    amounts = list(filed.values_list("content__amounts", flat=True))
    values = {name: plain_number(value) for name, value in medians_of(amounts).items()}
    columns = {"values": values, "departments": len(amounts), "computed_at": database_now()}
    return CycleMedians.objects.update_or_create(cycle=cycle, defaults=columns)[0]


def medians_of(amounts: Iterable[Mapping[str, str | None]]) -> dict[str, Decimal]:
    """The median of each name over departments; 不适用 and blank do not count, nor a name that few departments have."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for one in amounts:
        for name, text in one.items():
            if text not in (None, "n/a"):
                found[name].append(Decimal(str(text)))
    return {
        name: half_up(Decimal(median(values)), KEPT_PLACES)
        for name, values in found.items()
        if len(values) >= LEAST_DEPARTMENTS
    }
