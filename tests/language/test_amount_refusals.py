"""Amounts that are not taken: the whole sentence a person reads, and where each limit lies."""

import copy
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.amounts import (
    AMOUNT_LIMIT,
    LONGEST_AMOUNT,
    NOT_APPLICABLE,
    WHOLE_UNITS,
    AmountError,
    parse_amount,
    show_amount,
    show_percent,
)

DIGITS = "应为阿拉伯数字，如 1369.5 或 1,369.5。"
ADVICE = "请只填一个数；没有发生填 0，没有此项填“不适用”。"
REFUSED = [
    ("1,23", "万元", f"读到“1,23”，{DIGITS}逗号只用来分千位，每三位一个：有小数的填 1.23，没有小数的填 123。"),
    ("十二", "万元", f"读到“十二”，{DIGITS}请写成阿拉伯数字：填 12。"),
    ("十几", "万元", f"读到“十几”，{DIGITS}{ADVICE}"),
    ("待定", "万元", f"读到“待定”，{DIGITS}{ADVICE}"),
    ("1,369,5", "万元", f"读到“1,369,5”，{DIGITS}千分位逗号应每三位一个。"),
    ("3.5～4", "万元", f"读到“3.5～4”，{DIGITS}请填一个数，不填范围。"),
    ("=3+4", "万元", f"读到“=3+4”，{DIGITS}请填算好的数，不填算式。"),
    ("5左右", "万元", f"读到“5左右”，{DIGITS}请只填数字，去掉“左右”。"),
    ("1,002.5 (估)", "万元", f"读到“1,002.5 (估)”，{DIGITS}请只填数字，去掉“(估)”。"),
    ("-5", "万元", "读到“-5”，应为不小于 0 的数。此处不能为负，请核对正负号。"),
    (
        "1000000000",
        "万元",
        "读到“1000000000”，应为小于 10 亿（1000000000）的数。请核对单位（是否把元填成了万元）。",
    ),
    ("1.2345678", "万元", "读到“1.2345678”，应为最多6位小数的数。请按要求的位数四舍五入后再填。"),
    ("1.234", "元", "读到“1.234”，应为最多2位小数的数。请按要求的位数四舍五入后再填。"),
    ("2.5", "辆", "读到“2.5”，应为整数。请按要求的位数四舍五入后再填。"),
    ("35万元", "人", "读到“35万元”，应为以“人”为单位的数。请换算成人后再填，只写数字。"),
    ("35人", "㎡", "读到“35人”，应为以“㎡”为单位的数。请换算成㎡后再填，只写数字。"),
    ("95%", "", "读到“95%”，应为不带单位的数（金额以万元为单位）。请去掉“%”。"),
    (
        "1.5亿元",
        "万元",
        "读到“1.5亿元”，应为以“万元”为单位的数。请换算成万元：1.5亿元 × 10000 = 15000 万元，填 15000。",
    ),
    ("3亿", "元", "读到“3亿”，应为以“元”为单位的数。请换算成元：3亿 × 100000000 = 300000000 元，填 300000000。"),
    ("12万", "万元", "读到“12万”，应为以“万元”为单位的数。请去掉“万”。"),
    ("近2亿", "万元", "读到“近2亿”，应为以“万元”为单位的数。请×10000换算成万元后再填，只写数字。"),
    ("约2元", "万元", "读到“约2元”，应为以“万元”为单位的数。请÷10000换算成万元后再填，只写数字。"),
    ("9" * 61, "万元", f"读到“{'9' * 40}…”，应为一个数，最多60个字符。请只填数字。"),
    ("9" * 60, "万元", f"读到“{'9' * 40}”，应为小于 10 亿（1000000000）的数。请核对单位（是否把元填成了万元）。"),
]


@pytest.mark.parametrize(("text", "unit", "sentence"), REFUSED, ids=range(len(REFUSED)))
def test_an_amount_is_refused_with_one_whole_sentence(text, unit, sentence):
    with pytest.raises(AmountError) as caught:
        parse_amount(text, unit=unit)
    assert str(caught.value) == sentence


