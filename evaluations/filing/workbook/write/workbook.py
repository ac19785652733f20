"""The plan as a workbook: locked labels, yellow entries with validation, grey sums as formulas, codes out of sight."""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.workbook.plan.layout import WorkbookCell, WorkbookEntry, WorkbookSheet, choice_label
from evaluations.filing.workbook.plan.template import (
    CODES_COLUMN,
    CODES_ROW,
    FIRST_ROW,
    HEAD_ROW,
    NOTE_ROW,
    SHEET_MARK,
    TITLE_ROW,
    UNREAD_CODE,
)
from evaluations.filing.workbook.plan.workbook_identity import WorkbookIdentity
from evaluations.filing.workbook.write.guide import add_guide, add_hidden_sheet
from evaluations.filing.workbook.write.looks import cell_at, dress_cell, finish_page, set_properties
from evaluations.filing.workbook.write.row_notes import add_row_note
from evaluations.filing.workbook.write.validation import add_validations
from evaluations.language.amounts import AmountError, parse_amount
from evaluations.language.words import NOT_APPLICABLE_LABEL

# Excel reads _x0041_ in a text as the letter A.
CODED_CHARACTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LOOKS_LIKE_FORMULA = ("=", "+", "-", "@")


def downloadable_workbook(desk: Desk, sheets: tuple[WorkbookSheet, ...]) -> bytes:
    """The file that is downloaded."""
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)  # a new book begins with one
    add_guide(guide, desk, sheets)
    pages = [(sheet, book.create_sheet(sheet.title)) for sheet in sheets]
    choices = add_hidden_sheet(book, WorkbookIdentity.of(desk), sheets)
    for sheet, page in pages:
        write_sheet(sheet, page)
        add_validations(sheet, page, choices)
        finish_page(page, sheet)
    set_properties(book, desk)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def write_sheet(sheet: WorkbookSheet, page: Worksheet) -> None:
    """Codes, headings and lines."""
    page.cell(CODES_ROW, CODES_COLUMN, SHEET_MARK + sheet.code)
    for row in (TITLE_ROW, NOTE_ROW, HEAD_ROW):
        page.cell(row, CODES_COLUMN, UNREAD_CODE)
    put_text(cell_at(page, TITLE_ROW, 2), sheet.heading)
    put_text(cell_at(page, NOTE_ROW, 2), sheet.note)
    for number, column in enumerate(sheet.columns, 2):
        page.cell(CODES_ROW, number, column.code)
        put_text(cell_at(page, HEAD_ROW, number), column.label)
    where = dict(figure_addresses(sheet))
    for number, line in enumerate(sheet.lines, FIRST_ROW):
        put_text(cell_at(page, number, CODES_COLUMN), line.code)
        for place, (column, cell) in enumerate(zip(sheet.columns, line.cells, strict=True), 2):
            target = cell_at(page, number, place)
            put_cell(target, cell, where)
            dress_cell(target, line, column, cell)
            if line.help and column.code == "label":
                add_row_note(target, line.help)


def figure_addresses(sheet: WorkbookSheet) -> Iterator[tuple[str, str]]:
    """Figure → address of its cell, for the sums."""
    for number, line in enumerate(sheet.lines, FIRST_ROW):
        for place, cell in enumerate(line.cells, 2):
            if cell.figure:
                yield cell.figure, f"{get_column_letter(place)}{number}"


def put_cell(target: Place, cell: WorkbookCell, where: dict[str, str]) -> None:
    """A sum as formula, an amount as number, everything else as text that never becomes a formula."""
    if cell.parts and all(part in where for part in cell.parts):
        parts = ",".join(where[part] for part in cell.parts)
        target.value = f'=IF(COUNT({parts})=0,"",SUM({parts}))'
        return
    value = worth(cell.text, cell.entry, cell.unit)
    if isinstance(value, Decimal):
        target.value = value
    else:
        put_text(target, value)


def worth(text: str, entry: WorkbookEntry | None, unit: str) -> str | Decimal:
    """What a cell holds for the text of an input: a number where it is one, the words of a choice."""
    if entry and entry.choices:
        return choice_label(entry, text) if text else ""
    if not unit or (entry and entry.kind != "amount"):
        return text
    try:
        amount = parse_amount(text, unit=unit, signed=True)
    except AmountError:
        return text
    return amount if isinstance(amount, Decimal) else NOT_APPLICABLE_LABEL if amount else ""


def put_text(target: Place, text: str) -> None:
    """A text stays a text: no formula, also not when it is edited in Excel."""
    if text := ILLEGAL_CHARACTERS_RE.sub("", text):
        target.value = CODED_CHARACTER.sub("_x005F_", text)
        target.data_type = "s"
        target.quotePrefix = text.startswith(LOOKS_LIKE_FORMULA)
