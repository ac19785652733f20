"""The cells of an xlsx as they are stored, with what a person sees of them. Knows no Django; runs in the child."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import coordinate_to_tuple

from evaluations.foreign_files.child_tasks import ForeignCell, ForeignSheet
from evaluations.foreign_files.reading_limits import (
    CELL_PICTURE,
    LONGEST_CELL_TEXT,
    ReadingLimits,
    kept_format,
    number_kind_and_text,
)
from evaluations.foreign_files.xlsx_parts import (
    XML_TRUE,
    SheetPart,
    WorkbookText,
    XlsxParts,
    each_element,
    plain_text,
    text_of,
)
from evaluations.foreign_files.xlsx_styles import CellStyle, local_name, number_of

MOST_HIDDEN_COLUMNS = 500


@dataclass(frozen=True)
class CellContext:
    """What all cells of a workbook share. `uncounted`: a program that does not calculate wrote 0 for every result."""

    strings: list[WorkbookText]
    styles: list[CellStyle]
    date1904: bool
    uncounted: bool


def xlsx_sheets(content: bytes, limits: ReadingLimits) -> list[ForeignSheet]:
    """The sheets of a workbook that the guard has passed; raises ForeignFileRefused, and much else for what is no XML."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = XlsxParts(archive)
        found = parts.sheets()
        limits.take_sheets(len(found))
        date1904, uncounted = parts.flag("workbookPr", "date1904"), parts.flag("calcPr", "fullCalcOnLoad")
        context = CellContext(parts.strings(), parts.styles(), date1904, uncounted)
        wanted = [one for one in found if one.state == "visible"][:1] or found[:1] if limits.first_alone else found
        return [read_sheet(parts, one, context, limits) for one in wanted]


def read_sheet(parts: XlsxParts, sheet: SheetPart, context: CellContext, limits: ReadingLimits) -> ForeignSheet:
    """One sheet; the file's own word about its size is not believed."""
    cells: list[ForeignCell] = []
    merged: list[str] = []
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []
    last = 0
    with parts.opened(sheet.path) as part:
        for one in each_element(part, "row", "mergeCell", "col"):
            kind = local_name(one)
            if kind == "row":
                last = number_of(one.get("r")) or last + 1
                full = [cell for cell in row_cells(one, last, context) if limits.take_cell(sheet.title, cell)]
                cells += full
                hidden_rows += [last] if full and hidden(one) else []
            elif kind == "mergeCell":
                merged.append(one.get("ref", ""))
            elif kind == "col" and hidden(one):
                hidden_columns += islice(hidden_range(one), MOST_HIDDEN_COLUMNS)
    merged = limits.take_merged(sheet.title, merged)
    return ForeignSheet(sheet.title, sheet.state, cells, merged, hidden_rows, hidden_columns, limits.left_beyond())


def hidden(element: Element) -> bool:
    """Whether a row or column is out of sight, by hand, by a filter or by its size."""
    return element.get("hidden", "0").lower() in XML_TRUE


def hidden_range(column: Element) -> range:
    """The numbers of the columns that one element is about."""
    return range(number_of(column.get("min")), number_of(column.get("max")) + 1)


def row_cells(row: Element, number: int, context: CellContext) -> Iterator[ForeignCell]:
    """The cells of a row that hold something."""
    column = 0
    for one in row:
        if local_name(one) != "c":
            continue
        place = one.get("r", "")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        if cell := held_cell(one, number, column, context):
            yield cell


def held_cell(one: Element, row: int, column: int, context: CellContext) -> ForeignCell | None:
    """The cell as it is; None where it holds nothing."""
    parts = {local_name(part): part for part in one}
    style = style_at(context.styles, number_of(one.get("s")))
    computed = "f" in parts
    text, kind = (parts["v"].text or "" if "v" in parts else ""), one.get("t", "n")
    if computed and (CELL_PICTURE.match(parts["f"].text or "")):
        return ForeignCell(row, column, "i", "", True)
    if computed and uncalculated(kind, text, context):
        return ForeignCell(row, column, "f", "", True)
    if kind == "inlineStr" or (kind == "s" and text):
        found = text_of(parts["is"]) if "is" in parts else context.strings[int(text)] if text else WorkbookText("")
        return text_cell(row, column, found, computed, style)
    if not text:
        return None
    if kind == "str":
        return text_cell(row, column, WorkbookText(plain_text(text)), computed, style)
    if kind == "e" and one.get("vm") and text == "#VALUE!":
        return ForeignCell(row, column, "i", "", computed)
    found_kind, found_text = scalar(kind, text, style, context)
    return ForeignCell(row, column, found_kind, found_text, computed, kept_format(found_kind, style.code), style.struck)


def style_at(styles: list[CellStyle], number: int) -> CellStyle:
    """The style with this number; the plainest where there is none."""
    return styles[number] if number < len(styles) else CellStyle()


def uncalculated(kind: str, text: str, context: CellContext) -> bool:
    """Whether nobody has ever calculated a formula: an empty text is a result, no result is none."""
    return (not text and kind != "str") or (context.uncounted and kind == "n" and text == "0")


def text_cell(row: int, column: int, found: WorkbookText, computed: bool, style: CellStyle) -> ForeignCell | None:
    """A cell with a text; a picture in a cell leaves its formula as one."""
    if not found.text:
        return None
    if CELL_PICTURE.match(found.text) and computed or found.text.startswith(("=DISPIMG(", "=_xlfn.DISPIMG(")):
        return ForeignCell(row, column, "i", "", computed)
    return ForeignCell(row, column, "s", found.text[:LONGEST_CELL_TEXT], computed, "", found.struck or style.struck)


def scalar(kind: str, text: str, style: CellStyle, context: CellContext) -> tuple[str, str]:
    """Kind and text of what is no string; raises ValueError or InvalidOperation for what is nothing at all."""
    if kind == "b":
        return "b", "TRUE" if text.strip().lower() in XML_TRUE else "FALSE"
    if kind == "e":
        return "e", text[:20]
    if kind == "d":
        return "d", text[:10]
    return number_kind_and_text(text.strip(), style.code, context.date1904)
