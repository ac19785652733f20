"""How the numbers of a report's texts were read, for the person who wrote them: whose, which year and column, in which
relation, and whether what follows from the figures agrees. The same claims and expectations that prose_claims.py judges."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evaluations.checks.case import CheckCase
from evaluations.checks.counts_in_text import COUNT_CHECK, wrong_counts
from evaluations.checks.finding import Finding
from evaluations.checks.passages import Passage
from evaluations.checks.prose_claims import claims_of_texts, told_finding, twice_said
from evaluations.checks.solved_passages import solved_passage
from evaluations.checks.unread_numbers import unread_numbers
from evaluations.claims.both_readings import BothReadings
from evaluations.claims.claim_nouns import NEVER_COMPARED, Claim, ClaimYear, ColumnWord, Relation, SubjectKind
from evaluations.claims.contradictions import Contradiction, Expected
from evaluations.claims.reading.claim_frames import ClaimFrames, claim_owner
from evaluations.claims.report_reading import report_claims
from evaluations.claims.solving.claim_expectations import Expectations
from evaluations.claims.solving.claim_solver import fits_unit, is_portion, likeliest_number, wrong_number
from evaluations.claims.words.plain_prose import plain_prose
from evaluations.language.amounts import show_amount
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import half_up
from evaluations.language.severities import HINT_LEVEL
from evaluations.language.units import PERCENT_UNIT
from evaluations.schemes.report_place import PlaceKind

COLUMN_LABELS = {
    ColumnWord.BEGIN: "年初预算",
    ColumnWord.ADJUSTED: "全年（调整）预算",
    ColumnWord.BUDGET: "预算",
    ColumnWord.ACTUAL: "决算（实际）",
    ColumnWord.IN_PLACE: "到位",
}
YEAR_LABELS = {ClaimYear.THIS: "本年", ClaimYear.LAST: "上年", ClaimYear.OTHER: "别的年度或时段"}
RELATION_LABELS = {
    Relation.VALUE: "数额",
    Relation.OF_BUDGET: "占预算的百分比",
    Relation.RATE: "比率",
    Relation.SHARE: "占比",
}
SUBJECT_LABELS = {
    SubjectKind.DEPARTMENT: "本单位",
    SubjectKind.OTHER_PARTY: "别的单位或范围",
    SubjectKind.SCORE: "自评得分",
    SubjectKind.UNKNOWN: "表中没有的事项",
}
PROSE_KINDS = (PlaceKind.TEXT, PlaceKind.ACHIEVEMENT)  # the cells of a table are mostly bare numbers


class ReadingStanding(StrEnum):
    """How a number that was read stands to what follows for it."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    EXPLAINED = "explained"  # contradicts, and somebody has said why it may
    ANOTHER = "another"  # about another party, year or thing
    NOT_COMPARED = "not_compared"
    NOT_REACHED = "not_reached"  # behind so many wrong ones that it was held against nothing
    NOT_READ = "not_read"  # nobody knows what it is of

    @property
    def word(self) -> str:
        """相符, 不一致, 不一致，已说明, 说的是别的, 没有可比的数, 还没有核对 or 没有读."""
        return STANDING_LABELS[self]


UNSURE = (ReadingStanding.NOT_COMPARED, ReadingStanding.ANOTHER)
STANDING_LABELS = {
    ReadingStanding.AGREES: "相符",
    ReadingStanding.CONTRADICTS: "不一致",
    ReadingStanding.EXPLAINED: "不一致，已说明",
    ReadingStanding.ANOTHER: "说的是别的",
    ReadingStanding.NOT_COMPARED: "没有可比的数",
    ReadingStanding.NOT_REACHED: "还没有核对",
    ReadingStanding.NOT_READ: "没有读",
}


@dataclass(frozen=True)
class NumberReading:
    """One number of a text: its characters, what it was read as (Chinese; "" if not), how it stands, what belongs there."""

    start: int
    end: int
    read_as: str
    standing: ReadingStanding
    expected: str = ""


@dataclass(frozen=True)
class TextReading:
    """A text with its numbers in their order."""

    passage: Passage
    numbers: tuple[NumberReading, ...]

    def pieces(self) -> Iterator[tuple[str, NumberReading | None]]:
        """The text cut at its numbers, for a page that marks them."""
        at, text = 0, self.passage.text
        for number in self.numbers:
            if number.start >= at:
                yield text[at : number.start], None
                yield text[number.start : number.end], number
                at = number.end
        yield text[at:], None


