"""What a formula is refused with, in whole sentences; where the limits lie; and how its parts are put together."""

import ast
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.formulas import (
    DEEPEST_FORMULA,
    FORMULA_FUNCTIONS,
    FORMULA_WORDS,
    LONGEST_FORMULA,
    Formula,
    FormulaError,
    MissingFigure,
    ZeroDenominator,
)

CHARACTERS = "公式里只能有数据代码、数字、+ - * / ( ) 和比较符号，乘写 *，除写 /。"
INCOMPLETE = "公式写法不完整或不正确，请检查括号和运算符。"
COMPARED = "比较只能写成“左边 符号 右边”，符号为 == != < <= > >=。"
FUNCTIONS = "公式里只能用函数 min、max、sum、abs、round。"
REFUSED = {
    "a × b": f"请把 × 改为 *；{CHARACTERS}",
    "（a + b） ≤ c": f"请把 （ 改为 (、） 改为 )、≤ 改为 <=；{CHARACTERS}",
    "a + 甲": CHARACTERS,
    "a[0]": CHARACTERS,
    "a + ": INCOMPLETE,
    "(a + b": INCOMPLETE,
    "": INCOMPLETE,
    "a // b": "公式里只能用 + - * / 四种运算。",
    "a ** b": "公式里只能用 + - * / 四种运算。",
    "a < b < 1": COMPARED,
    "a in b": COMPARED,
    "a is b": COMPARED,
    "eval(a)": FUNCTIONS,
    "a.b(1)": FUNCTIONS,
    "max(key=a)": FUNCTIONS,
    "abs(a, b)": "函数 abs 的参数个数不对。",
    "min()": "函数 min 的参数个数不对。",
    "round(a, 1, 2)": "函数 round 的参数个数不对。",
    "(a + b).c": "点号只能用在数据代码里，如 three_public.actual。",
    "a.B": "“a.B”不是数据代码。",
    "a.__class__": "“a.__class__”不是数据代码。",
    "_a": "“_a”不是数据代码。",
    "a__b": "“a__b”不是数据代码。",
    "0x10": "“0x10”不是公式里可用的数字。",
    "1e5": "“1e5”不是公式里可用的数字。",
    "1_000": "“1_000”不是公式里可用的数字。",
    "True": "“True”不是公式里可用的数字。",
    "1 + (2, a)": "公式里不能使用“(2, a)”。",
    "a and (lambda)": INCOMPLETE,
    "basic.actual / 0": "公式里除以了 0（basic.actual / 0），请改正除号后面的数。",
    "(a + 1) / 0.00 * 100": "公式里除以了 0（(a + 1) / 0.00），请改正除号后面的数。",
}


def refusal(text: str) -> str:
    """What is said about a formula; "" when it is taken."""
    try:
        Formula.parse(text)
    except FormulaError as error:
        return str(error)
    return ""


def value(text: str, **figures: int) -> Decimal:
    """The value with some figures, given by their last names."""
    return Formula.parse(text).evaluate(lambda name: Decimal(figures[name.rpartition(".")[2]]))


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items(), ids=REFUSED)
def test_a_formula_is_refused_with_one_whole_sentence(text, sentence):
    assert refusal(text) == sentence


def test_the_longest_formula_is_taken_and_one_character_more_is_not():
    longest = "a" * (LONGEST_FORMULA - 4) + " + 1"
    assert refusal(longest) == "" and refusal(f" {longest}") == ""
    assert refusal(longest + "0") == "公式太长，最多500个字符。"


def test_the_deepest_formula_is_taken_and_one_level_more_is_not():
    assert refusal("-" * DEEPEST_FORMULA + "a") == ""
    assert refusal("-" * (DEEPEST_FORMULA + 1) + "a") == "公式嵌套太深，最多20层。"


def test_numbers_have_twenty_digits_on_each_side_of_the_point_and_no_more():
    digits = "9" * 20
    assert refusal(f"{digits}.{digits} + 1.5") == ""
    for text in (f"9{digits}", f"1.9{digits}"):
        assert refusal(text) == f"“{text}”不是公式里可用的数字。"
    assert refusal("1.") == "“1.”不是公式里可用的数字。"


