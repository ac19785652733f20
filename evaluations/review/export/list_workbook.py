"""The list as a workbook, with real numbers."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO

from django.db.models import QuerySet
from django.utils import timezone
from openpyxl import Workbook

from evaluations.checks.report_risk import RISK_LABELS
from evaluations.forms.written_sheets import SheetValue, add_sheet
from evaluations.language.severities import HINT_LEVEL, SEVERITY_LABELS, WARNING_LEVEL
from evaluations.language.states import REVIEW_STAGE_LABELS
from evaluations.language.words import ENTRY_LABELS, RESULT_LABELS
from evaluations.models import ReportLine
from evaluations.models.report_line import ReportStand
from evaluations.models.standing import obligation_words
from evaluations.review.queue.queue_rows import LINE_RELATED, days_there

LIST_COLUMNS = {
    "预算编码": 12,
    "单位": 30,
    "主管部门": 24,
    "审核人": 10,
    "进展": 16,
    "环节": 8,
    "第几次报送": 8,
    ENTRY_LABELS["self_score"]: 10,
    "得分较上年": 10,
    RESULT_LABELS["grade"]: 8,
    "执行率（%）": 10,
    "执行率较上年（百分点）": 12,
    "三公经费变动率（%）": 12,
    SEVERITY_LABELS[WARNING_LEVEL]: 6,
    SEVERITY_LABELS[HINT_LEVEL]: 6,
    "风险": 6,
    "停留天数": 8,
    "报送截止": 12,
    "疑点": 60,
}
ROWS_AT_ONCE = 500


def list_workbook(
    lines: QuerySet[ReportLine], staged: Container[int], progress: Callable[[int], object] = lambda done: None
) -> bytes:
    """The lines in their order; `staged`: the years' tasks in which two persons review each report.

    `progress` is told how many have been written.
    """
    book = Workbook(write_only=True)
    add_sheet(book, "审核列表", list(LIST_COLUMNS), written_rows(lines, staged, progress), list(LIST_COLUMNS.values()))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def written_rows(
    lines: QuerySet[ReportLine], staged: Container[int], progress: Callable[[int], object]
) -> Iterator[Sequence[SheetValue]]:
    """Row by row, the next ones fetched while the earlier ones are forgotten."""
    fetched: Iterable[ReportLine] = lines.select_related(
        *LINE_RELATED, "obligation__department__supervising_department__merged_into"
    ).iterator(chunk_size=ROWS_AT_ONCE)
    today = timezone.localdate()
    for number, line in enumerate(fetched, 1):
        yield list_row(line, today, line.cycle_id in staged)
        if number % ROWS_AT_ONCE == 0:
            progress(number)


def list_row(line: ReportLine, today: date, staged: bool) -> Sequence[SheetValue]:
    """One line under LIST_COLUMNS, as of this day; `staged`: two persons review it."""
    owed, filed = line.obligation, bool(line.number)
    unit = owed.department
    return (
        unit.budget_code,
        unit.name,
        str(unit.supervising_department or ""),
        str(line.reviewer or ""),
        obligation_words(owed, getattr(owed, "evaluation", None), today),
        waiting_stage(line) if staged else "",
        line.number or None,
        line.total,
        line.total_change,
        line.grade,
        line.execution_rate,
        line.execution_change,
        line.three_public_change,
        line.warnings if filed else None,
        line.hints if filed else None,
        RISK_LABELS.get(line.risk, ""),
        days_there(line, today),
        line.due_on,
        line.named,
    )


def waiting_stage(line: ReportLine) -> str:
    """Of two persons who review, whose word it waits for; "" where it does not wait."""
    waits = line.stand == ReportStand.WAITING
    return REVIEW_STAGE_LABELS["last" if line.first_word_by_id else "first"] if waits else ""
