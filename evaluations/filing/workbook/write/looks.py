"""How the workbook looks and prints, and what is locked in it."""

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.workbook.plan.layout import WorkbookCell, WorkbookColumn, WorkbookLine, WorkbookSheet
from evaluations.filing.workbook.plan.template import (
    CODES_COLUMN,
    CODES_ROW,
    ENTRY_FILL,
    GREY_FILL,
    HEAD_ROW,
    NOTE_ROW,
    TITLE_ROW,
)
from evaluations.language.units import AREA_UNIT, MONEY_UNIT, YUAN_UNIT

FACE = "宋体"
BODY_FONT, BOLD_FONT, SMALL_FONT = Font(FACE, 11), Font(FACE, 11, bold=True), Font(FACE, 10, color="4A5565")
TITLE_FONT = Font(FACE, 16, bold=True)
HEAD_FILL = PatternFill("solid", "D9E2EF")
GROUP_FILL = PatternFill("solid", "EAF2FB")
ENTRY, GREY = PatternFill("solid", ENTRY_FILL), PatternFill("solid", GREY_FILL)
EDGE = Side("thin", color="A6B0BF")
GRID = Border(EDGE, EDGE, EDGE, EDGE)
OPEN, LOCKED = Protection(locked=False), Protection(locked=True)
# At least the two decimals of a printed table, at most what can be stored; 1.369 stays 1.369.
MONEY_FORMAT, PLAIN_FORMAT = "#,##0.00####", "General"
HEIGHT, HEAD_HEIGHT = 21, 34
LAST_COLUMN = 16_384
# Characters on an upright sheet that is still easily read.
WIDEST_UPRIGHT = 125


def cell_at(page: Worksheet, row: int, column: int) -> Place:
    """A cell of a page that merges none."""
    found = page.cell(row, column)
    assert isinstance(found, Place)
    return found


def dress_cell(target: Place, line: WorkbookLine, column: WorkbookColumn, cell: WorkbookCell) -> None:
    """One cell of the table."""
    number = bool(cell.unit) and column.code != "owner"
    target.font = BOLD_FONT if line.style else BODY_FONT
    target.border = GRID
    label = column.code == "label" or column.code == "c:name"
    target.alignment = Alignment(
        horizontal="right" if number else "center" if column.code in ("no", "unit", "owner") else "left",
        vertical="center",
        wrap_text=not number,
        indent=line.level if label and line.level else 0,
    )
    if number:
        target.number_format = MONEY_FORMAT if cell.unit in (MONEY_UNIT, YUAN_UNIT, AREA_UNIT) else PLAIN_FORMAT
    if cell.entry:
        target.fill, target.protection = ENTRY, OPEN
        if not number:
            target.number_format = "@" if cell.entry.kind == "text" else PLAIN_FORMAT
    elif line.style == "group":
        target.fill = GROUP_FILL
    elif cell.shown:
        target.fill = GREY


def finish_page(page: Worksheet, sheet: WorkbookSheet) -> None:
    """Headings, widths, frozen panes, protection and paper."""
    last = get_column_letter(len(sheet.columns) + 1)
    page.row_dimensions[CODES_ROW].hidden = True
    page.column_dimensions["A"].hidden = True
    heads(page, len(sheet.columns))
    for number, column in enumerate(sheet.columns, 2):
        page.column_dimensions[get_column_letter(number)].width = column.width
    for row in range(HEAD_ROW + 1, page.max_row + 1):
        page.row_dimensions[row].height = row_height(page, sheet, row)
    frozen = next((n for n, column in enumerate(sheet.columns, 3) if column.code in ("label", "c:name")), 3)
    page.freeze_panes = cell_at(page, HEAD_ROW + 1, frozen)
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 100
    if sheet.rows:
        open_list(page, sheet)
    protect_page(page, grows=bool(sheet.rows))
    set_paper(page, f"B{TITLE_ROW}:{last}{page.max_row}")


