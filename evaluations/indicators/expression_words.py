"""A formula in words: × ÷ instead of * /, 若…则…否则… instead of code, brackets only where they are needed."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Named:
    """A figure's place in the words of a formula; `equal` is the number it must equal there (balance == 0)."""

    name: str
    equal: Decimal | None = None


Piece = str | Named
Inner = Callable[[ast.AST], Iterator[Piece]]

FUNCTIONS = {"min": "取最小", "max": "取最大", "sum": "合计", "abs": "绝对值", "round": "四舍五入"}
ARITHMETIC = {ast.Add: (" + ", 5), ast.Sub: (" - ", 5), ast.Mult: (" × ", 6), ast.Div: (" ÷ ", 6)}
COMPARED = {ast.Eq: "=", ast.NotEq: "≠", ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥"}
CHOICE, EITHER, BOTH, NEGATED, COMPARISON, SIGN, ALONE = 0, 1, 2, 3, 4, 7, 8


def pieces(node: ast.AST) -> Iterator[Piece]:
    """The words of a parsed formula (one the compiler has accepted), with the figures still to be named."""
    match node:
        case ast.Constant(value):
            yield format(Decimal(str(value)), "f")
        case ast.Name() | ast.Attribute():
            yield Named(ast.unparse(node))
        case ast.BinOp():
            yield from _arithmetic(node)
        case ast.UnaryOp(op, operand):
            yield {ast.Not: "并非 ", ast.USub: "-", ast.UAdd: ""}[type(op)]
            yield from _within(operand, SIGN if not isinstance(op, ast.Not) else COMPARISON)
        case ast.Compare():
            yield from _comparison(node)
        case ast.BoolOp(op, values):
            both = isinstance(op, ast.And)
            yield from _joined(values, " 且 " if both else " 或 ", BOTH if both else EITHER)
        case ast.IfExp(test, body, orelse):
            yield "若 "
            yield from _within(test, EITHER)
            yield "，则 "
            yield from _within(body, EITHER)
            yield "，否则 "
            yield from pieces(orelse)
        case ast.Call(ast.Name(name), arguments):
            yield f"{FUNCTIONS[name]}（"
            yield from _joined(arguments, "，", CHOICE)
            yield "）"


def _arithmetic(node: ast.BinOp) -> Iterator[Piece]:
    sign, strength = ARITHMETIC[type(node.op)]
    yield from _within(node.left, strength)
    yield sign
    yield from _within(node.right, strength + isinstance(node.op, ast.Sub | ast.Div))


def _comparison(node: ast.Compare) -> Iterator[Piece]:
    left, right = node.left, node.comparators[0]
    if isinstance(node.ops[0], ast.Eq) and isinstance(right, ast.Constant) and isinstance(left, ast.Name | ast.Attribute):
        yield Named(ast.unparse(left), Decimal(str(right.value)))
    else:
        yield from _within(left, COMPARISON + 1)
    yield f" {COMPARED[type(node.ops[0])]} "
    yield from _within(right, COMPARISON + 1)


def _joined(nodes: list[ast.expr], between: str, strength: int) -> Iterator[Piece]:
    for place, node in enumerate(nodes):
        if place:
            yield between
        yield from _within(node, strength)


def _within(node: ast.AST, least: int) -> Iterator[Piece]:
    """In brackets when it binds less tightly than its surroundings."""
    if _strength(node) >= least:
        yield from pieces(node)
        return
    yield "("
    yield from pieces(node)
    yield ")"


def _strength(node: ast.AST) -> int:
    match node:
        case ast.IfExp():
            return CHOICE
        case ast.BoolOp(ast.Or()):
            return EITHER
        case ast.BoolOp():
            return BOTH
        case ast.UnaryOp(ast.Not()):
            return NEGATED
        case ast.Compare():
            return COMPARISON
        case ast.BinOp():
            return ARITHMETIC[type(node.op)][1]
        case ast.UnaryOp():
            return SIGN
    return ALONE
