"""Formulas kept as data: a small whitelist of Python's grammar, computed exactly.

A dotted name such as three_public.actual is ONE figure name, never an attribute. Fractions carry the
intermediate results, so 1 / 3 * 3 is 1; the answer is a Decimal of 28 digits. Evaluators from the
package index compute in float and have had sandbox holes.
"""

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import partial

from evaluations.language.directions import COMPARISON_SIGNS, EQUAL_TO
from evaluations.language.formula_words import FormulaPiece, NamedFigure, formula_pieces

LONGEST_FORMULA, DEEPEST_FORMULA = 500, 20
FORMULA_CHARACTERS = re.compile(r"[A-Za-z0-9_.+\-*/()<>=!, ]*", re.ASCII)
CHINESE_OPERATORS = {
    **{"（": "(", "）": ")", "＋": "+", "－": "-", "—": "-", "×": "*", "÷": "/", "／": "/", "，": ",", "．": "."},
    **{"＝": EQUAL_TO, "＜": "<", "＞": ">"},
    **{sign: written for written, sign in COMPARISON_SIGNS.items() if not sign.isascii()},
}
FORMULA_NUMBER = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?", re.ASCII)
FIGURE_NAME = re.compile(r"\b[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*\b", re.ASCII)
ONLY_ADDS = re.compile(r"[ ()+-]*")
FORMULA_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)


class FormulaError(ValueError):
    """A formula that is not allowed or not understood; the text is a Chinese sentence."""


