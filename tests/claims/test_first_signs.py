"""With which signs a pattern may begin is read from its source, and never one too few."""

import re
from itertools import product

import pytest

from evaluations.claims.reading.prose_words import PROSE_WORDS
from evaluations.claims.words.first_signs import alternatives_of
from evaluations.claims.words.signed_words import SignedWords, WordPattern

SIGNS = "ab0４[-](年"
SOURCES = (
    *("a|b", "a?b", "(?:a|)b", "a*0|年", "(?:ab?)?0", "a{0,2}b", "a{2}b", "a{,2}b", "a*+b", "(?P<x>a)b", "(?:a|b)?年"),
    *(
        "[ab]0",
        "[^a]b",
        r"\d年",
        r"[\d年]a",
        "[]a]b",
        r"\[a",
        r"[a\]]b",
        ".a",
        "(?=a)a",
        "(?!a).",
        "(?<=a)b",
        "(?<!a)b|0",
    ),
    *(r"\(?a", "(?:(?<=a)|年)b", "^a", "a?", r"\ba", r"\Ba", r"a?\Z", "(?!)", "-?0"),
)


@pytest.mark.parametrize("source", SOURCES)
def test_whatever_matches_begins_with_a_first_sign(source):
    for signs in product(SIGNS, repeat=3):
        text = "".join(signs)
        for place, sign in enumerate(text):
            found = re.compile(source).match(text, place)
            fitting = [part for part, first in alternatives_of(source) if first.may_be(sign)]
            tried = re.compile("|".join(fitting) or "(?!)").match(text, place)
            assert (found and found.span()) == (tried and tried.span())


@pytest.mark.parametrize(
    ("source", "signs"),
    [("a?b|c", "abc"), ("(?:a|0)年", "a0"), ("(?<=a)b(?=c)", "b"), ("x{0}y", "xy"), (r"\(a\)", "(")],
)
def test_other_signs_are_not_tried(source, signs):
    words = SignedWords([WordPattern("word", source)])
    assert {sign for sign in "abcxy0年()" if words[sign]} == set(signs)


@pytest.mark.parametrize("source", [one for one in SOURCES if re.compile(one).match("") is None])
def test_words_are_found_wherever_they_stand(source):
    words = SignedWords([WordPattern("word", source)])
    for signs in product(SIGNS, repeat=3):
        text = "".join(signs)
        found = re.compile(f"(?:{source})").search(text)
        tried = words.search(text)
        assert (found and found.span()) == (tried and tried.span())
        each = [one.span() for one in re.compile(f"(?:{source})").finditer(text)]
        assert [one.span() for one in words.each(text)] == each


@pytest.mark.parametrize("source", ["(?i)a", "(?i:a)b", r"(a)\1", "(?P<x>a)(?P=x)", r"\u5e74", "(?>a)b"])
def test_what_cannot_be_told_is_refused(source):
    with pytest.raises(ValueError, match="cannot be told"):
        alternatives_of(source)


def test_no_alternative_of_a_word_is_lost():
    for _, source in PROSE_WORDS:
        assert "|".join(part for part, _ in alternatives_of(source)) == source


@pytest.mark.parametrize("source", ["(a", "a)", "(?:a|(b)"])
def test_brackets_that_do_not_fit_are_refused(source):
    with pytest.raises(ValueError, match="closed"):
        alternatives_of(source)


def test_words_come_in_their_order_with_what_follows_them():
    words = SignedWords([WordPattern("long", "支出决算|支出", "(?P<more>数)?"), WordPattern("short", "支|年")])
    found = words.search("年支出数支付")
    assert found is not None and (found.lastgroup, found[0]) == ("short", "年")
    behind = words.search("年支出数支付", 1)
    assert behind is not None and (behind.lastgroup, behind[0], behind["more"]) == ("long", "支出数", "数")
    assert words.at("支付", 0) and not words.at("支付", 1) and words.search("付") is None
