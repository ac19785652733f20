"""A word of direction that is turned while its numbers are right."""

import pytest

from tests.claims.corpus import told_of

TURNED = "增减或大小写反了"
# Of no form's rows: the one and the other word of two that stand right behind each other.
OPPOSED = [
    ("会议费比上年{}0.05万元，{}2.26%。", "减少了", "增加了"),
    ("印刷费支出较年初预算数{}0.66万元，{}22.00%。", "增加", "下降"),
    ("邮电费与上年相比{}3.43万元（{}5.20%）。", "减少", "增长"),
    ("与上年相比，培训费增加1.20万元，增长3.10%；印刷费{}3.54万元，{}16.89%。", "减少", "增长"),
    ("差旅费同比{}1.16万元，{}为5.40%。", "增加", "降幅"),
]
NOT_OPPOSED = [
    "会议费比年初预算增加0.66万元，同比下降22.00%。",
    "印刷费比上年减少0.66万元，差旅费增长22.00%。",
    "2022年新增债务5.00万元，下降3.00%。",
    "与上年相比压减会议费5.00万元，增长3.00%。",
    "会议费比上年增加0.66万元，增长-22.00%。",
    "年中追加会议费5.00万元，下降3.00%。",
    "与上年相比，会议费下降3.00%，年中追加5.00万元，下降3.00%。",
    "会议费比上年减少0.66万元，增加的22.00%是培训费。",
]


@pytest.mark.parametrize("text, first, second", OPPOSED)
def test_an_amount_does_not_fall_while_its_percentage_rises(text, first, second):
    written = text.format(first, second)
    assert [one.title for one in told_of(written)] == [TURNED]
    assert written[told_of(written)[0].spot.start :][:4] == written.partition(first)[2][:4]
    same = {"减少了": "下降了", "增加": "增长", "减少": "下降"}[first]
    assert not told_of(text.format(first, "增幅" if second == "降幅" else same))


@pytest.mark.parametrize("text", NOT_OPPOSED)
def test_directions_of_two_things_or_two_bases_may_differ(text):
    assert TURNED not in [one.title for one in told_of(text)]


@pytest.mark.parametrize(
    "text, right, wrong",
    [
        ("车辆运行用去3.84万元，同比{}0.36万元。", "低", "高"),
        ("公务接待3.25万元，省下来的钱用于业务，比去年{}20.73%。", "少了", "多了"),
        ("公务接待费3.25万元，主要是办案，比上年{}0.85万元。", "减少", "增加"),
    ],
)
def test_a_change_of_the_figures_has_one_direction(text, right, wrong):
    assert not told_of(text.format(right))
    assert [(one.title, one.spot.suggestion) for one in told_of(text.format(wrong))] == [(TURNED, "")]


@pytest.mark.parametrize("text", ["车辆运行上年比2022年高0.36万元。", "上年公务接待比本年高20.73%。"])
def test_who_is_held_against_whom_is_read(text):
    assert TURNED not in [one.title for one in told_of(text)]
