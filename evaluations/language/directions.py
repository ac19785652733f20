"""Which way a target points: one word each (ge, le, eq, qualitative), and what files and papers write instead."""

from dataclasses import dataclass
from decimal import Decimal

AT_LEAST, AT_MOST, EQUAL_TO, UNEQUAL_TO = ">=", "<=", "==", "!="


@dataclass(frozen=True)
class DirectionSigns:
    """A direction as rules write it, as papers print it, as lists of choices show it, and in words."""

    operator: str
    sign: str
    choice: str
    words: str
    spellings: tuple[str, ...]


QUALITATIVE_DIRECTION, QUALITATIVE_WORD = "qualitative", "定性"
# `spellings`: several signs that look alike are in use. A choice of = is as wide as its neighbours.
MEASURED_DIRECTIONS = {
    "ge": DirectionSigns(AT_LEAST, "≥", "≥", "不低于", ("≧", "⩾", "＞=", "大于等于")),
    "le": DirectionSigns(AT_MOST, "≤", "≤", "不高于", ("≦", "⩽", "＜=", "小于等于")),
    "eq": DirectionSigns(EQUAL_TO, "=", "＝", "等于", ("═", "﹦")),
}

DIRECTION_KINDS = (*MEASURED_DIRECTIONS, QUALITATIVE_DIRECTION)
DIRECTION_OPERATORS = {kind: one.operator for kind, one in MEASURED_DIRECTIONS.items()}
# As printed before a number: ≥95%.
DIRECTION_SIGNS = {kind: one.sign for kind, one in MEASURED_DIRECTIONS.items()}
# As printed where the direction stands alone.
DIRECTION_LABELS = {**DIRECTION_SIGNS, QUALITATIVE_DIRECTION: QUALITATIVE_WORD}
DIRECTION_CHOICES = {kind: one.choice for kind, one in MEASURED_DIRECTIONS.items()} | {
    QUALITATIVE_DIRECTION: QUALITATIVE_WORD
}
# As a person chooses it: ≥（不低于）.
DIRECTION_WORDS = {kind: f"{one.choice}（{one.words}）" for kind, one in MEASURED_DIRECTIONS.items()} | {
    QUALITATIVE_DIRECTION: QUALITATIVE_WORD
}
DIRECTION_BY_SIGN = {
    written: kind
    for kind, one in MEASURED_DIRECTIONS.items()
    for written in (one.operator, one.sign, one.choice, one.words, *one.spellings)
} | {QUALITATIVE_WORD: QUALITATIVE_DIRECTION}
# What stands before a number, without a word of Chinese.
DIRECTION_MARKS = tuple(written for written in DIRECTION_BY_SIGN if not written.isalpha())

# The same for a rule, which keeps the operator.
OPERATOR_WORDS = {one.operator: one.words for one in MEASURED_DIRECTIONS.values()}
OPERATOR_SIGNS = {one.operator: one.sign for one in MEASURED_DIRECTIONS.values()}
OPERATOR_BY_SIGN = DIRECTION_OPERATORS | {
    written: DIRECTION_OPERATORS[kind] for written, kind in DIRECTION_BY_SIGN.items() if kind in DIRECTION_OPERATORS
}
# What a formula may compare with, where papers print another sign.
COMPARISON_SIGNS = {**OPERATOR_SIGNS, UNEQUAL_TO: "≠"}
DIRECTIONS_EXPECTED = "、".join(f"{kind}（{sign}）" for kind, sign in DIRECTION_SIGNS.items())
ALL_DIRECTIONS_EXPECTED = f"{DIRECTIONS_EXPECTED}、{QUALITATIVE_DIRECTION}（{QUALITATIVE_WORD}）"


def comparison_holds(left: Decimal, operator: str, right: Decimal) -> bool:
    """Whether left >= right, left <= right or left == right."""
    return {AT_LEAST: left >= right, AT_MOST: left <= right, EQUAL_TO: left == right}[operator]
