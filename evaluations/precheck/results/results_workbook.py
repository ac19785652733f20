"""The results of a batch as a workbook: papers, findings, and what could not be read."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook

from evaluations.checks.finding_titles import finding_title
from evaluations.forms.written_sheets import SheetValue, add_sheet
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.models import PaperBatch, PaperCheck
from evaluations.papers.paper_result import NO_REPORT
from evaluations.precheck.results.paper_page import checked_nothing

PAPER_COLUMNS = (
    "序号",
    "文件",
    "单位",
    "年度",
    *SEVERITY_LABELS.values(),
    "没有认出",
    "按数据最多得分",
    "没有核对的原因",
)
FINDING_COLUMNS = ("文件", "单位", "程度", "核对编号", "问题", "位置", "读到", "应为", "说明", "怎样改")
UNREAD_COLUMNS = ("文件", "单位", "没有认出或没有读到的")
PAPER_WIDTHS = (6, 34, 30, 8, 8, 8, 8, 10, 16, 44)
FINDING_WIDTHS = (28, 24, 8, 10, 24, 30, 40, 36, 44, 36)
UNREAD_WIDTHS = (34, 30, 80)


def results_workbook(batch: PaperBatch) -> bytes:
    """The workbook; every text is a text, so that none becomes a formula."""
    papers = list(batch.papers.defer("content"))
    book = Workbook(write_only=True)
    add_sheet(book, "各篇结果", PAPER_COLUMNS, map(paper_row, papers), PAPER_WIDTHS)
    add_sheet(book, "发现的问题", FINDING_COLUMNS, (row for one in papers for row in finding_rows(one)), FINDING_WIDTHS)
    add_sheet(book, "没有认出的", UNREAD_COLUMNS, (row for one in papers for row in unread_rows(one)), UNREAD_WIDTHS)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def paper_row(paper: PaperCheck) -> Sequence[SheetValue]:
    """One paper in the table over all of them."""
    blank = (None,) * (len(PAPER_COLUMNS) - 3)
    if not paper.result:
        return (paper.number, paper.name, *blank, paper.refusal)
    if checked_nothing("".join(paper.result["unread"][:1]), paper.result["findings"]):
        return (paper.number, paper.name, *blank, NO_REPORT)
    counts = (paper.errors, paper.warnings, paper.hints, paper.unread)
    return (
        *(paper.number, paper.name, paper.department, paper.year),
        *(*counts, Decimal(paper.result["reachable"]), ""),
    )


def finding_rows(paper: PaperCheck) -> Iterable[Sequence[SheetValue]]:
    """Its findings."""
    for one in paper.result["findings"] if paper.result else ():
        title = finding_title(one["check"], one.get("title", ""))
        words = (one[key] for key in ("where", "read", "expected", "why", "remedy"))
        yield (paper.name, paper.department, SEVERITY_LABELS[one["level"]], one["check"], title, *words)


def unread_rows(paper: PaperCheck) -> Iterable[Sequence[SheetValue]]:
    """What could not be read of it."""
    for words in paper.result["unread"] if paper.result else ():
        yield (paper.name, paper.department, words)
