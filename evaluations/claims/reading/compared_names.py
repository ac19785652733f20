"""公用经费大于人员经费: one row held against another by name, with no number between them."""

import re

from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, ColumnWord, Relation, SubjectKind
from evaluations.claims.reading.claim_frames import is_plain_value
from evaluations.claims.reading.prose_reading import ProseReading

# Behind the other name nothing but what it spent, or its own amount, and the end of the clause.
OTHER_END = re.compile(
    "(?:经费|费用|费)?(?P<planned>预算)?(?P<spent>支出|决算|执行)?(?:决算)?(?:总额|金额|数|额)?(?:的?\\d[\\d.,]{0,24}[万亿]?元)?(?=[，,。；;、!?！？\n）)]|$)"
)
BEFORE_OTHER = re.compile("(?:同期|本年|当年|全年|年度|20\\d\\d年度?|的|“)*")
SPENT_OR_BARE = (ColumnWord.ACTUAL, ColumnWord.NO_COLUMN)
RISING = "大高多超"


def on_than_name(reading: ProseReading, found: re.Match[str]) -> None:
    """大于, 低于 behind a row and before another: which of both is more, by what was spent or by what was planned."""
    other = compared_row(reading, found)
    if other is None:
        reading.state.residue.append(found.span())
        return
    subject, reading.state.column = other
    sign = 1 if found["than"][0] in RISING else -1
    start, end = found.span("than")
    reading.add(Relation.DIRECTION, start, end, sign=sign, whole=subject)


def compared_row(reading: ProseReading, found: re.Match[str]) -> tuple[ClaimSubject, ColumnWord] | None:
    """The row behind the word, and the column in which both are compared; None where either side says more than that."""
    state, text = reading.state, found.string
    here = state.named_in_clause or (goes_on_with_amount(reading) and state.clause_start == found.start())
    plain = state.subject.kind == SubjectKind.ROW and here and not state.subject.alone
    sure = plain and not (state.residue or state.rate or state.other_party or state.norm or state.sharing)
    if not sure or state.relation != Relation.VALUE or state.year != ClaimYear.THIS:
        return None
    begin = BEFORE_OTHER.match(text, found.end())
    place = begin.end() if begin else found.end()
    named = reading.lexer.frame.rows.at(text, place)
    behind = OTHER_END.match(text, named.end()) if named else None
    if named is None or behind is None:
        return None
    name = reading.lexer.name_at(text, place, rate=False)
    planned = state.column not in SPENT_OR_BARE
    if name.within is not None or name.alone or planned != (behind["planned"] is not None and not behind["spent"]):
        return None
    return ClaimSubject(SubjectKind.ROW, name.codes, named[0]), ColumnWord.BUDGET if planned else ColumnWord.ACTUAL


def goes_on_with_amount(reading: ProseReading) -> bool:
    """公务接待费支出0.94万元，低于…: whether the last clause gave the row's amount, and not what it changed by."""
    last = reading.claims[-1] if reading.claims and reading.state.named_in_sentence else None
    return last is not None and last.subject == reading.state.subject and is_plain_value(last)
