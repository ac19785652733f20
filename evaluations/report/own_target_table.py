"""The table of indicators in a self-evaluation: a line each, with the columns that the form gives its own targets."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from evaluations.facts.document import TargetFacts
from evaluations.language.directions import QUALITATIVE_DIRECTION
from evaluations.language.rounding import plain_number
from evaluations.language.units import MONEY_UNIT
from evaluations.language.words import DEVIATION_LABEL, TARGET_LABELS
from evaluations.report.blocks import BLANK_CELL_TEXT, ReportCell, ReportColumn, ReportRow, TableBlock
from evaluations.report.level_cells import grouped_rows, level_with_points, second_level
from evaluations.report.page_portions import PAGE_ROOM, row_height
from evaluations.report.paper_voice import in_paper_voice, shorter_money
from evaluations.report.sentences import Sentences
from evaluations.report.tables import number_cell
from evaluations.report.written_lines import cell_text
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.indicator import IndicatorResult
from evaluations.scoring.targets import TARGET_CODE, column_words, with_unit

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
ROOMY_VALUES = 2
FIELD_END = "\0"
# Characters in a line of these columns of print.css.
LEVEL_WIDTH, LABEL_WIDTH, REASON_WIDTH = 6, 9, 22
VALUE_WIDTHS = {"wanted": 7, "value": 4}
HEAD_LINE = 9.0  # millimetres: the heads of narrow columns take two lines more
# What a column takes of the width of the lying page in characters, and what levels, name and points leave.
VALUE_COST, NARROW_COST, ROOM_OF_COLUMNS = {"wanted": 8.2, "value": 5.4}, 3.8, 39.8


def target_table(
    targets: Sequence[TargetFacts],
    results: Sequence[IndicatorResult],
    label: str,
    words: Sentences,
    *total: ReportRow,
    used: float = 0,
    among: Sequence[IndicatorResult] = (),
) -> TableBlock:
    """One line an indicator, its levels joined as far as a page holds them; `targets` are those of the results.

    `used` millimetres of the first page are taken by what stands above; `among` as in grouped_rows().
    """
    used += HEAD_LINE if used and value_column(words.scheme) == "value" else 0
    turned = bool(results) and used + first_height(words.scheme, results[0]) > PAGE_ROOM
    used = 0 if turned else used
    height = partial(target_height, words.scheme)
    groups = grouped_rows(results, partial(target_cells, targets, words), height, LEVEL_WIDTH, used, among)
    values = printed_column(words.scheme)
    own = [
        ReportColumn(words.label(column.label), "points" if column.code in NARROW_COLUMNS else values)
        for column in words.scheme.target_columns
    ]
    columns = (*TARGET_HEADS, *own, *(SCORED_COLUMNS if words.scheme.scored else PLAN_COLUMNS))
    return TableBlock("targets", label, columns, (*groups, *((row,) for row in total)), turned=turned)


def value_column(scheme: ScoringScheme) -> str:
    """Which width a value has: a number alone, or one with its sign and unit."""
    return "value" if scheme.asks_of_targets("unit") else "wanted"


def printed_column(scheme: ScoringScheme) -> str:
    """The same as print.css has it: two values of a plan have the room that points and how they came about leave."""
    codes = [column.code for column in scheme.target_columns]
    roomy = not scheme.scored and len(codes) <= ROOMY_VALUES and not set(NARROW_COLUMNS) & set(codes)
    return "planned" if roomy else value_column(scheme)


def reason_width(scheme: ScoringScheme) -> int:
    """Characters in a line of the last column: what the columns of the form leave it."""
    codes = [column.code for column in scheme.target_columns]
    narrow = sum(code in NARROW_COLUMNS for code in codes)
    values = VALUE_COST[value_column(scheme)] * (len(codes) - narrow)
    return min(REASON_WIDTH, int(ROOM_OF_COLUMNS - NARROW_COST * narrow - values))


def target_height(scheme: ScoringScheme, result: IndicatorResult) -> float:
    """The millimetres of the line of an indicator."""
    width = VALUE_WIDTHS[value_column(scheme)]
    wanted = [(text, width) for text in (result.goal, result.attained)]
    return row_height((result.label, LABEL_WIDTH), *wanted, (how(result), reason_width(scheme)))


def first_height(scheme: ScoringScheme, result: IndicatorResult) -> float:
    """The same with its second level, which may have no other line."""
    return max(
        target_height(scheme, result), row_height((level_with_points(second_level(result), result.weight), LEVEL_WIDTH))
    )


def target_cells(targets: Sequence[TargetFacts], words: Sentences, result: IndicatorResult) -> tuple[ReportCell, ...]:
    """What stands beside the levels of an indicator."""
    apart = {column.code for column in words.scheme.target_columns}
    return (
        ReportCell(result.label, head=True),
        *(ReportCell(text or BLANK_CELL_TEXT) for text in value_texts(targets, result, words, apart)),
        *(scored_cells(result) if words.scheme.scored else (ReportCell(cell_text(result.reason) or BLANK_CELL_TEXT),)),
    )


def printed_target(target: TargetFacts) -> TargetFacts:
    """A target of money with its values as the explanation beside them prints them: together, so that they stay apart.

    What people describe in words stays as they wrote it.
    """
    if target.unit != MONEY_UNIT or target.direction == QUALITATIVE_DIRECTION:
        return target
    fields = (target.begin_target, target.target, target.attained)
    texts = shorter_money(FIELD_END.join(with_unit(one, target) for one in fields)).split(FIELD_END)
    begin, goal, attained = (one.removesuffix(MONEY_UNIT).rstrip() for one in texts)
    return replace(target, begin_target=begin, target=goal, attained=attained)


def value_texts(
    targets: Sequence[TargetFacts], result: IndicatorResult, words: Sentences, apart: Collection[str]
) -> Iterator[str]:
    """What stands in the columns of the form: of a target its parts, of an indicator of the form its value."""
    own = TARGET_CODE.fullmatch(result.code)
    for column in words.scheme.target_columns:
        if own:
            yield column_words(printed_target(targets[int(own[1]) - 1]), column.code, apart)
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
    reason = cell_text(result.reason)
    said = in_paper_voice(result.explanation)
    return f"{said}\n偏差原因：{reason}" if reason else said


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
