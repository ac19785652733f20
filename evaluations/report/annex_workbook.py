"""An annex of the composed report as a workbook: what a reader of the paper computes on with. Numbers are numbers.

The same annex gives the same bytes: the dates that openpyxl takes from the clock are those of the paper.
"""

import datetime
import io
import re
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evaluations.report.blocks import Annex, ReportCell, ReportRow, TableBlock
from evaluations.report.word_tables import COLUMN_SHARES

PRINTED_NUMBER = re.compile(r"(-?[\d,]+)(\.\d+)?(%?)")
WIDTH_OF_SHARE = 5.5  # characters of Excel for one share of the paper's width
THIN = Side(style="thin")
BOXED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CORE_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def annex_workbook(annex: Annex, stamp: datetime.datetime) -> bytes:
    """The annex on one sheet, block below block; `stamp` is the moment of the paper."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new book begins with one
    sheet.title = f"附件{annex.number}"
    write_words(cell_at(sheet, 1, 1), annex.title).font = Font(bold=True, size=14)
    row = 2
    for block in annex.blocks:
        row = write_table(sheet, row, block) if isinstance(block, TableBlock) else write_line(sheet, row, block.text)
    target = io.BytesIO()
    book.save(target)
    return with_dates(target.getvalue(), stamp)


def write_line(sheet: Worksheet, row: int, text: str) -> int:
    """A heading or a sentence; returns the next free row."""
    write_words(cell_at(sheet, row, 1), text)
    return row + 1


def write_table(sheet: Worksheet, row: int, table: TableBlock) -> int:
    """Note, head and lines of a table; returns the next free row."""
    if table.note:
        row = write_line(sheet, row, table.note)
    for place, column in enumerate(table.columns, 1):
        if table.headed:
            write_words(boxed(cell_at(sheet, row, place)), column.label).font = Font(bold=True)
        letter = get_column_letter(place)
        wanted = COLUMN_SHARES.get(column.code, 3) * WIDTH_OF_SHARE
        sheet.column_dimensions[letter].width = max(sheet.column_dimensions[letter].width, wanted)
    lines = [line for group in table.groups for line in group]
    write_lines(sheet, row + table.headed, lines)
    return row + table.headed + len(lines) + (not table.continued)


def write_lines(sheet: Worksheet, first: int, lines: list[ReportRow]) -> None:
    """Every cell at its place: what an earlier line spans is taken."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(lines, first):
        column = 1
        for cell in line.cells:
            while (row, column) in taken:
                column += 1
            spanned = [(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)]
            taken.update(spanned)
            write_cell(boxed(cell_at(sheet, row, column)), cell)
            if len(spanned) > 1:
                sheet.merge_cells(None, row, column, *spanned[-1])
            column += cell.columns


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell, which no join covers yet."""
    place = sheet.cell(row, column)
    assert isinstance(place, Cell)
    return place


def boxed(place: Cell) -> Cell:
    """The place with a thin frame, its text broken into lines."""
    place.border, place.alignment = BOXED, Alignment(wrap_text=True, vertical="center")
    return place


def write_cell(place: Cell, cell: ReportCell) -> None:
    """A number as a number with the printed decimals, everything else as the text it is."""
    found = PRINTED_NUMBER.fullmatch(cell.text) if cell.numeric else None
    if not found:
        write_words(place, cell.text)
        return
    digits = Decimal(found[1].replace(",", "") + (found[2] or ""))
    decimals = "0" * (len(found[2] or ".") - 1)
    shown = ("#,##0" if "," in found[1] else "0") + (f".{decimals}" if decimals else "")
    place.value = digits / 100 if found[3] else digits
    place.number_format = shown + found[3]


def write_words(place: Cell, text: str) -> Cell:
    """Text that no spreadsheet program takes for a formula."""
    place.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    place.data_type = "s"
    return place


def with_dates(content: bytes, stamp: datetime.datetime) -> bytes:
    """The workbook with this moment instead of the clock's, in its properties and at its parts."""
    utc = stamp.astimezone(datetime.UTC)
    told = utc.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    target = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as written, ZipFile(target, "w") as dated:
        for name in sorted(written.namelist()):
            data = written.read(name)
            if name == "docProps/core.xml":
                data = CORE_DATES.sub(rb"\g<1>" + told, data)
            part = ZipInfo(name, utc.timetuple()[:6])
            part.compress_type = ZIP_DEFLATED
            dated.writestr(part, data)
    return target.getvalue()
