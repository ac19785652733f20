"""The person's own workbook with its faults marked: colour and note in each cell, a first sheet that lists them.

Knows no Django; runs in a child process.
"""

from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from evaluations.filing.workbook.plan.template import ENTRY_FILL, FAULT_FILL, FAULTS_SHEET, MARK_AUTHOR
from evaluations.foreign_files.workbook_guard import guard_upload

FAULT_HEADINGS = (("工作表", 24), ("单元格", 10), ("项目", 36), ("读到", 24), ("怎样改", 76))
BAD_FILL, GOOD_FILL = PatternFill("solid", FAULT_FILL), PatternFill("solid", ENTRY_FILL)
MOST_MARKED_FAULTS = 1_000


def marked_workbook(faults: list[dict[str, str]], content: bytes) -> str:
    """The marked workbook in base64. Raises ForeignFileRefused for what must not be opened."""
    guard_upload(content)
    return b64encode(mark_faults(content, faults)).decode("ascii")


def mark_faults(content: bytes, faults: list[dict[str, str]]) -> bytes:
    """The workbook as it was, with `faults` ({sheet, cell, label, read, message}) shown in it."""
    book = load_workbook(BytesIO(content), keep_links=False)
    if FAULTS_SHEET in book.sheetnames:
        del book[FAULTS_SHEET]
    unmark(book)
    for fault in faults[:MOST_MARKED_FAULTS]:
        if fault["cell"] and fault["sheet"] in book.sheetnames:
            mark_cell(book[fault["sheet"]][fault["cell"]], fault["message"])
    add_fault_list(book, faults[:MOST_MARKED_FAULTS])
    result = BytesIO()
    book.save(result)
    return result.getvalue()


def unmark(book: Workbook) -> None:
    """Take back the marks of the last time: what is still wrong is marked anew."""
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.comment and cell.comment.author == MARK_AUTHOR:
                    cell.comment, cell.fill = None, GOOD_FILL


def mark_cell(cell: Cell | MergedCell, message: str) -> None:
    """Red ground and a note; a cell swallowed by a merge cannot carry them."""
    if isinstance(cell, Cell):
        before = f"{cell.comment.text}\n" if cell.comment and cell.comment.author == MARK_AUTHOR else ""
        cell.fill = BAD_FILL
        cell.comment = Comment(f"{before}{message}", MARK_AUTHOR, width=320, height=130)


def add_fault_list(book: Workbook, faults: Iterable[dict[str, str]]) -> None:
    """The first sheet, with a link to each cell."""
    page: Any = book.create_sheet(FAULTS_SHEET, 0)
    page["A1"] = "下面各处改好、保存后再上传；这张表不用删，系统不读。"
    page["A1"].font = Font(bold=True, size=12)
    for column, (heading, width) in enumerate(FAULT_HEADINGS, 1):
        page.cell(2, column, heading).font = Font(bold=True)
        page.column_dimensions[page.cell(2, column).column_letter].width = width
    for number, fault in enumerate(faults, 3):
        texts = (fault["sheet"], fault["cell"], fault["label"], fault["read"], fault["message"])
        for column, text in enumerate(texts, 1):
            cell = page.cell(number, column, text or None)
            cell.data_type = "s" if text else "n"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if fault["cell"] and fault["sheet"] in book.sheetnames:
            place = f"{quote_sheetname(fault['sheet'])}!{fault['cell']}"
            page.cell(number, 2).hyperlink = Hyperlink(ref=f"B{number}", location=place)
            page.cell(number, 2).font = Font(color="0563C1", underline="single")
    page.freeze_panes = "A3"
    for one in book.worksheets:
        one.sheet_view.tabSelected = one is page
    book.active = 0
