"""元 for 万元: what a yardstick sees, and that putting it right loses nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.amounts import AMOUNT_LIMIT
from evaluations.language.magnitudes import UnitSlip, Yardstick, corrected_amount, factor_words, same_size
from evaluations.language.rounding import decimals_used

YUAN, WAN = UnitSlip.YUAN_AS_WAN, UnitSlip.WAN_AS_YUAN
amounts = st.decimals(min_value=0, max_value=AMOUNT_LIMIT - 1, places=6, allow_nan=False)


@given(amounts)
def test_converting_divides_exactly_or_says_that_decimals_are_lost(amount):
    right = corrected_amount(amount, YUAN)
    if right is None:
        assert decimals_used(amount / 10_000) > 6
    else:
        assert right * 10_000 == amount and decimals_used(right) <= 6


@given(amounts)
def test_the_other_way_multiplies_exactly_below_the_limit(amount):
    right = corrected_amount(amount, WAN)
    assert (right is None) == (amount * 10_000 >= AMOUNT_LIMIT)
    assert right is None or right == amount * 10_000


@pytest.mark.parametrize(
    ("amount", "whole", "seen"),
    [
        ("22000", "707", YUAN),
        ("2121.01", "707", YUAN),
        ("2121", "707", None),  # three times the total: wrong, but no unit
        ("7070000", "707", YUAN),
        ("7070000.01", "707", None),  # more than the total in 元, too
        ("0.0707", "707", None),  # a part may be small
        ("22000", "0", None),
        ("22000", "-707", None),
        ("0", "707", None),
    ],
)
def test_a_part_is_held_against_its_whole(amount, whole, seen):
    assert Yardstick("支出合计", Decimal(whole), whole=True).slip_of(Decimal(amount)) is seen


@pytest.mark.parametrize(
    ("amount", "last", "seen"),
    [
        ("7070000", "690", YUAN),
        ("0.0707", "690", WAN),
        ("-7070000", "690", YUAN),
        ("2069.9", "0.69", None),
        ("2070", "0.69", YUAN),
        ("20700", "0.69", YUAN),
        ("20700.1", "0.69", None),
        ("30000", "28000", None),
        ("5", "0", None),
    ],
)
def test_a_year_is_held_against_another(amount, last, seen):
    assert Yardstick("上年", Decimal(last)).slip_of(Decimal(amount)) is seen


def test_only_what_is_no_whole_vouches_for_a_unit():
    assert Yardstick("上年", Decimal(700)).vouches_for(Decimal(690))
    assert not Yardstick("合计", Decimal(700), whole=True).vouches_for(Decimal(690))
    assert not Yardstick("上年", Decimal(700)).vouches_for(Decimal(7_000_000))


@given(amounts, amounts)
def test_size_is_mutual(one, other):
    assert same_size(one, other) == same_size(other, one)


@pytest.mark.parametrize(
    ("amount", "held", "words"),
    [
        ("22000", "707", "是其 31.1 倍"),
        ("7070000", "707", "是其 10000 倍"),
        ("0.0707", "707", "只有其 0.0001 倍"),
        ("2121.5", "707", "是其 3 倍"),
    ],
)
def test_the_factor_is_told(amount, held, words):
    assert factor_words(Decimal(amount), Yardstick("总数", Decimal(held))) == words
