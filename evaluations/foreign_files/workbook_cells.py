"""An opened workbook as plain data: every cell that holds something, with its kind. Knows no Django; runs in a child process.

A cell is [row, column, kind, text, formula]: kind is s text, n number, p number shown in percent, b truth, d date,
e error, f a formula that was never calculated.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from evaluations.foreign_files.workbook_guard import PHANTOM_ROWS, SAVE_AS_XLSX, WorkbookRefused

MOST_SHEETS, MOST_SHEET_ROWS, MOST_SHEET_COLUMNS = 60, 12_000, 40
# So far we look for something behind the last row: what comes after so many is formatted emptiness.
LAST_LOOK = 50_000
LONGEST_CELL_TEXT = 40_010
MOST_TEXT = 20_000_000
UNREADABLE_WORKBOOK = f"文件打不开，内容不符合 .xlsx 的格式。{SAVE_AS_XLSX}"


def read_workbook(content: bytes, merged: dict[str, list[str]]) -> dict[str, Any]:
    """{"sheets": [{title, state, cells, merged}]} of a file that guarding.check let through."""
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    pages = [page for page in book.worksheets if isinstance(page, ReadOnlyWorksheet)]
    if not pages:
        raise WorkbookRefused(UNREADABLE_WORKBOOK)
    if len(pages) > MOST_SHEETS:
        raise WorkbookRefused(f"文件里有 {len(pages)} 张工作表，最多 {MOST_SHEETS} 张。请删去自己加的工作表再上传。")
    budget = [MOST_TEXT]
    return {"sheets": [read_sheet_cells(page, formulas[page.title], merged, budget) for page in pages]}


def read_sheet_cells(page: Any, formulas: Any, merged: dict[str, list[str]], budget: list[int]) -> dict[str, Any]:
    """One sheet; `budget` is how many characters may still be read of the whole file."""
    computed = {(cell.row, cell.column) for cell in held(formulas) if cell.data_type == "f"}
    found = []
    for cell in held(page):
        kind, text = kind_and_text(cell)
        budget[0] -= len(text)
        if budget[0] < 0:
            raise WorkbookRefused(f"文件里的文字太多（超过 {MOST_TEXT // 10_000} 万字），没有读取。{PHANTOM_ROWS}")
        found.append([cell.row, cell.column, kind, text, (cell.row, cell.column) in computed])
    known = {(row, column) for row, column, *_ in found}
    found += [[row, column, "f", "", True] for row, column in sorted(computed - known)]
    path = str(page._worksheet_path).lstrip("/")
    return {"title": page.title, "state": page.sheet_state, "cells": found, "merged": merged.get(path, [])}


def held(page: Any) -> Iterator[Any]:
    """The cells that hold something; the file's own word about its size is not believed."""
    page.reset_dimensions()
    for number, row in enumerate(page.iter_rows(max_col=MOST_SHEET_COLUMNS), 1):
        full = [cell for cell in row if cell.value is not None]
        if number > MOST_SHEET_ROWS and full:
            raise WorkbookRefused(
                f"工作表“{page.title[:31]}”第 {number} 行还有内容，最多读取 {MOST_SHEET_ROWS} 行。{PHANTOM_ROWS}"
            )
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