@pytest.mark.parametrize("name", ["min", "max", "sum"])
def test_functions_of_many_take_one_to_twenty(name):
    assert value(f"{name}(7)") == 7
    assert refusal(f"{name}({', '.join(['a'] * 20)})") == ""
    assert refusal(f"{name}({', '.join(['a'] * 21)})") == f"函数 {name} 的参数个数不对。"


def test_what_a_formula_reads_otherwise_cannot_be_a_code():
    assert {"if", "else", "and", "or", "not"} | set(FORMULA_FUNCTIONS) == FORMULA_WORDS
    keywords = {word for word in FORMULA_WORDS if word not in FORMULA_FUNCTIONS}
    assert keywords == {word for word in keywords if not _is_name(word)}


def _is_name(word: str) -> bool:
    """Whether Python's grammar takes a word for a name."""
    try:
        return isinstance(ast.parse(word, mode="eval").body, ast.Name)
    except SyntaxError:
        return False


@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3))
def test_conditions_hold_as_they_are_read_aloud(a, b, c):
    figures = {"a": a, "b": b, "c": c}
    assert value("a > 0 and b > 0 and c > 0", **figures) == (a > 0 and b > 0 and c > 0)
    assert value("a > 0 or b > 0 or c > 0", **figures) == (a > 0 or b > 0 or c > 0)
    assert value("not a > b or b >= c", **figures) == (not a > b or b >= c)
    assert value("a if a == b else b if b != c else c", **figures) == (a if a == b else b if b != c else c)


def test_what_a_condition_does_not_ask_for_is_not_looked_up():
    assert value("a > 0 and missing > 0", a=0) == 0
    assert value("a == 0 or missing > 0", a=0) == 1
    assert value("1 if a == 0 else missing", a=0) == 1
    with pytest.raises(KeyError):
        value("missing > 0 and a > 0", a=0)


@given(st.decimals(-(10**6), 10**6, places=6), st.integers(-3, 14))
def test_rounding_in_a_formula_is_half_up_within_no_and_ten_decimals(number, places):
    kept = min(max(places, 0), 10)
    found = Formula.parse("round(a, b)").evaluate({"a": number, "b": Decimal(places)}.__getitem__)
    assert abs(found - number) * 2 <= Decimal(1).scaleb(-kept)
    assert found == found.quantize(Decimal(1).scaleb(-kept)) and abs(found) >= abs(number) - Decimal(1).scaleb(-kept)


def test_an_answer_has_twenty_eight_digits_and_is_rounded_to_the_even_neighbour():
    assert str(value("2 / 3")) == "0." + "6" * 27 + "7"
    assert str(value("a + 0.00000000000000000005", a=10**9)) == "1000000000.000000000000000000"
    assert str(value("a + 0.00000000000000000015", a=10**9)) == "1000000000.000000000000000000"
    assert value("0.00000000000000000005 * 100000") == Decimal("0.000000000000005")


def test_a_number_may_stand_in_place_of_a_division_by_zero():
    formula = Formula.parse("100 + (a - b) / b * 100")
    found: list[ZeroDenominator] = []

    def instead(error: ZeroDenominator) -> Decimal:
        found.append(error)
        return Decimal("0.5")

    assert formula.evaluate({"a": Decimal(3), "b": Decimal(0)}.__getitem__, instead) == 150
    assert [(one.numerator, one.denominator, one.change) for one in found] == [(3, 0, True)]
    assert str(found[0]) == "3 / 0" and str(MissingFigure("a")) == "a"


@pytest.mark.parametrize("text", ["(a + b) / b", "(a - b) / c", "(a - c) / b", "a / b", "a - b / b"])
def test_only_what_is_taken_off_and_divided_by_makes_a_rate_of_change(text):
    with pytest.raises(ZeroDenominator) as caught:
        value(text, a=1, b=0, c=0)
    assert not caught.value.change