def test_the_limits_themselves_are_taken_or_not():
    assert parse_amount("0." + "1" * 6 + "0" * (LONGEST_AMOUNT - 8)) == Decimal("0.111111")
    assert parse_amount("999999999.999999") == AMOUNT_LIMIT - Decimal("0.000001")
    for text in ("1000000000", "(1000000000)"):
        with pytest.raises(AmountError, match="小于 10 亿"):
            parse_amount(text, signed=True)


@pytest.mark.parametrize("text", ["--", "－－", "\u2212"])
def test_a_short_stroke_is_blank(text):
    assert parse_amount(text) is None


@pytest.mark.parametrize("text", ["―", "——", "\u2014"])
def test_the_long_dash_of_a_paper_is_no_such_item(text):
    assert parse_amount(text) is NOT_APPLICABLE


@pytest.mark.parametrize(
    ("text", "value"),
    [("-￥9.3", "-9.3"), ("( 3.42 )", "-3.42"), ("￥-9.3", "-9.3"), ("(5万元)", "-5"), ("￥1,002万元", "1002")],
)
def test_signs_of_money_and_of_a_loss_go_together(text, value):
    assert parse_amount(text, signed=True) == Decimal(value)


@pytest.mark.parametrize("text", ["￥￥5", "(5", "5)", "-(5)", "(-5)", "5￥"])
def test_signs_that_stand_twice_or_alone_are_refused(text):
    with pytest.raises(AmountError, match="应为阿拉伯数字"):
        parse_amount(text, signed=True)


def test_a_sign_of_money_belongs_to_money_only():
    assert parse_amount("¥5", unit="元") == 5
    with pytest.raises(AmountError, match="应为阿拉伯数字"):
        parse_amount("¥5", unit="人")


@given(st.sampled_from(sorted(WHOLE_UNITS)), st.integers(0, 10**9 - 1), st.integers(1, 9))
def test_what_can_be_counted_is_taken_whole_with_its_unit_and_never_in_parts(unit, count, tenth):
    assert parse_amount(f"{count:,} {unit}", unit=unit) == count
    with pytest.raises(AmountError, match="应为整数"):
        parse_amount(f"{count}.{tenth}{unit}", unit=unit)


@given(st.decimals(0, 99_999, places=2), st.sampled_from(["亿", "亿元", "元"]))
def test_the_number_that_is_proposed_for_a_foreign_unit_is_worth_the_same(number, written):
    in_ten_thousands = {"亿": 10_000, "亿元": 10_000, "元": Decimal("0.0001")}[written]
    with pytest.raises(AmountError) as caught:
        parse_amount(f"{number}{written}")
    proposed = caught.value.remedy.rpartition("填 ")[2]
    assert Decimal(proposed) == number * in_ten_thousands


def test_the_answer_not_applicable_stays_the_one_and_only():
    assert copy.deepcopy(NOT_APPLICABLE) is pickle.loads(pickle.dumps(NOT_APPLICABLE)) is NOT_APPLICABLE
    assert repr({"score": NOT_APPLICABLE}) == "{'score': NOT_APPLICABLE}"


@given(st.decimals(-(10**9), 10**9, places=6))
def test_money_is_shown_with_two_decimals_at_least_and_never_fewer_than_it_has(value):
    shown = show_amount(value)
    assert Decimal(shown) == value and len(shown.partition(".")[2]) >= 2
    assert len(shown.partition(".")[2]) == 2 or not shown.endswith("0")
    assert Decimal(show_amount(value, "公里")) == value


@given(st.decimals(-1000, 1000, places=6), st.integers(0, 5))
def test_a_percentage_has_the_decimals_that_are_asked_for(value, places):
    shown = show_percent(value, places)
    assert shown.endswith("%") and abs(Decimal(shown[:-1]) - value) * 2 <= Decimal(1).scaleb(-places)
    assert len(shown[:-1].partition(".")[2]) == places
