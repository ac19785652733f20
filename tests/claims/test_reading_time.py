"""No text crashes the reader, and a text twice as long takes twice the time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.claim_solver import solve_claims
from evaluations.claims.known_figures import KnownFigures
from evaluations.claims.plain_prose import plain_prose
from tests.claims.corpus import SCHEME, claims_of, corpus_report
from tests.patience import cases, tries
from tests.quickness import least_seconds

LONG = tries(30_000, 100_000)
WORDS = (
    "公务接待费3.25万元，|三公经费|年初预算为|支出决算|完成预算的|占|比上年减少1万元，下降5%；|其中：|分别为|（|）|与上年持平|"
    "决算数大于预算数|无|百分之九十|一二三四五|1,234,|9%|=(|×100%|[|下属|全县|2020年|上半年|编制5名|自评得分|其中A1万元、|费1万元，两项合计2万元|。|\n|，|千万元|约|余|0|."
).split("|")


def solved(text):
    figures = KnownFigures(SCHEME, corpus_report()[1].lookup, corpus_report()[0].projects)
    return list(solve_claims(claims_of(text), figures))


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_mixture_of_words_is_read(text):
    for found in solved(text):
        assert 0 <= found.claim.start < found.claim.end <= len(text)


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    solved(text)


@pytest.mark.parametrize("word", cases(WORDS[::4], WORDS))
def test_a_long_text_takes_no_time(word):
    text = (word * (LONG // len(word) + 1))[:LONG]
    # a third on an idle machine; a quadratic step would take ten and more
    assert least_seconds(lambda: solved(text), 3) < 3


def test_long_heads_are_not_read_again_with_every_row():
    text = "项目\t" + "预算数" * 1_000 + "\t决算数\n" + "接待\t3.25\t4.10\n" * 200
    assert len(plain_prose(text).text) < len(text)
