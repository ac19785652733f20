"""A figure beside last year, approval and the county: what changed, what is marked, what nobody can compare."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.review.desk.figure_values import MARKED_CHANGE, FigureValue
from evaluations.submissions.county_medians import LEAST_DEPARTMENTS, medians_of

MONEY = st.decimals("-99999", "99999", places=2)


def value(this, last, unit="万元"):
    return FigureValue("operating.actual", "公用经费", unit, this, last)


@given(MONEY, MONEY.filter(bool))
def test_the_change_leads_from_last_year_to_this(this, last):
    one = value(this, last)
    assert abs(last + abs(last) * one.change / 100 - this) <= abs(last) / 10_000
    assert one.moved == (abs(one.change) > MARKED_CHANGE)


@pytest.mark.parametrize(
    "this, last, unit, words, moved",
    [
        ("120", "100", "万元", "增加20.00%", False),
        ("120.01", "100", "万元", "增加20.01%", True),
        ("5", "0", "万元", "上年为0", True),
        ("0", "0", "万元", "", False),
        ("80", "100.5", "%", "减少20.50个百分点", True),
        ("100", "100", "人", "持平", False),
    ],
)
def test_a_change_in_words_and_whether_it_is_marked(this, last, unit, words, moved):
    one = value(Decimal(this), Decimal(last), unit)
    assert (one.change_words, one.moved) == (words, moved)


@pytest.mark.parametrize("last", [None, NOT_APPLICABLE])
def test_what_is_no_number_is_no_change(last):
    one = value(Decimal(5), last)
    assert (one.change, one.moved, one.change_words) == (None, False, "")


def test_the_lines_stand_in_the_order_of_the_tip():
    one = FigureValue("a.b", "甲", "万元", Decimal("1.5"), Decimal(1), Decimal(2), Decimal("1.25"))
    assert one.lines == ["1.50万元", "1.00万元（增加50.00%）", "2.00万元", "1.25万元"]


@given(st.lists(MONEY, min_size=LEAST_DEPARTMENTS, max_size=12))
def test_half_of_the_departments_lie_on_either_side_of_the_median(amounts):
    (middle,) = medians_of([{"a": str(one)} for one in amounts]).values()
    assert 2 * sum(one <= middle for one in amounts) >= len(amounts) <= 2 * sum(one >= middle for one in amounts)


def test_few_departments_have_no_median_and_blanks_do_not_count():
    assert medians_of([{"a": "1"}] * (LEAST_DEPARTMENTS - 1) + [{"a": None}, {"a": "n/a"}]) == {}
