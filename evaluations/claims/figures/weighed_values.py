"""Every number that follows from what a report knows of one subject, and the wide net of the second reading.

A number that is any of these is never accused by it, however its sentence is turned.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, partial
from itertools import chain, combinations, permutations

from evaluations.claims.claim_nouns import NAMED_KINDS, ClaimSubject, PrintedNumber, SubjectKind
from evaluations.claims.figures.asked_figures import (
    is_difference,
    is_in_order,
    is_known_amount,
    is_known_rate,
    known_amounts,
    names_in_unit,
)
from evaluations.claims.figures.known_figures import ALL_PROJECTS, KnownFigures, KnownNumber, bare_name
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.subject_cells import SubjectCells, names_of_row
from evaluations.claims.figures.subject_names import form_cells, total_codes, total_rows
from evaluations.claims.words.found_once import FoundOnce
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

WHOLE_PERCENT = Decimal(100)
MOST_SUMMED = 6  # things of which any two to four may be said together
KEPT_SENTENCES = 8
SUM_SIZES = (2, 3, 4)


@dataclass
class KnownSubject:
    """A subject with all its known cells; several rows or projects together are one (ClaimSubject.parts)."""

    figures: KnownFigures
    subject: ClaimSubject

    @FoundOnce
    def cells(self) -> "SubjectCells":
        """(column, year) → its numbers."""
        return SubjectCells(self.figures, self.subject)

    @FoundOnce
    def numbers(self) -> list[KnownNumber]:
        """Its different figures."""
        return list({one.value: one for one in self._numbers() if one}.values())

    def _numbers(self) -> Iterable[KnownNumber | None]:
        """The figures of its cells; of one row they are known by the form, without asking cell by cell."""
        plain = self.subject.kind == SubjectKind.ROW and not self.subject.parts and not self.figures.is_plan
        if plain:
            return map(self.figures.number, names_of_row(self.figures.scheme, self.subject))
        return (one for known in self.cells.values() for one in known)

    @FoundOnce
    def gaps(self) -> list[Decimal]:
        """What lies between any two of its figures."""
        return [abs(one.value - other.value) for one, other in combinations(self.numbers, 2)]

    @FoundOnce
    def quotients(self) -> list[Decimal]:
        """What one of its figures is of another, and how much more or less, in %."""
        pairs = permutations(self.numbers, 2)
        parts = [part.value / whole.value * WHOLE_PERCENT for part, whole in pairs if whole.value]
        return [*parts, *(abs(one - WHOLE_PERCENT) for one in parts)]

    @FoundOnce
    def shares(self) -> list[Decimal]:
        """Its cells in % of the same cell of what it is a part of."""
        if self.subject.kind != SubjectKind.ROW:
            return []
        rows = ancestor_rows(self.figures.scheme, self.subject.codes)
        wholes = (KnownSubject(self.figures, ClaimSubject(SubjectKind.ROW, (code,))) for code in rows)
        return [share for whole in wholes for share in shares_of(self, whole)]

    @FoundOnce
    def amounts(self) -> list[Decimal]:
        """Its figures and what lies between two of them."""
        return [*(one.value for one in self.numbers), *self.gaps]

    def gives(self, number: PrintedNumber) -> bool:
        """Whether a number is one of its figures, or what two of them give."""
        return is_among(number, map(abs, self.quotients if number.unit == PERCENT_UNIT else self.amounts))


def pairs_of(part: KnownSubject, whole: KnownSubject) -> Iterator[tuple[KnownNumber, KnownNumber]]:
    """Each cell of a part with the same cell of a whole."""
    return ((one, base) for cell, known in part.cells.filled for base in whole.cells[cell] for one in known)


def shares_of(part: KnownSubject, whole: KnownSubject) -> Iterator[Decimal]:
    """Each cell of a part in % of the same cell of a whole."""
    for cell, known in part.cells.filled:
        for base in whole.cells[cell]:
            if base.value:
                yield from [one.value / base.value * WHOLE_PERCENT for one in known]


def is_among(number: PrintedNumber, values: Iterable[Decimal]) -> bool:
    """Whether a printed number is one of some values, rounded or cut off."""
    value, step = abs(number.value), number.step
    for one in values:
        if abs(value - one) < step:
            return True
    return False


@dataclass
class WideNet:
    """What the figures of a report explain."""

    figures: KnownFigures
    known: dict[ClaimSubject, KnownSubject] = field(default_factory=dict)
    kept: dict[Hashable, list[Decimal]] = field(default_factory=dict)

    def in_order(
        self, question: str, near: Sequence[ClaimSubject], answer: Callable[[], Iterable[Decimal]]
    ) -> list[Decimal]:
        """What is asked of some subjects for each number of a sentence, found once and in its order."""
        key = (question, *near)
        if key not in self.kept:
            self.kept[key] = sorted(answer())
        return self.kept[key]

    @property
    def total_codes(self) -> frozenset[str]:
        """The rows of all that is spent or comes in."""
        return total_codes(self.figures.scheme)

    @property
    def all_projects(self) -> KnownSubject:
        """All projects of the report together."""
        return self.of(ClaimSubject(SubjectKind.PROJECT, (f"{ALL_PROJECTS}{len(self.figures.projects)}",), "项目"))

    def of(self, subject: ClaimSubject) -> KnownSubject:
        """A subject with its figures, asked once."""
        known = self.known.get(subject)
        if known is None:
            find = partial(KnownSubject, self.figures, subject)
            known = self.known[subject] = find() if subject.parts else self.figures.once(("of", subject), find)
        return known

    def is_cell(self, number: PrintedNumber) -> bool:
        """Whether a number is an amount of the report."""
        return number.unit == MONEY_UNIT and self.figures.ask(is_known_amount, number)

    @FoundOnce
    def people(self) -> list[Decimal]:
        """Every number of people of the report."""
        values = map(self.figures.lookup, names_in_unit(self.figures, PERSON_UNIT))
        return [value for value in values if isinstance(value, Decimal)]

    def holds(self, number: PrintedNumber, near: Sequence[ClaimSubject], others: Sequence[PrintedNumber]) -> bool:
        """Whether one of these subjects, some of them together, or the numbers beside it give this number."""
        return self.figures.ask_few(is_held, (number, tuple(near), tuple(others)))

    def gives(self, number: PrintedNumber, near: Sequence[ClaimSubject], others: Sequence[PrintedNumber]) -> bool:
        """The same, of these very figures."""
        if number.unit == PERSON_UNIT:
            both = (one + other for one, other in combinations(self.people, 2))
            return is_among(number, (*self.people, *both)) or is_difference(number, others)
        if number.unit == PERCENT_UNIT:
            return (
                is_in_order(number, self.in_order("percents", near, lambda: self._percents(near)))
                or self.figures.ask(is_known_rate, number)
                or is_quotient(number, others)
                or is_in_order(number, self.in_order("shares", near, lambda: self._shares(near)))
            )
        return (
            is_in_order(number, self.in_order("amounts", near, lambda: self._amounts(near)))
            or self.figures.ask(is_known_amount, number)
            or is_difference(number, others)
            or is_in_order(number, self.in_order("sums", near, lambda: self._amounts(sums_of(near))))
        )

    def holds_anywhere(self, number: PrintedNumber) -> bool:
        """Whether any row or project, whatever is spoken of, gives this number, or two of the report's totals together."""
        return self.figures.ask(is_anywhere, number)

    def gives_anywhere(self, number: PrintedNumber) -> bool:
        """The same, of these very figures."""
        values = self.figures.once(("anywhere", number.unit), lambda: sorted(self._anywhere(number.unit)))
        return is_in_order(number, values)

    def _anywhere(self, unit: str) -> Iterator[Decimal]:
        everything = [self.of(one) for one in self.everything]
        if unit == PERSON_UNIT:
            return iter(self.people)
        if unit == PERCENT_UNIT:
            return (percent for one in everything for percent in (*one.quotients, *one.shares))
        alone = [one.value for each in everything if each.subject.alone for one in each.numbers]
        either = (value + other for value in alone for other in known_amounts(self.figures))
        totals = [self.of(ClaimSubject(SubjectKind.ROW, codes)) for codes in total_rows(self.figures.scheme).values()]
        rest = (
            abs(one.value - two.value) for whole in totals for part in everything for one, two in pairs_of(part, whole)
        )
        return chain((amount for one in everything for amount in one.amounts), either, rest)

    @FoundOnce
    def everything(self) -> list[ClaimSubject]:
        """Every row with its cells and every project, found once."""
        return self.figures.once("everything", lambda: list(self._subjects()))

    def _subjects(self) -> Iterator[ClaimSubject]:
        """Every row with its cells and every project."""
        for code, cells in form_cells(self.figures.scheme).items():
            yield ClaimSubject(SubjectKind.ROW, (code,), code, alone=len(cells) == 1)
        for one in self.figures.projects:
            yield ClaimSubject(SubjectKind.PROJECT, (bare_name(one.name),), one.name)
        yield self.all_projects.subject

    def _amounts(self, subjects: Iterable[ClaimSubject]) -> Iterator[Decimal]:
        return (amount for one in subjects for amount in self.of(one).amounts)

    def _percents(self, near: Iterable[ClaimSubject]) -> Iterator[Decimal]:
        return (percent for one in map(self.of, near) for percent in (*one.quotients, *one.shares))

    def _shares(self, near: Iterable[ClaimSubject]) -> Iterator[Decimal]:
        """Each subject's cells in % of another's."""
        return (share for part, whole in permutations(map(self.of, near), 2) for share in shares_of(part, whole))


