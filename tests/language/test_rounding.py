"""The one rounding: half up, away from zero, exact for numbers of any size."""

from decimal import ROUND_DOWN, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.rounding import at_places, decimals_used, half_up, plain_number

NUMBERS = st.decimals(-(10**20), 10**20, places=12)
PLACES = st.integers(0, 11)


@given(NUMBERS, PLACES)
def test_rounding_goes_to_the_nearest_and_from_the_middle_away_from_zero(value, places):
    exact, unit = abs(Fraction(value)), Fraction(1, 10**places)
    rounded = half_up(value, places)
    steps = exact / unit
    nearest = int(steps) + (steps - int(steps) >= Fraction(1, 2))
    assert abs(Fraction(rounded)) == nearest * unit
    assert rounded.as_tuple().exponent == -places and (rounded == 0 or (rounded < 0) == (value < 0))


@given(NUMBERS, PLACES)
def test_what_is_rounded_rounds_to_itself_and_opposites_to_opposites(value, places):
    once = half_up(value, places)
    assert half_up(once, places) == once and half_up(-value, places) == -once


@given(NUMBERS, PLACES)
def test_up_and_down_stand_on_both_sides_of_the_number(value, places):
    low, high = (at_places(abs(value), places, way) for way in (ROUND_DOWN, ROUND_UP))
    assert low <= abs(value) <= high and high - low in (0, Decimal(1).scaleb(-places))


@pytest.mark.parametrize("digits", [25, 26, 27, 28, 29, 40, 400])
def test_a_number_of_any_length_keeps_all_its_digits(digits):
    nines = "9" * digits
    assert format(half_up(Decimal(f"{nines}.4"), 2), "f") == f"{nines}.40"
    assert format(half_up(Decimal(f"{nines}.995"), 2), "f") == f"1{'0' * digits}.00"


@pytest.mark.parametrize(
    ("written", "plain", "used"),
    [
        ("2.20", "2.2", 1),
        ("707", "707", 0),
        ("700", "700", 0),
        ("7E+2", "700", 0),
        ("0.00", "0", 0),
        ("-0", "0", 0),
        ("0E-9", "0", 0),
        ("-3.40", "-3.4", 1),
        ("0.000001", "0.000001", 6),
        ("1E-7", "0.0000001", 7),
        ("1369.5000", "1369.5", 1),
    ],
)
def test_a_number_is_written_plainly_with_the_decimals_it_uses(written, plain, used):
    assert (plain_number(Decimal(written)), decimals_used(Decimal(written))) == (plain, used)


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_plain_number_is_the_same_number_without_idle_zeros(value):
    plain = plain_number(value)
    assert Decimal(plain) == value and not plain.endswith(".") and "E" not in plain and plain != "-0"
    assert "." not in plain or not plain.endswith("0")
    assert len(plain.partition(".")[2]) == decimals_used(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_uses_no_decimals(value):
    assert decimals_used(Decimal(value)) == 0
