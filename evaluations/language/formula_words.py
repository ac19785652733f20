"""A formula in words: × ÷ instead of * /, 若…则…否则… instead of code, brackets only where they are needed."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluations.language.directions import AT_LEAST, AT_MOST, COMPARISON_SIGNS, EQUAL_TO, UNEQUAL_TO


@dataclass(frozen=True)
class NamedFigure:
    """A figure's place in the words of a formula; `equal` is the number it must equal there (balance == 0)."""

    name: str
    equal: Decimal | None = None


FormulaPiece = str | NamedFigure

FUNCTION_WORDS = {"min": "取最小", "max": "取最大", "sum": "合计", "abs": "绝对值", "round": "四舍五入"}
ARITHMETIC = {ast.Add: (" + ", 5), ast.Sub: (" - ", 5), ast.Mult: (" × ", 6), ast.Div: (" ÷ ", 6)}
COMPARED = {
    ast.Eq: COMPARISON_SIGNS[EQUAL_TO],
    ast.NotEq: COMPARISON_SIGNS[UNEQUAL_TO],
    ast.Lt: "<",
    ast.LtE: COMPARISON_SIGNS[AT_MOST],
    ast.Gt: ">",
    ast.GtE: COMPARISON_SIGNS[AT_LEAST],
}
CHOICE, EITHER_HOLDS, BOTH_HOLD, NEGATED, COMPARISON, SIGN, STANDS_ALONE = 0, 1, 2, 3, 4, 7, 8


def formula_pieces(node: ast.AST) -> Iterator[FormulaPiece]:
    """The words of a parsed formula (one the compiler has accepted), with the figures still to be named."""
    return WORDED[type(node)](node)


def _number(node: ast.Constant) -> Iterator[FormulaPiece]:
    yield format(Decimal(str(node.value)), "f")


def _figure(node: ast.Name | ast.Attribute) -> Iterator[FormulaPiece]:
    yield NamedFigure(ast.unparse(node))


def _signed(node: ast.UnaryOp) -> Iterator[FormulaPiece]:
    yield {ast.Not: "并非 ", ast.USub: "-", ast.UAdd: ""}[type(node.op)]
    yield from _within(node.operand, COMPARISON if isinstance(node.op, ast.Not) else SIGN)


def _connected(node: ast.BoolOp) -> Iterator[FormulaPiece]:
    both = isinstance(node.op, ast.And)
    return _joined(node.values, " 且 " if both else " 或 ", BOTH_HOLD if both else EITHER_HOLDS)


def _choice(node: ast.IfExp) -> Iterator[FormulaPiece]:
    for before, part in (("若 ", node.test), ("，则 ", node.body)):
        yield before
        yield from _within(part, EITHER_HOLDS)
    yield "，否则 "
    yield from formula_pieces(node.orelse)


def _call(node: ast.Call) -> Iterator[FormulaPiece]:
    yield f"{FUNCTION_WORDS[ast.unparse(node.func)]}（"
    yield from _joined(node.args, "，", CHOICE)
    yield "）"


def _arithmetic(node: ast.BinOp) -> Iterator[FormulaPiece]:
    sign, strength = ARITHMETIC[type(node.op)]
    yield from _within(node.left, strength)
    yield sign
    yield from _within(node.right, strength + isinstance(node.op, ast.Sub | ast.Div))


def _comparison(node: ast.Compare) -> Iterator[FormulaPiece]:
    left, right = node.left, node.comparators[0]
    if (
        isinstance(node.ops[0], ast.Eq)
        and isinstance(right, ast.Constant)
        and isinstance(left, ast.Name | ast.Attribute)
    ):
        yield NamedFigure(ast.unparse(left), Decimal(str(right.value)))
    else:
        yield from _within(left, COMPARISON + 1)
    yield f" {COMPARED[type(node.ops[0])]} "
    yield from _within(right, COMPARISON + 1)


def _joined(nodes: list[ast.expr], between: str, strength: int) -> Iterator[FormulaPiece]:
    for place, node in enumerate(nodes):
        if place:
            yield between
        yield from _within(node, strength)


def _within(node: ast.AST, least: int) -> Iterator[FormulaPiece]:
    """In brackets when it binds less tightly than its surroundings."""
    if _strength(node) >= least:
        yield from formula_pieces(node)
        return
    yield "("
    yield from formula_pieces(node)
    yield ")"


def _strength(node: ast.AST) -> int:
    match node:
        case ast.IfExp():
            return CHOICE
        case ast.BoolOp(ast.Or()):
            return EITHER_HOLDS
        case ast.BoolOp():
            return BOTH_HOLD
        case ast.UnaryOp(ast.Not()):
            return NEGATED
        case ast.Compare():
            return COMPARISON
        case ast.BinOp():
            return ARITHMETIC[type(node.op)][1]
        case ast.UnaryOp():
            return SIGN
    return STANDS_ALONE


WORDED: dict[type, Callable[[Any], Iterator[FormulaPiece]]] = {
    ast.Constant: _number, ast.Name: _figure, ast.Attribute: _figure, ast.BinOp: _arithmetic, ast.UnaryOp: _signed,
    ast.Compare: _comparison, ast.BoolOp: _connected, ast.IfExp: _choice, ast.Call: _call,
}  # fmt: skip
