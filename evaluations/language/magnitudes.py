"""元 for 万元 and the other way: whether an amount is about 10,000 times what another number allows.

One rule for every door: pages, workbooks, the bureau's tables and the checks hold an amount against yardsticks. All
amounts are in 万元; a yardstick that is not above 0 says nothing.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from evaluations.language.amounts import AMOUNT_LIMIT, show_amount
from evaluations.language.rounding import decimals_used, plain_number

YUAN_IN_WAN = Decimal(10_000)
STORED_PLACES = 6  # decimals of an amount in 万元, as the database keeps them
SLIP_BAND = (Decimal(3_000), Decimal(30_000))  # around 10,000: two years of one figure may differ threefold
# A part above its whole is wrong anyhow; three times the whole is no slip of the pen, and 3,000 元 of 707 万元 is caught.
WHOLE_EXCESS = Decimal(3)
FAR_APART = Decimal(30)  # within it two numbers are of one size: a yardstick so near says that the unit is right


class UnitSlip(Enum):
    """Which way a unit was mistaken; the value is by how many places the decimal point must move."""

    YUAN_AS_WAN = -4
    WAN_AS_YUAN = 4


@dataclass(frozen=True)
class Yardstick:
    """A number an amount is held against: `words` name it; a `whole` is never less than the amount, an `estimate`
    proves nothing. One of the report's `own` numbers accuses what is far above it, but may be in the same wrong unit."""

    words: str
    value: Decimal
    whole: bool = False
    estimate: bool = False
    own: bool = False

    @property
    def proves(self) -> bool:
        """Whether an amount above it is wrong, whatever anybody says."""
        return self.whole and not self.estimate

    @property
    def excess(self) -> Decimal:
        """How many times a whole an amount must be to be suspected; more where nothing says that it is part of it."""
        return FAR_APART if self.own else WHOLE_EXCESS

    @property
    def told(self) -> str:
        """上年度报告的支出合计 707.00万元."""
        return f"{self.words} {show_amount(self.value)}万元"

    def slip_of(self, amount: Decimal) -> UnitSlip | None:
        """How the unit of `amount` (万元) was mistaken, None where this yardstick sees nothing."""
        amount, held = abs(amount), abs(self.value)
        if not amount or not held or (self.whole and self.value <= 0):
            return None
        if self.whole:
            return UnitSlip.YUAN_AS_WAN if held * self.excess < amount <= held * YUAN_IN_WAN else None
        if SLIP_BAND[0] <= amount / held <= SLIP_BAND[1]:
            return UnitSlip.YUAN_AS_WAN
        if self.own:
            return None
        return UnitSlip.WAN_AS_YUAN if SLIP_BAND[0] <= held / amount <= SLIP_BAND[1] else None

    def vouches_for(self, amount: Decimal) -> bool:
        """Whether the amount is of this yardstick's size, so that its unit is right."""
        return not (self.whole or self.own) and same_size(amount, self.value)


def same_size(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ less than the slip of a unit ever could."""
    return bool(one and other) and 1 / FAR_APART <= abs(one / other) <= FAR_APART


def factor_words(amount: Decimal, yardstick: Yardstick) -> str:
    """是其31.1倍 / 只有其0.0001倍, of two amounts in one unit."""
    ratio = abs(amount / yardstick.value)
    digits = 0 if ratio >= 100 else max(1, 1 - ratio.adjusted())
    word = "是" if ratio >= 1 else "只有"
    return f"{word}其 {plain_number(Decimal(format(ratio, f'.{digits}f')))} 倍"


def corrected_amount(amount: Decimal, slip: UnitSlip) -> Decimal | None:
    """The amount in the right unit, exactly; None where decimals would be lost or the number grows beyond the limit."""
    value = amount.scaleb(slip.value)
    return None if decimals_used(value) > STORED_PLACES or abs(value) >= AMOUNT_LIMIT else value
