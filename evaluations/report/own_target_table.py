"""The table of indicators in a self-evaluation: a line each, with the columns that the form gives its own targets."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from evaluations.facts.document import TargetFacts
from evaluations.language.rounding import plain_number
from evaluations.language.words import DEVIATION_LABEL, TARGET_LABELS
from evaluations.report.blocks import BLANK_CELL_TEXT, ReportCell, ReportColumn, ReportRow, TableBlock
from evaluations.report.page_portions import page_portions, text_height
from evaluations.report.sentences import Sentences
from evaluations.report.tables import number_cell
from evaluations.scoring.indicator import IndicatorResult
from evaluations.scoring.targets import TARGET_CODE, column_words

TARGET_HEADS = (
    ReportColumn(TARGET_LABELS["level1"], "level1"),
    ReportColumn(TARGET_LABELS["level2"], "level2"),
    ReportColumn(TARGET_LABELS["name"], "level3"),
)
SCORED_COLUMNS = (
    ReportColumn(TARGET_LABELS["weight"], "points"),
    ReportColumn(TARGET_LABELS["score"], "points"),
    ReportColumn(f"评分情况、{DEVIATION_LABEL}", "reason"),
)
PLAN_COLUMNS = (ReportColumn("说明", "reason"),)
NARROW_COLUMNS = ("direction", "unit")
MOST_GROUP_LINES = 4
WANTED_WIDTH, REASON_WIDTH = 7, 24  # characters in a line of these columns of print.css


def target_table(
    targets: Sequence[TargetFacts], results: Sequence[IndicatorResult], label: str, words: Sentences, *total: ReportRow
) -> TableBlock:
    """One line an indicator, in groups of one 二级指标 whose joined cells are never cut; `targets` are those of the results."""
    parts = [list(part) for _, part in groupby(results, key=lambda result: (result.level1, result.level2))]
    groups = [
        tuple(target_group_rows(targets, part[portion], words))
        for part in parts
        for portion in page_portions([target_height(result) for result in part], MOST_GROUP_LINES)
    ]
    own = [
        ReportColumn(words.label(column.label), "points" if column.code in NARROW_COLUMNS else "wanted")
        for column in words.scheme.target_columns
    ]
    columns = (*TARGET_HEADS, *own, *(SCORED_COLUMNS if words.scheme.scored else PLAN_COLUMNS))
    return TableBlock("targets", label, columns, (*groups, *((row,) for row in total)))


def target_height(result: IndicatorResult) -> int:
    """How many lines of text the line of an indicator takes."""
    texts = ((result.goal, WANTED_WIDTH), (result.attained, WANTED_WIDTH), (how(result), REASON_WIDTH))
    return max(text_height(text, width) for text, width in texts)


def target_group_rows(
    targets: Sequence[TargetFacts], results: list[IndicatorResult], words: Sentences
) -> Iterator[ReportRow]:
    """The lines of one group."""
    apart = {column.code for column in words.scheme.target_columns}
    for index, result in enumerate(results):
        levels = (result.level1, result.level2 or result.level1)
        joined = [ReportCell(text, head=True, rows=len(results), joined=True) for text in levels]
        cells = (
            ReportCell(result.label, head=True),
            *(ReportCell(text or BLANK_CELL_TEXT) for text in value_texts(targets, result, words, apart)),
            *(scored_cells(result) if words.scheme.scored else (ReportCell(result.reason.strip() or BLANK_CELL_TEXT),)),
        )
        yield ReportRow((*(joined if index == 0 else ()), *cells))


def value_texts(
    targets: Sequence[TargetFacts], result: IndicatorResult, words: Sentences, apart: Collection[str]
) -> Iterator[str]:
    """What stands in the columns of the form: of a target its parts, of an indicator of the form its value."""
    own = TARGET_CODE.fullmatch(result.code)
    for column in words.scheme.target_columns:
        if own:
            yield column_words(targets[int(own[1]) - 1], column.code, apart)
        elif column.code == "attained":
            yield number_cell(result.value, result.unit, words.places(result.code)).text
        else:
            yield ""


def scored_cells(result: IndicatorResult) -> tuple[ReportCell, ...]:
    """Weight, points, and how they came about."""
    return (
        ReportCell(plain_number(result.weight), numeric=True),
        ReportCell(points_or_blank(result.score), numeric=True),
        ReportCell(how(result)),
    )


def points_or_blank(points: Decimal | None) -> str:
    """A score in points as printed; — while there is none."""
    return BLANK_CELL_TEXT if points is None else plain_number(points)


def how(result: IndicatorResult) -> str:
    """How the score came about, and the department's reason where it deviated."""
    reason = result.reason.strip()
    return f"{result.explanation}\n偏差原因：{reason}" if reason else result.explanation


def closing_row(words: Sentences, full: str, total: str, remark: str) -> ReportRow:
    """总分 below the lines: full marks, total, grade."""
    span = len(TARGET_HEADS) + len(words.scheme.target_columns)
    return ReportRow(
        (
            ReportCell("总分", head=True, columns=span),
            ReportCell(full, numeric=True),
            ReportCell(total, numeric=True),
            ReportCell(remark),
        ),
        "total",
    )
