"""Figures where the text says them: the claims of a text (evaluations/claims/) as readings of the form's figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from evaluations.checks.passages import Passage
from evaluations.claims.claim_nouns import Claim, ClaimYear, ColumnWord, PrintedNumber, Relation, SubjectKind
from evaluations.claims.figures.known_figures import cell_names
from evaluations.claims.figures.subject_names import budget_rows, form_cells, whole_budgets
from evaluations.claims.report_reading import report_claims
from evaluations.facts.document import Facts
from evaluations.language.units import COUNT_UNIT, MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT
from evaluations.papers.figure_readings import FROM_BEFORE, FROM_CLAUSE, FROM_NAME_BESIDE, FROM_WHOLE, FigureReading
from evaluations.schemes.scheme import ScoringScheme

PLANNED = re.compile("预算|安排|计划|批复|下达")
PLANNED_HEADING = re.compile("“[^”]*(?:预算配置|预算情况|预算安排|年初预算)")
CLAUSE = re.compile(r"[，,；;。:：()（）、]")
NEITHER = re.compile(r"预算(?:执行|完成|控制)率|完成率|执行率")
SAID_COLUMN = re.compile(r"(?P<budget>预算|安排|批复)|(?P<actual>实际|决算|执行|完成|支出总计)")
MOST_PLACES = 6
DEEPEST = 6
SUBJECTS = (SubjectKind.ROW, SubjectKind.DEPARTMENT)


@dataclass(frozen=True)
class OpenNumber:
    """A number that is plainly about a row of the form but not about which of its columns."""

    where: str
    quote: str
    value: Decimal
    rows: tuple[str, ...]


@dataclass(frozen=True)
class ProseFigures:
    """The readings of all texts, and the numbers that could not be placed."""

    readings: tuple[FigureReading, ...]
    left: tuple[OpenNumber, ...]


def prose_readings(scheme: ScoringScheme, facts: Facts, passages: Sequence[Passage]) -> ProseFigures:
    """What the paragraphs say of the form's figures, and what remains open."""
    readings, left = list[FigureReading](), list[OpenNumber]()
    for passage in passages:
        claims = report_claims(scheme, facts, passage.text)
        for claim in filter(is_of_the_form, claims):
            found = list(readings_of(scheme, claim, claims, may_be_actual(passage, claim)))
            readings += [replace(one, where=passage.where, passage=passage) for one in found]
            if not found and claim.number and is_open(claim, claims):
                left.append(OpenNumber(passage.where, claim.quote, claim.number.value, claim.subject.codes))
    return ProseFigures(tuple(readings), tuple(left))


