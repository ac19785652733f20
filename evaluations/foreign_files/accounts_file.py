"""A workbook of final accounts as the pure room of them wants it: numbers as they are meant, faults in words."""

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.utils import range_boundaries

from evaluations.final_accounts.account_cells import AccountCell, AccountSheet, MergedArea
from evaluations.final_accounts.sheet_account import AccountFile
from evaluations.foreign_files.child_tasks import READ_ACCOUNTS, ForeignCell, ForeignSheet
from evaluations.foreign_files.file_refusals import ForeignFileRefused, refuse_unopened
from evaluations.foreign_files.meant_numbers import DoubtfulNumber, meant_number
from evaluations.foreign_files.opening import ask_child
from evaluations.language.rounding import plain_number
from evaluations.language.units import MONEY_UNIT

UNREADABLE_CELLS = {
    "f": "公式没有算出结果，请用 Excel 或 WPS 打开、保存一次再上传",
    "i": "格里是图片，不是数",
    "d": "格里是日期，不是数",
    "b": "格里是“是/否”，不是数",
}


def accounts_file(name: str, content: bytes) -> AccountFile:
    """The file opened in the limited child; one that is no workbook is refused in words."""
    try:
        refuse_unopened(content)
        sheets = ask_child(READ_ACCOUNTS, None, content)
    except ForeignFileRefused as refused:
        return AccountFile(name, refused=str(refused))
    return AccountFile(name, account_sheets(name, sheets))


def account_sheets(name: str, sheets: Sequence[ForeignSheet]) -> list[AccountSheet]:
    """Every sheet of the file."""
    return [account_sheet(name, sheet) for sheet in sheets]


def account_sheet(name: str, sheet: ForeignSheet) -> AccountSheet:
    """One sheet."""
    cells = [account_cell(cell) for cell in sheet.cells if cell.text.strip() or cell.kind in UNREADABLE_CELLS]
    remarks = [f"离表太远的格里还有内容（{sheet.beyond[0]} 等），没有读取。"] if sheet.beyond else []
    return AccountSheet(
        name,
        sheet.title,
        {(cell.row, cell.column): cell for cell in cells},
        [merged_area(area) for area in sheet.merged],
        sheet.state != "visible",
        frozenset(sheet.hidden_rows),
        frozenset(sheet.hidden_columns),
        remarks,
    )


def merged_area(area: str) -> MergedArea:
    """A1:B2."""
    left, top, right, bottom = (edge or 1 for edge in range_boundaries(area))
    return MergedArea(left, top, right, bottom)


def account_cell(cell: ForeignCell) -> AccountCell:
    """A cell with the number that is meant, or why it is none."""
    fault, text = UNREADABLE_CELLS.get(cell.kind, ""), cell.text
    if cell.kind == "e":
        fault = f"格里是错误值 {cell.text}"
    elif cell.kind == "p":
        fault = "格里是百分数，不是金额"
    elif cell.kind == "n":
        try:
            meant = meant_number(Decimal(cell.text), cell.format)
            text = plain_number(meant.number) + (MONEY_UNIT if meant.unit == "万" else meant.unit)
        except DoubtfulNumber as doubt:
            fault = str(doubt).rstrip("。")
    return AccountCell(cell.row, cell.column, text, fault, cell.struck)
