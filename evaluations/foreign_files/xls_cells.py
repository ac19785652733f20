"""The cells of an .xls or .et (BIFF) in the same form as those of an xlsx. Knows no Django; runs in the child."""

import io
import struct
from collections.abc import Iterator
from typing import Any

import xlrd
from openpyxl.utils import get_column_letter
from xlrd.biffh import XLRDError

from evaluations.foreign_files.child_tasks import ForeignCell, ForeignSheet
from evaluations.foreign_files.file_refusals import (
    ENCRYPTED_WORKBOOK,
    SAVE_AS_XLSX,
    ForeignFileRefused,
)
from evaluations.foreign_files.number_format import GENERAL_FORMAT, LONGEST_FORMAT
from evaluations.foreign_files.reading_limits import (
    CELL_PICTURE,
    LONGEST_CELL_TEXT,
    ReadingLimits,
    kept_format,
    number_kind_and_text,
)

SHEET_STATES = ("visible", "hidden", "veryHidden")
FORMULA_RECORDS, END_RECORD = (0x0006, 0x0206, 0x0406), 0x000A
# Excel leaves it in every file that it has calculated.
RECALCULATED_RECORD = struct.pack("<HH", 0x01C1, 8)
# What programs that do not calculate write for a result: 0, or an empty text.
NO_RESULTS = (bytes(8), b"\x03\0\0\0\0\0\xff\xff")
OLD_FILE_UNREADABLE = "文件无法打开，内容不符合 .xls 的格式"
MACROS_IN_OLD_FILE = "文件带有宏，系统不接收带宏的文件"
MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")


def xls_sheets(content: bytes, limits: ReadingLimits) -> list[ForeignSheet]:
    """The sheets of an old workbook; raises ForeignFileRefused."""
    if MACRO_STREAM in content and not limits.macros:
        raise ForeignFileRefused(MACROS_IN_OLD_FILE, SAVE_AS_XLSX)
    try:
        book: Any = xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
        limits.take_sheets(book.nsheets)
        states = [SHEET_STATES[min(one, 2)] for one in book._sheet_visibility]
        visible = [place for place, state in enumerate(states) if state == "visible"] or [0]
        wanted = visible[:1] if limits.first_alone else range(book.nsheets)
        return [read_old_sheet(book, place, states[place], limits) for place in wanted]
    except (ForeignFileRefused, MemoryError):
        raise
    except XLRDError as error:
        encrypted = "encrypted" in str(error).lower()
        raise ForeignFileRefused(ENCRYPTED_WORKBOOK if encrypted else OLD_FILE_UNREADABLE, SAVE_AS_XLSX) from error
    except Exception as error:  # xlrd raises any kind for a file made to break it
        raise ForeignFileRefused(OLD_FILE_UNREADABLE, SAVE_AS_XLSX) from error


def read_old_sheet(book: Any, place: int, state: str, limits: ReadingLimits) -> ForeignSheet:
    """One sheet, unloaded afterwards."""
    sheet = book.sheet_by_index(place)
    formulas = formula_places(book, place)
    uncounted = RECALCULATED_RECORD not in book.mem and not any(formulas.values())
    cells = [cell for cell in old_cells(book, sheet, formulas, uncounted) if limits.take_cell(sheet.name, cell)]
    merged = [
        f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right)}{bottom}"
        for top, bottom, left, right in sheet.merged_cells
    ]
    hidden_rows = [row + 1 for row, info in sorted(sheet.rowinfo_map.items()) if info.hidden]
    hidden_columns = [column + 1 for column, info in sorted(sheet.colinfo_map.items()) if info.hidden]
    merged = limits.take_merged(sheet.name, merged)
    full = {cell.row for cell in cells}
    book.unload_sheet(place)
    hidden_rows = [row for row in hidden_rows if row in full]
    return ForeignSheet(sheet.name, state, cells, merged, hidden_rows, hidden_columns, limits.left_beyond())


def formula_places(book: Any, place: int) -> dict[tuple[int, int], bool]:
    """Row and column, from 0, of each formula → whether it has a result. xlrd keeps the results alone."""
    found: dict[tuple[int, int], bool] = {}
    data, at = book.mem, book._sh_abs_posn[place]
    while at + 4 <= len(data):
        record, length = struct.unpack_from("<HH", data, at)
        if record == END_RECORD:
            break
        if record in FORMULA_RECORDS and length >= 14:
            row, column = struct.unpack_from("<HH", data, at + 4)
            found[row, column] = data[at + 10 : at + 18] not in NO_RESULTS
        at += 4 + length
    return found


def old_cells(book: Any, sheet: Any, formulas: dict[tuple[int, int], bool], uncounted: bool) -> Iterator[ForeignCell]:
    """The cells of a sheet that hold something."""
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            computed = (row, column) in formulas
            if computed and uncounted:
                yield ForeignCell(row + 1, column + 1, "f", "", True)
            elif cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) and cell.value != "":
                yield old_cell(book, sheet, row, column, computed)


def old_cell(book: Any, sheet: Any, row: int, column: int, computed: bool) -> ForeignCell:
    """One cell as it is stored, under its format."""
    cell = sheet.cell(row, column)
    code, struck = old_style(book, sheet, row, column, cell.xf_index)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        if CELL_PICTURE.match(cell.value):
            return ForeignCell(row + 1, column + 1, "i", "", computed)
        text = cell.value.replace("\r", "")[:LONGEST_CELL_TEXT]
        return ForeignCell(row + 1, column + 1, "s", text, computed, "", struck)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        kind, text = "b", "TRUE" if cell.value else "FALSE"
    elif cell.ctype == xlrd.XL_CELL_ERROR:
        kind, text = "e", xlrd.error_text_from_code.get(cell.value, "#N/A")
    else:
        kind, text = number_kind_and_text(repr(cell.value), code, bool(book.datemode))
    return ForeignCell(row + 1, column + 1, kind, text, computed, kept_format(kind, code), struck)


def old_style(book: Any, sheet: Any, row: int, column: int, number: int | None) -> tuple[str, bool]:
    """Number format, and whether the cell or a piece of its text is crossed out."""
    if number is None:
        return GENERAL_FORMAT, False
    style = book.xf_list[number]
    form = book.format_map.get(style.format_key)
    fonts = [style.font_index, *(font for _, font in sheet.rich_text_runlist_map.get((row, column), ()))]
    struck = any(book.font_list[font].struck_out for font in fonts if font < len(book.font_list))
    return (form.format_str[:LONGEST_FORMAT] if form else GENERAL_FORMAT), struck
