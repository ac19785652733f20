"""The solver: which claims of a text cannot be true, given the report's figures and the text itself."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from evaluations.claims.claim_nouns import (
    ALL_COLUMNS,
    NEVER_COMPARED,
    Claim,
    ClaimSubject,
    ClaimYear,
    ColumnWord,
    PrintedNumber,
    Relation,
    SubjectKind,
)
from evaluations.claims.contradictions import (
    Agreement,
    Contradiction,
    ContradictionKind,
    Expected,
    is_printed_as,
    number_agreement,
)
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, OTHER_YEAR, KnownFigures, KnownNumber
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.subject_names import total_codes
from evaluations.claims.reading.claim_frames import ClaimFrames, claim_owner
from evaluations.claims.solving.claim_expectations import Expectations
from evaluations.claims.solving.rate_expectations import budget_kind
from evaluations.claims.words.printed_numbers import MONEY_KIND, PEOPLE_KIND, PERCENT_KIND
from evaluations.language.rounding import plain_number
from evaluations.language.units import COUNT_UNIT

OTHER_FUNDS = re.compile("拨款|基金|资本|公共预算")
ROUGHLY = Decimal("0.1")  # 基本持平
UNITS = {
    Relation.VALUE: (MONEY_KIND, PEOPLE_KIND, COUNT_UNIT, PERCENT_KIND),
    Relation.OF_BUDGET: (PERCENT_KIND,),
    Relation.RATE: (PERCENT_KIND,),
    Relation.SHARE: (PERCENT_KIND,),
    Relation.CHANGE: (MONEY_KIND, PERCENT_KIND, PEOPLE_KIND),
}
KINDS_OF_RELATION = {
    Relation.VALUE: ContradictionKind.AMOUNT,
    Relation.OF_BUDGET: ContradictionKind.RATE,
    Relation.RATE: ContradictionKind.RATE,
    Relation.SHARE: ContradictionKind.RATE,
    Relation.CHANGE: ContradictionKind.CHANGE,
}


def solved_claims(expectations: Expectations, compared: Sequence[Claim]) -> Iterator[Contradiction]:
    """Those of some claims, whose sums are known, that contradict a figure, the text before them, or their own words; what
    does not add up is found by itself (parts_of_text.py)."""
    figures, frames = expectations.figures, expectations.frames
    for claim in compared:
        if claim.relation == Relation.DIRECTION:
            yield from wrong_direction(claim, expectations, frames)
        elif claim.relation == Relation.NONE:
            yield from wrong_absence(claim, figures)
        elif claim.relation == Relation.CHANGE and expectations.change.is_base(claim):
            yield from wrong_direction(claim._replace(number=None), expectations, frames)
        elif claim.number and fits_unit(claim, figures):
            yield from wrong_number(claim, expectations, figures, frames)


def compared_claims(expectations: Expectations) -> list[Claim]:
    """The claims that a figure of the report could confirm or contradict."""
    figures, claims = expectations.figures, expectations.frames.claims
    kept = (one for one in claims if one.subject.kind not in NEVER_COMPARED and one.year != OTHER_YEAR)
    return [one for one in kept if not is_portion(one, claims, figures)]


def fits_unit(claim: Claim, figures: KnownFigures) -> bool:
    """Whether a number's unit is one of its relation, and of its row: people are no money."""
    number = claim.number
    if number is None or number.unit not in UNITS[claim.relation]:
        return False
    if number.unit == PERCENT_KIND or claim.subject.kind != SubjectKind.ROW:
        return number.unit == MONEY_KIND or (number.unit == PERCENT_KIND and claim.relation != Relation.VALUE)
    return figures.has_unit(claim.subject.codes, PEOPLE_KIND if number.unit == COUNT_UNIT else number.unit)


def wrong_number(
    claim: Claim, expectations: Expectations, figures: KnownFigures, frames: ClaimFrames
) -> Iterator[Contradiction]:
    """A number that none of the numbers that would be right agrees with."""
    number = claim.number
    if number is None or (number.signed and claim.relation == Relation.CHANGE and claim.sign < 0):
        return  # 下降 -81.75%: a sign too many is told by itself; 增长率为-12.1% is what it says
    if expectations.is_right(claim, number):
        return
    sign, expected = claim.sign if claim.relation == Relation.CHANGE else 0, expectations.of(claim)
    if claim.relation == Relation.CHANGE and not sign:  # 增加（减少）: the template's both words
        expected = [one._replace(value=abs(one.value)) for one in expected]
    if based_on_nothing := zero_base(claim, expectations, figures, frames):
        yield based_on_nothing
    elif expected and not is_no_overrun(claim):
        if not any(is_printed_as(number, one, sign) for one in expectations.explained(claim)):
            yield from disagreement(claim, number, expected, sign)


