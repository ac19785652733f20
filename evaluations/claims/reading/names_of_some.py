"""Names of a row that stand for some of it: staff kind by kind, what was added behind what was cut, a balance of one budget."""

import re

from evaluations.claims.claim_nouns import SubjectKind
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.claims.reading.sentence_words import sentence_around
from evaluations.claims.words.change_words import CUT_WORDS

# 行政编制62名，在职60人；事业编制86名，实有81人: those of one kind, and not all
KIND_BY_KIND = re.compile(
    r"(?:行政|事业|参公|工勤|机关)编制数?\d+[名个人][，,、](?:现有|实有|年末|在职|在编)[^，,。；;\d]{0,6}\d"
)
BEGINNING_OF_YEAR = ("年初", "期初")  # 年初在职26人，年末在职24人
STAFF_NAMES = ("在职", "在编", "实有", "编制")
CUT_BEFORE = re.compile(rf"(?:{CUT_WORDS}|压减)(?:预算)?\d[\d.,]*[万亿]?元[、，,]$")  # 压减440万元、追加180万元
OTHER_BUDGETS = ("政府性基金", "国有资本经营")


def is_of_some(reading: ProseReading, found: re.Match[str]) -> bool:
    """Whether a name of staff is said kind by kind, or 追加 behind what was cut: the form asks for all of it together."""
    if found[0].startswith(STAFF_NAMES):
        return (
            found.string.endswith(BEGINNING_OF_YEAR, 0, found.start())
            or len(KIND_BY_KIND.findall(sentence_around(reading, found))) > 1
        )
    return "追加" in found[0] and bool(
        CUT_BEFORE.search(found.string, reading.state.sentence_near(found.start()), found.start())
    )


def is_of_scope(reading: ProseReading, found: re.Match[str]) -> bool:
    """政府性基金年末结转和结余: whether a balance is that of a scope which stands right before it, and not of all."""
    scope, state = reading.state.subject, reading.state
    named = scope.kind == SubjectKind.UNKNOWN and state.named_in_clause and scope.words.startswith(OTHER_BUDGETS)
    return named and not state.residue and found.string.endswith(scope.words, 0, found.start())
