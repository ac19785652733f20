"""Sixty spellings of an amount: what is read, and what is refused with a sentence that helps."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.amounts import (
    NOT_APPLICABLE,
    AmountError,
    NotApplicable,
    parse_amount,
    show_amount,
    show_cell_amount,
    show_percent,
)
from evaluations.language.rounding import half_up
from tests.quickness import least_seconds

READ = {
    "0": "0",
    "707": "707",
    "550.55": "550.55",
    "1.369": "1.369",
    "2.20": "2.2",
    "007": "7",
    "0.000001": "0.000001",
    "1,002.00": "1002",
    "1，234.5": "1234.5",
    "12,345,678.9": "12345678.9",
    "１２３": "123",
    "１２３．４５": "123.45",
    " 62.2 ": "62.2",
    "\t5\u3000": "5",
    "137.26万元": "137.26",
    "137.26 万元": "137.26",
    "￥9.3": "9.3",
    "¥ 9.3": "9.3",
    "999999999.999999": "999999999.999999",
    "-0": "0",
    "1.1000000": "1.1",
    "１，３６９．５万元": "1369.5",
    "5\u202e": "5",
    "1\u00a0369.5": "1369.5",
}
NEGATIVE = {"-5": "-5", "－5": "-5", "−68.93": "-68.93", "(3.42)": "-3.42", "（3.42）": "-3.42", "(1,002)": "-1002"}
BLANK = ["", "  ", "-", "－", "−", "\u200b"]
NOT_APPLICABLE_SPELLINGS = ["不适用", "/", "N/A", "n/a", "／", " 不适用 ", "无", "没有", "无此项", "—", "——", "–"]
REFUSED = [
    "1,23",
    "1,2345",
    ",123",
    "1234,567",
    "1_000",
    "1e3",
    "0E+20",
    "١٢٣",
    "abc",
    "十二",
    "12万",
    "12亿",
    "13690元",
    "5人",
    "25.46%",
    "NaN",
    "Infinity",
    "1E+400",
    "1.2345678",
    "1000000000",
    "1234567890123",
    ".5",
    "5.",
    "+5",
    "1 234",
    "--5",
    "((5))",
    "1.2.3",
    "5-",
    "0x1F",
    "1\x00",
    "９" * 30,
    "1" * 300,
    "=1+1",
    "约5",
    "2000余",
]


def test_the_table_has_sixty_strings():
    assert len(READ) + len(NEGATIVE) + len(BLANK) + len(NOT_APPLICABLE_SPELLINGS) + len(REFUSED) >= 60


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_amounts_are_read(text, value):
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize(("text", "value"), NEGATIVE.items())
def test_negatives_are_read_only_where_the_form_allows_them(text, value):
    assert parse_amount(text, signed=True) == Decimal(value)
    with pytest.raises(AmountError, match="不能为负"):
        parse_amount(text)


@pytest.mark.parametrize("text", BLANK)
def test_blanks_and_dashes_are_blank_not_zero(text):
    assert parse_amount(text) is None


@pytest.mark.parametrize("text", NOT_APPLICABLE_SPELLINGS)
def test_not_applicable_is_a_third_answer(text):
    assert parse_amount(text) is NOT_APPLICABLE


@pytest.mark.parametrize("text", REFUSED)
def test_everything_else_is_refused_with_what_was_read_and_what_to_do(text):
    with pytest.raises(AmountError) as caught:
        parse_amount(text, signed=True)
    error = caught.value
    assert error.read[:20] == text.strip()[:20] and error.expected and error.remedy
    assert str(error).endswith("。") and "应为" in str(error)


def test_yuan_stay_yuan_and_keep_the_fen():
    assert parse_amount("13,690.05元", unit="元") == Decimal("13690.05")
    with pytest.raises(AmountError, match="最多2位小数"):
        parse_amount("1.234", unit="元")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("35人", "人", "35"),
        ("35名", "人", "35"),
        ("95.5%", "%", "95.5"),
        ("95.5％", "%", "95.5"),
        ("2000㎡", "㎡", "2000"),
        ("2000平方米", "㎡", "2000"),
        ("3个", "个", "3"),
    ],
)
def test_a_unit_is_accepted_where_it_belongs(text, unit, value):
    assert parse_amount(text, unit=unit) == Decimal(value)


@pytest.mark.parametrize(("text", "unit"), [("3.5", "人"), ("35万元", "人"), ("35%", "万元"), ("3.5万元", "元")])
def test_a_foreign_unit_or_half_a_person_is_refused(text, unit):
    with pytest.raises(AmountError):
        parse_amount(text, unit=unit)


@pytest.mark.parametrize(
    ("value", "unit", "text", "cell"),
    [
        ("550.55", "万元", "550.55", "550.55"),
        ("707", "万元", "707.00", "707.00"),
        ("1.369", "万元", "1.369", "1.369"),
        ("1002", "万元", "1002.00", "1,002.00"),
        ("35", "人", "35", "35"),
        ("1580", "人", "1580", "1,580"),
        ("-3.4", "万元", "-3.40", "-3.40"),
        ("0", "万元", "0.00", "0.00"),
        ("2000.5", "㎡", "2000.5", "2,000.5"),
    ],
)
def test_showing(value, unit, text, cell):
    assert (show_amount(Decimal(value), unit), show_cell_amount(Decimal(value), unit)) == (text, cell)


def test_showing_what_is_no_number():
    assert show_amount(None) == "" and show_cell_amount(NOT_APPLICABLE) == "不适用"


def test_percentages_round_half_up_and_carry_an_ascii_sign():
    assert show_percent(Decimal("-68.926553")) == "-68.93%"
    assert show_percent(Decimal(140)) == "140.00%"
    assert [str(half_up(Decimal(v), 2)) for v in ("0.125", "-0.125", "0.135", "2.675")] == [
        "0.13",
        "-0.13",
        "0.14",
        "2.68",
    ]


@given(st.decimals(0, 10**9 - 1, places=6))
def test_what_is_shown_is_read_back(value):
    assert parse_amount(show_cell_amount(value)) == parse_amount(show_amount(value)) == value


@given(st.text(max_size=60))
def test_any_text_gives_an_amount_or_a_sentence(text):
    try:
        value = parse_amount(text, signed=True)
    except AmountError as error:
        assert error.remedy
    else:
        assert value is None or isinstance(value, NotApplicable) or abs(value) < 10**9


@pytest.mark.parametrize(
    ("text", "unit", "remedy"),
    [
        ("20000元", "万元", "20000元 ÷ 10000 = 2 万元，填 2"),
        ("20,000元", "", "20,000元 ÷ 10000 = 2 万元，填 2"),
        ("1.5亿", "万元", "1.5亿 × 10000 = 15000 万元"),
        ("2万元", "元", "2万元 × 10000 = 20000 元，填 20000"),
        ("约2元", "万元", "请÷10000换算成万元"),
        ("12万", "万元", "请去掉“万”"),
        ("5万元", "", "请去掉“万元”"),
        ("5人", "万元", "请换算成万元"),
        ("12%", "万元", "本格填金额，不填百分比：请按它的基数算出金额再填"),
        ("12％", "元", "本格填金额，不填百分比"),
        ("3‰", "万元", "本格填金额，不填百分比"),
        ("35%", "人", "本格填人数，不填百分比"),
        ("95%", "", "请去掉“%”"),
    ],
)
def test_a_foreign_unit_of_money_is_converted_not_cut_off(text, unit, remedy):
    with pytest.raises(AmountError) as caught:
        parse_amount(text, unit=unit)
    assert remedy in caught.value.remedy
    assert "请去掉“元”" not in caught.value.remedy


def test_the_length_is_judged_before_the_text_is_normalised():
    def judge():
        for text in texts:
            with pytest.raises(AmountError, match="60个字符"):
                parse_amount(text)

    texts = ("\ufdfa" * 500_000, "1" + "\u0301\u0316" * 500_000, "1" * 61)
    assert least_seconds(judge, 0.05) < 0.05
    assert parse_amount(" " * 1000 + "5" + " " * 1000) == 5


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("3辆", "辆", "3"),
        ("12.5公里", "公里", "12.5"),
        ("1,200.75亩", "亩", "1200.75"),
        ("40台次", "台次", "40"),
        ("3批次", "批次", "3"),
        ("2.5百万元", "百万元", "2.5"),
        ("30平方米", "平方米", "30"),
        ("30㎡", "平方米", "30"),
        ("0.5吨", "吨", "0.5"),
    ],
)
def test_any_unit_may_follow_its_number(text, unit, value):
    assert str(parse_amount(text, unit=unit)) == value


@pytest.mark.parametrize("unit", ["人", "个", "辆", "户", "台", "次", "项", "处", "批次", "人次"])
def test_what_is_counted_is_whole(unit):
    with pytest.raises(AmountError, match="应为整数"):
        parse_amount("2.5", unit=unit)