def text_readings(case: CheckCase) -> tuple[TextReading, ...]:
    """Every text of the case (or of `case.texts`) with how each number was read; of tables only where one was."""
    texts, twice = claims_of_texts(case), twice_said(case)
    found = []
    for order, (passage, claims) in enumerate(zip(case.passages, texts, strict=True)):
        both = solved_passage(case, passage)
        wrong = [*both.wrong, *(one for at, one in twice if at == order)]
        read = _numbers(claims, wrong, both, expectations_of(case, passage, claims), case)
        explained = _explained(wrong, passage, case)
        read_or_explained = (replace(one, standing=explained.get(one.start, one.standing)) for one in read)
        numbers = with_unread(passage.text, [*read_or_explained, *_counted_in(passage, case)], both.is_reached)
        shown = passage.place.kind in PROSE_KINDS or any(one.standing != ReadingStanding.NOT_READ for one in numbers)
        found += [TextReading(passage, numbers)] if numbers and shown else []
    return tuple(found)


def _explained(wrong: Sequence[Contradiction], passage: Passage, case: CheckCase) -> dict[int, ReadingStanding]:
    """Where numbers contradict and somebody has said why they may."""
    if not case.facts.explanations:
        return {}
    sound = (one for one in wrong if told_finding(one, passage, case).explained_by(case.facts))
    return dict.fromkeys((one.claim.start for one in sound), ReadingStanding.EXPLAINED)


def expectations_of(case: CheckCase, passage: Passage, claims: Sequence[Claim]) -> Expectations:
    """What the figures give for the claims of a text, as they were solved."""
    return Expectations(case.figures.for_text(plain_prose(passage.text).text), ClaimFrames(claims))


def _numbers(
    claims: Sequence[Claim],
    wrong: Sequence[Contradiction],
    both: BothReadings,
    expectations: Expectations,
    case: CheckCase,
) -> Iterator[NumberReading]:
    told = {one.claim.start: one for one in wrong if not one.rounding}
    spans = [(one.claim.start, one.claim.end) for one in told.values()]
    for claim in both.with_second(claims):
        if claim.number is None:
            continue
        standing, expected = _standing(claim, told.get(claim.start), both, expectations)
        read = NumberReading(
            claim.start, claim.end, claim_reading_words(claim), standing, _shown(expected, claim, case)
        )
        yield suspected(read, spans)


def suspected(number: NumberReading, spans: Iterable[tuple[int, int]]) -> NumberReading:
    """A number that stands between the first and the last of some that disagree, if no figure confirms it: any may be wrong."""
    among = number.standing in UNSURE and any(start < number.start < end for start, end in spans)
    return replace(number, standing=ReadingStanding.CONTRADICTS, expected="") if among else number


def _standing(
    claim: Claim, wrong: Contradiction | None, both: BothReadings, expectations: Expectations
) -> tuple[ReadingStanding, Expected | None]:
    if wrong:
        return ReadingStanding.CONTRADICTS, wrong.expected if wrong.claim.number else None
    if claim.start in both.agreed:
        return ReadingStanding.AGREES, both.agreed[claim.start][1]
    if not both.is_reached(claim.start):
        return ReadingStanding.NOT_REACHED, None
    claims = expectations.frames.claims
    if claim.subject.kind in NEVER_COMPARED or claim.year == ClaimYear.OTHER:
        return ReadingStanding.ANOTHER, None
    figures = expectations.figures
    if not fits_unit(claim, figures) or is_portion(claim, claims, figures):
        return ReadingStanding.NOT_COMPARED, None
    expected = expectations.of(claim)
    excused = any(not one.rounding for one in wrong_number(claim, expectations, figures, expectations.frames))
    if excused or not expected:
        return ReadingStanding.NOT_COMPARED, None
    return ReadingStanding.AGREES, likeliest_number(expected, claim)


def claim_reading_words(claim: Claim) -> str:
    """公务接待费 · 本年 · 决算（实际） · 数额: what a number was taken for."""
    owner = claim_owner(claim)
    name = owner.words or claim.subject.words or SUBJECT_LABELS.get(owner.kind, "")
    if owner.kind in (SubjectKind.DEPARTMENT, SubjectKind.OTHER_PARTY):
        name = SUBJECT_LABELS[owner.kind]
    parts = [name, YEAR_LABELS[claim.year], COLUMN_LABELS.get(claim.column, ""), _relation(claim)]
    return " · ".join(part for part in parts if part)


