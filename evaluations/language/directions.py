"""Which way a target points: one word each (ge, le, eq, qualitative), and what files and papers write instead."""

import re
from dataclasses import dataclass
from decimal import Decimal

from evaluations.language.character_table import compared_spelling, narrowed_characters, without_invisible

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
    "ge": DirectionSigns(
        AT_LEAST, "≥", "≥", "不低于", ("≧", "⩾", "=>", "不少于", "不小于", "大于等于", "大于或等于", "至少")
    ),
    "le": DirectionSigns(
        AT_MOST, "≤", "≤", "不高于", ("≦", "⩽", "=<", "不超过", "不多于", "不大于", "小于等于", "小于或等于", "至多")
    ),
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
KIND_OF_CHOICE = {compared_spelling(words): kind for kind, words in DIRECTION_WORDS.items()}
DIRECTION_BY_SIGN = {
    spelling: kind
    for kind, one in MEASURED_DIRECTIONS.items()
    for written in (one.operator, one.sign, one.choice, one.words, *one.spellings)
    for spelling in (written, compared_spelling(written))
} | {QUALITATIVE_WORD: QUALITATIVE_DIRECTION}
# What stands before a number, without a word of Chinese.
DIRECTION_MARKS = tuple(written for written in DIRECTION_BY_SIGN if not written.isalpha())
# The same in words; 等于 95 is as good as ＝95.
DIRECTION_PHRASES = tuple(
    written for kind, one in MEASURED_DIRECTIONS.items() for written in (one.words, *one.spellings) if written.isalpha()
)
# A sign may stand with the number: ≥95%; the longest is tried first. Words only before a digit: “不低于上年” is a text.
_SIGNS, _WORDS = (
    "|".join(map(re.escape, sorted(group, key=len, reverse=True))) for group in (DIRECTION_MARKS, DIRECTION_PHRASES)
)
LEADING_DIRECTION = re.compile(rf"\s*({_SIGNS}|(?:{_WORDS})(?=\s*[0-9]))\s*")
# 95%以上, 3天以内: by law these words include the number itself (Civil Code of 2020, article 1259).
TRAILING_DIRECTION = re.compile(r"\s*(?=[0-9])(.*?)[及或含]?(以上|以下|以内)(?:\(含\))?\s*")
TRAILING_KINDS = {"以上": "ge", "以下": "le", "以内": "le"}
# ≥95%（含）: said twice.
INCLUDED = re.compile(r"\s*\(含(?:本数)?\)\s*$")
# Signs and words that leave the number itself out: no direction of a target says that.
STRICT_DIRECTION = re.compile(r"\s*(>|<|大于|小于|高于|低于|超过|多于|少于)\s*(?=[0-9])")

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


def direction_kind(written: str) -> str | None:
    """ge, le, eq or qualitative as a sign, a word or a choice of a list says it, in any width; None for other words."""
    spelling = compared_spelling(written)
    return spelling if spelling in DIRECTION_KINDS else DIRECTION_BY_SIGN.get(spelling) or KIND_OF_CHOICE.get(spelling)


def written_direction(text: str) -> tuple[str, str]:
    """(ge, le or eq as a sign or word beside the number says it, the text without it); ("", the text) where none does."""
    plain = narrowed_characters(without_invisible(text))
    if found := LEADING_DIRECTION.match(plain):
        return direction_kind(found[1]) or "", INCLUDED.sub("", plain[found.end() :])
    if found := TRAILING_DIRECTION.fullmatch(plain):
        return TRAILING_KINDS[found[2]], found[1]
    return "", text


def strict_direction(text: str) -> str:
    """The sign or word before a number that leaves the number itself out (>, 大于); "" where there is none."""
    found = STRICT_DIRECTION.match(narrowed_characters(without_invisible(text)))
    return found[1] if found else ""


def comparison_holds(left: Decimal, operator: str, right: Decimal) -> bool:
    """Whether left >= right, left <= right or left == right."""
    return {AT_LEAST: left >= right, AT_MOST: left <= right, EQUAL_TO: left == right}[operator]
