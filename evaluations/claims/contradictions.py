"""What the solver finds: a claim, what is right instead, and how surely."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from enum import StrEnum
from typing import NamedTuple

from evaluations.claims.claim_nouns import Claim, PrintedNumber
from evaluations.claims.figures.known_figures import KnownNumber
from evaluations.language.rounding import half_up, plain_number

HUNDRED, NO_SLACK = Decimal(100), Decimal(0)


class ContradictionKind(StrEnum):
    """What disagrees, for the title and the remedy of a finding."""

    AMOUNT = "amount"
    PEOPLE_KIND = "people"
    RATE = "rate"
    CHANGE = "change"
    DIRECTION = "direction"
    ZERO_BASE = "zero_base"
    ABSENT = "absent"
    TWICE = "twice"
    PARTS = "parts"
    TOTAL = "total"
    ABOVE_ALL = "above_all"  # 满意度123.6%
    ABOVE_WHOLE = "above_whole"  # a part that is more than its whole
    BOUND = "bound"  # numbers of one sentence that bind each other disagree
    OPPOSED = "opposed"  # an amount fell, and its percentage rose
    STRAY = "stray"  # no figure of the report gives it


# Against a figure: what the second reading may take back.
DOUBTED_KINDS = (
    ContradictionKind.AMOUNT,
    ContradictionKind.RATE,
    ContradictionKind.CHANGE,
    ContradictionKind.PEOPLE_KIND,
)


class Agreement(StrEnum):
    """How a printed number stands to the right one."""

    AGREES = "agrees"
    ROUNDING = "rounding"  # another number, but the printed places leave it open
    CONTRADICTS = "contradicts"


AGREES = Agreement.AGREES


class Expected(NamedTuple):
    """A number that follows: its value and what rounding leaves open, the words for it and how it came about.

    `code` is the figure or rate where it has a name of its own; `from_text` says that the text alone gives it;
    one that is `spare` would be right as well, but is hardly meant and never suggested.
    """

    value: Decimal
    slack: Decimal = Decimal(0)
    code: str = ""
    working: str = ""
    from_text: bool = False
    spare: bool = False


@dataclass(frozen=True)
class Contradiction:
    """A claim that cannot be true, with what is expected instead (None where there is no number)."""

    claim: Claim
    kind: ContradictionKind
    expected: Expected | None
    words: str = ""
    rounding: bool = False

    @property
    def suggestion(self) -> str:
        """The right number as it would be printed there; "" where no number would mend it."""
        wrong_word = self.claim.sign and self.expected and self.expected.value * self.claim.sign < 0
        if self.expected is None or self.claim.number is None or self.kind == ContradictionKind.ZERO_BASE or wrong_word:
            return ""
        return printed_like(self.expected.value, self.claim.number)


def printed_like(value: Decimal, number: PrintedNumber) -> str:
    """A value in the unit and at the places of a printed number: at least two for money and rates that need them."""
    scaled = abs(value) / number.scale
    places = max(number.places, 0 if scaled == scaled.to_integral_value() else 2)
    return plain_number(scaled) if places == 0 else str(half_up(scaled, places))


def number_agreement(number: PrintedNumber, expected: Expected, sign: int = 0) -> Agreement:
    """Less than a unit of the last place apart (rounded or cut off) agrees; within the slack it is rounding.

    `sign` is that of the word before a change, which is printed without one.
    """
    if is_printed_as(number, expected.value, sign):
        return AGREES
    if not (expected.slack and number.exact):
        return Agreement.CONTRADICTS
    gap = abs((number.value * sign if sign else number.value) - expected.value)
    return Agreement.ROUNDING if gap <= expected.slack + number.step / 2 else Agreement.CONTRADICTS


def is_printed_as(number: PrintedNumber, value: Decimal, sign: int = 0) -> bool:
    """Whether a value may be printed so: less than a unit of the last place apart, or within what 约 leaves open."""
    if number.exact:
        return abs((number.value * sign if sign else number.value) - value) < number.step
    return number.low <= value <= number.high if sign >= 0 else -number.high <= value <= -number.low


def derived_number(compute: Callable[..., Decimal], numbers: Sequence[KnownNumber], **more: object) -> Expected | None:
    """A number computed of others, with the slack that their printed places leave; None for a division by zero."""
    values = [one.value for one in numbers]
    try:
        value, slack = compute(*values), NO_SLACK
        for place, one in enumerate(numbers):
            if one.half:
                slack += abs(compute(*values[:place], one.value + one.half, *values[place + 1 :]) - value)
    except DecimalException:
        return None
    return Expected(value, slack, **more)  # type: ignore[arg-type] # names of Expected's fields


def share_of(part: Decimal, whole: Decimal) -> Decimal:
    """Part of a whole, in %."""
    return part / whole * HUNDRED


def growth_percent(now: Decimal, before: Decimal) -> Decimal:
    """Change of a number, in % of what it was."""
    return (now - before) / before * HUNDRED
