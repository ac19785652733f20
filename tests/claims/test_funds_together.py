"""Sums and shares that the sentence itself prints, of things that no figure names."""

import pytest

from tests.claims.corpus import told_of

IN_ALL = "财政拨款收入706.25万元（其中，一般公共预算{}万元，政府性基金预算{}万元，国有资本经营预算0万元），占收入合计99.13%。"
FUNDS = [("706.25", "0"), ("700.00", "6.25")]
WRONG_FUNDS = [("646.42", "0"), ("706.25", "77.36")]
TRUE = [
    "财政拨款收入1,093.86万元（其中，一般公共预算1,077.36万元，政府性基金预算0万元，国有资本经营预算0万元，上年结转16.50万元）。",
    "一般公共预算财政拨款收入80万元，其中：一般公共预算30万元，政府性基金预算0万元，国有资本经营预算0万元。",
    "代管资金6526.3万元，其中：食堂拨款收入6526.3万元，占100%。",
    # both sentences print their amount at their eleventh sign
    "2022年会议采购预算19000元，上年无该预算。其中：集中会议采购预算19000元，占会议采购预算的100%。",
    "接待支出124万元，比上年累计支出148万元下降24万元，下降16%。",
]
WRONG = [
    "代管资金6526.3万元，其中：食堂拨款收入3915.8万元，占100%。",
    "食堂支出124万元，比上年累计支出148万元下降10万元，下降16%。",
]


def of_bonds(text: str) -> list[str]:
    """The titles of what numbers of one sentence contradict each other."""
    return [one.title for one in told_of(text) if one.title == "同一句里的数互不相符"]


@pytest.mark.parametrize("funds", FUNDS)
def test_three_sources_that_make_the_sum_are_silent(funds):
    assert of_bonds(IN_ALL.format(*funds)) == []


@pytest.mark.parametrize("funds", WRONG_FUNDS)
def test_three_sources_that_do_not_make_it_are_told(funds):
    assert of_bonds(IN_ALL.format(*funds))


@pytest.mark.parametrize("text", TRUE)
def test_what_the_sentence_prints_of_other_things_is_silent_where_it_agrees(text):
    assert of_bonds(text) == []


@pytest.mark.parametrize("text", WRONG)
def test_what_it_prints_is_told_where_it_does_not(text):
    assert of_bonds(text)
