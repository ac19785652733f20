"""Formulas as people read them: 若…则…否则…, brackets only where they are needed, the words of every function."""

from decimal import Decimal

import pytest

from evaluations.language.formulas import Formula

NAMES = {"a": "甲", "b": "乙", "c": "丙", "basic.actual": "基本支出"}
WORDED = {
    "a + b - c": "甲 + 乙 - 丙",
    "a - (b - c)": "甲 - (乙 - 丙)",
    "a - (b + c)": "甲 - (乙 + 丙)",
    "(a - b) - c": "甲 - 乙 - 丙",
    "a + (b - c)": "甲 + 乙 - 丙",
    "a * (b * c)": "甲 × 乙 × 丙",
    "a / (b / c)": "甲 ÷ (乙 ÷ 丙)",
    "a / (b * c)": "甲 ÷ (乙 × 丙)",
    "(a / b) * 100": "甲 ÷ 乙 × 100",
    "(a + b) * c": "(甲 + 乙) × 丙",
    "a * b + c": "甲 × 乙 + 丙",
    "-a": "-甲",
    "-(a + b)": "-(甲 + 乙)",
    "-(a * b)": "-(甲 × 乙)",
    "-(a / b)": "-(甲 ÷ 乙)",
    "-(-a)": "--甲",
    "+a": "甲",
    "1000000 * 0.10": "1000000 × 0.1",
    "a == 0": "甲 = 0",
    "a != b": "甲 ≠ 乙",
    "a < b": "甲 < 乙",
    "a > b": "甲 > 乙",
    "a <= b": "甲 ≤ 乙",
    "a >= b + 1": "甲 ≥ 乙 + 1",
    "a + b == c": "甲 + 乙 = 丙",
    "(a > b) == 1": "(甲 > 乙) = 1",
    "a == (b > c)": "甲 = (乙 > 丙)",
    "not a > b": "并非 甲 > 乙",
    "not (a > b and c)": "并非 (甲 > 乙 且 丙)",
    "not not a": "并非 (并非 甲)",
    "a > 0 and b > 0 or c > 0": "甲 > 0 且 乙 > 0 或 丙 > 0",
    "a > 0 and (b > 0 or c > 0)": "甲 > 0 且 (乙 > 0 或 丙 > 0)",
    "(a and b) and c": "甲 且 乙 且 丙",
    "not a and b": "并非 甲 且 乙",
    "a if b > 0 else c": "若 乙 > 0，则 甲，否则 丙",
    "a if b > 0 else b if c > 0 else 0": "若 乙 > 0，则 甲，否则 若 丙 > 0，则 乙，否则 0",
    "(a if b else c) if c else 0": "若 丙，则 (若 乙，则 甲，否则 丙)，否则 0",
    "a if (b if c else a) else 0": "若 (若 丙，则 乙，否则 甲)，则 甲，否则 0",
    "(a if b else c) + 1": "(若 乙，则 甲，否则 丙) + 1",
    "min(a, b)": "取最小（甲，乙）",
    "max(a + b, 0)": "取最大（甲 + 乙，0）",
    "sum(a, b, c) * 2": "合计（甲，乙，丙） × 2",
    "abs(a - b)": "绝对值（甲 - 乙）",
    "round(basic.actual / a, 2)": "四舍五入（基本支出 ÷ 甲，2）",
    "max(a if b else c, 0)": "取最大（若 乙，则 甲，否则 丙，0）",
}


@pytest.mark.parametrize(("text", "words"), WORDED.items(), ids=WORDED)
def test_a_formula_in_words(text, words):
    assert Formula.parse(text).render(NAMES.__getitem__) == words


def in_words(text: str) -> str:
    """A formula where what must be nothing, or one, is told in words of its own."""
    told = {("a", Decimal(0)): "没有甲", ("basic.actual", Decimal("0.5")): "基本支出一半"}
    return Formula.parse(text).render(NAMES.__getitem__, lambda name, number: told.get((name, number)))


def test_a_figure_that_must_equal_a_number_may_be_worded_by_the_pair_of_them():
    assert in_words("a == 0 and b == 0") == "没有甲 = 0 且 乙 = 0"
    assert in_words("basic.actual == 0.50") == "基本支出一半 = 0.5"


@pytest.mark.parametrize("text", ["a == 1", "a > 0", "a != 0", "a == b", "a + b == 0", "0 == a", "a"])
def test_any_other_comparison_keeps_the_name_of_its_figure(text):
    assert "没有甲" not in in_words(text) and "甲" in in_words(text)
