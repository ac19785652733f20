"""Dirt: whether the amounts of one sheet fit each other. What does not is said, and taken only with a person's consent."""

from collections import defaultdict
from decimal import Decimal

from evaluations.final_accounts.account_numbers import AmountRefused, SheetAmount, sheet_amount
from evaluations.final_accounts.reading_sums import ReadingSum, reading_sum
from evaluations.final_accounts.sheet_grid import SheetGrid
from evaluations.final_accounts.sheet_readings import SheetReadings
from evaluations.language.rounding import plain_number
from evaluations.language.units import MONEY_UNIT

PERSONNEL_CODES, OPERATING_CODES = ("301", "303"), ("302", "307", "309", "310", "312", "399")
GROUP_CODE, ITEM_CODE = 3, 5


def check_sheet(found: SheetReadings, head_end: int) -> None:
    """Note what does not fit on the readings of the sheet."""
    for equation in found.table.checks:
        check_equation(found, equation)
    if found.table.by_function:
        check_columns(found, SheetGrid(found.sheet, head_end))
    if found.table.by_code:
        check_codes(found)


def check_equation(found: SheetReadings, equation: str) -> None:
    """Both sides of an equation of the table, as far as their readings are there."""
    left, right = (reading_sum(prefixed(found, side), found.found) for side in equation.split(" = "))
    if left and right and not left.agrees_with(right):
        say_difference(found, left, right)


def prefixed(found: SheetReadings, side: str) -> str:
    """The names with the table's own code before them."""
    return " ".join(word if word in "+-" else f"{found.table.code}.{word}" for word in side.split())


def say_difference(found: SheetReadings, left: ReadingSum, right: ReadingSum) -> None:
    """Two sums that should be equal."""
    why = f"本表 {cells_of(left)} = {plain_number(left.value)}，{cells_of(right)} = {plain_number(right.value)}，不相等"
    found.remarks.append(f"{why}，请核对这张表。")
    found.doubt(why)


def cells_of(total: ReadingSum) -> str:
    """C22+C23-C26."""
    first, *rest = total.written
    return first[1].cell + "".join(f"{'+' if sign > 0 else '-'}{part.cell}" for sign, part in rest)


def check_columns(found: SheetReadings, grid: SheetGrid) -> None:
    """The kinds of function (208, 210 …) add up to the total; where they do not, rows have slipped."""
    for name, total in dict(found.found).items():
        if total.blank or total.unit != MONEY_UNIT:
            continue
        column = "".join(letter for letter in total.cell if letter.isalpha())
        amounts = [amount for row, amount in group_amounts(found, grid, column) if f"{column}{row}" != total.cell]
        envelope = sum((one.step for one in amounts), Decimal(0)) + 2 * total.step
        added = sum((one.value for one in amounts), Decimal(0))
        if amounts and abs(added - total.value) > envelope:
            why = f"本表 {column} 列各类相加是 {plain_number(added)}，合计 {total.cell} 是 {plain_number(total.value)}"
            found.remarks.append(f"{why}，可能有错行，请核对这张表。")
            found.doubt(why, [name])


def group_amounts(found: SheetReadings, grid: SheetGrid, column: str) -> list[tuple[int, SheetAmount]]:
    """The amounts of the rows of 类 in one column."""
    number = next(
        cell.column
        for cell in found.sheet.cells.values()
        if cell.name.startswith(column) and cell.name[len(column) :].isdigit()
    )
    rows = [cell.row for code, cell in grid.coded_rows() if len(code) == GROUP_CODE]
    amounts = []
    for row in rows:
        try:
            amount = sheet_amount(found.sheet.cells.get((row, number)), found.unit)
        except AmountRefused:
            return []
        amounts += [(row, amount)] if isinstance(amount, SheetAmount) else []
    return amounts


def check_codes(found: SheetReadings) -> None:
    """302 = Σ 302xx, 301 + 303 = 人员经费合计, the other groups = 公用经费合计: else only the totals are taken."""
    faults = [*group_faults(found), *total_faults(found)]
    if not faults:
        return
    why = "；".join(faults)
    found.remarks.append(f"{why}。可能有错行，只取人员经费合计和公用经费合计，请核对这张表。")
    code = found.table.code
    found.drop([name for name in found.found if name not in (f"{code}.personnel.actual", f"{code}.operating.actual")])
    found.doubt(f"这张表{why}")


def group_faults(found: SheetReadings) -> list[str]:
    """Groups whose items do not add up."""
    items, faults = defaultdict(list), []
    for name in found.found:
        if len(code := name.rpartition(".")[2]) == ITEM_CODE and code.isdigit():
            items[code[:GROUP_CODE]].append(name)
    for group, names in sorted(items.items()):
        left = reading_sum(f"{found.table.code}.{group}", found.found)
        right = reading_sum(" + ".join(names), found.found)
        complete = left and right and any(not part.blank for _, part in right.parts)
        if left and right and complete and not left.agrees_with(right):
            faults.append(f"{group} 是 {plain_number(left.value)}，下面各项相加是 {plain_number(right.value)}")
    return faults


def total_faults(found: SheetReadings) -> list[str]:
    """Totals that are not the sum of their groups."""
    code, faults = found.table.code, []
    for row, words, groups in (("personnel", "人员经费", PERSONNEL_CODES), ("operating", "公用经费", OPERATING_CODES)):
        left = reading_sum(f"{code}.{row}.actual", found.found)
        names = [f"{code}.{group}" for group in groups if f"{code}.{group}" in found.found]
        right = reading_sum(" + ".join(names), found.found) if names else None
        if left and right and not left.agrees_with(right):
            faults.append(
                f"{words}合计 {left.parts[0][1].cell} 是 {plain_number(left.value)}，各类相加是 {plain_number(right.value)}"
            )
    return faults
