"""The sentence in which a word stands, and what its clauses leave open."""

import re

from evaluations.claims.claim_nouns import ClaimYear
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.claims.words.printed_numbers import MONEY_KIND

AVERAGE = re.compile(r"均[^，,]{0,20}\d")
LONGEST_BEHIND = 200  # characters that are looked at behind a word


def sentence_around(reading: ProseReading, found: re.Match[str]) -> str:
    """The sentence in which a word stands."""
    behind = re.split("[。\n]", found.string[found.end() : found.end() + LONGEST_BEHIND], maxsplit=1)[0]
    return found.string[reading.state.sentence_near(found.start()) : found.end()] + behind


def leave_average(reading: ProseReading, end: int) -> None:
    """办件平均用时下降35%，本年支出791.05万元: an average that is no money says nothing of the amounts behind its clause."""
    state, last = reading.state, reading.claims[-1].number if reading.claims else None
    if not state.per_unit or not AVERAGE.search(reading.prose.text, state.clause_near(end), end):
        return
    if last is None or last.unit != MONEY_KIND or last.start < state.clause_start:
        state.per_unit, state.year = False, ClaimYear.THIS
