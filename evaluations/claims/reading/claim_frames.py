"""What else the same text says of the same thing: the claims that a claim can be held against."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from evaluations.claims.claim_nouns import (
    NAMED_KINDS,
    OTHER_PARTY,
    UNKNOWN_THING,
    Claim,
    ClaimSubject,
    ClaimYear,
    ColumnWord,
    PrintedNumber,
    Relation,
    SubjectKind,
)
from evaluations.claims.contradictions import Expected, derived_number, share_of
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, KnownFigures, KnownNumber
from evaluations.claims.figures.subject_names import total_codes
from evaluations.language.units import MONEY_UNIT

RATE_RELATION, VALUE_RELATION, OTHER_KIND = Relation.RATE, Relation.VALUE, SubjectKind.OTHER_PARTY
REACH = 12  # claims back
BESIDE = 4  # claims on, for what a sentence says after a number


def claim_owner(claim: Claim) -> ClaimSubject:
    """Whose number it is; of a rate, whose rate."""
    return claim.whole or claim.subject if claim.relation == RATE_RELATION else claim.subject


def same_thing(one: ClaimSubject, other: ClaimSubject) -> bool:
    """Rows are the same by what they mean, unknown things by their words."""
    if one.kind != other.kind or one.kind == OTHER_KIND:
        return False
    return one.codes == other.codes if one.codes else one.words == other.words


class ClaimFrames:
    """The claims of one text, asked backwards."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self._parts: dict[int, list[Decimal]] | None = None
        self._asked: tuple[int, ClaimSubject, list[Claim]] = (-1, OTHER_PARTY, [])

    def before(self, claim: Claim) -> list[Claim]:
        """Earlier claims about the same thing, nearest first; of an unknown thing only those without another between."""
        subject = claim_owner(claim)
        if self._asked[:2] != (claim.order, subject):
            self._asked = (claim.order, subject, list(self._before(claim, subject)))
        return self._asked[2]

    def _before(self, claim: Claim, subject: ClaimSubject) -> Iterator[Claim]:
        for earlier in reversed(self.claims[max(0, claim.order - REACH) : claim.order]):
            if same_thing(claim_owner(earlier), subject):
                yield earlier
            elif subject.kind not in NAMED_KINDS or earlier.sentence < claim.sentence:
                return

    def value(
        self, claim: Claim, columns: Sequence[ColumnWord], year: ClaimYear, sentence: int | None = None
    ) -> KnownNumber | None:
        """The number last said of the same thing in one of these columns, in any sentence or in that one."""
        for earlier in self.before(claim):
            number = earlier.number
            if sentence not in (None, earlier.sentence):
                return None
            fits = earlier.relation == VALUE_RELATION and earlier.column in columns and earlier.year == year
            if fits and number and number.exact and number.unit == MONEY_UNIT:
                return printed_known(earlier)
        return None

    def budget(self, claim: Claim) -> KnownNumber | None:
        exact = self.value(claim, (claim.column,), ClaimYear.THIS) if claim.column == ColumnWord.BEGIN else None
        return exact or self.value(claim, BUDGET_COLUMNS, ClaimYear.THIS)

    def budgets(self, claim: Claim) -> list[KnownNumber]:
        """Each budget that the text names, the likeliest first: 年初预算 and 调整预算 may both be meant."""
        found = (self.budget(claim), *(self.value(claim, (column,), ClaimYear.THIS) for column in BUDGET_COLUMNS))
        return [one for one in found if one]

    def meant_column(self, claim: Claim, figures: KnownFigures) -> ColumnWord:
        """The column of a claim; 全年预算 is the one budget of a row or project that has no other, unless the text names two."""
        rows, column = claim.subject.kind in NAMED_KINDS, claim.column
        if column != ColumnWord.ADJUSTED:
            return column
        totals = total_codes(figures.scheme)
        if not rows or totals & {*claim.subject.codes} or figures.of(claim.subject, column, claim.year):
            return column
        others = (ColumnWord.BEGIN, ColumnWord.BUDGET)
        return column if any(one.column in others for one in self.before(claim)) else ColumnWord.BUDGET

    def actual(self, claim: Claim) -> KnownNumber | None:
        return self.value(claim, (ColumnWord.ACTUAL,), ClaimYear.THIS)

    def change(self, claim: Claim) -> Claim | None:
        """The amount of change that stands right before a percentage of it."""
        previous = self.claims[claim.order - 1] if claim.order else None
        fits = (
            previous and previous.relation == Relation.CHANGE and previous.number and previous.number.unit == MONEY_UNIT
        )
        return previous if previous and fits and same_thing(previous.subject, claim.subject) else None

    def parts_of_change(self, claim: Claim) -> list[Decimal]:
        """The amounts that 其中 says are parts of a change."""
        if self._parts is None:
            self._parts = {}
            for one in self.claims:
                if one.change_of is not None and one.number:
                    self._parts.setdefault(one.change_of, []).append(one.number.value)
        return self._parts.get(claim.order, [])

    def sentence_claims(self, claim: Claim) -> list[Claim]:
        """The other amounts of its own sentence, the nearest before it first, then those behind it."""
        begin, end = max(0, claim.order - REACH), claim.order + BESIDE + 1
        around = [*reversed(self.claims[begin : claim.order]), *self.claims[claim.order + 1 : end]]
        return [one for one in around if one.sentence == claim.sentence and is_plain_value(one)]

    def sentence_values(self, claim: Claim) -> list[KnownNumber]:
        """Those amounts as numbers to compute with."""
        return [printed_known(one) for one in self.sentence_claims(claim)]

    def of_base(self, claim: Claim) -> list[Expected]:
        """支出668.4万元，占预算700万元的…: what stands before the amount in the middle, in % of it."""
        base = self.claims[claim.base] if claim.base is not None else None
        before = self.claims[base.order - 1] if base and base.order else None
        if base is None or before is None or before.sentence != claim.sentence or not is_plain_value(before):
            return []
        parts = [one for one in self.sentence_claims(base) if one.order < base.order]
        found = (derived_number(share_of, (printed_known(one), printed_known(base)), from_text=True) for one in parts)
        return [one for one in found if one]

    def speaks_of_department(self, claim: Claim) -> bool:
        """Whether an amount of the whole department stands in the same sentence."""
        return any(one.subject.kind == SubjectKind.DEPARTMENT for one in self.sentence_claims(claim))

    def sentence_bases(self, claim: Claim) -> list[KnownNumber]:
        """Of those amounts the ones that a change may be a change of: not what the same thing is now."""
        return [
            printed_known(one)
            for one in self.sentence_claims(claim)
            if one.year == ClaimYear.LAST or one.column in BUDGET_COLUMNS or not same_thing(one.subject, claim.subject)
        ]


