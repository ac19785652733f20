"""A pattern that leaves most signs at once finds what it found before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.scenes import weighed_scenes
from evaluations.claims.weighing import closed_lists, mended_lists, parts_above, weighed_strays
from evaluations.claims.words import foreign_words, weighed_hints
from evaluations.claims.words.quick_patterns import quick_pattern
from tests.claims.test_reading_time import WORDS

QUICK = {
    "hints": weighed_hints.HINT_WORDS,
    "neutral words": weighed_hints.NEUTRAL_WORDS,
    "links": foreign_words.LINKING_WORDS,
    "cuts": weighed_scenes.SECOND_CUT,
    "other measures": weighed_strays.OTHER_MEASURE,
    "other scopes": closed_lists.OTHER_SCOPE,
    "turns of a list": mended_lists.TURNS,
    "turns of parts": parts_above.TURNS,
}
SPOKEN = (
    *WORDS,
    *"年初安排预算 节约率 执行率 平均 每户 增减率 全镇 我局 上年 完成 两个项目 截至 公共 压减预算 比 党员率 2021年 差额".split(),
    *"的率一二2年初按与,，()甲",
)


def source_of(pattern: re.Pattern[str]) -> str:
    """What was given to quick_pattern: behind the signs that are looked for first."""
    depth, text = 0, pattern.pattern
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return text[place + 1 :]
    raise AssertionError(text)


@given(st.lists(st.sampled_from(SPOKEN), max_size=30).map("".join))
def test_it_finds_what_the_words_alone_find(text):
    for pattern in QUICK.values():
        plain = re.compile(source_of(pattern))
        assert [(one.span(), one.lastgroup) for one in pattern.finditer(text)] == [
            (one.span(), one.lastgroup) for one in plain.finditer(text)
        ]


def test_what_begins_with_almost_any_sign_is_tried_as_a_whole():
    assert quick_pattern("(?P<a>收入|(?<!不)[增减]加)|(?P<b>[一-龥]{0,2}率|\\d年)").pattern.startswith(
        "(?=[收增减\\d]|[一-龥]{0,2}率)(?:"
    )


@pytest.mark.parametrize("source", ["收入|", "(?:的)?", "[一-龥]*"])
def test_what_may_be_nothing_is_refused(source):
    with pytest.raises(ValueError, match="may be nothing"):
        quick_pattern(source)
