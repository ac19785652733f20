"""A paper may be as long as forty reports; twice as long takes twice the time."""

from decimal import Decimal

from evaluations.checks.leftovers_in_text import QUOTED
from evaluations.papers.figure_readings import FROM_CLAUSE, FigureReading, surest
from tests.quickness import least_seconds


def test_a_number_printed_ten_thousand_times_is_counted_once():
    found = [FigureReading("reception.actual", Decimal(place), FROM_CLAUSE, "") for place in range(10_000)]
    assert surest([*found, found[7]]) == found[7]
    assert least_seconds(lambda: surest([*found, found[7]]), 2) < 2


def test_a_title_that_is_never_closed_is_not_sought_to_the_end():
    assert QUOTED.sub("", "《预算法》" + "《" * 100_000) == "《" * 100_000
    assert least_seconds(lambda: QUOTED.sub("", "《预算法》" + "《" * 100_000), 2) < 2
