"""A year of a county in a few numbers: who reported, the grades, the money together, and charts of the same."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from evaluations.language.rounding import half_up
from evaluations.language.units import MONEY_UNIT
from evaluations.models import Obligation
from evaluations.publication.portal.public_figures import PublicFigures
from evaluations.publication.portal.shelf_lines import ShelfLine
from evaluations.report.blocks import Chart
from evaluations.report.charts import drawn_chart

LONGEST_CHART = 10
GRADE_ORDER = "优良中差"
HUNDRED = Decimal(100)
FigureReader = Callable[[PublicFigures], Decimal | None]


@dataclass(frozen=True)
class YearSummary:
    """Reports owed (without exempted ones) and handed in; of those on show the grades and sums in 万元.

    A sum over departments counts those that say the figure; a comparison those that say both.
    """

    owed: int
    filed: int
    shown: int
    grades: tuple[tuple[str, int], ...]
    budget: Decimal
    spent: Decimal
    rate: Decimal | None
    three_public_budget: Decimal
    three_public_spent: Decimal
    three_public_last: Decimal | None


def year_summary(year: int, county: str, lines: list[ShelfLine]) -> YearSummary:
    """The numbers of a year over the reports on show; `county` is a code, or empty for all."""
    owed = Obligation.objects.filter(cycle__year=year, exempted=False)
    if county:
        owed = owed.filter(cycle__county__code=county)
    figures = [line.figures for line in lines]
    grades = Counter(one.grade for one in figures if one.grade)
    both = [one for one in figures if one.budget is not None and one.spent is not None]
    budget, spent = total_of(both, lambda one: one.budget), total_of(both, lambda one: one.spent)
    compared = [one for one in figures if one.three_public_last is not None]
    return YearSummary(
        owed=owed.count(),
        filed=owed.filter(evaluation__submissions__isnull=False).distinct().count(),
        shown=len(lines),
        grades=tuple(sorted(grades.items(), key=lambda pair: GRADE_ORDER.find(pair[0]))),
        budget=budget,
        spent=spent,
        rate=half_up(spent / budget * HUNDRED, 2) if budget else None,
        three_public_budget=total_of(figures, lambda one: one.three_public_budget),
        three_public_spent=total_of(figures, lambda one: one.three_public_spent),
        three_public_last=total_of(compared, lambda one: one.three_public_last)
        if len(compared) == len(figures)
        else None,
    )


def total_of(figures: list[PublicFigures], read: FigureReader) -> Decimal:
    """The sum over the departments that say it."""
    return sum((value for one in figures if (value := read(one)) is not None), Decimal(0))


def year_charts(lines: list[ShelfLine]) -> list[Chart]:
    """The largest budgets and the largest 三公经费, budget and expenditure side by side."""
    drawings = (
        ("chart-budgets", "预算最多的单位", lambda one: one.budget, lambda one: one.spent),
        (
            "chart-three-public",
            "“三公经费”最多的单位",
            lambda one: one.three_public_budget,
            lambda one: one.three_public_spent,
        ),
    )
    charts = (largest_chart(code, title, lines, planned, spent) for code, title, planned, spent in drawings)
    return [chart for chart in charts if chart]


def largest_chart(
    code: str, title: str, lines: list[ShelfLine], planned: FigureReader, spent: FigureReader
) -> Chart | None:
    """Bars of the ten departments whose larger one of the two is largest."""
    rows = [(line, [planned(line.figures), spent(line.figures)]) for line in lines]
    sized = [(max(known), line, values) for line, values in rows if (known := [v for v in values if v is not None])]
    largest = sorted(sized, key=lambda row: row[0], reverse=True)[:LONGEST_CHART]
    named = [(chart_name(line), values) for size, line, values in largest if size]
    return drawn_chart(code, title, MONEY_UNIT, ("预算", "支出"), named)


def chart_name(line: ShelfLine) -> str:
    """A name that fits beside a bar."""
    department = line.publication.department
    return (department.short_name or department.name)[-12:]
