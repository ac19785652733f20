"""Sheets that we write: a bold first row that stays in sight, numbers as numbers, every text as a text."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

LINE_HEIGHT = 15.5  # points
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_XML = dict.fromkeys(one for one in range(32) if chr(one) not in "\t\n\r")
SheetValue = str | int | Decimal | date | None


def add_sheet(
    book: Workbook,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[SheetValue]],
    widths: Sequence[int],
) -> None:
    """A sheet of a workbook that is only written, as wide as a page when printed; widths in characters."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for place, width in enumerate(widths[: len(header)], 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([written_cell(sheet, text, bold=True) for text in header])
    for number, row in enumerate(rows, 2):
        lines = max((lines_in_cell(value, width) for value, width in zip(row, widths, strict=False)), default=1)
        if lines > 1:  # LibreOffice, and so many a printout, does not make a row higher by itself
            sheet.row_dimensions[number].height = lines * LINE_HEIGHT
        sheet.append([written_cell(sheet, value) for value in row])


def lines_in_cell(value: SheetValue, width: int) -> int:
    """How many lines a text takes in a column; a Chinese character is as wide as two others."""
    if not isinstance(value, str):
        return 1
    parts = (sum(1 if one.isascii() else 2 for one in part) for part in value.split("\n"))
    return sum(max(1, ceil(part / max(1, width - 1))) for part in parts)


def written_cell(sheet: WriteOnlyWorksheet, value: SheetValue, bold: bool = False) -> Cell:
    """A number or a day as such, all else as a text that wraps, so that none becomes a formula."""
    cell: Cell = WriteOnlyCell(sheet)
    cell.value = value.translate(NOT_XML) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, Decimal):
        cell.number_format = "0.00"
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=bold)
    return cell