def disagreement(
    claim: Claim, number: PrintedNumber, expected: Sequence[Expected], sign: int
) -> Iterator[Contradiction]:
    """A number that is none of what is expected: a wrong one, or one that rounding alone explains."""
    judged = [number_agreement(number, one, sign) for one in expected]
    of_figures = [answer for answer, one in zip(judged, expected, strict=True) if not (one.from_text or one.spare)]
    if Agreement.ROUNDING not in (of_figures or judged):  # what the text rounds is no excuse before the figures
        yield contradiction(claim, likeliest_number(expected, claim), sign)
    elif is_told_of(rounded := expected[judged.index(Agreement.ROUNDING)], number):
        yield Contradiction(claim, KINDS_OF_RELATION[claim.relation], rounded, rounding=True)


def is_told_of(rounded: Expected, number: PrintedNumber) -> bool:
    """Whether rounding is worth a hint: of percentages of figures; what the text's own rounded amounts leave open is no fault
    of theirs (14.57亿元，增加1.12亿元，增幅8.36%)."""
    return number.unit == PERCENT_KIND and not rounded.from_text


def is_no_overrun(claim: Claim) -> bool:
    """超预算0万元: that there was none."""
    return claim.relation == Relation.CHANGE and claim.sign > 0 and claim.number is not None and not claim.number.value


def is_portion(claim: Claim, claims: Sequence[Claim], figures: KnownFigures) -> bool:
    """结转12万元，其中用于窗口服务4万元: a part of something that the form does not have is not the whole of its name."""
    if claim.part_of is None or claim.relation not in (Relation.VALUE, Relation.SHARE):
        return False
    opened = claims[claim.part_of]
    whole, scheme = opened.subject, figures.scheme
    totals = total_codes(scheme)
    above = ancestor_rows(scheme, claim.subject.codes) if claim.subject.kind == SubjectKind.ROW else ()
    if "总计" in whole.words and not OTHER_FUNDS.search(whole.words):
        return False  # 收入总计，其中年初结转: all that the department has
    if whole.kind == SubjectKind.UNKNOWN or whole.alone:
        of_all = claim.subject.kind == SubjectKind.DEPARTMENT or totals & {*claim.subject.codes}
        return not of_all and not is_amount_of(opened, above, figures)  # 收入总计，其中本年收入: the form has the part
    if whole.kind == SubjectKind.PROJECT and claim.subject.kind == SubjectKind.ROW and not claim.after_list:
        return True  # 窗口服务项目支出64万元，其中财政拨款64万元
    rows = whole.kind == claim.subject.kind == SubjectKind.ROW and not whole.or_whole and not claim.after_list
    rows = rows and opened.or_subject is None  # 项目支出…。实际支出总额…，其中：基本支出…
    return rows and not set(whole.codes) & (totals | {*claim.subject.codes, *above})


def is_amount_of(claim: Claim, rows: Sequence[str], figures: KnownFigures) -> bool:
    """Whether a number is that of one of these rows, under whatever name."""
    known = (
        one
        for column in (ColumnWord.ACTUAL, ColumnWord.BUDGET)
        for one in figures.of(ClaimSubject(SubjectKind.ROW, tuple(rows)), column, ClaimYear.THIS)
    )
    return any(one is not None and claim.number is not None and one.value == claim.number.value for one in known)


def contradiction(claim: Claim, expected: Expected, sign: int) -> Contradiction:
    """A wrong number by its kind; one that is right but for its direction is called so."""
    number, kind = claim.number, KINDS_OF_RELATION[claim.relation]
    if number and number.unit in (PEOPLE_KIND, COUNT_UNIT):
        kind = ContradictionKind.PEOPLE_KIND
    if number and sign and number_agreement(number, expected, -sign) == Agreement.AGREES:
        kind = ContradictionKind.DIRECTION
    return Contradiction(claim, kind, expected)


def likeliest_number(expected: Sequence[Expected], claim: Claim) -> Expected:
    """The one to suggest: what a figure gives rather than the text; of two budgets that may be meant, the nearer."""
    meant = [one for one in expected if not one.spare] or list(expected)
    of_figures = [one for one in meant if not one.from_text] or meant
    number, choice = claim.number, claim.firm or claim.relation in (Relation.OF_BUDGET, Relation.RATE)
    return min(of_figures, key=lambda one: abs(one.value - number.value)) if number and choice else of_figures[0]


