"""The words of one report: own names and projects go before the words of the form, as in one single pattern."""

import re

from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.prose_words import ProseLexer, prose_lexer
from evaluations.claims.report_reading import own_names
from evaluations.claims.subject_names import rate_names, row_names
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


def single_pattern(lexer: ProseLexer) -> re.Pattern[str]:
    """Both patterns in one; what passes over unknown characters stops where an own name begins."""
    frame, own = lexer.frame.pattern.pattern, re.sub(r"\?P<\w+>", "?:", lexer.own.pattern)
    rest, _, words = frame.partition("]+)|")
    return re.compile(f"{rest.replace('(?P<rest>', f'(?P<rest>(?:(?!{own})')}])+)|{lexer.own.pattern}|{words}")


def words_found(found) -> list[tuple[int, str, str | None]]:
    """Without `rest`, which the reader takes for what lies between words, as it does what no pattern finds."""
    return [(one.start(), one.group(), one.lastgroup) for one in found if one.lastgroup != "rest"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_two_patterns_find_what_one_would(text):
    assert words_found(LEXER.words(text)) == words_found(single_pattern(LEXER).finditer(text))


def test_reports_of_one_form_share_the_large_pattern():
    assert LEXER.frame is prose_lexer(NAMES, ("别的项目",), own_names("县档案馆")).frame
