"""Words of change behind which no number stands: 项目支出较上年上升，主要是…; what they say is a direction alone."""

import re

from evaluations.claims.claim_nouns import ComparisonBasis, Relation
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS
from evaluations.claims.reading.prose_reading import ProseReading

NO_NUMBER_BEHIND = re.compile(r"[，,。；;\n]|$|的?(?:主要)?原因")
# 没有增加, 预计增加, 是否增加: no direction that anything took; nor is the thing itself 没有.
# 占比上升, 增幅上升, 结余增加: not its own.
NOT_SO = re.compile(
    "没有?|未|无|不|是否|预计|预期|计划|拟|力争|争取|可能|占|比[重例]|率|幅|结余|节约|差额|[个人批]数|数量|[批人]次"
)
NOT_TURNED = re.compile("(?:没有?|未|无|不)(?:再|有)?$")
SAID_HERE = (ComparisonBasis.SAID, ComparisonBasis.LED)


def on_turn(reading: ProseReading, found: re.Match[str], sign: int) -> None:
    """增加, 下降: a change, and without a number a direction of what the clause itself names."""
    state = reading.state
    compared = state.basis in SAID_HERE and (state.against_year or state.against in BUDGET_COLUMNS)
    sure = state.named_in_clause and not state.residue and state.rate is None
    clause, start = state.clause_near(found.start()), found.start()
    alone = NO_NUMBER_BEHIND.match(found.string, found.end()) is not None
    if alone and NOT_TURNED.search(found.string, clause, start):
        state.absent = False
    elif compared and sure and alone and not NOT_SO.search(found.string, clause, start):
        reading.add(Relation.DIRECTION, found.start(), found.end(), sign=sign, against=state.against)
    reading.changes(sign)


def on_none(reading: ProseReading, found: re.Match[str]) -> None:
    """无公务接待费; 上年购置执法车1辆，本年无购置 is of no other thing than what is bought."""
    other = found[0].endswith("购置") and "购置" not in reading.state.subject.words
    reading.state.absent = not (reading.state.residue or reading.state.rate or other)