def heads(page: Worksheet, width: int) -> None:
    """Title, note and column headings."""
    page.cell(TITLE_ROW, 2).font, page.cell(NOTE_ROW, 2).font = TITLE_FONT, SMALL_FONT
    page.row_dimensions[TITLE_ROW].height, page.row_dimensions[NOTE_ROW].height = 28, 20
    page.row_dimensions[HEAD_ROW].height = HEAD_HEIGHT
    for row in (TITLE_ROW, NOTE_ROW):
        page.cell(row, 2).alignment = Alignment(vertical="center")
    for number in range(2, width + 2):
        cell = page.cell(HEAD_ROW, number)
        cell.font, cell.fill, cell.border = BOLD_FONT, HEAD_FILL, GRID
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def row_height(page: Worksheet, sheet: WorkbookSheet, row: int) -> float:
    """High enough for the longest text of the row, up to ten lines; Excel does not do it for a file it did not write."""
    needed = 1
    for number, column in enumerate(sheet.columns, 2):
        value = page.cell(row, number).value
        if isinstance(value, str) and not value.startswith("="):
            wide = max(1, int(column.width) // 2)
            needed = max(needed, sum(-(-len(part) // wide) or 1 for part in value.split("\n")))
    return HEIGHT if needed == 1 else min(needed, 10) * 15 + 6


def open_list(page: Worksheet, sheet: WorkbookSheet) -> None:
    """A list has no last row: whole columns are for typing, and no cell of its rows is locked, which would keep them.

    Excel and WPS delete a row of a protected sheet only where every cell of it is open, 序号, codes and what lies beside the
    table included.
    """
    for row in range(CODES_ROW, HEAD_ROW + 1):
        for place in range(CODES_COLUMN, len(sheet.columns) + 2):
            page.cell(row, place).protection = LOCKED
    for row in range(HEAD_ROW + 1, page.max_row + 1):
        for place in range(CODES_COLUMN, len(sheet.columns) + 2):
            page.cell(row, place).protection = OPEN
    for number, column in enumerate(sheet.columns, 2):
        whole, pattern = page.column_dimensions[get_column_letter(number)], cell_at(page, HEAD_ROW + 1, number)
        whole.protection, whole.number_format = OPEN, pattern.number_format
        whole.alignment = Alignment(pattern.alignment.horizontal, "center", wrap_text=pattern.alignment.wrap_text)
        if column.entry:
            whole.fill = ENTRY
    page.column_dimensions[get_column_letter(CODES_COLUMN)].protection = OPEN
    beside = get_column_letter(len(sheet.columns) + 2)
    rest = ColumnDimension(page, beside, min=len(sheet.columns) + 2, max=LAST_COLUMN, width=10)
    rest.protection = OPEN
    page.column_dimensions[beside] = rest


def protect_page(page: Worksheet, grows: bool = False) -> None:
    """Labels and sums are locked without a password: a guard against slips, not against intent."""
    page.protection.sheet = True
    page.protection.formatCells = page.protection.formatColumns = page.protection.formatRows = False
    page.protection.insertRows = page.protection.deleteRows = not grows
    page.protection.sort = page.protection.autoFilter = not grows


def set_paper(page: Worksheet, area: str) -> None:
    """A4, upright where it can be read so, one page wide, headings repeated."""
    page.print_area = area
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    wide = sum(page.column_dimensions[get_column_letter(n)].width for n in range(2, page.max_column + 1))
    page.page_setup.orientation = "landscape" if wide > WIDEST_UPRIGHT else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.4
    assert page.oddFooter is not None and page.oddFooter.center is not None  # every new page has them
    page.oddFooter.center.text = "&A　第 &P 页，共 &N 页"


def set_properties(book: Workbook, desk: Desk) -> None:
    """Title and author of the file."""
    book.properties.title = f"{desk.facts.department}{desk.facts.year}年度部门整体支出绩效评价填报表"
    book.properties.creator = "部门整体支出绩效评价系统"
