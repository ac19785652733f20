"""A figure as a paper prints it somewhere; and which of several printings is taken for the figure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from evaluations.checks.passages import Passage
from evaluations.language.directions import comparison_holds
from evaluations.language.formulas import Formula, MissingFigure, ZeroDenominator
from evaluations.schemes.scheme import SchemeCheck, ScoringScheme

# How sure a reading is: its column is that of the number before it, of the number it is part of, is named in its clause,
# is named right there, is a table's.
FROM_BEFORE, FROM_WHOLE, FROM_CLAUSE, FROM_NAME_BESIDE, FROM_TABLE = range(5)
ROUNDING_GAP = Decimal("0.02")  # 万元; 20 rounded cells may differ by more, but that is for the checks to say


@dataclass(frozen=True)
class FigureReading:
    """A number that a paper gives for a figure of the form, in its unit; `where` says where. One of a text also has the
    passage, the sentence and the characters of the number."""

    figure: str
    value: Decimal
    strength: int
    where: str
    quote: str = ""
    passage: Passage | None = None
    start: int = 0
    end: int = 0
    sentence: int = -1


def chosen_figures(scheme: ScoringScheme, readings: Iterable[FigureReading]) -> dict[str, FigureReading]:
    """Of each figure the reading of a table; without one, the reading that fits the equations of the form, then the surest."""
    by_figure: dict[str, list[FigureReading]] = {}
    for one in readings:
        by_figure.setdefault(one.figure, []).append(one)
    meant = {name: [one for one in found if one.strength == FROM_TABLE] or found for name, found in by_figure.items()}
    chosen = {name: surest(found) for name, found in meant.items()}
    for name, found in meant.items():
        if len({one.value for one in found}) > 1:
            chosen[name] = fitting(scheme, chosen, found)
    return chosen


def surest(found: list[FigureReading]) -> FigureReading:
    """The surest reading; of equally sure ones the value that stands there most often; of equals the first."""
    times = Counter(one.value for one in found)
    said = [(one.strength, times[one.value]) for one in found]
    return found[said.index(max(said))]


def fitting(scheme: ScoringScheme, chosen: Mapping[str, FigureReading], found: list[FigureReading]) -> FigureReading:
    """The reading that breaks the fewest equations; of equals the surest."""
    name, values = found[0].figure, {other: one.value for other, one in chosen.items()}
    broken = {one.value: broken_equations(scheme, {**values, name: one.value}, name) for one in found}
    least = min(broken.values())
    return surest([one for one in found if broken[one.value] == least])


def broken_equations(scheme: ScoringScheme, values: Mapping[str, Decimal], name: str) -> int:
    """How many equations and sums with this figure do not hold."""
    equations = sum(
        equation_holds(check, values) is False
        for check in scheme.checks
        if name in check.left.names | check.right.names
    )
    sums = [(total, parts) for total, parts in scheme.sums.items() if name in (total, *parts)]
    known = [
        (values[total], [values[part] for part in parts]) for total, parts in sums if {total, *parts} <= set(values)
    ]
    return equations + sum(abs(total - sum(parts, Decimal(0))) > ROUNDING_GAP for total, parts in known)


def equation_holds(check: SchemeCheck, values: Mapping[str, Decimal]) -> bool | None:
    """Whether an equation of the form holds but for rounding; None while a figure is missing."""
    try:
        left, right = (equation_side(side, check, values) for side in (check.left, check.right))
    except (MissingFigure, ZeroDenominator):
        return None
    return abs(left - right) <= ROUNDING_GAP or comparison_holds(left, check.operator, right)


def equation_side(formula: Formula, check: SchemeCheck, values: Mapping[str, Decimal]) -> Decimal:
    """One side; what is optional and not printed counts as 0. Raises MissingFigure."""

    def lookup(name: str) -> Decimal:
        if name in values:
            return values[name]
        if name in check.optional:
            return Decimal(0)
        raise MissingFigure(name)

    return formula.evaluate(lookup)
