"""Numbers as people print them, in 万元, %, persons; with the interval that they stand for."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.words.plain_prose import plain_prose
from evaluations.claims.words.printed_numbers import NUMBER_PATTERN, printed_number

NUMBER = re.compile(NUMBER_PATTERN)


def read(text):
    """The first number that counts."""
    plain = plain_prose(text).text
    return next(filter(None, (printed_number(found, plain) for found in NUMBER.finditer(plain))), None)


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("3.25万元", "3.25", "万元", "0.01"),
        ("３．２５ 万元", "3.25", "万元", "0.01"),
        ("32500元", "3.25", "万元", "0.0001"),
        ("1,234.5万元", "1234.5", "万元", "0.1"),
        ("0.5亿元", "5000", "万元", "1000"),
        ("四十五万元", "45", "万元", "0.0001"),
        ("三万二千五百元", "3.25", "万元", "0.0001"),
        ("90.28％", "90.28", "%", "0.01"),
        ("百分之九十", "90", "%", "1"),
        ("5个百分点", "5", "百分点", "1"),
        ("25名", "25", "人", "1"),
        ("四十二人", "42", "人", "1"),
        ("91分", "91", "分", "1"),
        ("-5.75%", "-5.75", "%", "0.01"),
    ],
)
def test_a_number_is_read_in_its_base_unit(text, value, unit, step):
    number = read(text)
    assert (number.value, number.unit, number.step) == (Decimal(value), unit, Decimal(step))
    assert number.exact and number.low <= number.value <= number.high


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("约3万元", ["2.8", "3.2"], ["2", "4"]),
        ("近3万元", ["2.8", "3"], ["3.6", "2"]),
        ("不足3万元", ["2.9"], ["3.6"]),
        ("超过3万元", ["3.4"], ["2.4", "6"]),
        ("3万余元", ["3.4"], ["2.4"]),
        ("3万元左右", ["2.9", "3.1"], ["4"]),
        ("3.25万元", ["3.25", "3.254"], ["3.26", "3.24"]),
    ],
)
def test_about_and_more_than_make_an_interval(text, inside, outside):
    number = read(text)
    assert all(number.low <= Decimal(value) <= number.high for value in inside)
    assert not any(number.low <= Decimal(value) <= number.high for value in outside)


@pytest.mark.parametrize(
    "text",
    [
        "不超过100%",
        "控制在3万元以内",
        "95%以上",
        "75%-80%",
        "第3个",
        "2021",
        "十分重要",
        "5%的目标",
        "×100%",
        "2人次",
        "20人均",
    ],
)
def test_limits_ranges_and_numbers_without_a_unit_are_none(text):
    number = read(text)
    assert number is None or number.unit not in ("万元", "%", "人", "分")


@given(st.integers(0, 10**9), st.integers(0, 4), st.sampled_from([("元", 4), ("万元", 0), ("亿元", -4)]))
def test_any_printed_amount_comes_back_whatever_its_unit(digits, places, unit):
    printed = Decimal(digits).scaleb(-places)
    number = read(f"共{printed:f}{unit[0]}")
    assert number.value == printed.scaleb(-unit[1])
    assert number.high - number.low == number.step


@given(st.integers(1, 999), st.integers(0, 3))
def test_commas_and_full_width_digits_change_nothing(thousands, places):
    plain = f"{thousands},{'0' * 3}{'.' + '5' * places if places else ''}"
    wide = plain.translate({ord(str(digit)): ord("０") + digit for digit in range(10)})
    assert read(f"{plain}万元").value == read(f"{wide}万元").value == Decimal(plain.replace(",", ""))
