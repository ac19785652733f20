"""The first two columns of an indicator table: levels with their points, each said once and joined over its lines."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import groupby

from evaluations.language.rounding import plain_number
from evaluations.report.blocks import ReportCell, ReportRow
from evaluations.report.page_portions import page_portions, row_height, runs_of
from evaluations.scoring.indicator import IndicatorResult

CellsOf = Callable[[IndicatorResult], tuple[ReportCell, ...]]
HeightOf = Callable[[IndicatorResult], float]


def grouped_rows(
    results: Sequence[IndicatorResult],
    cells: CellsOf,
    height: HeightOf,
    level_width: int,
    used: float = 0,
    among: Sequence[IndicatorResult] = (),
) -> list[tuple[ReportRow, ...]]:
    """A line for each indicator, in groups that a page holds; `used` millimetres of the first page are taken.

    `level_width` is how many characters the column of the second level holds in a line. `among`: all indicators of the form,
    where these are some of them, for a level has the points of all that stand under it.
    """
    every = among or results
    firsts = [level_with_points(result.level1, points_of_level(every, 1, result)) for result in results]
    seconds = [level_with_points(second_level(result), points_of_level(every, 2, result)) for result in results]
    alone = [length == 1 for length in runs_of(seconds)]
    heights = [
        max(height(result), row_height((seconds[place], level_width)) if alone[place] else 0)
        for place, result in enumerate(results)
    ]
    return [
        tuple(rows_of_part(results[part], firsts[part], seconds[part], cells))
        for part in page_portions(firsts, heights, used)
    ]


def rows_of_part(
    results: Sequence[IndicatorResult], firsts: Sequence[str], seconds: Sequence[str], cells: CellsOf
) -> list[ReportRow]:
    """The lines of one group, its levels before the line where each begins."""
    rows = []
    for result, *levels in zip(
        results, zip(firsts, runs_of(firsts), strict=True), zip(seconds, runs_of(seconds), strict=True), strict=True
    ):
        joined = [ReportCell(text, head=True, rows=rows_, joined=True) for text, rows_ in levels if rows_]
        rows.append(ReportRow((*joined, *cells(result))))
    return rows


def second_level(result: IndicatorResult) -> str:
    """The name of its second level; forms that have none there repeat the first."""
    return result.level2 or result.level1


def level_with_points(name: str, points: Decimal) -> str:
    """投入（10分）, the points on a line of their own; the name alone in a form that gives none."""
    return f"{name}\n（{plain_number(points)}分）" if points else name


def points_of_level(results: Sequence[IndicatorResult], level: int, wanted: IndicatorResult) -> Decimal:
    """The points of all indicators that stand together with this one under its level."""
    for _, group in groupby(results, key=lambda one: (one.level1, second_level(one))[:level]):
        together = list(group)
        if any(one is wanted for one in together):
            return sum((one.weight for one in together), Decimal(0))
    raise ValueError("the indicator is none of these")
