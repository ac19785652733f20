"""The cells of an XML spreadsheet of Excel 2003, usually named .xls. Knows no Django; runs in the child."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element
from openpyxl.utils import get_column_letter

from evaluations.foreign_files.child_tasks import ForeignCell, ForeignSheet
from evaluations.foreign_files.markup_files import EXCEL_NAMESPACE
from evaluations.foreign_files.number_format import GENERAL_FORMAT, LONGEST_FORMAT
from evaluations.foreign_files.reading_limits import (
    LONGEST_CELL_TEXT,
    ReadingLimits,
    kept_format,
    number_kind_and_text,
)
from evaluations.foreign_files.xlsx_styles import CellStyle

OWN = f"{{{EXCEL_NAMESPACE}}}"
EXCEL_OPTIONS = "{urn:schemas-microsoft-com:office:excel}"
# What the format calls by name; dates have a type of their own.
NAMED_FORMATS = {"Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "General Number": GENERAL_FORMAT}
SHEET_STATES = {"SheetHidden": "hidden", "SheetVeryHidden": "veryHidden"}
ON = "1"


@dataclass
class SheetReading:
    """One sheet while it is read."""

    title: str
    limits: ReadingLimits
    styles: dict[str, CellStyle]
    cells: list[ForeignCell]
    merged: list[str]
    hidden_rows: list[int]


def xml_2003_sheets(root: _Element, limits: ReadingLimits) -> list[ForeignSheet]:
    """The sheets of the workbook; raises ForeignFileRefused, and much else for what is none."""
    sheets = root.findall(f"{OWN}Worksheet")
    limits.take_sheets(len(sheets))
    styles = {style.get(f"{OWN}ID", ""): _style(style) for style in root.iterfind(f"{OWN}Styles/{OWN}Style")}
    states = [_state(sheet) for sheet in sheets]
    visible = [place for place, state in enumerate(states) if state == "visible"] or [0]
    wanted = visible[:1] if limits.first_alone else range(len(sheets))
    return [_sheet(sheets[place], states[place], styles, limits) for place in wanted]


def _style(style: _Element) -> CellStyle:
    form, font = style.find(f"{OWN}NumberFormat"), style.find(f"{OWN}Font")
    code = form.get(f"{OWN}Format", GENERAL_FORMAT) if form is not None else GENERAL_FORMAT
    struck = font is not None and font.get(f"{OWN}StrikeThrough") == ON
    return CellStyle(NAMED_FORMATS.get(code, code)[:LONGEST_FORMAT], struck)


def _state(sheet: _Element) -> str:
    shown = sheet.findtext(f"{EXCEL_OPTIONS}WorksheetOptions/{EXCEL_OPTIONS}Visible", "")
    return SHEET_STATES.get(shown.strip(), "visible")


def _sheet(sheet: _Element, state: str, styles: dict[str, CellStyle], limits: ReadingLimits) -> ForeignSheet:
    reading = SheetReading(sheet.get(f"{OWN}Name", ""), limits, styles, [], [], [])
    table = sheet.find(f"{OWN}Table")
    hidden_columns: list[int] = []
    row = column = 0
    for part in table if table is not None else ():
        if part.tag == f"{OWN}Column":
            column = int(part.get(f"{OWN}Index", column + 1))
            last = min(column + int(part.get(f"{OWN}Span", 0)), limits.columns)
            hidden_columns += range(column, last + 1) if part.get(f"{OWN}Hidden") == ON else ()
            column = last
        elif part.tag == f"{OWN}Row":
            row = int(part.get(f"{OWN}Index", row + 1))
            _read_row(reading, part, row)
            row += int(part.get(f"{OWN}Span", 0))
    merged = limits.take_merged(reading.title, reading.merged)
    beyond = limits.left_beyond()
    return ForeignSheet(reading.title, state, reading.cells, merged, reading.hidden_rows, hidden_columns, beyond)


def _read_row(reading: SheetReading, row: _Element, number: int) -> None:
    before, column = len(reading.cells), 0
    for one in row.iterfind(f"{OWN}Cell"):
        column = int(one.get(f"{OWN}Index", column + 1))
        for cell in _held_cell(one, number, column, reading.styles):
            if reading.limits.take_cell(reading.title, cell):
                reading.cells.append(cell)
        across, down = (int(one.get(f"{OWN}Merge{way}", 0)) for way in ("Across", "Down"))
        if across or down:
            last = f"{get_column_letter(min(column + across, reading.limits.columns))}{number + down}"
            reading.merged.append(f"{get_column_letter(column)}{number}:{last}")
        column += across
    if len(reading.cells) > before and row.get(f"{OWN}Hidden") == ON:
        reading.hidden_rows.append(number)


def _held_cell(one: _Element, row: int, column: int, styles: dict[str, CellStyle]) -> Iterator[ForeignCell]:
    """The cell, where it holds something."""
    data = one.find(f"{OWN}Data")
    computed, style = one.get(f"{OWN}Formula") is not None, styles.get(one.get(f"{OWN}StyleID", ""), CellStyle())
    text = "".join(data.itertext()) if data is not None else ""
    if not text:
        if computed:
            yield ForeignCell(row, column, "f", "", True)
        return
    kind = data.get(f"{OWN}Type", "String") if data is not None else ""
    found_kind, found = _scalar(kind, text.strip(), style) if kind != "String" else ("s", text[:LONGEST_CELL_TEXT])
    yield ForeignCell(row, column, found_kind, found, computed, kept_format(found_kind, style.code), style.struck)


def _scalar(kind: str, text: str, style: CellStyle) -> tuple[str, str]:
    if kind == "Boolean":
        return "b", "TRUE" if text == ON else "FALSE"
    if kind == "DateTime":
        return "d", text[:10]
    return ("e", text[:20]) if kind == "Error" else number_kind_and_text(text, style.code, False)
