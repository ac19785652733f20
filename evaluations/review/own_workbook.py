"""A table that the bureau downloads, as a workbook: a title, lines above, bold columns, real numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from evaluations.forms.written_sheets import NOT_XML, SheetValue

THIN = Border(*(Side(style="thin", color="999999"),) * 4)


@dataclass(frozen=True)
class BureauTable:
    """What stands on the sheet; `widths` in characters, `below`: lines under the table."""

    title: str
    above: Sequence[str]
    columns: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[SheetValue]]
    below: Sequence[str] = ()


def table_workbook(table: BureauTable, name: str) -> bytes:
    """The workbook with one sheet; every text is a text, so that none becomes a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    last = get_column_letter(len(table.columns))
    for words in (table.title, *table.above):
        _across(sheet, words, last, bold=words == table.title)
    _row(sheet, table.columns, bold=True)
    sheet.freeze_panes = f"A{sheet.max_row + 1}"
    sheet.print_title_rows = f"{sheet.max_row}:{sheet.max_row}"
    for row in table.rows:
        _row(sheet, row)
    for words in table.below:
        _across(sheet, words, last)
    for place, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook_answer(table: BureauTable, name: str, file: str) -> FileResponse:
    """The workbook as a download."""
    return FileResponse(BytesIO(table_workbook(table, name)), as_attachment=True, filename=f"{file}.xlsx")


def _across(sheet: Worksheet, words: str, last: str, bold: bool = False) -> None:
    """One text over the whole width."""
    row = 1 if sheet.max_row == 1 and sheet["A1"].value is None else sheet.max_row + 1
    sheet.merge_cells(f"A{row}:{last}{row}")
    cell = sheet[f"A{row}"]
    cell.value, cell.data_type = words.translate(NOT_XML), "s"
    cell.font = Font(bold=bold, size=14 if bold else 11)
    cell.alignment = Alignment(horizontal="center" if bold else "left", wrap_text=True, vertical="center")


def _row(sheet: Worksheet, values: Sequence[SheetValue], bold: bool = False) -> None:
    row = sheet.max_row + 1
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column, value.translate(NOT_XML) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"
        cell.font, cell.border = Font(bold=bold), THIN
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if bold else None)
