"""The readings of one recognised sheet: name of the reading → its cell, and what could not be taken."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from evaluations.final_accounts.account_cells import AccountCell, AccountSheet, bare_label, bare_words, cell_name
from evaluations.final_accounts.account_numbers import AmountRefused, NoAmount, SheetAmount, is_amount, sheet_amount
from evaluations.final_accounts.account_tables import AccountTable, account_vocabulary
from evaluations.final_accounts.sheet_grid import TOTAL_LABEL, SheetGrid
from evaluations.language.units import MONEY_UNIT, PERSON_UNIT

BUDGET_COLUMN = re.compile("begin|full")
NO_DATA_NOTE = re.compile("故?本表无数据|本表为空|无数据")


@dataclass(frozen=True, kw_only=True)
class AccountReading:
    """One amount of a table, in 万元 or persons. `blank`: the cell is empty and counts as 0; `doubts`: Chinese clauses."""

    name: str
    value: Decimal
    step: Decimal
    sheet: AccountSheet
    cell: str
    label: str
    scope: str
    unit: str
    blank: bool = False
    doubts: tuple[str, ...] = ()


@dataclass
class SheetReadings:
    """What was read of one sheet. `refused`: cell → why; `empty`: it says that it has no data."""

    table: AccountTable
    sheet: AccountSheet
    unit: str
    scope: str
    found: dict[str, AccountReading] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    empty: bool = False

    def doubt(self, why: str, names: Iterable[str] | None = None) -> None:
        """A reason why readings of this sheet (all, if not named) must be confirmed."""
        for name in list(self.found) if names is None else names:
            if name in self.found:
                self.found[name] = replace(self.found[name], doubts=(*self.found[name].doubts, why))

    def drop(self, names: Iterable[str]) -> None:
        """Readings that are not taken at all."""
        for name in names:
            self.found.pop(name, None)


@dataclass(frozen=True)
class Spot:
    """Where a reading stands: one cell of the sheet under its labels."""

    row: int
    column: int
    label: str


def sheet_readings(table: AccountTable, sheet: AccountSheet, head_end: int, unit: str, scope: str) -> SheetReadings:
    """Every reading of the table that the sheet has."""
    grid, found = SheetGrid(sheet, head_end), SheetReadings(table, sheet, table.unit or unit, scope)
    spots = reading_spots(table, grid)
    for name, places in spots.items():
        take_reading(found, name, places)
    count_blanks(found, spots)
    found.empty = not found.refused and not any(one.value for one in found.found.values()) and has_no_amount(grid)
    if found.empty and any(NO_DATA_NOTE.search(cell.text) for cell in sheet.labels(head_end + 1)):
        for name, places in spots.items():
            found.found.setdefault(name, blank_reading(found, name, places))
    return found


def has_no_amount(grid: SheetGrid) -> bool:
    """Whether a table holds nothing but labels, dashes and noughts."""
    cells = (cell for row in grid.amount_rows for cell in grid.sheet.rows[row])
    return not any(
        re.search("[1-9]", cell.text) or cell.fault
        for cell in cells
        if is_amount(cell) and not grid.is_label_column(cell.column)
    )


def reading_spots(table: AccountTable, grid: SheetGrid) -> dict[str, list[Spot]]:
    """Name of the reading → the cells in which it may stand, more than one where a label is printed twice."""
    found: dict[str, list[Spot]] = {}
    for name, spot in (*row_spots(table, grid), *code_spots(table, grid)):
        found.setdefault(name, []).append(spot)
    if table.one_row and not found:
        for name, spot in one_row_spots(table, grid):
            found.setdefault(name, []).append(spot)
    return found


def row_spots(table: AccountTable, grid: SheetGrid) -> Iterator[tuple[str, Spot]]:
    """Where rows go by their labels and columns by their headings."""
    if table.one_row and not lies_in_rows(table, grid):
        return
    for row, pattern in table.rows.items():
        for label in grid.labelled(pattern):
            words = bare_label(label.text)
            if table.by_code:
                yield from total_spot(table, grid, row, label)
                continue
            columns = grid.columns_right_of(label)
            for column_name, heading in table.columns.items():
                if place := next((c for c in columns if heading.search(grid.paths[c])), 0):
                    path = grid.paths[place].rpartition("/")[2]
                    yield f"{table.code}.{row}.{column_name}", Spot(label.row, place, f"{words} · {path}")


def total_spot(table: AccountTable, grid: SheetGrid, row: str, label: AccountCell) -> Iterator[tuple[str, Spot]]:
    """The total of several blocks: the first amount to the right of its label."""
    if not label.text.strip().endswith("计"):
        return
    for column in grid.columns_running_on(label):
        cell = grid.sheet.cells.get((label.row, column))
        if cell and is_amount(cell):
            yield f"{table.code}.{row}.actual", Spot(label.row, column, bare_label(label.text))
            return


def lies_in_rows(table: AccountTable, grid: SheetGrid) -> bool:
    """Whether a table that usually has one row of amounts has its items below each other."""
    return sum(1 for name in table.rows if next(grid.labelled(table.rows[name]), None)) > 2


def column_total_spots(table: AccountTable, grid: SheetGrid) -> Iterator[tuple[str, Spot]]:
    """Where 人员经费 and 公用经费 are columns: their cells in the row of totals."""
    if total := next(grid.labelled(TOTAL_LABEL), None):
        for row, pattern in table.rows.items():
            columns = grid.columns_right_of(total)
            if place := next((c for c in columns if pattern.fullmatch(grid.paths[c].rpartition("/")[2])), 0):
                yield f"{table.code}.{row}.actual", Spot(total.row, place, f"合计 · {grid.paths[place]}")


def code_spots(table: AccountTable, grid: SheetGrid) -> Iterator[tuple[str, Spot]]:
    """Where rows go by the code of the kind of expenditure; else the row of totals of a wide table."""
    if not table.by_code:
        return
    yield from column_total_spots(table, grid)
    rows = list(grid.coded_rows())
    coded = [
        (code, cell) for code, cell in rows if code in account_vocabulary().codes or len(code) == 5 and code[0] == "3"
    ]
    for code, cell in coded:
        columns = grid.columns_right_of(cell)
        place = next(
            (c for c in columns if table.columns["actual"].search(grid.paths[c])), columns[0] if columns else 0
        )
        name = grid.sheet.cells.get((cell.row, cell.column + 1))
        if place:
            words = f"{code} {bare_words(name.text)}" if name else code
            yield f"{table.code}.{code}", Spot(cell.row, place, words)
    if not coded and (total := next(grid.labelled(TOTAL_LABEL), None)):
        for code, heading in account_vocabulary().codes.items():
            if place := next((c for c, path in grid.paths.items() if heading.search(path)), 0):
                yield f"{table.code}.{code}", Spot(total.row, place, f"合计 · {grid.paths[place]}")


def one_row_spots(table: AccountTable, grid: SheetGrid) -> Iterator[tuple[str, Spot]]:
    """Items in the headings over one row of amounts, whichever of item and 预算数、决算数 stands above."""
    row = amounts_row(grid)
    for column, path in grid.paths.items():
        words = path.split("/")
        kinds = [name for name, heading in table.columns.items() if any(heading.search(word) for word in words)]
        names = [word for word in words if not any(heading.search(word) for heading in table.columns.values())]
        item = next((name for name, heading in table.items.items() if heading.search("/".join(names[-2:]))), "")
        if row and len(kinds) == 1 and item:
            yield f"{table.code}.{item}.{kinds[0]}", Spot(row, column, path.replace("/", " · "))


def amounts_row(grid: SheetGrid) -> int:
    """The one row of amounts: the only one, or that of the total; 0 where it cannot be told."""
    rows = [row for row in grid.amount_rows if not grid.is_note(row)]
    total = next(grid.labelled(TOTAL_LABEL), None)
    if total and total.row in rows:
        return total.row
    return rows[0] if len(rows) == 1 else grid.first_row if not rows else 0


def take_reading(found: SheetReadings, name: str, spots: list[Spot]) -> None:
    """The amount of the first cell that has one; cells that say different things are refused."""
    taken: list[tuple[Spot, SheetAmount]] = []
    for spot in spots:
        cell = found.sheet.cells.get((spot.row, spot.column))
        try:
            amount = sheet_amount(cell, found.unit)
        except AmountRefused as refused:
            found.refused.append((cell_name(spot.row, spot.column), f"{spot.label}：{refused}"))
            return
        taken += [(spot, amount)] if isinstance(amount, SheetAmount) else []
    if not taken:
        return
    spot, amount = taken[-1]  # what is printed by function and by kind counts by kind, beside the other budgets
    if other := next((one for one, value in taken if value.value != amount.value), None):
        places = f"{cell_name(spot.row, spot.column)} 和 {cell_name(other.row, other.column)}"
        found.refused.append((places, f"{spot.label}：两处的数不同，没有读取"))
        return
    found.found[name] = reading_at(found, name, spot, amount)


def reading_at(
    found: SheetReadings, name: str, spot: Spot, amount: SheetAmount, *, blank: bool = False
) -> AccountReading:
    """The reading with what is to be doubted of its cell."""
    cell, doubts = found.sheet.cells.get((spot.row, spot.column)), []
    place = cell_name(spot.row, spot.column)
    if cell and found.sheet.is_unseen(cell):
        doubts.append(f"{place} 在隐藏的行或列里")
    if cell and cell.struck:
        doubts.append(f"{place} 画了删除线")
    return AccountReading(
        name=name,
        value=amount.value,
        step=amount.step,
        sheet=found.sheet,
        cell=place,
        label=f"{found.table.name} · {spot.label}",
        scope=found.scope,
        unit=PERSON_UNIT if found.unit == PERSON_UNIT else MONEY_UNIT,
        blank=blank,
        doubts=tuple(doubts),
    )


def count_blanks(found: SheetReadings, spots: dict[str, list[Spot]]) -> None:
    """An empty cell beside an anchor that has an amount is 0; a dash says that there is no such amount."""
    for name, places in spots.items():
        if name not in found.found and is_anchored(found, name) and is_blank(found, places):
            found.found[name] = blank_reading(found, name, places)


def is_anchored(found: SheetReadings, name: str) -> bool:
    """Whether the row or column of a reading has an amount where every such table has one."""
    table = found.table
    if table.by_code:
        return bool(found.found)
    code, row, column = name.split(".")
    if table.blank_by == "row":
        return not BUDGET_COLUMN.search(column) and any(f"{code}.{row}.{one}" in found.found for one in table.anchors)
    return any(f"{code}.{one}.{column}" in found.found for one in table.anchors)


def is_blank(found: SheetReadings, spots: list[Spot]) -> bool:
    """Whether nothing at all stands in one of the cells, and nothing that was refused in any."""
    refused = {place for place, _ in found.refused}
    if any(cell_name(spot.row, spot.column) in refused for spot in spots):
        return False
    amounts = [sheet_amount(found.sheet.cells.get((spot.row, spot.column)), found.unit) for spot in spots]
    return NoAmount.BLANK in amounts and not any(isinstance(one, SheetAmount) for one in amounts)


def blank_reading(found: SheetReadings, name: str, spots: list[Spot]) -> AccountReading:
    """Nothing, as an amount."""
    return reading_at(found, name, spots[0], SheetAmount(Decimal(0), Decimal(0)), blank=True)
