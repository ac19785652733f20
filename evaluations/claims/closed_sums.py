"""Numbers known by their neighbours alone: what closes a sum, a difference or a quotient with figures that stand beside it.

花费1.52万元，比上一年少0.26万元: whoever does not know what was spent on knows it by the two numbers, which are those of one
row. So a wrong number is told without its words: either it should be what two cells of that row give, or it stands where
the sentence needs a cell that it does not print.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.claims.claim_nouns import ClaimSubject, PrintedNumber, Relation, SubjectKind
from evaluations.claims.closed_lists import rest_of_whole
from evaluations.claims.contradictions import Expected
from evaluations.claims.found_once import FoundOnce
from evaluations.claims.known_figures import BUDGET_COLUMNS, KnownNumber, ancestor_rows
from evaluations.claims.number_holders import subjects_with
from evaluations.claims.weighed_columns import ACTUAL_COLUMN, LAST_YEAR, THIS_YEAR, WeighedMeaning, as_expected
from evaluations.claims.weighed_hints import HINT_WORDS, unknown_signs
from evaluations.claims.weighed_numbers import WeighedScene
from evaluations.claims.weighed_strays import OF_BUDGET, OTHER_MEASURE
from evaluations.claims.weighed_values import WHOLE_PERCENT, KnownSubject, is_among
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT

AGAINST_SPENT = re.compile("决算|实际|执行|[少多]支|[节结]余|节[约省支]|超支")
THREE_DIGITS, TEN = 100, 10
DIVIDING = {"share", "rate", "change"}
Closing = tuple[KnownSubject, KnownNumber]


def digits_of(number: PrintedNumber) -> int:
    """The digits of a printed number without the zeros at its end: 1.50 has 15, 120万元 has 12."""
    found = int(abs(number.value) / number.scale * 10**number.places)
    while found and found % TEN == 0:
        found //= TEN
    return found


def is_fine(number: PrintedNumber) -> bool:
    """Whether a percentage is printed so finely that it is no chance: 6.80%, and not 7%."""
    return abs(number.value) * 10**number.places >= THREE_DIGITS


@dataclass(frozen=True)
class ClosedSums:
    """The numbers of one sentence beside each other."""

    weighed: WeighedScene

    def missing(self, order: int) -> WeighedMeaning | None:
        """The meaning of a number that cannot be true beside its neighbours; None where nothing is known of it."""
        one = self.weighed.meanings[order]
        if self.is_beside_the_point(order) or self.weighed.is_explained(order):
            return None
        found = self.derived(order) or self.cell(order) or self.rest(order)
        if not found or self.weighed.net.holds_anywhere(one.at.number):
            return None
        subject, relation, expected = found
        return WeighedMeaning(one.at, subject, own=False, hints=one.hints, relation=relation, expected=[expected])

    def is_beside_the_point(self, order: int) -> bool:
        """Whether its words turn to another time, party or measure."""
        one = self.weighed.meanings[order]
        words = self.weighed.scene.text[one.at.own : one.at.number.start].removeprefix("其中").removeprefix("主要")
        return one.away or not one.at.number.value or OTHER_MEASURE.search(words) is not None

    # ------------------------------------------------------------------ what two cells give
    def derived(self, order: int) -> tuple[ClaimSubject, Relation, Expected] | None:
        """For a change or a percentage right behind cells of one row: what these give."""
        one = self.weighed.meanings[order]
        if "change" in one.kinds and (found := self.named_behind(order)):
            return found
        if order == 0 or not DIVIDING & {*one.kinds} or not self.is_bare(order):
            return None
        last = self.weighed.meanings[order - 1].at.number
        for known in self.rows_by_value(order - 1):
            values = list(self.given(one, known, last, order))
            if values:
                return known.subject, self.relation(one), Expected(values[0])
        return None

    def named_behind(self, order: int) -> tuple[ClaimSubject, Relation, Expected] | None:
        """公用经费下降6.2%，由235.90万元降到221.34万元: what the two cells behind it give."""
        one, behind = self.weighed.meanings[order], self.weighed.meanings[order + 1 : order + 3]
        bare = len(behind) > 1 and self.words(order + 1).strip("，,由从") == "" and self.is_bare(order + 2)
        if not (one.own and bare) or behind[0].at.number.value == behind[1].at.number.value:
            return None
        values = [each.value for each in self.weighed.net.of(one.subject).numbers]
        if not all(is_among(each.at.number, values) for each in behind):
            return None
        then, now = (each.at.number.value for each in behind)
        found = changes_between(one.at.number, now, then)
        return one.subject, Relation.CHANGE, Expected(next(iter(found)))

    def given(self, one: WeighedMeaning, known: KnownSubject, last: PrintedNumber, order: int) -> Iterator[Decimal]:
        """What the cell right before it gives with a cell printed before that, or else with the one that its words compare."""
        others = [each for each in known.numbers if not is_among(last, (each.value,))]
        before = self.weighed.meanings[order - 2].at.number if order > 1 else None
        printed = [each for each in others if before is not None and is_among(before, (each.value,))]
        cells = [each for each in known.numbers if is_among(last, (each.value,))]
        for cell in cells[:1]:
            for other in printed or self.compared(one, known, last):
                yield from changes_between(one.at.number, cell.value, other.value)

    def compared(self, one: WeighedMeaning, known: KnownSubject, last: PrintedNumber) -> list[KnownNumber]:
        """The cell that its words compare what was spent with: last year's, or a budget; where that number is no chance."""
        actual = known.cells[ACTUAL_COLUMN, THIS_YEAR]
        spent = is_among(last, (each.value for each in actual))
        words = self.weighed.scene.text[one.at.lead : one.at.number.start]
        budgets = [each.value for column in BUDGET_COLUMNS for each in known.cells[column, THIS_YEAR]]
        if is_among(last, budgets) and "last" not in one.kinds and AGAINST_SPENT.search(words):
            return actual  # 预算3331.60万元，与决算相比，少支32.22万元
        if not spent or "change" not in one.kinds:
            return []
        if "last" in one.kinds:
            return known.cells[ACTUAL_COLUMN, LAST_YEAR]
        planned = OF_BUDGET & {*one.kinds}
        return [each for column in BUDGET_COLUMNS for each in known.cells[column, THIS_YEAR]] if planned else []

    def relation(self, one: WeighedMeaning) -> Relation:
        return Relation.CHANGE if "change" in one.kinds else Relation.OF_BUDGET

    # ------------------------------------------------------------------ the cell that a sentence needs
    def cell(self, order: int) -> tuple[ClaimSubject, Relation, Expected] | None:
        """For an amount whose neighbours are computed with a cell that stands nowhere: that cell."""
        one = self.weighed.meanings[order]
        if one.at.number.unit != MONEY_UNIT:
            return None
        found = [(known, cell) for known, cell in self.closing(order) if not self.is_printed(cell.value)]
        likely = [(known, cell) for known, cell in found if self.is_of_year(one, known, cell)] or found
        return next(((known.subject, Relation.VALUE, as_expected(cell)) for known, cell in likely), None)

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
        meanings, net = self.weighed.meanings, self.weighed.net
        behind = [place for place in range(order + 1, min(order + 3, len(meanings))) if self.goes_on(order, place)]
        if not self.may_close(behind):
            return
        for known in (net.of(one) for one in net.everything):
            for cell in known.numbers:
                others = [each for each in known.numbers if each.value != cell.value]
                if self.closes(order, behind, cell.value, others, known):
                    yield known, cell

    def may_close(self, behind: Sequence[int]) -> bool:
        """Whether what stands behind is computed with anything at all: not every cell is tried for every number."""
        kinds = [{*self.weighed.meanings[place].kinds} for place in behind]
        return bool(kinds) and bool(kinds[0] & {"change", "share"} or (len(kinds) > 1 and kinds[1] & DIVIDING))

    def goes_on(self, order: int, place: int) -> bool:
        """Whether nothing unknown stands between two numbers."""
        whole = self.weighed.meanings[order + 1]
        of_whole = "share" in whole.kinds and not unknown_signs(self.words(order + 1))  # 占全部收入3712.45万元的96.66%
        return all(self.is_bare(each) or of_whole for each in range(order + 1, place + 1))

    def closes(
        self, order: int, behind: Sequence[int], cell: Decimal, others: Sequence[KnownNumber], known: KnownSubject
    ) -> bool:
        """Whether the two numbers behind are another cell and what both give, or a difference and its percentage."""
        numbers = [self.weighed.meanings[place].at.number for place in behind]
        kinds = [{*self.weighed.meanings[place].kinds} for place in behind]
        if len(numbers) > 1 and DIVIDING & kinds[1]:
            for other in others:
                plain = is_among(numbers[0], (other.value,)) or (
                    "change" in kinds[0] and is_among(numbers[0], (abs(cell - other.value),))
                )
                if plain and numbers[1].unit != numbers[0].unit or (plain and "change" in kinds[1]):
                    if is_among(numbers[1], changes_between(numbers[1], cell, other.value)):
                        return True
        if self.is_part_of_printed(behind, cell) or self.is_end_of_change(behind, cell, others):
            return True
        percent = numbers and numbers[0].unit == PERCENT_UNIT and is_fine(numbers[0])
        in_list = percent and "share" in kinds[0] and self.shares_beside(behind[0])
        return bool(in_list) and self.is_share(numbers[0], cell, known)

    def shares_beside(self, order: int) -> bool:
        """Whether another share of the sentence is one that the figures give, so that they are a list of rows.

        社会保障和就业支出186万元，占总支出的4.29% is none.
        """
        return any(
            place != order and "share" in one.kinds and is_fine(one.at.number) and self.weighed.agrees(place)
            for place, one in enumerate(self.weighed.meanings)
        )

    def is_end_of_change(self, behind: Sequence[int], cell: Decimal, others: Sequence[KnownNumber]) -> bool:
        """“三公”经费19.84万元，…去年24.35万元，今年降18.5%: whether the percentage behind is that from a cell to one that the
        sentence names and prints."""
        if not behind or "change" not in self.weighed.meanings[behind[0]].kinds:
            return False
        percent = self.weighed.meanings[behind[0]].at.number
        named = [
            each.at.number
            for place, each in enumerate(self.weighed.meanings[: behind[0]])
            if each.own and self.weighed.agrees(place)
        ]
        now = [each.value for each in others if any(is_among(one, (each.value,)) for one in named)]
        fine = percent.unit == PERCENT_UNIT and is_fine(percent) and bool(cell)
        return fine and any(is_among(percent, [abs(each / cell - 1) * WHOLE_PERCENT]) for each in now)

    def is_part_of_printed(self, behind: Sequence[int], cell: Decimal) -> bool:
        """占全部收入3712.45万元的96.66%: whether a cell is that share of the whole that is printed."""
        meanings = self.weighed.meanings
        if len(behind) < 2 or "share" not in meanings[behind[0]].kinds or not self.weighed.is_explained(behind[0]):
            return False
        whole, share = (meanings[place].at for place in behind)
        linked = self.weighed.scene.text[share.lead : share.number.start] == "的"
        base = whole.number.value
        return bool(linked and base and is_fine(share.number)) and is_among(share.number, [cell / base * WHOLE_PERCENT])

    def is_share(self, number: PrintedNumber, cell: Decimal, known: KnownSubject) -> bool:
        """Whether a percentage is that of this cell, which was spent this year, in what it is a part of."""
        if known.subject.alone or cell not in [each.value for each in known.cells[ACTUAL_COLUMN, THIS_YEAR]]:
            return False
        rows = ancestor_rows(known.figures.scheme, known.subject.codes)
        wholes = (self.weighed.net.of(ClaimSubject(SubjectKind.ROW, (code,))) for code in rows)
        bases = [each.value for whole in wholes for each in whole.cells[ACTUAL_COLUMN, THIS_YEAR] if each.value]
        return is_among(number, [cell / base * WHOLE_PERCENT for base in bases])

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
            and unknown_signs(scene.text[one.at.lead : one.at.number.start]) == 0
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

    def rows_by_value(self, order: int) -> list[KnownSubject]:
        """The rows and projects that a number is a cell of, if it has so many digits that this is no chance."""
        one, net = self.weighed.meanings[order], self.weighed.net
        digits = digits_of(one.at.number)
        if one.away or one.at.number.unit != MONEY_UNIT or digits < THREE_DIGITS:
            return []
        return [net.of(each) for each in subjects_with(net, one.at.number)]


def changes_between(number: PrintedNumber, one: Decimal, other: Decimal) -> Iterable[Decimal]:
    """What two cells give in the unit of a number: their difference, or each in % of the other and by how much it differs."""
    if number.unit != PERCENT_UNIT:
        return [abs(one - other)]
    pairs = ((part, whole) for part, whole in ((one, other), (other, one)) if whole)
    parts = [part / whole * WHOLE_PERCENT for part, whole in pairs]
    return [*(abs(each - WHOLE_PERCENT) for each in parts), *parts]
