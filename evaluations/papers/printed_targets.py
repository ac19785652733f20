"""A line of a score sheet as a target that the department has set itself."""

import re
from dataclasses import replace
from decimal import Decimal

from evaluations.facts.document import TargetFacts
from evaluations.language.directions import (
    DIRECTION_BY_SIGN,
    DIRECTION_MARKS,
    DIRECTION_PHRASES,
    QUALITATIVE_DIRECTION,
)
from evaluations.language.rounding import plain_number
from evaluations.papers.paper_words import bare_words, cell_number
from evaluations.papers.score_lines import SheetLine
from evaluations.schemes.target_nouns import GRADE_RANGES, TargetSlot

SIGN = re.compile(
    "|".join(re.escape(one) for one in sorted((*DIRECTION_MARKS, *DIRECTION_PHRASES), key=len, reverse=True))
)
MEASURE = re.compile(r"^(-?\d[\d,，]*(?:\.\d+)?)\s*(\S{0,8})$")
COST_WORDS = "成本"


def target_of_row(slots: tuple[TargetSlot, ...], line: SheetLine) -> TargetFacts | None:
    """The target that a row is; None where its first levels name no slot of the form."""
    slot = slot_of(slots, line.levels)
    name = line.at(line.columns.name)
    if slot is None or not name:
        return None
    level2 = next(
        (one for one in slot.levels2 if any(bare_words(one) == bare_words(level) for level in line.levels)), ""
    )
    goal, attained = line.at(line.columns.goal), line.at(line.columns.attained)
    direction, target, unit = printed_goal(goal, slot)
    found = TargetFacts(
        slot=slot.code,
        name=name,
        level2=level2,
        direction=direction,
        target=target,
        unit=unit,
        attained=attained,
        weight=line.weight,
        score=line.score,
        deviation_reason=line.reason,
    )
    if direction == QUALITATIVE_DIRECTION:
        return replace(found, grade=grade_of(line.score, line.weight))
    measured = MEASURE.match(attained)
    return replace(found, attained=measured[1].replace(",", "").replace("，", "")) if measured else found


def slot_of(slots: tuple[TargetSlot, ...], levels: list[str]) -> TargetSlot | None:
    """The slot that the levels before a name stand for."""
    words = [re.sub(r"[（(]\d+分[)）]$", "", bare_words(level)) for level in levels]
    return next(
        (one for one in slots if any(word in (bare_words(one.level1), bare_words(one.label)) for word in words)), None
    )


def printed_goal(text: str, slot: TargetSlot) -> tuple[str, str, str]:
    """(direction, number, unit) of ≥95%; words are a qualitative goal. Without a sign costs are at most, all else at least."""
    sign = SIGN.match(text)
    measured = MEASURE.match(text[sign.end() :].strip() if sign else text.strip())
    if not measured or cell_number(measured[1], "") is None:
        return QUALITATIVE_DIRECTION, text, ""
    usual = "le" if COST_WORDS in slot.level1 else "ge"
    kind = DIRECTION_BY_SIGN[sign[0]] if sign else usual
    return kind, plain_number(cell_number(measured[1], "") or Decimal(0)), measured[2]


def grade_of(score: Decimal | None, weight: Decimal | None) -> str:
    """The grade of a qualitative target whose score is printed."""
    if score is None or not weight:
        return ""
    share = score / weight * 100
    return next((label for label, high, low in GRADE_RANGES if low <= share <= high), "")
