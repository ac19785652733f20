"""Numbers known by their neighbours alone: what closes a sum, a difference or a quotient with figures that stand beside it.

花费1.52万元，比上一年少0.26万元: whoever does not know what was spent on knows it by the two numbers, which are those of one
row. So a wrong number is told without its words: either it should be what two cells of that row give, or it stands where
the sentence needs a cell that it does not print.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from evaluations.claims.claim_nouns import ClaimSubject, PrintedNumber, Relation
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.known_figures import KnownNumber
from evaluations.claims.figures.number_holders import subjects_with
from evaluations.claims.figures.weighed_values import KnownSubject, is_among
from evaluations.claims.scenes.weighed_columns import ACTUAL_COLUMN, LAST_YEAR, THIS_YEAR, WeighedMeaning, as_expected
from evaluations.claims.weighing.closed_lists import rest_of_whole
from evaluations.claims.weighing.closing_cells import (
    DIVIDING_KINDS,
    THREE_DIGITS,
    Closing,
    ClosingCells,
    changes_between,
)
from evaluations.claims.weighing.mended_lists import PartsList, lists_of
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.weighing.weighed_strays import OF_BUDGET, OTHER_MEASURE
from evaluations.claims.words.found_once import FoundOnce
from evaluations.claims.words.weighed_hints import HINT_WORDS, unknown_signs
from evaluations.language.units import MONEY_UNIT

AGAINST_SPENT = re.compile("决算|实际|执行|[少多]支|[节结]余|节[约省支]|超支")
TEN = 10


def digits_of(number: PrintedNumber) -> int:
    """The digits of a printed number without the zeros at its end: 1.50 has 15, 120万元 has 12."""
    found = int(abs(number.value) / number.scale * 10**number.places)
    while found and found % TEN == 0:
        found //= TEN
    return found


@dataclass(frozen=True)
class ClosedSums:
    """The numbers of one sentence beside each other."""

    weighed: WeighedScene

    def missing(self, order: int) -> WeighedMeaning | None:
        """The meaning of a number that cannot be true beside its neighbours; None where nothing is known of it."""
        one = self.weighed.meanings[order]
        if self.is_beside_the_point(order):
            return None
        found = self.derived(order) or self.cell(order) or self.rest(order)
        if not found or self.weighed.is_explained(order) or self.weighed.net.holds_anywhere(one.at.number):
            return None
        subject, relation, expected = found
        return WeighedMeaning(one.at, subject, own=False, hints=one.hints, relation=relation, expected=[expected])

    def is_beside_the_point(self, order: int) -> bool:
        """Whether its words turn to another time, party or measure."""
        one = self.weighed.meanings[order]
        words = self.weighed.scene.own_words(one.at).removeprefix("其中").removeprefix("主要")
        return one.away or not one.at.number.value or OTHER_MEASURE.search(words) is not None

    # ------------------------------------------------------------------ what two cells give
    def derived(self, order: int) -> tuple[ClaimSubject, Relation, Expected] | None:
        """For a change or a percentage right behind cells of one row: what these give."""
        one = self.weighed.meanings[order]
        if order == 0 or not DIVIDING_KINDS & {*one.kinds} or not self.is_bare(order):
            return None
        last = self.weighed.meanings[order - 1].at.number
        for known in self.rows_by_value(order - 1):
            values = list(self.given(one, known, last, order))
            if values:
                return known.subject, self.relation(one), Expected(values[0])
        return None

    def given(self, one: WeighedMeaning, known: KnownSubject, last: PrintedNumber, order: int) -> Iterator[Decimal]:
        """What the cell right before it gives with a cell printed before that, or else with the one that its words compare."""
        others = [each for each in known.numbers if not is_among(last, (each.value,))]
        before = self.weighed.meanings[order - 2].at.number if order > 1 else None
        printed = [each for each in others if before is not None and is_among(before, (each.value,))]
        if "last" in one.kinds:  # 调整后预算4.92亿元；支出4.75亿元，较上年决算数减少0.27亿元
            printed = [each for each in printed if each in known.cells[ACTUAL_COLUMN, LAST_YEAR]]
        cells = [each for each in known.numbers if is_among(last, (each.value,))]
        for cell in cells[:1]:
            for other in printed or self.compared(one, known, last):
                yield from changes_between(one.at.number, cell.value, other.value)

    def compared(self, one: WeighedMeaning, known: KnownSubject, last: PrintedNumber) -> list[KnownNumber]:
        """The cell that its words compare what was spent with: last year's, or a budget; where that number is no chance."""
        actual = known.cells[ACTUAL_COLUMN, THIS_YEAR]
        spent = is_among(last, (each.value for each in actual))
        words = self.weighed.scene.words_before(one.at)
        budgets = [each.value for each in known.cells.budgets(THIS_YEAR)]
        if is_among(last, budgets) and "last" not in one.kinds and AGAINST_SPENT.search(words):
            return actual  # 预算3331.60万元，与决算相比，少支32.22万元
        if not spent or "change" not in one.kinds:
            return []
        if "last" in one.kinds:
            return known.cells[ACTUAL_COLUMN, LAST_YEAR]
        return known.cells.budgets(THIS_YEAR) if OF_BUDGET & {*one.kinds} else []

    def relation(self, one: WeighedMeaning) -> Relation:
        """What the words before a number make of it beside its neighbour."""
        return Relation.CHANGE if "change" in one.kinds else Relation.OF_BUDGET

    # ------------------------------------------------------------------ the cell that a sentence needs
    def cell(self, order: int) -> tuple[ClaimSubject, Relation, Expected] | None:
        """For an amount whose neighbours are computed with a cell that stands nowhere: that cell."""
        one = self.weighed.meanings[order]
        if one.at.number.unit != MONEY_UNIT or self.is_change_of_cell(order):
            return None
        found = [(known, cell) for known, cell in self.closing(order) if not self.is_printed(cell.value)]
        likely = [(known, cell) for known, cell in found if self.is_of_year(one, known, cell)] or found
        return next(((known.subject, Relation.VALUE, as_expected(cell)) for known, cell in likely), None)

    def is_change_of_cell(self, order: int) -> bool:
        """日常支出318.77万元，与上年对比增加23.37万元: by how much a printed figure changed since a year that no table
        may have."""
        since_last = order > 0 and {"change", "last"} <= {*self.weighed.meanings[order].kinds}
        return since_last and self.weighed.net.is_cell(self.weighed.meanings[order - 1].at.number)

    def rest(self, order: int) -> tuple[ClaimSubject, Relation, Expected] | None:
        """For a part of a list: what its whole leaves for it."""
        found = rest_of_whole(self.weighed, order)
        return (found[0], Relation.VALUE, found[1]) if found else None

    def is_of_year(self, one: WeighedMeaning, known: KnownSubject, cell: KnownNumber) -> bool:
        """Whether a cell is one of last year where the words speak of it, else what was spent this year."""
        year = LAST_YEAR if "last" in one.kinds else THIS_YEAR
        return cell.value in [each.value for each in known.cells[ACTUAL_COLUMN, year]]

    def closing(self, order: int) -> Iterator[Closing]:
        """Each cell that its neighbours are computed with."""
        last = min(order + 3, len(self.weighed.meanings))
        behind = [place for place in range(order + 1, last) if self.goes_on(order, place)]
        return ClosingCells(self.weighed, behind).found()

    def goes_on(self, order: int, place: int) -> bool:
        """Whether nothing unknown stands between two numbers."""
        whole = self.weighed.meanings[order + 1]
        of_whole = "share" in whole.kinds and not unknown_signs(self.words(order + 1))  # 占全部收入3712.45万元的96.66%
        return all(self.is_bare(each) or of_whole for each in range(order + 1, place + 1))

    def is_printed(self, value: Decimal) -> bool:
        """Whether the sentence prints an amount somewhere."""
        return any(is_among(one.number, (value,)) for one in self.weighed.scene.numbers)

    # ------------------------------------------------------------------ shared
    @FoundOnce
    def bare(self) -> list[bool]:
        """Of each number whether its own words name nothing and are all known."""
        scene = self.weighed.scene
        return [
            not scene.named_between(one.at.lead, one.at.number.start)
            and not one.away
            and unknown_signs(scene.words_before(one.at)) == 0
            and HINT_WORDS.search(scene.text, one.at.lead, one.at.number.start) is not None
            for one in self.weighed.meanings
        ]

    def words(self, order: int) -> str:
        """The words between the number before and a number, without names."""
        one = self.weighed.meanings[order]
        return self.weighed.scene.without_names(one.at.lead, one.at.number.start)

    def is_bare(self, order: int) -> bool:
        """Whether a number goes on about the one before it."""
        return self.bare[order]

    @FoundOnce
    def lists(self) -> list[PartsList]:
        """The lists of the sentence, with their wholes."""
        return list(lists_of(self.weighed))

    def rows_by_value(self, order: int) -> list[KnownSubject]:
        """The rows and projects that a number is a cell of, if it has so many digits that this is no chance."""
        one, net = self.weighed.meanings[order], self.weighed.net
        digits = digits_of(one.at.number)
        if one.away or one.at.number.unit != MONEY_UNIT or digits < THREE_DIGITS:
            return []
        return [net.of(each) for each in subjects_with(net, one.at.number)]
