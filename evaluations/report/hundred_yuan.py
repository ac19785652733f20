"""每 100 元支出的去向: the parts of a department's expenditure as shares of 100 元, for readers who want one picture.

Pure. Shares are rounded to 角 so that together they are exactly 100 (largest remainder).
"""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal

from evaluations.language.amounts import Amount
from evaluations.language.rounding import half_up
from evaluations.report.blocks import Chart, ReportCell
from evaluations.report.charts import ChartLine, drawn_chart

HUNDRED, STEP = Decimal(100), Decimal("0.1")
TOTAL_NAMES = ("expenditure.actual", "funds.actual")  # the form of 2013 first
SPENDING_PARTS = (
    ("人员经费", "personnel"),
    ("公用经费", "operating"),
    ("项目支出", "project"),
    ("上缴上级支出", "remitted"),
    ("经营支出", "business"),
    ("对附属单位补助支出", "subsidies"),
)
CHART_TITLE = "每 100 元支出的去向"
Shares = tuple[tuple[str, Decimal], ...]


def hundred_yuan_chart(amounts: Mapping[str, Amount]) -> Chart | None:
    """The shares as bars with their table; None where they cannot be told."""
    shares = hundred_yuan_shares(amounts)
    lines: list[ChartLine] = [(label, [yuan]) for label, yuan in shares]
    return drawn_chart("chart-hundred", CHART_TITLE, "元", ("支出",), lines, cell=share_cell)


def share_cell(value: Decimal | None) -> ReportCell:
    """A share to the 角, also where that is none: 3.0 beside 16.8."""
    return ReportCell(str(half_up(value or Decimal(0), 1)), numeric=True)


def hundred_yuan_shares(amounts: Mapping[str, Amount]) -> Shares:
    """(part, 元 of 100) of each kind that was spent on; empty where a number lacks or the parts are not the whole."""
    total = next((value for name in TOTAL_NAMES if isinstance(value := amounts.get(name), Decimal)), Decimal(0))
    named = [(label, amounts.get(f"{row}.actual")) for label, row in SPENDING_PARTS]
    spent = [(label, value) for label, value in named if isinstance(value, Decimal) and value]
    whole = sum((value for _, value in spent), Decimal(0))
    # Cells are rounded one by one: half a unit of the last printed place for each part and the total.
    if total <= 0 or any(value < 0 for _, value in spent) or abs(whole - total) > Decimal("0.005") * (len(spent) + 1):
        return ()
    exact = [value / whole * HUNDRED for _, value in spent]
    floors = [value.quantize(STEP, ROUND_FLOOR) for value in exact]
    left = int((HUNDRED - sum(floors)) / STEP)
    order = sorted(range(len(spent)), key=lambda index: floors[index] - exact[index])
    raised = set(order[:left])
    return tuple(
        (label, floor + STEP * (index in raised))
        for index, ((label, _), floor) in enumerate(zip(spent, floors, strict=True))
    )
