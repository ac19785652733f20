"""Sums of readings: `general_basic.30205 + general_basic.30206`, their cells and by how much rounding may move them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.final_accounts.sheet_readings import AccountReading

Readings = Mapping[str, AccountReading]


@dataclass(frozen=True)
class ReadingSum:
    """A value with the readings it is made of and their signs."""

    value: Decimal
    parts: Sequence[tuple[int, AccountReading]]

    @property
    def envelope(self) -> Decimal:
        """By how much a rounded sum may differ: half a unit of the last digit for each cell."""
        return sum((part.step for _, part in self.parts), Decimal(0))

    @property
    def written(self) -> list[tuple[int, AccountReading]]:
        """The parts that stand in a cell; all of them where every cell is empty."""
        return [pair for pair in self.parts if not pair[1].blank] or list(self.parts)

    @property
    def scope(self) -> str:
        """The scopes of its parts, each once."""
        return "、".join(dict.fromkeys(part.scope for _, part in self.parts))

    @property
    def doubts(self) -> list[str]:
        """Why a person should look at it, each reason once."""
        return list(dict.fromkeys(doubt for _, part in self.parts for doubt in part.doubts))

    def agrees_with(self, other: "ReadingSum") -> bool:
        """Whether two printings of one figure differ by no more than rounding: (n + 1) × half a unit."""
        steps = [part.step for _, part in (*self.parts, *other.parts)]
        return abs(self.value - other.value) <= self.envelope + other.envelope + max(steps, default=Decimal(0))


def sum_terms(text: str) -> list[tuple[int, str]]:
    """(sign, name) of each term."""
    words = text.split()
    signs = [1, *(-1 if word == "-" else 1 for word in words[1::2])]
    return list(zip(signs, words[::2], strict=True))


def reading_sum(text: str, readings: Readings) -> ReadingSum | None:
    """The sum; None where one of its readings is not there, but for those that end in ?."""
    parts: list[tuple[int, AccountReading]] = []
    for sign, term in sum_terms(text):
        if found := readings.get(term.rstrip("?")):
            parts.append((sign, found))
        elif not term.endswith("?"):
            return None
    return ReadingSum(sum((sign * part.value for sign, part in parts), Decimal(0)), parts)
