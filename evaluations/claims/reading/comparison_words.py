"""Words that compare without a number: 决算数大于预算数, 与上年持平."""

import re
from collections.abc import Callable

from evaluations.claims.claim_nouns import ColumnWord, ComparisonBasis, Relation
from evaluations.claims.figures.income_and_spending import WHOLE_RATE, is_total
from evaluations.claims.reading.compared_names import on_than_name
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.claims.reading.relation_words import budget_word

AMOUNT_FOLLOWS = re.compile(r"(?:约|近)?\d")


def on_direction(reading: ProseReading, found: re.Match[str]) -> None:
    """决算数大于预算数 as it stands, and 超预算 13.36万元 when a number follows."""
    state, sign = reading.state, 1 if found[0][0] in "大高多超突" else 0 if found[0][:2] == "等于" else -1
    state.against = ColumnWord.NO_COLUMN if found["than_year"] else budget_word(found[0])
    state.against_year, state.basis = bool(found["than_year"]), ComparisonBasis.SAID
    if not AMOUNT_FOLLOWS.match(found.string, found.end()) and not _is_of_a_rate(reading):
        reading.add(Relation.DIRECTION, found.start(), found.end(), sign=sign, against=state.against)
    state.relation, state.sign = Relation.CHANGE, sign


def _is_of_a_rate(reading: ProseReading) -> bool:
    """公用经费控制率达到135.55%，超出预算: of what the rate is about, and not of the department."""
    last, state = reading.claims[-1] if reading.claims else None, reading.state
    here = last is not None and last.relation == Relation.RATE and last.sentence == state.sentence
    named = last is not None and here and bool(last.subject.codes) and not WHOLE_RATE.fullmatch(last.subject.words)
    return named and is_total(state.subject) and not state.named_in_clause


def on_level(reading: ProseReading, found: re.Match[str]) -> None:
    against = budget_word(found[0]) if "预算" in found[0] else reading.state.against
    if "预算" in found[0]:
        reading.state.basis = ComparisonBasis.SAID
    loose = bool(found["rough"] or found["rough2"])
    reading.add(Relation.DIRECTION, found.start(), found.end(), against=against, loose=loose)


COMPARISON_WORDS: dict[str, Callable[[ProseReading, re.Match[str]], None]] = {
    "direction": on_direction,
    "than_name": on_than_name,
    "level": on_level,
}
