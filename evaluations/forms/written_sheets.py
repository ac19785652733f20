"""Sheets that we write: a bold first row that stays in sight, numbers as numbers, every text as a text."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

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
    """A sheet of a workbook that is only written; widths in characters."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths[: len(header)], 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([written_cell(sheet, text, bold=True) for text in header])
    for row in rows:
        sheet.append([written_cell(sheet, value) for value in row])


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