def net_of(figures: KnownFigures) -> WideNet:
    """One net for all questions that are asked of the same figures."""
    return figures.once("net", lambda: WideNet(figures))


def is_held(
    figures: KnownFigures, asked: tuple[PrintedNumber, Sequence[ClaimSubject], Sequence[PrintedNumber]]
) -> bool:
    """WideNet.holds as a question to all figures: a text whose numbers follow still, or still do not, stands."""
    return net_of(figures).gives(*asked)


def is_anywhere(figures: KnownFigures, number: PrintedNumber) -> bool:
    """WideNet.holds_anywhere as such a question."""
    return net_of(figures).gives_anywhere(number)


def sums_of(near: Sequence[ClaimSubject]) -> Iterator[ClaimSubject]:
    """Any two to four of these rows and projects together."""
    things = [one for one in near if one.kind in NAMED_KINDS and not one.alone][:MOST_SUMMED]
    for count in SUM_SIZES:
        yield from (ClaimSubject(SubjectKind.UNKNOWN, parts=parts) for parts in combinations(things, count))


def is_quotient(number: PrintedNumber, others: Sequence[PrintedNumber]) -> bool:
    """Whether a percentage is what two amounts beside it give, or the rest of a percentage."""
    money = tuple(abs(one.value) for one in others if one.unit == MONEY_UNIT)
    rest = (WHOLE_PERCENT - abs(one.value) for one in others if one.unit == PERCENT_UNIT)
    return is_among(number, rest) or is_in_order(number, quotients_of(money))


@lru_cache(maxsize=KEPT_SENTENCES)
def quotients_of(money: tuple[Decimal, ...]) -> list[Decimal]:
    """What each of some amounts is of each other, and how much more or less, in % and in their order."""
    parts = [part / whole * WHOLE_PERCENT for part, whole in permutations(money, 2) if whole]
    return sorted([*parts, *(abs(one - WHOLE_PERCENT) for one in parts)])
