"""An opened workbook as plain data: every cell that holds something, with its kind. Knows no Django; runs in the child."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from evaluations.foreign_files.child_tasks import ForeignCell, ForeignSheet
from evaluations.foreign_files.file_refusals import PHANTOM_ROWS, ForeignFileRefused
from evaluations.foreign_files.workbook_guard import guard_upload

MOST_SHEETS, MOST_SHEET_ROWS, MOST_SHEET_COLUMNS = 60, 12_000, 40
# So far we look for something behind the last row: what comes after so many is formatted emptiness.
LAST_LOOK = 50_000
LONGEST_CELL_TEXT = 40_010
MOST_TEXT = 20_000_000


def read_sheets(_: None, content: bytes) -> list[ForeignSheet]:
    """All sheets of the workbook. Raises ForeignFileRefused, and whatever openpyxl raises for a file that is none."""
    merged = guard_upload(content)
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    pages = [page for page in book.worksheets if isinstance(page, ReadOnlyWorksheet)]
    if not pages:
        raise ValueError("a workbook without sheets")
    if len(pages) > MOST_SHEETS:
        raise ForeignFileRefused(
            f"文件里有 {len(pages)} 张工作表，最多 {MOST_SHEETS} 张", "请删去自己加的工作表再上传。"
        )
    budget = [MOST_TEXT]
    return [read_sheet_cells(page, formulas[page.title], merged, budget) for page in pages]


def read_sheet_cells(page: Any, formulas: Any, merged: dict[str, list[str]], budget: list[int]) -> ForeignSheet:
    """One sheet; `budget` is how many characters may still be read of the whole file."""
    computed = {(cell.row, cell.column) for cell in held(formulas) if cell.data_type == "f"}
    found = []
    for cell in held(page):
        kind, text = kind_and_text(cell)
        budget[0] -= len(text)
        if budget[0] < 0:
            raise ForeignFileRefused(f"文件里的文字太多（超过 {MOST_TEXT // 10_000} 万字），没有读取", PHANTOM_ROWS)
        found.append(ForeignCell(cell.row, cell.column, kind, text, (cell.row, cell.column) in computed))
    known = {(one.row, one.column) for one in found}
    found += [ForeignCell(row, column, "f", "", True) for row, column in sorted(computed - known)]
    path = str(page._worksheet_path).lstrip("/")
    return ForeignSheet(page.title, page.sheet_state, found, merged.get(path, []))


def held(page: Any) -> Iterator[Any]:
    """The cells that hold something; the file's own word about its size is not believed."""
    page.reset_dimensions()
    for number, row in enumerate(page.iter_rows(max_col=MOST_SHEET_COLUMNS), 1):
        full = [cell for cell in row if cell.value is not None]
        if number > MOST_SHEET_ROWS and full:
            what = f"工作表“{page.title[:31]}”第 {number} 行还有内容，最多读取 {MOST_SHEET_ROWS} 行"
            raise ForeignFileRefused(what, PHANTOM_ROWS)
        if number > LAST_LOOK:
            return
        yield from full


def kind_and_text(cell: Any) -> tuple[str, str]:
    """What a cell holds, as text without loss; Excel keeps numbers as binary fractions, repr names them shortest."""
    value = cell.value
    if cell.data_type == "e":
        return "e", str(value)[:20]
    if isinstance(value, bool):
        return "b", "TRUE" if value else "FALSE"
    if isinstance(value, (date, datetime, time, timedelta)):
        return "d", str(value)[:10] if isinstance(value, (date, datetime)) else str(value)
    if isinstance(value, (int, float)):
        return ("p" if "%" in (cell.number_format or "") else "n"), repr(value)
    return "s", str(value)[:LONGEST_CELL_TEXT]
