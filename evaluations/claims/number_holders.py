"""Which rows and projects of a report have a number, in any of their cells."""

from bisect import bisect_right
from decimal import Decimal
from itertools import islice, takewhile
from operator import itemgetter

from evaluations.claims.claim_nouns import ClaimSubject, PrintedNumber
from evaluations.claims.known_figures import KnownFigures
from evaluations.claims.weighed_values import WideNet, net_of


def subjects_with(net: "WideNet", number: PrintedNumber) -> list[ClaimSubject]:
    """The rows and projects that have this very number in one of their cells."""
    return net.figures.ask(holders_of, number)


def holders_of(figures: KnownFigures, number: PrintedNumber) -> list[ClaimSubject]:
    """The same, of all figures; their cells are put in order once."""
    net = net_of(figures)

    def found() -> list[tuple[Decimal, int]]:
        named = enumerate(net.everything)
        return sorted((each.value, place) for place, one in named for each in net.of(one).numbers)

    held, value, step = figures.once("holders", found), abs(number.value), number.step
    begin = bisect_right(held, value - step, key=itemgetter(0))
    near = takewhile(lambda one: one[0] < value + step, islice(held, begin, None))
    return [net.everything[place] for place in sorted({place for _, place in near})]