def numbers_of_passage(case: CheckCase, passage: Passage, found: Sequence[Finding]) -> tuple[NumberReading, ...]:
    """The numbers of one text behind its lead, as they stand with what was `found` there already."""
    claims = report_claims(case.scheme, case.facts, passage.text, passage.about)
    both = solved_passage(case, passage)
    expectations = expectations_of(case, passage, claims)
    told = {one.spot.start: one for one in found if one.spot and one.level != HINT_LEVEL}
    numbers = (
        _found_number(claim, told[at], case, passage)
        if (at := claim.start - passage.lead) in told
        else _number(claim, both, expectations, case, passage.lead)
        for claim in both.with_second(claims)
        if claim.number and claim.start >= passage.lead
    )
    spans = [(one.spot.start, one.spot.end) for one in told.values() if one.spot]
    found_or_not = (suspected(one, spans) for one in numbers)
    read = [*found_or_not, *_counted(told, case)]
    return with_unread(passage.text[passage.lead :], read, lambda at: both.is_reached(at + passage.lead))


def _counted_in(passage: Passage, case: CheckCase) -> Iterator[NumberReading]:
    """The same of one text, at their places in the whole of it, with the title that is read before it."""
    for finding in wrong_counts(passage, case):
        before = passage.lead if finding.place == passage.place else 0
        for number in _counted({0: finding}, case):
            yield replace(number, start=number.start + before, end=number.end + before)


def _counted(told: Mapping[int, Finding], case: CheckCase) -> Iterator[NumberReading]:
    """The numbers of things that were counted and are others: they are no claims."""
    for finding in told.values():
        if finding.spot and finding.check == COUNT_CHECK:
            standing = ReadingStanding.EXPLAINED if finding.explained_by(case.facts) else ReadingStanding.CONTRADICTS
            yield NumberReading(finding.spot.start, finding.spot.end, "个数", standing, finding.expected)


def with_unread(
    text: str, numbers: Iterable[NumberReading], is_reached: Callable[[int], bool]
) -> tuple[NumberReading, ...]:
    """All numbers of a text in their order: those that were read, those that were not, and those that were not reached."""
    read = [*{one.start: one for one in numbers}.values()]
    spans = unread_numbers(text, ((one.start, one.end) for one in read))
    unread = [
        NumberReading(start, end, "", ReadingStanding.NOT_READ if is_reached(start) else ReadingStanding.NOT_REACHED)
        for start, end in spans
    ]
    return tuple(sorted((*read, *unread), key=lambda one: one.start))


def _found_number(claim: Claim, finding: Finding, case: CheckCase, passage: Passage) -> NumberReading:
    standing = ReadingStanding.EXPLAINED if finding.explained_by(case.facts) else ReadingStanding.CONTRADICTS
    start, end = claim.start - passage.lead, claim.end - passage.lead
    return NumberReading(start, end, claim_reading_words(claim), standing, finding.expected)


def _number(claim: Claim, both: BothReadings, expectations: Expectations, case: CheckCase, lead: int) -> NumberReading:
    standing, expected = _standing(claim, None, both, expectations)
    words = claim_reading_words(claim)
    return NumberReading(claim.start - lead, claim.end - lead, words, standing, _shown(expected, claim, case))


def _relation(claim: Claim) -> str:
    if claim.relation != Relation.CHANGE:
        return RELATION_LABELS.get(claim.relation, "")
    against = "预算" if claim.against in (ColumnWord.BUDGET, ColumnWord.BEGIN, ColumnWord.ADJUSTED) else "上年"
    return f"比{against}{'增加' if claim.sign > 0 else '减少' if claim.sign < 0 else '增减'}"


def _shown(expected: Expected | None, claim: Claim, case: CheckCase) -> str:
    """550.55万元（附件2 · 公用经费（2020年决算数））: the number that follows, and where from."""
    if expected is None or claim.number is None:
        return ""
    percent, change = claim.number.unit == PERCENT_UNIT, claim.relation == Relation.CHANGE
    value = half_up(expected.value, 2) if percent else expected.value
    word = ("增加" if value > 0 else "减少" if value < 0 else "") if change else ""
    value = abs(value) if change else value
    number = f"{word}{value if percent else show_amount(value, claim.number.unit)}{claim.number.unit}"
    if expected.from_text:
        return f"{number}（按同一段文字里的数）"
    source = case.where(expected.code) if case.figure(expected.code) else ""
    named = quoted_label(case.name(expected.code)) if expected.code in case.scheme.ratios else ""
    return f"{number}（{source or named or '按表中的数计算'}）"
