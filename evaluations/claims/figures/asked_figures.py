"""What is asked of many numbers together about one that is printed: of all figures of a report, of those beside it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from evaluations.claims.claim_nouns import PrintedNumber
from evaluations.claims.figures.known_figures import CELLS_IN_ORDER, KnownFigures
from evaluations.claims.figures.subject_names import plain_label
from evaluations.language.units import MONEY_UNIT
from evaluations.schemes.scheme import ScoringScheme

MOST_OF_LARGEST = 2
CLOSE = Decimal("0.01")  # what a quotient may lose in its last digit


def is_in_order(number: PrintedNumber, values: Sequence[Decimal]) -> bool:
    """Whether a printed number is one of some values in their order, rounded or cut off."""
    value, step = abs(number.value), number.step
    place = bisect_right(values, value - step)
    return place < len(values) and values[place] < value + step


def is_difference(number: PrintedNumber, others: Sequence[PrintedNumber]) -> bool:
    """Whether a number is the difference of two of its kind beside it."""
    same = sorted(abs(one.value) for one in others if one.unit == number.unit)
    value, step = abs(number.value), number.step
    if value < step:
        return any(other - one < value + step for one, other in pairwise(same))
    places = ((bisect_right(same, one + value - step), one + value + step) for one in same)
    return any(place < len(same) and same[place] < limit for place, limit in places)


def names_in_unit(figures: KnownFigures, unit: str) -> tuple[str, ...]:
    """The figures of the form in a unit."""
    return _names_in_unit(figures.scheme, unit)


@lru_cache(maxsize=256)
def _names_in_unit(scheme: ScoringScheme, unit: str) -> tuple[str, ...]:
    return tuple(name for name, figure in scheme.figures.items() if figure.unit == unit)


def known_amounts(figures: KnownFigures) -> list[Decimal]:
    """Every amount of money of the report, in their order."""

    def found() -> list[Decimal]:
        values = map(figures.lookup, names_in_unit(figures, MONEY_UNIT))
        projects = (amount for one in figures.projects for amount in (one.budget, one.actual))
        return sorted(abs(value) for value in (*values, *projects) if isinstance(value, Decimal) and value)

    return figures.once(CELLS_IN_ORDER, found)


def amounts_between(figures: KnownFigures, ends: tuple[Decimal, Decimal]) -> list[Decimal]:
    """The amounts of the report from one to another."""
    known = known_amounts(figures)
    return known[bisect_left(known, ends[0]) : bisect_right(known, ends[1])]


def is_known_amount(figures: KnownFigures, number: PrintedNumber) -> bool:
    """Whether a number is an amount of the report."""
    return is_in_order(number, known_amounts(figures))


def is_share_of_any(figures: KnownFigures, share: tuple[Decimal, PrintedNumber]) -> bool:
    """Whether a percentage is what an amount is of any amount of the report; those of the size are looked at."""
    (part, percent), known = share, known_amounts(figures)
    least = abs(percent.value) - percent.step
    low = bisect_left(known, abs(part) * 100 / (abs(percent.value) + percent.step) - CLOSE)
    high = bisect_right(known, abs(part) * 100 / least + CLOSE) if least > 0 else len(known)
    return any(is_in_order(percent, [abs(part) / whole * 100]) for whole in known[low:high])


def is_known_rate(figures: KnownFigures, number: PrintedNumber) -> bool:
    """Whether a number is a rate of the form."""

    def found() -> list[Decimal]:
        rates = map(figures.lookup, figures.scheme.ratios)
        return sorted(abs(rate) for rate in rates if isinstance(rate, Decimal))

    return is_in_order(number, figures.once("rates", found))


def is_far_above(figures: KnownFigures, value: Decimal) -> bool:
    """Whether an amount is more than MOST_OF_LARGEST times the largest of the report."""
    return abs(value) > MOST_OF_LARGEST * max(known_amounts(figures), default=0)


def rates_labelled(figures: KnownFigures, fits: Callable[[str], bool]) -> list[Decimal]:
    """In %, what the rates of the form are whose bare label fits, as far as they are known, with their signs."""
    codes = [code for code, rate in figures.scheme.ratios.items() if fits(plain_label(rate.label))]
    return [value for value in map(figures.lookup, codes) if isinstance(value, Decimal)]
