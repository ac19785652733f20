"""A table in the first sheet of a workbook, as the texts that a person sees. Knows no Django; runs in the child."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from openpyxl.utils import get_column_letter, range_boundaries

from evaluations.foreign_files.child_tasks import ForeignCell, ForeignSheet, ForeignTable, TableDoubt, TableRows
from evaluations.foreign_files.meant_numbers import DoubtfulNumber, meant_number
from evaluations.foreign_files.number_format import shown_number
from evaluations.foreign_files.reading_limits import ReadingLimits
from evaluations.foreign_files.text_table import bounded_rows
from evaluations.foreign_files.workbook_sheets import sheets_of
from evaluations.language.units import MONEY_UNIT

MOST_TABLE_COLUMNS, LAST_LOOK = 200, 50_000
MOST_NAMED = 10
UNREADABLE = {
    "f": ("未计算的公式", "请用 Excel 或 WPS 打开、保存一次再上传"),
    "i": ("单元格里的图片", "请删去图片，在格里填写文字或数字"),
}
MEND_FORMULA = "请改正公式，或直接填写结果"


def read_workbook_table(most: int, content: bytes) -> ForeignTable:
    """The rows up to the last that holds something, at most one more than `most`. Raises ForeignFileRefused."""
    (sheet,) = sheets_of(content, ReadingLimits(MOST_TABLE_COLUMNS, LAST_LOOK, first_alone=True))
    sheet = replace(sheet, cells=[*sheet.cells, *merged_below(sheet)])
    doubts = [doubt for cell in sheet.cells for doubt in table_doubts(cell)]
    return ForeignTable(bounded_rows(shown_rows(sheet), most), list(table_remarks(sheet)), doubts)


def merged_below(sheet: ForeignSheet) -> Iterator[ForeignCell]:
    """A name that was merged over several rows stands in each of them; areas that overlap are walked once."""
    cells = {(cell.row, cell.column): cell for cell in sheet.cells}
    end = max((cell.row for cell in sheet.cells), default=0)
    reached: dict[int, int] = {}  # column → the last row that is filled from above
    for left, top, _, bottom in sorted(_edges(area) for area in sheet.merged):
        if first := cells.get((top, left)):
            rows = range(max(top, reached.get(left, 0)) + 1, min(bottom, end) + 1)
            reached[left] = max(reached.get(left, 0), bottom)
            yield from (first._replace(row=row) for row in rows if (row, left) not in cells)


def _edges(area: str) -> tuple[int, ...]:
    """Left, top, right and bottom of A1:B2, from 1."""
    return tuple(edge or 0 for edge in range_boundaries(area))


def shown_rows(sheet: ForeignSheet) -> TableRows:
    """The cells as rows of texts, blank ones between them."""
    rows: TableRows = [[] for _ in range(max((cell.row for cell in sheet.cells), default=0))]
    for cell in sheet.cells:
        row = rows[cell.row - 1]
        row += [""] * (cell.column - len(row))
        row[cell.column - 1] = cell_as_shown(cell)
    return rows


def cell_as_shown(cell: ForeignCell) -> str:
    """A cell as it is shown: 15 significant digits, so that 0.1 + 0.2 is 0.3; a unit that the format shows is said."""
    if cell.kind == "b":
        return "是" if cell.text == "TRUE" else "否"
    if cell.kind == "p":
        return f"{shown_digits(Decimal(cell.text) * 100)}%"
    if cell.kind in UNREADABLE:
        return UNREADABLE[cell.kind][0]
    if cell.kind != "n":
        return cell.text
    try:
        meant = meant_number(Decimal(cell.text), cell.format)
    except DoubtfulNumber as doubt:
        return doubt.shown
    if not meant.unit and cell.format and led_by_zero(meant.shown):
        return meant.shown  # a code: 000001
    return shown_digits(meant.number) + (MONEY_UNIT if meant.unit == "万" else meant.unit)


def led_by_zero(shown: str) -> bool:
    """Whether the format fills a number up with zeros, as codes are."""
    return shown.isdigit() and len(shown) > 1 and shown.startswith("0")


def shown_digits(value: Decimal) -> str:
    """The number with 15 significant digits, without an exponent."""
    return format(Decimal(f"{float(value):.15g}"), "f")


def table_doubts(cell: ForeignCell) -> Iterator[TableDoubt]:
    """What cannot be taken for the text of a cell: it is said where the cell is needed."""
    read, remedy = "", ""
    if cell.kind in UNREADABLE:
        read, remedy = UNREADABLE[cell.kind]
    elif cell.kind == "e":
        read, remedy = cell.text, MEND_FORMULA
    elif cell.kind == "n" and cell.format:
        try:
            meant_number(Decimal(cell.text), cell.format)
        except DoubtfulNumber as doubt:
            read, remedy = f"显示的是“{doubt.shown}”，实际存的是 {doubt.stored}", doubt.remedy
    if read:
        yield TableDoubt(cell.row - 1, cell.column - 1, read, remedy)


def table_remarks(sheet: ForeignSheet) -> Iterator[str]:
    """What was read although a person may not have seen it, or meant to take it back."""
    if sheet.state != "visible":
        yield f"工作表“{sheet.title}”是隐藏的，里面的数据同样读取了，请核对。"
    full = {cell.column for cell in sheet.cells}
    if sheet.hidden_rows:
        yield f"第 {named(map(str, sheet.hidden_rows))} 行是隐藏的（或被筛选掉的），里面的数据同样读取了，请核对。"
    if columns := [get_column_letter(one) for one in sheet.hidden_columns if one in full]:
        yield f"{named(iter(columns))} 列是隐藏的，里面的数据同样读取了，请核对。"
    if struck := [f"{get_column_letter(cell.column)}{cell.row}" for cell in sheet.cells if cell.struck]:
        yield f"{named(iter(struck))} 格画了删除线，里面的数据同样读取了；作废的请清空后重新上传。"
    shown = [cell for cell in sheet.cells if cell.kind == "n" and cell.format]
    if zeros := [f"{get_column_letter(one.column)}{one.row}" for one in shown if unseen_zero(one)]:
        yield f"{named(iter(zeros))} 格显示为空白，实际存的是 0，按 0 读取。"
    yield from scaled_remarks(shown)
    if sheet.beyond:
        yield f"{named(sheet.beyond)} 格离表太远（第 {MOST_TABLE_COLUMNS} 列以后），没有读取，请核对。"


def scaled_remarks(cells: Sequence[ForeignCell]) -> Iterator[str]:
    """For each column in which a format shows another number than is stored, what was taken of it."""
    columns: dict[int, list[ForeignCell]] = {}
    for cell in cells:
        if scaled_by_format(cell):
            columns.setdefault(cell.column, []).append(cell)
    for column, found in columns.items():
        letter, first = get_column_letter(column), found[0]
        read, stored = cell_as_shown(first), shown_digits(Decimal(first.text))
        shown = meant_number(Decimal(first.text), first.format).shown
        more = f"；这一列共有 {len(found)} 格这样读取（{named(f'{letter}{one.row}' for one in found)}）"
        yield (
            f"{letter}{first.row} 格显示为“{shown}”，实际存的是 {stored}，按 {read} 读取"
            f"{more if len(found) > 1 else ''}，请核对。"
        )


def scaled_by_format(cell: ForeignCell) -> bool:
    """Whether the number is taken otherwise than it is stored; one in doubt is no number yet."""
    value = Decimal(cell.text)
    try:
        return meant_number(value, cell.format).number != value
    except DoubtfulNumber:
        return False


def unseen_zero(cell: ForeignCell) -> bool:
    """Whether a format hides a nought."""
    value = Decimal(cell.text)
    return not value and not shown_number(value, cell.format).text


def named(words: Iterable[str]) -> str:
    """The first few, and whether there are more."""
    found = list(words)
    return "、".join(found[:MOST_NAMED]) + ("等" if len(found) > MOST_NAMED else "")
