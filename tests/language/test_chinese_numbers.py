"""Numbers in Chinese words; what nearly is one is none, and never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.amounts import AmountError, parse_amount
from evaluations.language.chinese_numbers import chinese_number, plain_chinese_number

WORDS = st.text("零〇一二两三四五六七八九十百千万亿点", min_size=1, max_size=8)


@pytest.mark.parametrize("text, value", [("三", 3), ("两万", 20000), ("十二", 12), ("一百零五", 105)])
def test_numbers_are_read(text, value):
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["二十零", "十十一", "一亿二", "百十三万", "", "年"])
def test_what_nearly_is_a_number_is_none_or_one_and_no_error(text):
    chinese_number(text)
    plain_chinese_number(text)


@given(WORDS)
def test_no_words_break_the_readers(text):
    chinese_number(text)
    plain_chinese_number(text)
    with pytest.raises(AmountError):
        parse_amount(f"{text}万元")


def test_a_slip_is_no_count():
    assert (plain_chinese_number("十二"), plain_chinese_number("十十一")) == (12, None)


@pytest.mark.parametrize("typed", ["3" + "\u200b" * 999 + "55", "12" + " " * 1100 + "34"])
def test_an_amount_is_never_cut_into_another(typed):
    try:
        assert parse_amount(typed) == 355
    except AmountError as refused:
        assert "最多" in refused.expected
