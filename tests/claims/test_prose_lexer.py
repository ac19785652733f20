"""The words of one report: own names and projects go before the words of the form, as in one single pattern, though only
the words are tried that may begin with the sign at hand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.figures.subject_names import rate_names, row_names
from evaluations.claims.reading.prose_words import ProseLexer, prose_lexer
from evaluations.claims.report_reading import own_names
from evaluations.schemes.loading import load_scheme

SCHEME = load_scheme("hunan-2013")
NAMES = (*rate_names(SCHEME), *row_names(SCHEME))
DEPARTMENT, PROJECTS = "永兴县龑溪中学", ("公务接待专项补助", "龑溪大桥维护费", "曌山水库")
PIECES = (
    *PROJECTS,
    *own_names(DEPARTMENT),
    "公务接待费",
    "支出",
    "3.5万元",
    "，",
    "。",
    "龑",
    "曌",
    "山",
    "校",
    "比上年",
    "x",
)
LEXER = prose_lexer(NAMES, PROJECTS, own_names(DEPARTMENT))
WORDS = [
    re.sub(r"[^一-龥\d%]", "", part) or "其中" for _, part, _ in LEXER.frame.words.parts
]  # what a pattern spells out


def single_pattern(lexer: ProseLexer) -> re.Pattern[str]:
    """Both patterns in one; what passes over unknown characters stops where an own name begins."""
    frame, own = lexer.frame.words, re.sub(r"\?P<\w+>", "?:", lexer.own.pattern)
    rest, *words = range(len(frame.parts))
    passed = frame.parts[rest][1].removesuffix("+")
    source = f"(?P<rest>(?:(?!{own}){passed})+)|{lexer.own.pattern}|{frame.source_of(words)}"
    return re.compile(source)


def words_found(found) -> list[tuple[int, str, str | None]]:
    """Without `rest`, which the reader takes for what lies between words, as it does what no pattern finds."""
    return [(one.start(), one.group(), one.lastgroup) for one in found if one.lastgroup != "rest"]


@given(st.lists(st.sampled_from(PIECES) | st.sampled_from(WORDS), max_size=12).map("".join))
def test_many_patterns_find_what_one_would(text):
    assert words_found(LEXER.words(text)) == words_found(single_pattern(LEXER).finditer(text))


def test_reports_of_one_form_share_its_words():
    assert LEXER.frame is prose_lexer(NAMES, ("别的项目",), own_names("县档案馆")).frame


@pytest.mark.parametrize(
    ("department", "short"),
    [
        ("永兴县财政局", "财政局"),
        ("郴州市财政局", "财政局"),
        ("恩施州财政局", "财政局"),
        ("敖汉旗财政局", "财政局"),
        ("恩施州建始县财政局", "财政局"),
        ("郑州大学", "郑州大学"),
        ("红旗镇人民政府", "红旗镇"),
    ],
)
def test_a_department_is_named_without_its_place(department, short):
    assert short in own_names(department)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.pattern[:12])
def test_a_name_is_found_where_its_pattern_matches(name):
    text = "群众满意度95%，" + re.sub(r"\(\?[^)]*\)|[^一-龥]", "", name.pattern) + "3万元"
    for place in range(len(text)):
        fitting = [
            one for one in LEXER.frame.names if one.is_rate is name.is_rate and re.match(one.pattern, text[place:])
        ]
        patterns = [one for one in fitting if re.compile(one.pattern).match(text, place)]
        if patterns:
            assert LEXER.name_at(text, place, name.is_rate) == patterns[0]
