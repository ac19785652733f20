"""The few figures of a report that lists, totals and comparisons show; from the frozen assessment, never computed again."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluations.language.amounts import Amount
from evaluations.models import FrozenAssessment, Publication
from evaluations.scoring.assessment_json import assessment_from_json

MOST_KEPT = 5000
# What the forms call the same thing, the form of 2013 first.
BUDGET_NAMES = ("expenditure.budget", "funds.full_year")
SPENT_NAMES = ("expenditure.actual", "funds.actual")
RATE_CODE = "execution_rate"


@dataclass(frozen=True)
class PublicFigures:
    """Points, grade; money in 万元, the rate in %, people. None: the report does not say, or it does not apply."""

    score: Decimal | None
    grade: str
    budget: Decimal | None
    spent: Decimal | None
    rate: Decimal | None
    three_public_last: Decimal | None
    three_public_budget: Decimal | None
    three_public_spent: Decimal | None
    staff: Decimal | None
    posts: Decimal | None


# For a report whose assessment is not kept: the list shows — instead of failing for all.
UNKNOWN_FIGURES = PublicFigures(None, "", *[None] * 8)
# SHA-256 of a submission → its figures: a submission never changes, and lists show the same ones again and again.
_kept: dict[str, PublicFigures] = {}


def figures_by_digest(publications: Iterable[Publication]) -> dict[str, PublicFigures]:
    """The figures of these publications by the SHA-256 of their submission; one query for those not yet known."""
    wanted = {publication.submission.sha256: publication.submission_id for publication in publications}
    unknown = [pk for sha256, pk in wanted.items() if sha256 not in _kept]
    if len(_kept) + len(unknown) > MOST_KEPT:
        _kept.clear()
        unknown = list(wanted.values())
    rows = FrozenAssessment.objects.filter(submission__in=unknown).values_list("submission__sha256", "content")
    _kept.update({sha256: public_figures(content) for sha256, content in (rows if unknown else ())})
    return {sha256: _kept.get(sha256, UNKNOWN_FIGURES) for sha256 in wanted}


def public_figures(content: dict[str, Any]) -> PublicFigures:
    """The figures of a frozen assessment."""
    assessment = assessment_from_json(content)
    rate = assessment.values.get(RATE_CODE)
    values = assessment.amounts

    def first(*names: str) -> Decimal | None:
        return next((value for name in names if (value := as_number(values.get(name))) is not None), None)

    return PublicFigures(
        score=assessment.total if assessment.complete and assessment.full_marks else None,
        grade=assessment.grade or "",
        budget=first(*BUDGET_NAMES),
        spent=first(*SPENT_NAMES),
        rate=rate.value if rate else None,
        three_public_last=first("three_public.last_actual"),
        three_public_budget=first("three_public.budget"),
        three_public_spent=first("three_public.actual"),
        staff=first("staff_in_post"),
        posts=first("establishment_posts"),
    )


def as_number(value: Amount) -> Decimal | None:
    """The number, when there is one: neither blank nor 不适用."""
    return value if isinstance(value, Decimal) else None
