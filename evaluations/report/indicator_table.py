"""The table of indicators with scores and reasons: how each is scored, what came of it, and the total with its grade."""

from collections.abc import Mapping
from functools import partial

from evaluations.language.rounding import plain_number
from evaluations.language.words import TARGET_LABELS
from evaluations.report.blocks import BLANK_CELL_TEXT, ReportCell, ReportColumn, ReportRow, TableBlock
from evaluations.report.level_cells import grouped_rows
from evaluations.report.page_portions import row_height
from evaluations.report.paper_voice import in_paper_voice
from evaluations.report.sentences import Sentences
from evaluations.report.target_standard import printed_standard
from evaluations.report.written_lines import cell_text
from evaluations.scoring.assessing import IndicatorResult

# Characters in a line of these columns of print.css.
LEVEL_WIDTH, LABEL_WIDTH, STANDARD_WIDTH, REASON_WIDTH = 4, 8, 19, 22
TITLE_HEIGHT = 27.0  # millimetres of 附件1, the title and the note above the table
LEVEL_COLUMNS = (
    ReportColumn(TARGET_LABELS["level1"], "level1"),
    ReportColumn(TARGET_LABELS["level2"], "level2"),
    ReportColumn(TARGET_LABELS["name"], "level3"),
)
POINTS_COLUMN = ReportColumn(TARGET_LABELS["weight"], "points")
STANDARD_COLUMN = ReportColumn("评分标准", "standard")
LAST_COLUMNS = (ReportColumn("自评情况及扣分原因", "reason"), ReportColumn(TARGET_LABELS["score"], "points"))


def indicator_table(title: str, words: Sentences) -> TableBlock:
    """Every indicator, its levels joined as far as a page holds them; the total and grade close the table.

    A form without a word on how its indicators are scored has no column for it.
    """
    results = words.assessment.indicators
    standards = {result.code: printed_standard(result, words) for result in results}
    standards = standards if any(standards.values()) else {}
    cells, height = partial(indicator_cells, standards), partial(indicator_height, standards)
    groups = grouped_rows(results, cells, height, LEVEL_WIDTH, TITLE_HEIGHT)
    columns = (*LEVEL_COLUMNS, POINTS_COLUMN, *([STANDARD_COLUMN] if standards else []), *LAST_COLUMNS)
    note = f"单位：分；评分依据：{words.scheme.title}"
    total = indicator_total_row(words, 2 if standards else 1)
    return TableBlock("indicators", title, columns, (*groups, (total,)), note)


def indicator_height(standards: Mapping[str, str], result: IndicatorResult) -> float:
    """The millimetres of the line of an indicator; `standards` by code, none of them where they have no column."""
    told = standards.get(result.code, "")
    reason = (self_assessment(result), REASON_WIDTH if standards else REASON_WIDTH + STANDARD_WIDTH)
    return row_height((result.label, LABEL_WIDTH), (told, STANDARD_WIDTH), reason)


def indicator_cells(standards: Mapping[str, str], result: IndicatorResult) -> tuple[ReportCell, ...]:
    """What stands beside the levels of an indicator."""
    told = [ReportCell(standards[result.code] or BLANK_CELL_TEXT)] if standards else []
    return (
        ReportCell(result.label, head=True),
        ReportCell(plain_number(result.weight), numeric=True),
        *told,
        ReportCell(self_assessment(result)),
        ReportCell(BLANK_CELL_TEXT if result.score is None else plain_number(result.score), numeric=True),
    )


def self_assessment(result: IndicatorResult) -> str:
    """How the value came about, and why points were lost."""
    reason = cell_text(result.reason)
    if not reason or reason.rstrip("。") in result.explanation:
        return in_paper_voice(result.explanation)
    lost = result.score is not None and result.score < result.weight
    return f"{in_paper_voice(result.explanation)}\n{'扣分原因' if lost else '说明'}：{reason}"


def indicator_total_row(words: Sentences, columns: int) -> ReportRow:
    """合计: full marks, grade over so many columns, total."""
    result = words.assessment
    grade = f"等级：{result.grade}" if result.complete else "尚有指标未填，暂不评定等级"
    grade += f"\n{result.ceiling}" if result.ceiling else ""
    full = ReportCell(plain_number(result.full_marks), numeric=True)
    total = ReportCell(plain_number(result.total) if result.complete else BLANK_CELL_TEXT, numeric=True)
    return ReportRow(
        (ReportCell("合计", head=True, columns=3), full, ReportCell(grade, columns=columns), total), "total"
    )
