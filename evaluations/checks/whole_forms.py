"""A whole form filed in 元: what shows it where neither last year nor an approval is known, and which tables it takes in."""

from collections.abc import Sequence
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.money_cells import MoneyCell
from evaluations.language.magnitudes import WHOLE_EXCESS, YUAN_IN_WAN, Yardstick

# 万元. The whole public expenditure of the largest counties is some 200 亿元, so no department has half of it.
COUNTY_LIMIT = Decimal(1_000_000)
# 10 亿元: few departments of a county have more, and they have small amounts beside it.
LARGE_DEPARTMENT = Decimal(100_000)
# Below 0.1 万元 there is hardly an amount in a report; so in 元 hardly one below 1,000, and in 万元 many.
SMALL_AMOUNT, FEWEST_CELLS, MOST_SMALL = Decimal(1_000), 4, Decimal("0.1")


def beyond_any_department(case: CheckCase, cells: list[MoneyCell]) -> tuple[MoneyCell, Yardstick] | None:
    """The largest amount, where it is more than a county department has, with what it is held against.

    Silent over part of a document: a table of approvals has no small amounts (cycles/approving/marks.py bounds it).
    """
    if case.facts.unmentioned or not cells:
        return None
    largest = max(cells, key=lambda cell: abs(cell.value))
    if largest.vouched:
        return None
    alike = len(cells) >= FEWEST_CELLS and _all_large(cells)
    limit = LARGE_DEPARTMENT if alike else COUNTY_LIMIT
    words = "县级部门全年收支的上限（估算）" if limit == COUNTY_LIMIT else "县级部门全年收支的一般规模（估算）"
    return (largest, Yardstick(words, limit, whole=True, estimate=True)) if abs(largest.value) > limit else None


def _all_large(cells: Sequence[MoneyCell]) -> bool:
    """Whether hardly an amount is as small as many are in 万元."""
    return sum(1 for cell in cells if abs(cell.value) < SMALL_AMOUNT) <= len(cells) * MOST_SMALL


def cells_in_yuan(cells: Sequence[MoneyCell], leader: MoneyCell) -> list[MoneyCell]:
    """What is in 元, too, if `leader` is: every table that holds hardly a small amount.

    Were such a table in 万元, it would have an amount above the leader once that is converted; were it far above the leader
    now, the leader would tell nothing of it. A table with small amounts may have been converted in part already.
    """
    found = []
    for table in dict.fromkeys(cell.table for cell in cells):
        own = [cell for cell in cells if cell.table == table]
        most, held = max(abs(cell.value) for cell in own), abs(leader.value)
        if _all_large(own) and most <= held * WHOLE_EXCESS and most * YUAN_IN_WAN > held:
            found += own
    return found
