"""Texts that are not taken: the whole sentence, how much to cut, and what is kept of what was refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.texts import (
    LONGEST_TEXT,
    MOST_MARKS,
    TextError,
    clean_characters,
    clean_line,
    clean_typed_text,
    count_characters,
    storable_text,
    unknown_characters,
)

UNSTORABLE = "文字中有无法保存的字符（空字符或残缺的字符），请删去后重新输入。"
UNDRAWN = "文字中有印不出来的字符：{}，可能是造字或表情符号，请删去或改用通用的字后重新保存。"
PILED = "文字中有一个字上叠了30个以上的音调符号，可能是乱码，请删去后重新输入。"
CUT = "读到{}字，最多{}字，请删减{}字。您填写的内容仍保留在本页{}。"
LOST = "，离开后只保留前20001字，请先另存一份"


def refusal(text: str, **limits: int) -> str:
    """What is said about a text; "" when it is taken."""
    try:
        clean_typed_text(text, **limits)
    except TextError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("前\x00后", UNSTORABLE),
        ("前\udc00后", UNSTORABLE),
        ("笑\U0001f600", UNDRAWN.format("“\U0001f600”（U+1F600）（在“笑”之后）")),
        ("\U0001faff和\U0001f300", UNDRAWN.format("U+1FAFF、“\U0001f300”（U+1F300）")),
        ("\ue003\ue001\ue002\ue000\ue001", UNDRAWN.format("U+E003、U+E001、U+E002")),
        ("a" + "\u0301" * 31, PILED),
        ("a" + "\u0301\u0316" * 20, PILED),
    ],
)
def test_a_text_is_refused_with_one_whole_sentence(text, sentence):
    assert refusal(text) == sentence


@pytest.mark.parametrize("text", ["☀", "①", "\u2103", "Ⅲ", "é", "𠮷"])
def test_signs_and_rare_characters_that_fonts_draw_are_taken(text):
    assert refusal(f"{text}支出") == "" and unknown_characters(text) == ""


def test_marks_count_only_where_they_follow_each_other():
    most = "\u0316" * MOST_MARKS
    assert refusal(f"a{most}") == "" and refusal(f"a{most}b{most}") == ""
    assert refusal(f"a{most}\u0316") == PILED and refusal(f"a{most}b{most}\u0316") == PILED


def test_the_limit_is_the_longest_text_that_is_taken():
    assert refusal("字" * LONGEST_TEXT) == "" and refusal("字" * 10, limit=10) == ""
    assert refusal("字" * 12, limit=10) == CUT.format(12, 10, 2, "")


def test_what_will_be_lost_on_leaving_the_page_is_said_from_the_first_character_on():
    kept = LONGEST_TEXT + 1
    assert refusal("字" * kept) == CUT.format(kept, LONGEST_TEXT, 1, "")
    assert refusal("字" * (kept + 1)) == CUT.format(kept + 1, LONGEST_TEXT, 2, LOST)
    assert storable_text("字" * (kept + 1)) == "字" * kept


def test_blanks_that_are_cleaned_away_do_not_count_until_the_text_is_hopeless():
    assert clean_typed_text("  字" + " " * 17, limit=10) == "字"
    assert refusal("字" + " " * 19, limit=10) == ""
    assert refusal("字" + " " * 20, limit=10) == CUT.format(21, 10, 11, "")
    assert refusal("\x00" * 21, limit=10) == CUT.format(21, 10, 11, "")


def test_a_refused_text_comes_back_as_it_was_but_for_what_no_database_takes():
    assert storable_text("甲\x00乙\ud800丙\n\t") == "甲\ufffd乙\ufffd丙\n\t"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甲\u2028乙\u2029丙\x85丁", "甲\n乙\n丙\n丁"),
        ("甲\r\r\n乙", "甲\n\n乙"),
        ("甲 \u3000\t\n \n乙", "甲\n\n乙"),
        ("\u2f00\u2fd5\u2e9f\u2ef3", "一龠母龟"),
        ("\uf0a7甲", "甲"),
        ("a\u0316\u0301b", "\u00e1\u0316b"),
    ],
)
def test_line_ends_radicals_and_bullets_become_ordinary_characters(typed, kept):
    assert clean_characters(typed) == kept


def test_a_bullet_within_a_line_is_no_bullet():
    assert refusal("甲\uf0b7乙") == UNDRAWN.format("U+F0B7（在“甲”之后）")


@given(st.text("甲乙 \n\t\u3000\u00a0", max_size=40))
def test_a_line_and_its_length_are_the_words_without_the_blanks(text):
    words = text.split()
    assert clean_line(text, limit=100) == " ".join(words)
    assert count_characters(text) == sum(map(len, words)) == count_characters(clean_characters(text))


@given(st.text(max_size=60))
def test_whatever_was_refused_can_be_stored_and_is_no_longer(text):
    kept = storable_text(text)
    kept.encode()
    assert len(kept) == len(text) and "\x00" not in kept
