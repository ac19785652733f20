"""部门整体支出绩效自评表: execution of the budget, goal, targets with their scores."""

from collections.abc import Iterator

from evaluations.language.rounding import plain_number
from evaluations.language.words import COLLECTION_LABELS, TARGET_LABELS
from evaluations.report.blocks import (
    BLANK_CELL_TEXT,
    Block,
    Heading,
    ReportCell,
    ReportColumn,
    ReportRow,
    TableBlock,
)
from evaluations.report.own_target_table import closing_row, points_or_blank, target_table
from evaluations.report.page_portions import text_height
from evaluations.report.sentences import Sentences
from evaluations.report.tables import data_table, number_cell
from evaluations.report.written_lines import cell_text
from evaluations.schemes.scheme import SelfEvaluation
from evaluations.scoring.indicator import IndicatorResult

SCORE_COLUMNS = (
    ReportColumn(TARGET_LABELS["weight"], "points"),
    ReportColumn("执行率", "rate"),
    ReportColumn(TARGET_LABELS["score"], "points"),
)
GOAL_COLUMNS = (ReportColumn("预期目标", "text"), ReportColumn("实际完成情况", "text"))
# Millimetres above the targets: title, two headings with the note; a line of the tables there, and its characters.
HEADINGS_HEIGHT, FUNDS_LINE, GOAL_WIDTH = 61.0, 5.8, 31


def self_evaluation_blocks(form: SelfEvaluation, words: Sentences) -> Iterator[Block]:
    """The department's table: money, goal, then every indicator; total and grade close it."""
    result = words.assessment
    funds = funds_table(form, words)
    yield Heading("年度预算执行情况", 2, "execution")
    yield funds
    used = HEADINGS_HEIGHT + FUNDS_LINE * sum(len(group) for group in funds.groups)
    if form.goal and form.result:
        texts = [words.facts.narratives.get(code, "") for code in (form.goal, form.result)]
        yield Heading("年度总体目标", 2, "goal")
        yield goal_table(*texts)
        used += goal_height(*texts)
    yield Heading(COLLECTION_LABELS["targets"], 2, "targets")
    label, total = words.label(form.title), evaluation_total_row(words)
    yield target_table(words.facts.targets, result.indicators, label, words, total, used=used)


def funds_table(form: SelfEvaluation, words: Sentences) -> TableBlock:
    """The scheme's table of funds, with weight, rate and score beside the total."""
    scored = score_cells(words.assessment.results[form.execution], words.places(form.execution))
    funds = words.scheme.table(form.funds)
    label = next(row.label for row in funds.rows if row.code == form.total)
    table = data_table(funds, words)

    def widened(row: ReportRow) -> ReportRow:
        if row.style == "group":
            return ReportRow(
                (ReportCell(row.cells[0].text, head=True, columns=row.cells[0].columns + len(SCORE_COLUMNS)),), "group"
            )
        more = scored if row.cells[0].text == label else (ReportCell("", numeric=True),) * len(SCORE_COLUMNS)
        return ReportRow((*row.cells, *more))

    groups = tuple(tuple(widened(row) for row in group) for group in table.groups)
    return TableBlock("funds", table.label, (*table.columns, *SCORE_COLUMNS), groups, table.note)


def score_cells(result: IndicatorResult, places: int) -> tuple[ReportCell, ReportCell, ReportCell]:
    """Weight, rate and points of an execution rate."""
    return (
        ReportCell(plain_number(result.weight), numeric=True),
        number_cell(result.value, result.unit, places),
        ReportCell(points_or_blank(result.score), numeric=True),
    )


def goal_table(goal: str, result: str) -> TableBlock:
    """What the year was to bring, and what it brought."""
    row = ReportRow(tuple(ReportCell(cell_text(text) or BLANK_CELL_TEXT) for text in (goal, result)))
    return TableBlock("goal", "年度总体目标", GOAL_COLUMNS, ((row,),))


def goal_height(goal: str, result: str) -> float:
    """The millimetres of a goal and its result side by side."""
    return FUNDS_LINE * (1 + max(text_height(cell_text(text), GOAL_WIDTH) for text in (goal, result)))


def evaluation_total_row(words: Sentences) -> ReportRow:
    """总分: full marks, total, grade."""
    result = words.assessment
    grade = f"等级：{result.grade}" if result.complete else "尚有指标未填，暂不评定等级"
    grade += f"\n{result.ceiling}" if result.ceiling else ""
    total = plain_number(result.total) if result.complete else BLANK_CELL_TEXT
    return closing_row(words, plain_number(result.full_marks), total, grade)