def is_open(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a sum of money belongs to a row of the form in a column that nothing tells."""
    row = (
        claim.relation == Relation.VALUE
        and claim.subject.kind == SubjectKind.ROW
        and claim.number is not None
        and claim.number.unit == MONEY_UNIT
    )
    return row and not claim_column(claim, claims)[0]


def is_of_the_form(claim: Claim) -> bool:
    """Whether a claim gives the value of a row of the form, of this year or the last."""
    row = claim.relation == Relation.VALUE and claim.subject.kind in SUBJECTS and claim.year != ClaimYear.OTHER
    rate = claim.relation == Relation.RATE and claim.year == ClaimYear.THIS
    return bool((row or rate) and claim.number and claim.number.exact)


def may_be_actual(passage: Passage, claim: Claim) -> bool:
    """Whether a number without any word for its column is what was spent: a report tells of a year that is over, unless
    its heading or the words before speak of a budget."""
    sentence = re.split(r"[。；;\n]", passage.text[: claim.start])[-1]
    planned = PLANNED_HEADING.search(passage.where) or PLANNED.search(NEITHER.sub("", sentence))
    return not planned


def readings_of(
    scheme: ScoringScheme, claim: Claim, claims: Sequence[Claim], actual: bool = False
) -> Iterator[FigureReading]:
    """The reading of one claim; none where it may mean several figures. `actual`: without a column it is what was spent."""
    number = claim.number
    if claim.relation == Relation.RATE:
        yield from single_rates(scheme, claim)
        return
    column, strength = claim_column(claim, claims)
    column = column or (ColumnWord.ACTUAL if actual and claim.subject.kind == SubjectKind.ROW else column)
    names = cell_names(scheme, claim.subject, column, claim.year)
    names = names if column or len(names) == 1 else ()
    # 收入预算 is that of its own row; the rows 年初预算 and 调整预算 of the whole are meant where no other is.
    names = tuple(name for name in names if name not in whole_budgets(scheme)) or names
    names = whole_budget(scheme, claim, column) or names
    if number is None or len(names) != 1 or not unit_fits(scheme.figures[names[0]].unit, number):
        return
    if claim.subject.kind == SubjectKind.DEPARTMENT and claim.subject.doubtful and strength < FROM_NAME_BESIDE:
        return
    value = plain_decimal(number.value)
    if value is not None:
        yield FigureReading(
            names[0], value, strength, "", claim.quote, start=claim.start, end=claim.end, sentence=claim.sentence
        )


def whole_budget(scheme: ScoringScheme, claim: Claim, column: ColumnWord) -> tuple[str, ...]:
    """年初预算 of nobody: the row of the form that is called so."""
    if claim.subject.kind != SubjectKind.DEPARTMENT or claim.subject.codes or claim.year != ClaimYear.THIS:
        return ()
    return tuple(cell.figure for code in budget_rows(scheme).get(column, ()) for cell in form_cells(scheme)[code])


def single_rates(scheme: ScoringScheme, claim: Claim) -> Iterator[FigureReading]:
    """满意度95%: a rate that is a figure of the form by itself."""
    formulas = [scheme.ratios[code].formula for code in claim.subject.codes if code in scheme.ratios]
    names = {formula.text for formula in formulas if formula and formula.text in scheme.figures}
    if len(names) == 1 and claim.number and claim.whole and claim.whole.kind == SubjectKind.DEPARTMENT:
        yield FigureReading(
            names.pop(),
            claim.number.value,
            FROM_NAME_BESIDE,
            "",
            claim.quote,
            None,
            claim.start,
            claim.end,
            claim.sentence,
        )


def plain_decimal(value: Decimal) -> Decimal | None:
    """The value, unless it has more places than an amount may have."""
    exponent = value.normalize().as_tuple().exponent
    return value if isinstance(exponent, int) and -exponent <= MOST_PLACES else None


def unit_fits(unit: str, number: PrintedNumber) -> bool:
    """Money for money, people for people, % for a figure in %."""
    kinds = {MONEY_UNIT: (MONEY_UNIT,), PERSON_UNIT: (PERSON_UNIT, COUNT_UNIT), PERCENT_UNIT: (PERCENT_UNIT,)}
    return number.unit in kinds.get(unit, (unit,))


def claim_column(claim: Claim, claims: Sequence[Claim], depth: int = 0) -> tuple[ColumnWord, int]:
    """The column a number stands in: named with it; in its clause (实际完成总收入…); that of the number it is part of
    (实际支出…，其中：人员经费…); or of the number before it in the sentence."""
    if claim.firm:
        return claim.column, FROM_NAME_BESIDE
    said = clause_column(claim)
    if said:
        return said, FROM_CLAUSE
    whole = claims[claim.part_of] if claim.part_of is not None else None
    before = whole or earlier_value(claim, claims)
    if before is None or depth >= DEEPEST:
        return ColumnWord.NO_COLUMN, FROM_BEFORE
    column, strength = claim_column(before, claims, depth + 1)
    return column, FROM_WHOLE if whole and strength else FROM_BEFORE


def clause_column(claim: Claim) -> ColumnWord:
    """The last word for a column in the clause before the number."""
    clause = NEITHER.sub("", CLAUSE.split(claim.quote)[-1])
    found = list(SAID_COLUMN.finditer(clause))
    if not found:
        return ColumnWord.NO_COLUMN
    return ColumnWord.BUDGET if found[-1].lastgroup == "budget" else ColumnWord.ACTUAL


def earlier_value(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The value right before, in the same sentence and of the same year."""
    before = claims[claim.order - 1] if claim.order else None
    fits = (
        before and before.relation == Relation.VALUE and before.sentence == claim.sentence and before.year == claim.year
    )
    return before if fits else None
