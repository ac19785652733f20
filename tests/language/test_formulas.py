"""Formulas as data: hostile ones are refused at once, honest ones are exact."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.language.formulas import Formula, FormulaError, MissingFigure, ZeroDenominator, to_decimal
from tests.counted_calls import counted_calls
from tests.patience import tries

FIGURES = {"a": Decimal("0.1"), "b": Decimal("0.2"), "three_public.actual": Decimal("1.369"), "zero": Decimal(0)}
HOSTILE = [
    "().__class__.__bases__[0].__subclasses__()",
    "9**9**9",
    "(" * 5000 + "1" + ")" * 5000,
    '"a"*10**9',
    "'{0.__class__}'.format(a)",
    "(lambda: 1)()",
    "(x := 5)",
    "f'{a}'",
    "__import__('os').system('id')",
    "a if b",
    "[x for x in a]",
    "a[0]",
    "a.__class__",
    "a.b.__init__",
    "eval(a)",
    "min(*a)",
    "max(key=a)",
    "1e999",
    "1_000",
    "0x10",
    "1j",
    "a // b",
    "a % b",
    "a << 2",
    "a & b",
    "~a",
    "a == b == 0",
    "a is b",
    "a in b",
    "not",
    "",
    "a b",
    "min()",
    "abs(a, b)",
    "-" * 300 + "1",
    "(" * 30 + "1" + "+1)" * 30,
    "a" * 501,
    "{a}",
    "a; b",
    "import os",
    "await a",
    "*a",
    "a.b()",
    "(a).b()",
    "True",
    "None",
    "...",
    "1 + (2, 3)",
    "round(a, b, a)",
    "Ａ + 1",
    "a\x00",
    "A.b",
    "1.5.real",
    "a and",
    "sum(x for x in a)",
]


def value(text, **figures):
    return Formula.parse(text).evaluate({**FIGURES, **figures}.__getitem__)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_formulas_are_refused_at_once(text):
    with pytest.raises(FormulaError) as caught:
        Formula.parse(text)
    assert str(caught.value).endswith("。")


def test_a_refusal_is_hardly_any_work():
    """A hundred and some calls at most; what would be computed before it is refused never ends here."""
    assert max(counted_calls(partial(refused, text)) for text in HOSTILE) < 500


def refused(text):
    with suppress(FormulaError):
        Formula.parse(text)


def test_division_by_zero_is_named_with_its_numerator():
    with pytest.raises(ZeroDenominator) as caught:
        value("a / zero * 100")
    assert (caught.value.numerator, caught.value.change) == (Decimal("0.1"), False)


def test_a_rate_of_change_is_told_from_a_ratio():
    with pytest.raises(ZeroDenominator) as caught:
        value("(a - zero) / zero")
    assert caught.value.change


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2", "0.3"),
        ("a + b == 0.3", "1"),
        ("1 / 3 * 3", "1"),
        ("three_public.actual * 2", "2.738"),
        ("-a + +b", "0.1"),
        ("1 - 2 - 3", "-4"),
        ("2 / 4 / 2", "0.25"),
        ("(1 + 2) * 3", "9"),
        ("min(a, b, 1)", "0.1"),
        ("max(a, b)", "0.2"),
        ("sum(a, b, 1)", "1.3"),
        ("abs(-3.5)", "3.5"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(0.125, 2)", "0.13"),
        ("a < b", "1"),
        ("a >= b", "0"),
        ("a != b", "1"),
        ("1 if a > b else 2", "2"),
        ("a > 0 and b > 0", "1"),
        ("zero > 0 or b < 0", "0"),
        ("not zero", "1"),
        ("1 if zero == 0 else a / zero", "1"),
        ("a  +\n b", "0.3"),
        ("(" * 90 + "1" + ")" * 90, "1"),
    ],
)
def test_honest_formulas(text, expected):
    assert value(text) == Decimal(expected)


def test_the_figures_named():
    formula = Formula.parse("three_public.actual / b + min(a, b) if zero == 0 else 1")
    assert formula.names == {"three_public.actual", "a", "b", "zero"}
    assert formula.in_order() == ["three_public.actual", "b", "a", "zero"]
    assert Formula.parse("a / b * 100").render(str.upper) == "A ÷ B × 100"


def test_a_missing_figure_is_passed_on():
    def lookup(name):
        raise MissingFigure(name)

    with pytest.raises(MissingFigure, match="a"):
        Formula.parse("a + 1").evaluate(lookup)


def test_equal_texts_are_equal_formulas():
    assert Formula.parse("a+b") == Formula.parse("a+b") != Formula.parse("b+a")
    assert len({Formula.parse("a"), Formula.parse("a")}) == 1


# ---- an oracle: the same random tree spelled as a formula and computed with fractions
Tree = tuple[str, Fraction | None]
SIGNS = {
    "+": Fraction.__add__,
    "-": Fraction.__sub__,
    "*": Fraction.__mul__,
    "<=": lambda a, b: Fraction(a <= b),
    "/": lambda a, b: a / b if b else None,
}


def tree(random: Random, depth: int) -> Tree:
    """A formula's text and its exact value, None after a division by zero."""
    if depth == 0 or random.random() < 0.2:
        name = random.choice(sorted(FIGURES))
        number = Decimal(random.randrange(1, 10**6)).scaleb(-random.randrange(5))
        return (name, Fraction(FIGURES[name])) if random.random() < 0.3 else (f"{number:f}", Fraction(number))
    (left, one), (right, other) = tree(random, depth - 1), tree(random, depth - 1)
    sign = random.choice(sorted(SIGNS))
    value = None if one is None or other is None else SIGNS[sign](one, other)
    return f"({left} {sign} {right})", value


def computed(text):
    try:
        return value(text)
    except ZeroDenominator:
        return None


@settings(max_examples=tries(100, 1000))
@given(st.integers(0, 2**64))
def test_random_expressions_equal_exact_fractions(seed):
    random = Random(seed)
    for depth in (1, 1, 2, 2, 2, 3, 3, 3, 4, 4):
        text, expected = tree(random, depth)
        assert computed(text) == (None if expected is None else to_decimal(expected)), text


@given(st.integers(0, 2**64))
def test_the_words_of_a_formula_are_bracketed_as_it_is_computed(seed):
    """Read back as a formula they give the same value, though needless brackets are gone."""
    text, expected = tree(Random(seed), 4)
    words = Formula.parse(text).render(lambda name: name).replace("×", "*").replace("÷", "/").replace("≤", "<=")
    assert computed(words) == (None if expected is None else to_decimal(expected)), words


@given(st.text(max_size=80))
def test_any_text_is_a_formula_or_a_sentence(text):
    try:
        Formula.parse(text)
    except FormulaError as error:
        assert str(error).endswith("。")
