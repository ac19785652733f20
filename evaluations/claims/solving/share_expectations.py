"""Which part of which whole a percentage behind 占 may rightly be."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from evaluations.claims.claim_nouns import (
    ALL_COLUMNS,
    WHOLE_DEPARTMENT,
    Claim,
    ClaimSubject,
    ColumnWord,
    Relation,
    SubjectKind,
)
from evaluations.claims.contradictions import Expected, derived_number, share_of
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, KnownFigures, KnownNumber
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.reading.claim_frames import ClaimFrames, printed_known, same_thing

WHOLE_REACH = 40  # claims back to the number that a share is a share of
SHARED_COLUMNS = (ColumnWord.ACTUAL, ColumnWord.BUDGET)


class ShareExpectations:
    """What follows for shares. `meant` gives the figures that a claim's subject may stand for."""

    def __init__(self, figures: KnownFigures, frames: ClaimFrames) -> None:
        self.figures, self.frames = figures, frames

    def shares(self, claim: Claim, meant: list[KnownNumber]) -> Iterator[Expected]:
        """Part ÷ whole: the whole by its name, or the number that 其中 opened, or any that the part belongs to."""
        said = self.frames.value(claim, ALL_COLUMNS, claim.year)
        likely = [*meant, *([said] if said else [])]
        wholes = [*self._wholes(claim)]
        from_text = not any(self.is_figure(one) for one in (*likely, *wholes))
        some = claim.whole is not None and not claim.carried_whole and same_thing(claim.subject, claim.whole)
        for pair in product(likely, wholes) if not some else ():  # 公用经费中主要有办公费等，占公用经费的52%
            if not self.is_itself(*pair) and (one := derived_number(share_of, pair, from_text=from_text)):
                yield one
        yield from self.frames.of_base(claim)

    def is_itself(self, part: KnownNumber, whole: KnownNumber) -> bool:
        """Whether a number is no part of another but that one; two figures that are alike are a part that is all there is."""
        two_figures = part.name != whole.name and self.is_figure(part) and self.is_figure(whole)
        return part.value == whole.value and not two_figures

    def is_figure(self, number: KnownNumber) -> bool:
        """Whether a number is the report's and not only the text's."""
        return number.name in self.figures.scheme.figures

    def _wholes(self, claim: Claim) -> Iterator[KnownNumber]:
        """The number that a share is a share of: named, opened by 其中, or that of the rows which it is a part of."""
        if claim.whole:
            yield from self._named_whole(claim, claim.whole)
            if not claim.carried_whole:
                return
        parent = self.frames.claims[claim.part_of] if claim.part_of is not None else None
        if parent and parent.number and parent.number.exact:
            yield printed_known(parent)
        if claim.subject.kind == SubjectKind.ROW:
            for row in ancestor_rows(self.figures.scheme, claim.subject.codes):
                subject = ClaimSubject(SubjectKind.ROW, (row,))
                yield from (
                    one for column in SHARED_COLUMNS for one in self.figures.of(subject, column, claim.year) if one
                )

    def _named_whole(self, claim: Claim, whole: ClaimSubject) -> Iterator[KnownNumber]:
        if whole.kind in (SubjectKind.ROW, SubjectKind.DEPARTMENT):
            yield from (one for column in SHARED_COLUMNS for one in self.figures.of(whole, column, claim.year) if one)
        said = [
            printed_known(one)
            for one in self.frames.claims[max(0, claim.order - WHOLE_REACH) : claim.order]
            if one.relation == Relation.VALUE
            and one.number
            and one.number.exact
            and same_thing(one.subject, whole)
            and one.year == claim.year
        ]
        yield from said[-2:]

    def explained(self, claim: Claim) -> Iterator[Decimal]:
        """Every quotient of two numbers of its own sentence, whosever they are, and of one of them by a known whole.

        年中追加20万元，占年初预算的2.83%: the number right before, in % of the department's budget.
        """
        parts = dict.fromkeys(one.value for one in self.frames.sentence_values(claim))
        budgets = (self.figures.of(WHOLE_DEPARTMENT, column, claim.year) for column in BUDGET_COLUMNS)
        known = [*self._wholes(claim), *(one for each in budgets for one in each if one)]
        wholes = parts | dict.fromkeys(one.value for one in known)
        yield from (share_of(part, whole) for part, whole in product(parts, wholes) if whole)