def is_plain_value(claim: Claim) -> bool:
    """Whether a claim prints an exact amount of money."""
    number = claim.number
    return claim.relation == VALUE_RELATION and number is not None and number.exact and number.unit == MONEY_UNIT


def is_amount_of_change(claim: Claim) -> bool:
    """Whether a claim says by how much money something changed."""
    return claim.relation == Relation.CHANGE and claim.number is not None and claim.number.unit == MONEY_UNIT


def printed_known(claim: Claim) -> KnownNumber:
    """A claimed number as one to compute with: half a unit of its last printed place is open."""
    number = claim.number
    assert number is not None
    half = number.step / 2 if number.value else Decimal(0)
    return KnownNumber(claim.subject.words, number.value, half)


def said_part(
    whole: Claim, subject: ClaimSubject, column: ColumnWord, year: ClaimYear, number: PrintedNumber | None
) -> ClaimSubject:
    """专线支出84.1万元，其中财政安排60万元: a part of a list that has no name but that of its whole, and is less, is of nothing
    known."""
    if number is None or whole.number is None or whole.subject != subject:
        return subject
    same = year == whole.year and column in (whole.column, ColumnWord.NO_COLUMN) and number.unit == whole.number.unit
    return UNKNOWN_THING if same and number.value < whole.number.value else subject