def zero_base(
    claim: Claim, expectations: Expectations, figures: KnownFigures, frames: ClaimFrames
) -> Contradiction | None:
    """A percentage of nothing: from 0 there is no 增长 100 %, and no 完成 of a budget of 0."""
    number = claim.number
    if number is None or number.unit != PERCENT_KIND or not number.value:
        return None
    if claim.relation == Relation.CHANGE:
        said = expectations.change.said_pair(claim)
        pairs = (expectations.pairs(claim) or ([said] if said else []))[:1]
    elif is_rate_of_budget(claim) and is_named_here(claim, frames):
        pairs = spent_of_budget(claim, figures, frames)
    else:
        return None
    if pairs and not any(base.value for _, base in pairs):
        return Contradiction(claim, ContradictionKind.ZERO_BASE, Expected(pairs[0][0].value))
    return None


def is_named_here(claim: Claim, frames: ClaimFrames) -> bool:
    """Whether the sentence names what a rate is of; else it may be of anything that was named before."""
    return claim.fresh or any(one.fresh and one.sentence == claim.sentence for one in frames.before(claim))


def is_rate_of_budget(claim: Claim) -> bool:
    """完成预算的100%, or by the name of a rate: 执行率100%, 控制率100%."""
    return claim.relation == Relation.OF_BUDGET or (
        claim.relation == Relation.RATE and budget_kind(claim.subject.words)
    )


def spent_of_budget(claim: Claim, figures: KnownFigures, frames: ClaimFrames) -> list[tuple[KnownNumber, KnownNumber]]:
    """(spent, budget) of what a rate is said of: as the figures say, else as the text does."""
    owner, column = claim_owner(claim), claim.column if claim.column in BUDGET_COLUMNS else ColumnWord.BUDGET
    known = figures.of(owner, ColumnWord.ACTUAL, claim.year), figures.of(owner, column, claim.year)
    pairs = [(now, base) for now in known[0] for base in known[1] if now and base]
    spent, planned = frames.actual(claim), frames.budget(claim)
    return pairs or ([(spent, planned)] if spent and planned else [])


def wrong_direction(claim: Claim, expectations: Expectations, frames: ClaimFrames) -> Iterator[Contradiction]:
    """决算数大于预算数, 与上年持平: against the figures, else against what the text says."""
    pairs = two_rows(claim, expectations.figures) or expectations.pairs(claim) or compared_in_text(claim, frames)
    if not pairs or any(stands(claim, now.value, before.value) for now, before in pairs):
        return
    now, before = pairs[0]
    gap = now.value - before.value
    words = f"{plain_words(now)} {'大于' if gap > 0 else '小于' if gap < 0 else '等于'} {plain_words(before)}"
    yield Contradiction(claim, ContradictionKind.DIRECTION, None, words)


def two_rows(claim: Claim, figures: KnownFigures) -> list[tuple[KnownNumber, KnownNumber]]:
    """公用经费大于人员经费: both in their column, if the comparison is with another row."""
    if claim.whole is None:
        return []
    sides = (figures.of(one, claim.column, claim.year) for one in (claim.subject, claim.whole))
    return [(one, other) for one, other in product(*sides) if one and other]


def plain_words(number: KnownNumber) -> str:
    """A number of a comparison: 1511.89, also where the database keeps 1511.890000."""
    return plain_number(number.value)


def compared_in_text(claim: Claim, frames: ClaimFrames) -> list[tuple[KnownNumber, KnownNumber]]:
    """The same as the text says."""
    now = frames.actual(claim)
    before = (
        frames.budget(claim) if claim.against in BUDGET_COLUMNS else frames.value(claim, ALL_COLUMNS, ClaimYear.LAST)
    )
    return [(now, before)] if now and before else []


def stands(claim: Claim, now: Decimal, before: Decimal) -> bool:
    """Whether a comparison holds; 基本持平 within a tenth."""
    if claim.sign:
        return (now - before) * claim.sign > 0
    return abs(now - before) <= (abs(before) * ROUGHLY if claim.loose else 0)


def wrong_absence(claim: Claim, figures: KnownFigures) -> Iterator[Contradiction]:
    """无公务接待费支出 while the table has some."""
    column = claim.column if claim.column in BUDGET_COLUMNS else ColumnWord.ACTUAL
    known = figures.of(claim.subject, column, claim.year) if claim.subject.kind == SubjectKind.ROW else []
    if known and all(one and one.value > 0 for one in known) and known[0]:
        yield Contradiction(claim, ContradictionKind.ABSENT, Expected(known[0].value, code=known[0].name))
