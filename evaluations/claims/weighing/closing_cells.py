"""The cells that the numbers behind a place of a sentence are computed with: the number there should be one of these."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.claims.claim_nouns import ClaimSubject, PrintedNumber, SubjectKind
from evaluations.claims.figures.known_figures import KnownNumber
from evaluations.claims.figures.number_holders import subjects_with_amount
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, KnownSubject, is_among
from evaluations.claims.scenes.weighed_columns import ACTUAL_COLUMN, THIS_YEAR
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.language.units import PERCENT_UNIT

THREE_DIGITS = 100
DIVIDING_KINDS = {"share", "rate", "change"}
Closing = tuple[KnownSubject, KnownNumber]
# (a cell, the subject that has it) → whether the numbers behind are computed with it
Closes = Callable[[Decimal, KnownSubject], bool]
Way = tuple[Closes, set[ClaimSubject] | None]  # with the subjects among which it may be, None: any


def is_fine(number: PrintedNumber) -> bool:
    """Whether a percentage is printed so finely that it is no chance: 6.80%, and not 7%."""
    return abs(number.value) * 10**number.places >= THREE_DIGITS


def changes_between(number: PrintedNumber, one: Decimal, other: Decimal) -> Iterable[Decimal]:
    """What two cells give in the unit of a number: their difference, or each in % of the other and by how much it differs."""
    if number.unit != PERCENT_UNIT:
        return [abs(one - other)]
    pairs = ((part, whole) for part, whole in ((one, other), (other, one)) if whole)
    parts = [part / whole * WHOLE_PERCENT for part, whole in pairs]
    return [*(abs(each - WHOLE_PERCENT) for each in parts), *parts]


@dataclass(frozen=True)
class ClosingCells:
    """Of one sentence, and the one or two places `behind` a number of it."""

    weighed: WeighedScene
    behind: Sequence[int]

    def found(self) -> Iterator[Closing]:
        """Each of them, row by row; what the numbers behind do not allow is not tried on any cell."""
        ways, net = [way for way in self.ways() if way], self.weighed.net
        for known in [net.of(one) for one in net.everything] if ways else ():
            likely = [closes for closes, among in ways if among is None or known.subject in among]
            for cell in known.numbers if likely else ():
                if any([closes(cell.value, known) for closes in likely]):
                    yield known, cell

    def ways(self) -> Iterator[Way | None]:
        """How the numbers behind may be computed with a cell; None for a way that they do not allow."""
        if not self.behind:
            return
        kinds = [{*self.weighed.meanings[place].kinds} for place in self.behind]
        if len(kinds) > 1 and DIVIDING_KINDS & kinds[1] and not self.opens_list(1):
            yield self.with_other_cell("change" in kinds[0], "change" in kinds[1])
        yield self.part_of_printed() if len(kinds) > 1 and "share" in kinds[0] else None
        percent = self.number(0)
        if percent.unit == PERCENT_UNIT and is_fine(percent):
            yield self.end_of_change(percent) if "change" in kinds[0] else None
            yield self.share_of_row(percent) if "share" in kinds[0] and self.shares_beside(self.behind[0]) else None

    def number(self, place: int) -> PrintedNumber:
        """The first or second number behind."""
        return self.weighed.meanings[self.behind[place]].at.number

    def opens_list(self, place: int) -> bool:
        """支出318.77万元，增加23.37万元，其中人员经费占93.12%: whether a number behind is the first of some parts."""
        at = self.weighed.meanings[self.behind[place]].at
        return "其中" in self.weighed.scene.words_before(at)

    def with_other_cell(self, first_is_change: bool, second_is_change: bool) -> Way | None:
        """Whether the two numbers behind are another cell and what both give, or a difference and its percentage."""
        first, second = self.number(0), self.number(1)
        if not first.value or (first.unit == second.unit and not second_is_change):
            return None  # 决算0万元，完成预算的0%: of many rows
        value, step, among = abs(first.value), first.step, subjects_with_amount(self.weighed.net, first)

        def closes(cell: Decimal, known: KnownSubject) -> bool:
            for other in [one.value for one in known.numbers if one.value != cell]:
                plain = abs(value - other) < step or (first_is_change and abs(value - abs(cell - other)) < step)
                if plain and is_among(second, changes_between(second, cell, other)):
                    return True
            return False

        return (closes, among) if among else None

    def part_of_printed(self) -> Way | None:
        """占全部收入3712.45万元的96.66%: whether a cell is that share of the whole that is printed."""
        whole, share = (self.weighed.meanings[place].at for place in self.behind)
        linked = self.weighed.scene.words_before(share) == "的"
        base = whole.number.value
        if not (linked and base and is_fine(share.number) and self.weighed.is_explained(self.behind[0])):
            return None
        return lambda cell, known: is_among(share.number, [cell / base * WHOLE_PERCENT]), None

    def end_of_change(self, percent: PrintedNumber) -> Way | None:
        """“三公”经费19.84万元，…去年24.35万元，今年降18.5%: whether the percentage behind is that from a cell to one that the
        sentence names and prints."""
        named = [
            each.at.number
            for place, each in enumerate(self.weighed.meanings[: self.behind[0]])
            if each.own and self.weighed.agrees(place)
        ]
        if not named:
            return None

        def closes(cell: Decimal, known: KnownSubject) -> bool:
            others = [one.value for one in known.numbers if one.value != cell] if cell else []
            now = [each for each in others if any([is_among(one, (each,)) for one in named])]
            return any([is_among(percent, [abs(each / cell - 1) * WHOLE_PERCENT]) for each in now])

        return closes, None

    def shares_beside(self, order: int) -> bool:
        """Whether another share of the sentence is one that the figures give, so that they are a list of rows.

        社会保障和就业支出186万元，占总支出的4.29% is none.
        """
        return any(
            place != order and "share" in one.kinds and is_fine(one.at.number) and self.weighed.agrees(place)
            for place, one in enumerate(self.weighed.meanings)
        )

    def share_of_row(self, percent: PrintedNumber) -> Way:
        """Whether a percentage is that of a cell, which was spent this year, in what it is a part of."""

        def closes(cell: Decimal, known: KnownSubject) -> bool:
            if known.subject.alone or cell not in [each.value for each in known.cells[ACTUAL_COLUMN, THIS_YEAR]]:
                return False
            rows = ancestor_rows(known.figures.scheme, known.subject.codes)
            wholes = (self.weighed.net.of(ClaimSubject(SubjectKind.ROW, (code,))) for code in rows)
            bases = [each.value for whole in wholes for each in whole.cells[ACTUAL_COLUMN, THIS_YEAR] if each.value]
            return is_among(percent, [cell / base * WHOLE_PERCENT for base in bases])

        return closes, None
