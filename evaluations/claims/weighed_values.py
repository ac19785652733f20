"""Every number that follows from what a report knows of one subject, and the wide net of the second reading.

A number that is any of these is never accused by it, however its sentence is turned.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import combinations, permutations

from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, ColumnWord, PrintedNumber, SubjectKind
from evaluations.claims.known_figures import KnownFigures, KnownNumber, ancestor_rows
from evaluations.language.amounts import Amount
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

WHOLE_PERCENT = Decimal(100)
COLUMNS = tuple(column for column in ColumnWord if column != ColumnWord.NO_COLUMN)
YEARS = (ClaimYear.THIS, ClaimYear.LAST)
MOST_SUMMED = 6  # things of which any two to four may be said together
SUM_SIZES = (2, 3, 4)
NAMED_THINGS = (SubjectKind.ROW, SubjectKind.PROJECT)
CellPlace = tuple[ColumnWord, ClaimYear]


@dataclass(frozen=True)
class KnownSubject:
    """A subject with all its known cells; several rows or projects together are one (ClaimSubject.parts)."""

    figures: KnownFigures
    subject: ClaimSubject

    @cached_property
    def cells(self) -> dict[CellPlace, list[KnownNumber]]:
        """(column, year) → its numbers."""
        places = [(column, year) for column in COLUMNS for year in YEARS]
        return {
            (column, year): [one for one in self.figures.of(self.subject, column, year) if one]
            for column, year in places
        }

    @cached_property
    def numbers(self) -> list[KnownNumber]:
        """Its different figures."""
        return list({one.value: one for known in self.cells.values() for one in known}.values())

    @cached_property
    def gaps(self) -> list[Decimal]:
        return [abs(one.value - other.value) for one, other in combinations(self.numbers, 2)]

    @cached_property
    def quotients(self) -> list[Decimal]:
        """What one of its figures is of another, and how much more or less, in %."""
        pairs = permutations(self.numbers, 2)
        parts = [part.value / whole.value * WHOLE_PERCENT for part, whole in pairs if whole.value]
        return [*parts, *(abs(one - WHOLE_PERCENT) for one in parts)]

    @cached_property
    def shares(self) -> list[Decimal]:
        """Its cells in % of the same cell of what it is a part of."""
        if self.subject.kind != SubjectKind.ROW:
            return []
        rows = ancestor_rows(self.figures.scheme, self.subject.codes)
        wholes = (KnownSubject(self.figures, ClaimSubject(SubjectKind.ROW, (code,))) for code in rows)
        return [share for whole in wholes for share in shares_of(self, whole)]

    def explains(self, number: PrintedNumber) -> bool:
        """Whether a number may be one of this subject's."""
        if number.unit == PERCENT_UNIT:
            return is_among(number, self.quotients) or is_among(number, self.shares)
        return is_among(number, (one.value for one in self.numbers)) or is_among(number, self.gaps)


def shares_of(part: KnownSubject, whole: KnownSubject) -> Iterator[Decimal]:
    """Each cell of a part in % of the same cell of a whole."""
    for cell, known in part.cells.items():
        for base in whole.cells.get(cell, ()):
            yield from (one.value / base.value * WHOLE_PERCENT for one in known if base.value)


def is_among(number: PrintedNumber, values: Iterable[Decimal]) -> bool:
    """Whether a printed number is one of some values, rounded or cut off."""
    value, step = abs(number.value), number.step
    return any(abs(value - one) < step for one in values)


@dataclass
class WideNet:
    """What the figures of a report explain."""

    figures: KnownFigures
    known: dict[ClaimSubject, KnownSubject] = field(default_factory=dict)

    def of(self, subject: ClaimSubject) -> KnownSubject:
        """A subject with its figures, asked once."""
        if subject not in self.known:
            self.known[subject] = KnownSubject(self.figures, subject)
        return self.known[subject]

    @cached_property
    def cells(self) -> list[Decimal]:
        """Every amount of money of the report."""
        projects = (amount for one in self.figures.projects for amount in (one.budget, one.actual))
        return [abs(value) for value in (*self._figures(MONEY_UNIT), *projects) if isinstance(value, Decimal) and value]

    @cached_property
    def people(self) -> list[Decimal]:
        """Every number of people of the report."""
        return [value for value in self._figures(PERSON_UNIT) if isinstance(value, Decimal)]

    def _figures(self, unit: str) -> Iterator[Amount]:
        figures = self.figures.scheme.figures.items()
        return (self.figures.lookup(name) for name, figure in figures if figure.unit == unit)

    def holds(self, number: PrintedNumber, near: Sequence[ClaimSubject], others: Sequence[PrintedNumber]) -> bool:
        """Whether one of these subjects, some of them together, or the numbers beside it give this number."""
        if number.unit == PERSON_UNIT:
            both = (one + other for one, other in combinations(self.people, 2))
            return is_among(number, (*self.people, *both)) or is_difference(number, others)
        if any(self.of(subject).explains(number) for subject in near):
            return True
        if number.unit == PERCENT_UNIT:
            return self._is_rate(number, near) or is_quotient(number, others)
        if is_among(number, self.cells) or is_difference(number, others):
            return True
        return any(self.of(both).explains(number) for both in sums_of(near))

    def _is_rate(self, number: PrintedNumber, near: Sequence[ClaimSubject]) -> bool:
        """Whether it is a share of one subject in another, or a rate of the form."""
        pairs = permutations(map(self.of, near), 2)
        rates = map(self.figures.lookup, self.figures.scheme.ratios)
        return any(is_among(number, shares_of(part, whole)) for part, whole in pairs) or is_among(
            number, (abs(rate) for rate in rates if isinstance(rate, Decimal))
        )


def sums_of(near: Sequence[ClaimSubject]) -> Iterator[ClaimSubject]:
    """Any two to four of these rows and projects together."""
    things = [one for one in near if one.kind in NAMED_THINGS and not one.alone][:MOST_SUMMED]
    for count in SUM_SIZES:
        yield from (ClaimSubject(SubjectKind.UNKNOWN, parts=parts) for parts in combinations(things, count))


def is_quotient(number: PrintedNumber, others: Sequence[PrintedNumber]) -> bool:
    """Whether a percentage is what two amounts beside it give, or the rest of a percentage."""
    money = [abs(one.value) for one in others if one.unit == MONEY_UNIT]
    parts = [part / whole * WHOLE_PERCENT for part, whole in permutations(money, 2) if whole]
    rest = [WHOLE_PERCENT - abs(one.value) for one in others if one.unit == PERCENT_UNIT]
    return is_among(number, [*parts, *(abs(one - WHOLE_PERCENT) for one in parts), *rest])


def is_difference(number: PrintedNumber, others: Sequence[PrintedNumber]) -> bool:
    """Whether a number is the difference of two of its kind beside it."""
    same = [abs(one.value) for one in others if one.unit == number.unit]
    return is_among(number, (abs(one - other) for one, other in combinations(same, 2)))
