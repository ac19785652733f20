"""Words that turn a sentence aside do so for what they are about, and excuse nothing else in it; a share right before a name is
held against the figures only where it is of nothing else."""

import pytest

from tests.claims.test_sentences import told

# What is written of the grain bureau, the right and the wrong number in it.
STILL_TOLD = [
    ("公用经费按定额标准核定，年初预算101.26万元，决算{}万元，完成预算的98.56%。", "99.80", "89.80"),
    ("公用经费按定额测算，年初预算101.26万元，支出{}万元。", "99.80", "89.80"),
    ("减少计划外接待，公务接待费支出{}万元，完成预算的90.28%。", "3.25", "2.35"),
    ("减少报刊订阅，公用经费支出{}万元，年初预算101.26万元。", "99.80", "89.80"),
    ("公务接待费最大限度压减，支出{}万元，完成年初预算3.60万元的90.28%。", "3.25", "2.35"),
    ("使用以前年度结转资金，公务接待费支出{}万元。", "3.25", "2.35"),
    ("审计指出预算编制不细，公务接待费预算3.60万元，支出{}万元，完成预算的90.28%。", "3.25", "2.35"),
    ("公务接待费年初预算3.60万元，三年来最低，决算{}万元，完成预算的90.28%。", "3.25", "2.35"),
    ("三公经费逐年下降，2022年支出{}万元，完成预算的94.25%。", "25.07", "20.57"),
    ("公务接待费逐年压减，支出{}万元，比上年减少0.85万元。", "3.25", "2.35"),
    ("公务接待费支出3.25万元。年初预算{}万元。", "3.60", "36.00"),
    ("公用经费支出99.80万元。上年为{}万元。", "120.50", "1205.00"),
]
OF_OTHER_WHOLES = [
    "上年结转30.40万元，62.5%用于公用经费，37.5%用于项目支出。",
    "采购金额58.90万元中，62.5%是公用经费。",
    "收回存量资金20.00万元，55.5%用于项目支出。",
    "办公费20.5万元，41.5%用于公务接待。",
    "争取上级资金300.00万元，85.2%投向项目支出。",
    "公用经费已连续压减，130.10万元、120.50万元、99.80万元。",
    "审计发现公务接待费0.35万元列支不实。",
    "经审计认定，公用经费支出90.00万元。",
    "按定额测算，公用经费为93.00万元。",
]


@pytest.mark.parametrize(("text", "right", "wrong"), STILL_TOLD)
def test_what_stands_beside_them_is_told(text: str, right: str, wrong: str) -> None:
    assert told("grain", text.format(right)) == []
    start = text.index("{")
    assert any(one.spot and one.spot.start <= start < one.spot.end for one in told("grain", text.format(wrong)))


@pytest.mark.parametrize("text", OF_OTHER_WHOLES)
def test_what_is_of_another_whole_is_silent(text: str) -> None:
    assert told("grain", text) == []


def test_amounts_without_a_unit_have_the_one_that_was_said_last() -> None:
    text = "（单位：万元）公务接待费{}。（单位：元）公务用车运行维护费{}。"
    assert told("grain", text.format("3.25", "38400.00")) == []
    wrong = text.format("2.35", "34800.00")
    places = [one.spot.start for one in told("grain", wrong) if one.spot]
    assert places == [wrong.index("2.35"), wrong.index("34800.00")]
