"""The things that a text has named before: those of 三项, 分别 and 两项合计."""

import re

from evaluations.claims.claim_nouns import (
    NAMED_KINDS,
    UNKNOWN_THING,
    ClaimSubject,
    ClaimYear,
    ColumnWord,
    Relation,
    SubjectKind,
)
from evaluations.claims.reading.claim_frames import is_amount_of_change
from evaluations.claims.reading.listed_numbers import several_follow
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.claims.words.list_words import COUNT_WORDS

COUNT_OF_ROWS = re.compile("([两二三四2-4])(?:项(?!目)|者|类)")
BARE_EACH = ("分别", "依次", "各")
SUM_REACH, LONGEST_BASES = 20, 40  # claims back; signs of BASES_NAMED

# 较年初预算和上年决算
YEAR_BEFORE = "(?:上一?年度?|去年)(?:的?(?:决算|实际|支出)数?)?"
BASES_NAMED = re.compile(
    "[比较与同](?:(?P<budget>(?:年初|全年)?预算数?)[、和及与]"
    f"{YEAR_BEFORE}|{YEAR_BEFORE}[、和及与](?:年初|全年)?预算数?)(?:(?:相比|比较)?[，,]?|(?:相比|比较)[，,][^，,。;\\d]{{0,12}})$"
)


def last_rows(reading: ProseReading, found: re.Match[str]) -> list[ClaimSubject]:
    """三项占总支出的比重分别为: the three rows that were spoken of last, in their order; none where no count is said."""
    said = COUNT_OF_ROWS.search(found.string, reading.state.clause_near(found.start()), found.start())
    if said is None:
        return last_list(reading)
    number = COUNT_WORDS[said[1]]
    spoken = (one.subject for one in reversed(reading.claims[-24:]) if one.subject.kind == SubjectKind.ROW)
    rows = list(dict.fromkeys(spoken))[:number]
    return rows[::-1] if len(rows) == number else []


def last_list(reading: ProseReading) -> list[ClaimSubject]:
    """农村供水1500万元；河流治理2300万元，合计3800万元。年底分别完成…: the things of the sentence before, where it only lists."""
    state = reading.state
    if state.named_here or state.residue or not reading.claims:
        return []
    last = reading.claims[-1].sentence
    said = [one for one in reading.claims[-24:] if one.sentence == last >= state.sentence - 1]
    things = [one.subject for one in said if one.subject.kind in NAMED_KINDS]
    values = all(one.relation == Relation.VALUE and not one.part_of for one in said)
    return list(dict.fromkeys(things)) if values and len(things) > 1 else []


def bases_of_changes(reading: ProseReading) -> list[tuple[str, ColumnWord]]:
    """比上年减少0.85万元，比预算减少0.35万元，降幅分别为: what the changes of this sentence are held against, in their order."""
    state = reading.state
    if state.relation != Relation.CHANGE or state.residue or state.named_in_clause:
        return []
    near = reading.claims[-SUM_REACH:]
    changes = [one for one in near if one.sentence == state.sentence and is_amount_of_change(one)]
    same = all(one.subject == state.subject and one.sign == state.sign for one in changes)
    return [("against", one.against) for one in changes] if same and len({one.against for one in changes}) > 1 else []


def bases_named(reading: ProseReading, end: int) -> list[tuple[str, ColumnWord]]:
    """较预算、上年分别减少3.27万元和6.47万元: what each of the changes is held against."""
    state, text = reading.state, reading.prose.text
    said = BASES_NAMED.search(text, max(state.sentence_near(end), end - LONGEST_BASES), end)
    if said is None:
        return []
    state.year, state.against_year, state.column = ClaimYear.THIS, False, ColumnWord.NO_COLUMN
    column = ColumnWord.BEGIN if "年初" in said[0] else ColumnWord.BUDGET
    budget, last = ("against", column), ("against", ColumnWord.NO_COLUMN)
    return [budget, last] if said["budget"] else [last, budget]


def on_all_of(reading: ProseReading, found: re.Match[str]) -> None:
    """分别为: of one number all its parts; behind several names, columns or years, to each its number (listed_numbers.py)."""
    state, listing = reading.state, reading.listing
    if state.residue:
        listing.done = []  # 涉及两个村，两村分别补助5万元、6万元: of other things
    rows = [("subject", one) for one in last_rows(reading, found)]
    bases = [] if rows else bases_named(reading, found.start())
    # A 3万元，B 2万元，较预算、上年分别减少: which of them, nobody knows.
    several = bool(bases) and len(listing.numbered) > 1
    if not several and listing.begin(found, rows or bases or bases_of_changes(reading)):
        return
    if bases:
        state.subject = UNKNOWN_THING  # 较年初预算、上年分别减少7.01万元，增加13.61万元: each of either
    if found[0] in BARE_EACH or (state.named_in_clause and several_follow(found)):
        # 差旅费、会议费、公务接待费分别为12万元、5万元、1万元: not the last of them each time
        state.residue.append(found.span())
    if max(state.mentions.values(), default=0) > 1 or state.relation == Relation.RATE:
        state.year = ClaimYear.OTHER
    elif state.may_have_parts(reading.claims, reading.last_value):
        state.part_of = reading.last_value if state.part_of is None else state.part_of
    state.listed = found[0] not in BARE_EACH


def things_before(reading: ProseReading, count: int, since: int) -> tuple[ClaimSubject, ...]:
    """The rows and projects that were spoken of last, so many of them, or (0) all since that sentence; none if fewer."""
    spoken = [one.subject for one in reading.claims[-SUM_REACH:] if one.sentence >= since and one.number]
    things = [one for one in spoken if one.kind in NAMED_KINDS and not one.or_whole]
    last = [*dict.fromkeys(reversed(things))][: count or None][::-1]
    return tuple(last) if len(last) > 1 and (not count or len(last) == count) else ()
