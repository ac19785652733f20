"""Cleaning of typed and pasted text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.texts import (
    TextError,
    clean_characters,
    clean_line,
    clean_typed_text,
    count_characters,
    storable_text,
)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("一\r\n二\r三", "一\n二\n三"),
        ("Word\x0b换行\x0c换页", "Word\n换行\n换页"),
        ("\u3000\u3000缩进\n\u00a0\u00a0再缩进", "缩进\n再缩进"),
        ("中间\u00a0空格", "中间 空格"),
        ("e\u0301", "é"),
        ("2020\u20112021", "2020-2021"),
        ("看\u202e不见\u200b的\ufeff", "看不见的"),
        ("控制\x07字\x9f符", "控制字符"),
        ("表\t格", "表 格"),
        ("\uf0b7\t一条\n  \uf06c \uf0a7 又一条", "一条\n又一条"),
        ("1、\t序\u00ad号", "1、 序号"),
        ("⼀般公共⾦额", "一般公共金额"),
        ("“一件事”‘一次办’", "“一件事”‘一次办’"),
        ("零\u200c宽\u200d字", "零宽字"),
        ("\n\n段落\n\n段落\n", "段落\n\n段落"),
        ("12，345．6 ㎡", "12，345．6 ㎡"),
    ],
)
def test_what_is_kept(typed, kept):
    assert clean_typed_text(typed) == kept


@pytest.mark.parametrize("typed", ["\x00", "前\ud800后", "\udfff"])
def test_what_no_database_takes_is_refused_with_a_remedy(typed):
    with pytest.raises(TextError, match="重新"):
        clean_typed_text(typed)
    storable_text(typed).encode()


def test_the_limit_says_how_much_to_cut():
    with pytest.raises(TextError, match="删减1字"):
        clean_typed_text("字" * 101, limit=100)
    assert clean_typed_text("字" * 100, limit=100) == "字" * 100


def test_a_line_has_no_line_ends():
    assert clean_line(" 政务\n大厅\t运行 ", limit=20) == "政务 大厅 运行"
    with pytest.raises(TextError):
        clean_line("字" * 21, limit=20)


def test_blanks_do_not_count():
    assert count_characters("政务 大厅\n\u3000运行") == 6


WORD = "\u00a0\u3000\t\x0b\x0c\x07\u00ad\u200b\u200d\uf0b7\uf06c⼀⾦“”’字1.\r\n \u2028"


@given(st.text(WORD, max_size=40))
def test_what_word_leaves_behind_is_cleaned_once_and_for_all(text):
    try:
        once = clean_typed_text(text)
    except TextError:
        return
    assert clean_typed_text(once) == once and not set(once) & set("\t\x0b\x0c\x07\u00ad\u200b\u200d\r⼀⾦")
    kept = set("“”’字1.")
    assert [one for one in once if one in kept] == [one for one in text if one in kept]


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    try:
        once = clean_typed_text(text)
    except TextError:
        return
    assert clean_typed_text(once) == once
    once.encode()


@pytest.mark.parametrize("character", ["\ue000", "\U0001f600", "\uf8ff", "\u0378"])
def test_what_no_font_draws_is_found_among_ordinary_characters(character):
    with pytest.raises(TextError, match=f"U\\+{ord(character):04X}"):
        clean_characters(f"全年支出（万元）{character}，共3项：“ab”……")
    assert clean_characters("全年支出（万元），共3项：“ab”……①㎡é") == "全年支出（万元），共3项：“ab”……①㎡é"