class MissingFigure(Exception):
    """A figure the formula needs has no value."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class ZeroDenominator(Exception):
    """A division by zero; `change` tells a rate of change, (new - old) / old, from a plain ratio."""

    def __init__(self, numerator: Decimal, denominator: Decimal, change: bool = False) -> None:
        self.numerator, self.denominator, self.change = numerator, denominator, change
        super().__init__(f"{numerator} / {denominator}")

    @property
    def told_anew(self) -> "ZeroDenominator":
        """The same, never raised yet: one that was raised holds all that was at work then, and would keep it."""
        return ZeroDenominator(self.numerator, self.denominator, self.change)


@dataclass(frozen=True)
class FormulaValues:
    """Where a formula takes its numbers from, and what it makes of a division by zero."""

    figure: Callable[[str], Decimal]
    zero: Callable[[ZeroDenominator], Decimal]


Node = Callable[[FormulaValues], Fraction]


def refuse_zero_denominator(error: ZeroDenominator) -> Decimal:
    raise error


BINARY_OPERATORS: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
}  # fmt: skip
COMPARISONS: dict[type, Callable[[Fraction, Fraction], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt,
    ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip
UNARY_OPERATORS: dict[type, Callable[[Fraction], Fraction]] = {
    ast.UAdd: operator.pos, ast.USub: operator.neg, ast.Not: lambda value: Fraction(not value),
}  # fmt: skip


def _smallest(*values: Fraction) -> Fraction:
    return min(values)  # Python's own wants two values or more


def _largest(*values: Fraction) -> Fraction:
    return max(values)


def _total(*values: Fraction) -> Fraction:
    return sum(values, Fraction(0))


def _rounded(value: Fraction, places: Fraction = Fraction(0)) -> Fraction:
    """Half up, away from zero, as everywhere; places are kept within 0 and 10."""
    scale = 10 ** int(min(max(places, Fraction(0)), Fraction(10)))
    size = (abs(value) * scale * 2 + 1) // 2
    return Fraction(size if value >= 0 else -size, scale)


FORMULA_FUNCTIONS: dict[str, tuple[Callable[..., Fraction], int, int]] = {
    "min": (_smallest, 1, 20), "max": (_largest, 1, 20), "sum": (_total, 1, 20), "abs": (abs, 1, 1), "round": (_rounded, 1, 2),
}  # fmt: skip


def to_decimal(value: Fraction) -> Decimal:
    """The nearest Decimal of 28 digits; exact when it has no more."""
    return FORMULA_CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


@dataclass(frozen=True, eq=False)
class Formula:
    """A parsed formula: its text, the figures it names, and the way to compute it. Equal texts are equal."""

    text: str
    names: frozenset[str]
    node: Node
    pieces: tuple[FormulaPiece, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @classmethod
    def parse(cls, text: str) -> "Formula":
        """Read a formula; raises FormulaError for anything outside the whitelist."""
        text = " ".join(text[: LONGEST_FORMULA + 1].split())
        compiler = FormulaCompiler(text)
        tree = _tree(text).body
        node = compiler.compile(tree, 0)
        return cls(text, frozenset(compiler.names), node, tuple(formula_pieces(tree)))

    def evaluate(
        self, lookup: Callable[[str], Decimal], zero: Callable[[ZeroDenominator], Decimal] = refuse_zero_denominator
    ) -> Decimal:
        """The value; comparisons give 1 or 0. Raises what `lookup` raises (MissingFigure) and, unless `zero` puts a
        number in place of the quotient, ZeroDenominator."""
        return to_decimal(self.node(FormulaValues(lookup, zero)))

    @property
    def only_adds(self) -> bool:
        """Whether it is figures added and subtracted and nothing else: then rounding one of them moves it by no more."""
        words = FIGURE_NAME.findall(self.text)
        return set(words) == self.names and bool(ONLY_ADDS.fullmatch(FIGURE_NAME.sub("", self.text)))

    def in_order(self) -> list[str]:
        """The names as they first occur in the text."""
        return [name for name in dict.fromkeys(FIGURE_NAME.findall(self.text)) if name in self.names]

    def render(self, word: Callable[[str], str], equal: Callable[[str, Decimal], str | None] = lambda *_: None) -> str:
        """The formula for people, each figure name replaced. `equal` may word a figure that must equal a number."""
        return "".join(piece if isinstance(piece, str) else _worded(piece, word, equal) for piece in self.pieces)


def _worded(piece: NamedFigure, word: Callable[[str], str], equal: Callable[[str, Decimal], str | None]) -> str:
    found = None if piece.equal is None else equal(piece.name, piece.equal)
    return word(piece.name) if found is None else found


FORMULA_WORDS = {"if", "else", "and", "or", "not", *FORMULA_FUNCTIONS}


def _tree(text: str) -> ast.Expression:
    if len(text) > LONGEST_FORMULA:
        raise FormulaError(f"公式太长，最多{LONGEST_FORMULA}个字符。")
    if not FORMULA_CHARACTERS.fullmatch(text):
        wrong = [sign for sign in CHINESE_OPERATORS if sign in text]
        pairs = "、".join(f"{sign} 改为 {CHINESE_OPERATORS[sign]}" for sign in wrong)
        told = f"请把 {pairs}；" if wrong else ""
        raise FormulaError(f"{told}公式里只能有数据代码、数字、+ - * / ( ) 和比较符号，乘写 *，除写 /。")
    try:
        return ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError("公式写法不完整或不正确，请检查括号和运算符。") from None


@dataclass
class FormulaCompiler:
    """Turns the allowed nodes of a syntax tree into nested functions and collects the names."""

    text: str

    def __post_init__(self) -> None:
        self.names: set[str] = set()

    def compile(self, node: ast.AST, depth: int) -> Node:
        if depth > DEEPEST_FORMULA:
            raise FormulaError(f"公式嵌套太深，最多{DEEPEST_FORMULA}层。")
        method = getattr(self, f"on_{type(node).__name__.lower()}", None)
        if method is None:
            raise FormulaError(f"公式里不能使用“{ast.get_source_segment(self.text, node) or type(node).__name__}”。")
        compiled: Node = method(node, partial(self.compile, depth=depth + 1))
        return compiled

    def on_constant(self, node: ast.Constant, _: object) -> Node:
        source = ast.get_source_segment(self.text, node) or ""
        if not FORMULA_NUMBER.fullmatch(source):
            raise FormulaError(f"“{source}”不是公式里可用的数字。")
        value = Fraction(source)
        return lambda values: value

    def on_name(self, node: ast.Name, _: object) -> Node:
        return self._figure(node.id)

    def on_attribute(self, node: ast.Attribute, _: object) -> Node:
        return self._figure(_dotted(node))

    def _figure(self, name: str) -> Node:
        if not FIGURE_NAME.fullmatch(name) or "__" in name:
            raise FormulaError(f"“{name}”不是数据代码。")
        self.names.add(name)
        return lambda values: Fraction(values.figure(name))

    def on_binop(self, node: ast.BinOp, inner: Callable[[ast.AST], Node]) -> Node:
        left, right = inner(node.left), inner(node.right)
        if isinstance(node.op, ast.Div):
            if isinstance(node.right, ast.Constant) and not node.right.value:
                raise FormulaError(f"公式里除以了 0（{ast.get_source_segment(self.text, node)}），请改正除号后面的数。")
            return _division(left, right, _is_change(node))
        function = BINARY_OPERATORS.get(type(node.op))
        if function is None:
            raise FormulaError("公式里只能用 + - * / 四种运算。")
        return lambda values: function(left(values), right(values))

    def on_unaryop(self, node: ast.UnaryOp, inner: Callable[[ast.AST], Node]) -> Node:
        function, operand = UNARY_OPERATORS.get(type(node.op)), inner(node.operand)
        if function is None:
            raise FormulaError("公式里只能用正号、负号和 not。")
        return lambda values: function(operand(values))

    def on_compare(self, node: ast.Compare, inner: Callable[[ast.AST], Node]) -> Node:
        function = COMPARISONS.get(type(node.ops[0]))
        if function is None or len(node.ops) > 1:
            raise FormulaError("比较只能写成“左边 符号 右边”，符号为 == != < <= > >=。")
        left, right = inner(node.left), inner(node.comparators[0])
        return lambda values: Fraction(function(left(values), right(values)))

    def on_boolop(self, node: ast.BoolOp, inner: Callable[[ast.AST], Node]) -> Node:
        parts = [inner(part) for part in node.values]
        combine = all if isinstance(node.op, ast.And) else any
        return lambda values: Fraction(combine(part(values) for part in parts))

    def on_ifexp(self, node: ast.IfExp, inner: Callable[[ast.AST], Node]) -> Node:
        test, then, other = inner(node.test), inner(node.body), inner(node.orelse)
        return lambda values: then(values) if test(values) else other(values)

    def on_call(self, node: ast.Call, inner: Callable[[ast.AST], Node]) -> Node:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in FORMULA_FUNCTIONS or node.keywords:
            raise FormulaError(f"公式里只能用函数 {'、'.join(FORMULA_FUNCTIONS)}。")
        function, least, most = FORMULA_FUNCTIONS[name]
        if not least <= len(node.args) <= most:
            raise FormulaError(f"函数 {name} 的参数个数不对。")
        parts = [inner(part) for part in node.args]
        return lambda values: function(*(part(values) for part in parts))


def _division(left: Node, right: Node, change: bool) -> Node:
    def divide(values: FormulaValues) -> Fraction:
        numerator, denominator = left(values), right(values)
        if not denominator:
            return Fraction(values.zero(ZeroDenominator(to_decimal(numerator), Decimal(0), change)))
        return numerator / denominator

    return divide


def _is_change(node: ast.BinOp) -> bool:
    """(new - old) / old: there 0 against 0 means "no change", elsewhere "nothing planned"."""
    numerator = node.left
    return (
        isinstance(numerator, ast.BinOp)
        and isinstance(numerator.op, ast.Sub)
        and ast.dump(numerator.right) == ast.dump(node.right)
    )


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    raise FormulaError("点号只能用在数据代码里，如 three_public.actual。")
