"""One table of characters: what vanishes, what is folded, and what is never a digit."""

from decimal import Decimal
from runpy import run_path

import pytest
import unicodedata2 as unicodedata
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.amounts import AmountError, parse_amount
from evaluations.language.character_table import (
    FOLDED_CHARACTERS,
    FOLDED_FILE,
    INVISIBLE_CHARACTERS,
    compared_spelling,
    folded_table,
    mended_characters,
    narrowed_characters,
    plain_spelling,
    without_invisible,
)
from evaluations.language.directions import direction_kind
from evaluations.language.texts import TextError, clean_characters, searched_words
from tests.sources import ROOT

# Written by code: an editor would not show them.
INVISIBLE = "\u200b\u200e\u200f\u202a\u202d\u202c\u2060\u2066\u2069\ufeff\u00ad\ufe0f\u034f\u061c\u3164\U000e0100"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("永兴县⼈⺠政府公务⽤⻋运⾏维护费", "永兴县人民政府公务用车运行维护费"),
        ("⻓⻚⻅⻙", "长页见韦"),
        ("⺟⻝", "母食"),
        ("龙\ue863", "龙䶮"),
        ("\ue864\ue81e", "龻龴"),
        ("甲\ue78d乙", "甲\ufe10乙"),
        ("\ue76c5", "€5"),
        ("1\ufe0f\u20e3完成", "1\u20e3完成"),
        ("①²½Ⅲ", "①²½Ⅲ"),
        ("⓪㎡", "⓪㎡"),
    ],
)
def test_what_only_looks_like_another_character_becomes_it(text, kept):
    assert mended_characters(text) == kept == clean_characters(text)


@pytest.mark.parametrize("name", ["李\U0002ebf0", "王\U000323b0", "张\U00031350", "陈\U00030000"])
def test_a_name_with_a_character_of_today_is_kept(name):
    assert clean_characters(name) == name


@pytest.mark.parametrize("text", ["\ue000", "\uf8ff", "\u0378", "\U000f0000"])
def test_what_nobody_knows_is_refused(text):
    with pytest.raises(TextError, match="U\\+"):
        clean_characters(f"甲{text}")


def test_every_radical_of_the_table_becomes_a_character_that_stays_one():
    assert len(FOLDED_CHARACTERS) > 440
    for code, kept in FOLDED_CHARACTERS.items():
        assert mended_characters(chr(code)) == kept == mended_characters(kept)
        assert unicodedata.category(kept) != "Co"


@pytest.mark.parametrize(
    "text",
    [
        "\u200b3.5",
        "\u202d3.5\u202c",
        "\u200e3.5",
        "\ufeff3.5",
        "3\u2060.5",
        "\u00a03.5\u00a0",
        "３．５",
        "￥3.5",
        "3.5\ufe0f",
    ],
)
def test_what_nobody_sees_changes_no_amount(text):
    assert parse_amount(text) == Decimal("3.5")


@given(st.decimals(0, 10**8, places=3), st.lists(st.tuples(st.integers(0, 20), st.sampled_from(INVISIBLE)), max_size=8))
def test_no_amount_changes_its_value_through_invisible_characters(value, marks):
    text = f"{value:,}"
    for place, mark in marks:
        text = text[:place] + mark + text[place:]
    assert parse_amount(text) == value


@given(st.text("0123456789.,-()①②²³½Ⅲ⁵٣３．，\u00a0\u2009\u3000 \u200b", max_size=12))
def test_what_is_read_as_a_number_has_the_digits_that_the_eye_sees(text):
    try:
        value = parse_amount(text, signed=True)
    except AmountError:
        return
    seen = "".join(one for one in narrowed_characters(text) if one.isdigit() or one == ".")
    assert not set(text) & set("①②²³½Ⅲ⁵٣")
    if isinstance(value, Decimal):
        assert abs(value) == Decimal(seen)


@given(st.text(max_size=40))
def test_what_is_mended_stays_as_it_is_and_has_nothing_invisible(text):
    mended = mended_characters(text)
    assert mended_characters(mended) == mended and not INVISIBLE_CHARACTERS.search(mended)
    assert compared_spelling(mended) == compared_spelling(text) == compared_spelling(without_invisible(text))
    assert plain_spelling(plain_spelling(text)) == plain_spelling(text)


@pytest.mark.parametrize(
    ("kind", "spellings"),
    [
        (
            "ge",
            [
                "≥",
                ">=",
                "＞＝",
                "> =",
                "≧",
                "不低于",
                "不少于",
                "大于等于",
                "不 小于",
                "\u200b≥",
                "≥（不低于）",
                "ge",
                "GE",
            ],
        ),
        ("le", ["≤", "<=", "＜＝", "≦", "不高于", "不超过", "不多于", "小于等于", "≤(不高于)"]),
        ("eq", ["=", "＝", "==", "等于"]),
        ("qualitative", ["定性", " 定 性 "]),
        (None, ["", "约", "①", ">"]),
    ],
)
def test_a_direction_is_one_in_every_spelling(kind, spellings):
    assert {direction_kind(one) for one in spellings} == {kind}


def test_a_search_finds_what_is_stored():
    assert searched_words("档\u200b案⻢") == ("档案马",)
    assert searched_words("（本级）") == ("（本级）", "(本级)")
    assert searched_words("\u200b\ue000") and searched_words(" \u200b ") == ()


def test_the_scripts_of_the_pages_have_the_same_table():
    made = run_path(str(ROOT / "scripts/character_data.py"))
    table = {code: ord(kept) for code, kept in folded_table(FOLDED_FILE.read_text(encoding="utf-8")).items()}
    assert made["SCRIPT"].read_text(encoding="utf-8") == made["script_module"](table)
