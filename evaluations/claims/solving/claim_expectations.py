"""From a claim to the numbers that it may rightly print: of the figures, and of what the same text says before."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import chain, product

from evaluations.claims.claim_nouns import (
    Claim,
    ClaimYear,
    ColumnWord,
    ComparisonBasis,
    PrintedNumber,
    Relation,
    SubjectKind,
)
from evaluations.claims.contradictions import Agreement, Expected, is_printed_as, number_agreement
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, KnownFigures, KnownNumber
from evaluations.claims.figures.subject_names import budget_rows
from evaluations.claims.reading.claim_frames import ClaimFrames
from evaluations.claims.reading.prose_reading import CHANGE_RATES
from evaluations.claims.solving.change_expectations import ChangeExpectations, NumberPair
from evaluations.claims.solving.rate_expectations import RateExpectations
from evaluations.claims.solving.share_expectations import ShareExpectations

WHOLE_BUDGETS = (ColumnWord.BEGIN, ColumnWord.ADJUSTED)
CHANGE_RELATION = Relation.CHANGE
FAR_OFF = 3  # times: a sum of nobody that is so much more or less is some other thing's


def is_printed_of(claim: Claim, number: PrintedNumber, expected: Expected) -> bool:
    """Whether a claim prints a number rightly: a change by the sign of its word, 增加（减少） either way."""
    if claim.relation != CHANGE_RELATION:
        return is_printed_as(number, expected.value)
    return is_printed_as(number, expected.value if claim.sign else abs(expected.value), claim.sign)


class Expectations:
    """What follows for each claim of one text. An empty answer says that nothing is known."""

    def __init__(self, figures: KnownFigures, frames: ClaimFrames) -> None:
        self.figures, self.frames = figures, frames
        self.rate, self.share = RateExpectations(figures, frames), ShareExpectations(figures, frames)
        self.change = ChangeExpectations(figures, frames)
        self.asked: dict[int, list[Expected]] = {}
        self.right: set[int] = set()
        self.ways: dict[Relation, Callable[[Claim], Iterable[Expected]]] = {
            Relation.VALUE: self.values,
            Relation.OF_BUDGET: self.rate.of_budget,
            Relation.RATE: self.rate.rates,
            Relation.CHANGE: self.change.changes,
            Relation.SHARE: self.shares,
        }

    def of(self, claim: Claim) -> list[Expected]:
        """What `follows` for a claim, asked once."""
        if claim.order not in self.asked:
            self.asked[claim.order] = self.follows(claim)
        return self.asked[claim.order]

    def follows(self, claim: Claim) -> list[Expected]:
        """Every number that would be right; the first is the likeliest.

        A claim behind a list of parts may as well be about their whole: then nothing is known unless both are.
        """
        found = [*self._of_subject(claim)]
        from_zero = not found and claim.or_subject is not None and self._changes_from_zero(claim)
        if claim.or_subject is None or not (found or from_zero):
            return found
        other = [*self._of_subject(claim.of_other())]
        return [*found, *(one._replace(spare=True) for one in other)] if other else []

    def _changes_from_zero(self, claim: Claim) -> bool:
        """出国费未支出。比上年下降12.24%: nothing is no percentage more or less than nothing, so that is the other thing's."""
        pairs = self.change.known_pairs(claim) if claim.relation == Relation.CHANGE else []
        return bool(pairs) and all(now.value == before.value == 0 for now, before in pairs)

    def _of_subject(self, claim: Claim) -> Iterable[Expected]:
        return self.ways[claim.relation](claim)

    def is_right(self, claim: Claim, number: PrintedNumber) -> bool:
        """Whether a claim's number is one of them. Behind the first that it is, nothing is computed."""
        if claim.order in self.right:
            return True
        if claim.order in self.asked:
            return any([is_printed_of(claim, number, one) for one in self.asked[claim.order]])
        found = []
        for one in self.ways[claim.relation](claim):
            if is_printed_of(claim, number, one) and self._is_other_known(claim):
                self.right.add(claim.order)
                return True
            found.append(one)
        if claim.or_subject is not None:
            return any([is_printed_of(claim, number, one) for one in self.of(claim)])
        self.asked[claim.order] = found
        return False

    def _is_other_known(self, claim: Claim) -> bool:
        """Whether anything follows for the whole that a claim behind a list of parts may be about as well."""
        return claim.or_subject is None or any(True for _ in self._of_subject(claim.of_other()))

    def is_known(self, claim: Claim) -> bool:
        """Whether anything follows for a claim."""
        return claim.order in self.right or bool(self.of(claim))

    def shares(self, claim: Claim) -> Iterable[Expected]:
        """What it is of a whole, in %."""
        return self.share.shares(claim, self.meant(claim))

    def explained(self, claim: Claim) -> Iterator[Decimal]:
        """What the amounts of its own sentence give: a percentage or difference that follows from them is not wrong."""
        if claim.relation == Relation.RATE and claim.subject.words.endswith(CHANGE_RATES):
            yield from self.change.explained(claim)
        if claim.relation != Relation.VALUE:
            yield from (self.change if claim.relation == Relation.CHANGE else self.share).explained(claim)

    def pairs(self, claim: Claim) -> list[NumberPair]:
        """(now, before) of the figures for a comparison, of either thing it may be about."""
        found = self.change.known_pairs(claim)
        if claim.or_subject is None or not found:
            return found
        other = self.change.known_pairs(claim.of_other())
        return [*found, *other] if other else []

    # ------------------------------------------------------------------ the number itself
    def values(self, claim: Claim) -> Iterable[Expected]:
        """The figure of the column; where no column is named, the actual figure or one of the budgets."""
        if claim.earlier and not claim.firm:
            return self._earlier_values(claim)
        gaps = self._gaps_of_names(claim)
        meant, spare = self.meant(claim), self._spare_names(claim)
        value = claim.number.value if claim.number else Decimal(0)
        if claim.subject.doubtful and not any(
            one.value < value * FAR_OFF and value < one.value * FAR_OFF for one in meant
        ):
            return []
        found = (Expected(one.value, left_open(one, claim), one.name, spare=one.name in spare) for one in meant)
        return chain(gaps, found)

    def _gaps_of_names(self, claim: Claim) -> list[Expected]:
        """基本支出高于项目支出400.59万元: what one row is more than the other, behind the names of both."""
        said = self.frames.claims[claim.order - 1] if claim.order else claim
        if said.relation != Relation.DIRECTION or said.whole is None or said.whole.codes != claim.subject.codes:
            return []
        column = said.column if said.column in BUDGET_COLUMNS else ColumnWord.ACTUAL
        sides = product(*(self.figures.of(one, column, said.year) for one in (said.subject, said.whole)))
        return [Expected(abs(one.value - other.value), one.half + other.half) for one, other in sides if one and other]

    def _earlier_values(self, claim: Claim) -> list[Expected]:
        """由A增加到B: A was last year's, or that of one of the budgets; nothing is known while last year is missing."""
        last = self.figures.of(claim.subject, ColumnWord.ACTUAL, ClaimYear.LAST)
        if not last or None in last or claim.year == ClaimYear.OTHER or not self._is_of_last_year(claim):
            return []
        others = ((ColumnWord.BUDGET, ClaimYear.LAST), (ColumnWord.BUDGET, ClaimYear.THIS))
        budgets = [one for column, year in others for one in self.figures.of(claim.subject, column, year)]
        likely = [Expected(one.value, left_open(one, claim), one.name) for one in last if one]
        also = (Expected(one.value, left_open(one, claim), one.name, spare=True) for one in budgets if one)
        return [*likely, *also]

    def _is_of_last_year(self, claim: Claim) -> bool:
        """Whether the sentence compares with last year: in words, or by a change behind it that is one since last year."""
        if claim.basis != ComparisonBasis.USUAL:
            return True
        near = self.frames.claims[max(0, claim.order - 2) : claim.order + 3]
        changes = [
            one
            for one in near
            if one.sentence == claim.sentence and one.relation == Relation.CHANGE and one.subject == claim.subject
        ]
        return any(
            one.number and number_agreement(one.number, found, one.sign) == Agreement.AGREES
            for one in changes
            for found in self.change.since_last_year(one)
        )

    def _spare_names(self, claim: Claim) -> tuple[str, ...]:
        """Of two budgets of the whole department a bare 预算 means the one at the beginning first."""
        if claim.column != ColumnWord.BUDGET:
            return ("",)
        return ("", *budget_rows(self.figures.scheme).get(ColumnWord.ADJUSTED, ()))

    def meant(self, claim: Claim) -> list[KnownNumber]:
        """The figures that a claim may mean; none while one that it may mean is missing."""
        if self.is_of_nobody(claim):
            return []
        if claim.subject.or_whole:
            return self._of_row_and_whole(claim)
        if claim.firm:
            found = self.figures.of(claim.subject, self.frames.meant_column(claim, self.figures), claim.year)
            return [] if None in found else [*(one for one in found if one), *self._amount_of_adjusting(claim)]
        actual = self.figures.of(claim.subject, ColumnWord.ACTUAL, claim.year)
        budget = self.figures.of(claim.subject, ColumnWord.BUDGET, claim.year)
        if None in actual or not actual:
            actual, budget = (actual, budget) if claim.subject.kind != SubjectKind.ROW or actual else (budget, [])
        if None in actual:
            return []
        named = {one.name: one for one in (*actual, *budget) if one}
        return list(named.values())

    def _of_row_and_whole(self, claim: Claim) -> list[KnownNumber]:
        """项目支出…。本年支出: of the row or of the whole department; nothing is known unless both are."""
        found = [self.meant(claim._replace(subject=one)) for one in claim.subject.either()]
        return [number for numbers in found for number in numbers] if all(found) else []

    def _amount_of_adjusting(self, claim: Claim) -> list[KnownNumber]:
        """年初预算707万元，调整预算20万元: 调整预算 may be what was added as well as what came of it."""
        if claim.column != ColumnWord.ADJUSTED:
            return []
        begin = self.figures.of(claim.subject, ColumnWord.BEGIN, claim.year)
        after = self.figures.of(claim.subject, ColumnWord.ADJUSTED, claim.year)
        pairs = [(one, other) for one in after for other in begin if one and other]
        return [KnownNumber("", abs(one.value - other.value), one.half + other.half) for one, other in pairs]

    def is_of_nobody(self, claim: Claim) -> bool:
        """预算安排30万元 without a name: the whole department's only behind its 年初预算 or 全年预算 in the same sentence."""
        if claim.subject.kind != SubjectKind.DEPARTMENT or claim.subject.codes or claim.column in WHOLE_BUDGETS:
            return False
        budgets = [
            one for one in self.frames.before(claim) if one.subject == claim.subject and one.column in WHOLE_BUDGETS
        ]
        return not any(
            one.sentence == claim.sentence or (claim.firm and self._nothing_between(one, claim)) for one in budgets
        )

    def _nothing_between(self, first: Claim, claim: Claim) -> bool:
        """全年预算4608.80万元。截至12月31日，实际执行…: whether nothing but the whole was spoken of between."""
        between = self.frames.claims[first.order : claim.order]
        return first.sentence == claim.sentence - 1 and all(
            one.subject.kind == SubjectKind.DEPARTMENT or one.subject.alone for one in between
        )


def left_open(known: KnownNumber, claim: Claim) -> Decimal:
    """万元 by which a printed number may differ from a figure that is kept with fewer places: 2476260.58元 is 247.63万元."""
    return known.half if claim.number and claim.number.step < known.half else Decimal(0)
