"""Slips of a second clerk: a quotient turned over, points in words, a level with a blank in it, digits of the wrong width."""

import pytest

from tests.schemes.test_clerk_mistakes import differs, told

TURNED = "应为与印出的算式同样的分子和分母。分子和分母可能写反了，请对照通知原文。"
SLIPS = [
    (
        'formula = "staff_in_post / establishment_posts * 100"',
        'formula = "establishment_posts / staff_in_post * 100"',
        "indicators[staff_control_rate] 的 formula：读到 “establishment_posts / staff_in_post * 100”，"
        f"而 standard 印的是“在职人员数÷编制数”，{TURNED}",
    ),
    (
        'formula = "procurement.actual / procurement.budget * 100"',
        'formula = "procurement.budget / procurement.actual * 100"',
        "indicators[procurement_execution_rate] 的 formula：读到 “procurement.budget / procurement.actual * 100”，"
        f"而 standard 印的是“实际政府采购金额÷政府采购预算数”，{TURNED}",
    ),
    (
        "公用经费÷预算安排公用经费×100%。≤100%，计8分；每超过1个百分点扣1分",
        "公用经费÷预算安排公用经费×100%。≤100%，计八分；每超过一个百分点扣两分",
        differs("operating_control_rate", "扣2分", "lose", "1分"),
    ),
    (
        'level1 = "过程"\nlevel2 = "预算管理"\nweight = 6\nformula',
        'level1 = "过 程"\nlevel2 = "预算管理"\nweight = 6\nformula',
        "indicators[procurement_execution_rate] 的 level1：读到 “过 程”，应为levels 里的一级指标：投入、过程、产出及效率。"
        "是否应为“过程”。",
    ),
    (
        'notice = "',
        'notice = "《',
        "，其中的 《 没有成对，应为成对的括号、引号、书名号。请补上另一半。",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), SLIPS, ids=range(len(SLIPS)))
def test_a_slip_is_told_in_one_sentence(right, wrong, sentence):
    (said,) = told(right, wrong)
    assert said.endswith(sentence)


def test_wide_digits_are_told_with_the_narrow_ones():
    (said,) = told("weight = 13", "weight = １３")
    assert said.endswith("数字要用半角：１３ 写作 13。")


@pytest.mark.parametrize(
    "standard",
    [
        "控制率=公用经费决算数÷公用经费预算数×100%。≤100%，计8分；每超过1个百分点扣1分，扣完为止。",
        "控制率=本年数÷比较数×100%。≤100%，计8分；每超过1个百分点扣1分，扣完为止。",
        "≤100%，计八分；每超过一个百分点扣一分，扣完为止。",
        "以十分计的折算：≤100%，计8分；每超过1个百分点扣1分，扣完为止。",
    ],
)
def test_what_is_printed_in_other_words_is_right(standard):
    right = "公用经费控制率=实际支出公用经费÷预算安排公用经费×100%。≤100%，计8分；每超过1个百分点扣1分，扣完为止。"
    assert told(right, standard) == []
