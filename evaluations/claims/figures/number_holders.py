"""Which rows and projects of a report have a number, in any of their cells."""

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice, takewhile
from operator import itemgetter

from evaluations.claims.claim_nouns import ClaimSubject, PrintedNumber
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.figures.weighed_values import WideNet, net_of


def subjects_with(net: WideNet, number: PrintedNumber) -> list[ClaimSubject]:
    """The rows and projects that have this very number in one of their cells."""
    return net.figures.ask(holders_of, number)


def holders_of(figures: KnownFigures, number: PrintedNumber) -> list[ClaimSubject]:
    """The same, of all figures; their cells are put in order once."""
    net = net_of(figures)

    def found() -> list[tuple[Decimal, int]]:
        named = enumerate(net.everything)
        return sorted((each.value, place) for place, one in named for each in net.of(one).numbers)

    return [net.everything[place] for place in sorted(near_places(figures.once("holders", found), number))]


def subjects_with_amount(net: WideNet, number: PrintedNumber) -> set[ClaimSubject]:
    """Those of which a number is a cell or lies between two cells; the amounts of all are put in order once."""

    def found() -> list[tuple[Decimal, int]]:
        named = enumerate(net.everything)
        return sorted((amount, place) for place, one in named for amount in net.of(one).amounts)

    return {net.everything[place] for place in near_places(net.figures.once("amounts of subjects", found), number)}


def near_places(held: Sequence[tuple[Decimal, int]], number: PrintedNumber) -> set[int]:
    """The places that stand with the values that a number may print."""
    value, step = abs(number.value), number.step
    near = islice(held, bisect_right(held, value - step, key=itemgetter(0)), None)
    return {place for _, place in takewhile(lambda one: one[0] < value + step, near)}
