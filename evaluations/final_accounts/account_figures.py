"""From readings to figures: what agrees is taken, what does not is shown with its cells and taken by nobody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.final_accounts.account_mapping import FigureMapping
from evaluations.final_accounts.reading_sums import ReadingSum, reading_sum
from evaluations.final_accounts.sheet_readings import AccountReading, SheetReadings

UNIT_SLIP = Decimal(10_000)  # 元 read as 万元
# The widest first: where one reading stands in tables of different scope, the widest counts.
SCOPES = ("全部资金", "全部人员", "财政拨款", "一般公共预算财政拨款")


@dataclass(frozen=True, kw_only=True)
class AccountFigure:
    """A figure as the final accounts have it. `doubts`: why a person must confirm; `others`: what says the same."""

    name: str
    value: Decimal
    unit: str
    source: ReadingSum
    others: Sequence[ReadingSum]
    doubts: Sequence[str]

    @property
    def certain(self) -> bool:
        """Whether it may be taken without a question."""
        return not self.doubts


@dataclass(frozen=True)
class FigureConflict:
    """A figure that two tables print differently: neither is taken."""

    name: str
    sources: Sequence[ReadingSum]

    @property
    def why(self) -> str:
        """What is wrong, in a sentence."""
        values = sorted({abs(one.value) for one in self.sources})
        slipped = values[0] and abs(values[-1] / values[0] - UNIT_SLIP) < UNIT_SLIP / 1000
        hint = "相差一万倍，可能有一张表的金额单位写错了。" if slipped else ""
        return f"两处的数不一致，都没有取用，请核对后自行填写。{hint}"


Readings = Mapping[str, Sequence[AccountReading]]


def gathered_readings(sheets: Iterable[SheetReadings]) -> dict[str, list[AccountReading]]:
    """Name → its readings in all sheets of the widest scope that has one, the finest unit first."""
    found: dict[str, list[AccountReading]] = defaultdict(list)
    for sheet in sheets:
        for name, reading in sheet.found.items():
            found[name].append(reading)
    return {name: in_one_scope(rows) for name, rows in found.items()}


def in_one_scope(rows: list[AccountReading]) -> list[AccountReading]:
    """Only what is of the widest scope; scopes are never mixed."""
    order = {scope: place for place, scope in enumerate(SCOPES)}
    best = min(order.get(row.scope, len(order)) for row in rows)
    return sorted(
        (row for row in rows if order.get(row.scope, len(order)) == best), key=lambda row: (row.sheet.hidden, row.step)
    )


def account_figures(
    mapping: Mapping[str, FigureMapping], sheets: Sequence[SheetReadings]
) -> tuple[list[AccountFigure], list[FigureConflict]]:
    """What can be taken, and what two tables say differently."""
    readings, figures, conflicts = gathered_readings(sheets), list[AccountFigure](), list[FigureConflict]()
    for name, one in mapping.items():
        sums, doubts = figure_sums(one, readings)
        if not sums:
            continue
        if any(not sums[0].agrees_with(other) for other in sums[1:]):
            conflicts.append(FigureConflict(name, unequal(sums)))
            continue
        best = sums[0]
        doubts = [*doubts, *([one.doubt] if one.doubt else ()), *best.doubts]
        figures.append(
            AccountFigure(
                name=name,
                value=best.value,
                unit=best.parts[0][1].unit,
                source=best,
                others=sums[1:],
                doubts=list(dict.fromkeys(doubts)),
            )
        )
    return figures, conflicts


def figure_sums(one: FigureMapping, readings: Readings) -> tuple[list[ReadingSum], list[str]]:
    """The sums that must agree, the best first, and why they must be confirmed."""
    taken = [found for text in one.take for found in all_sums(text, readings)]
    narrower = [found for text in one.narrower for found in all_sums(text, readings)]
    same = is_same(one.same_if, readings)
    if taken:
        return by_quality([*taken, *narrower] if same else taken), []
    if narrower:
        return by_quality(narrower), [] if same or not one.doubt_narrower else [one.doubt_narrower]
    last = [found for text in one.last for found in all_sums(text, readings)]
    return by_quality(last), [one.doubt_last] if last and one.doubt_last else []


def by_quality(sums: list[ReadingSum]) -> list[ReadingSum]:
    """The most exact first: a table in 元 before one in 万元; empty cells last."""
    return sorted(sums, key=lambda one: (all(part.blank for _, part in one.parts), one.envelope))


def is_same(equation: str, readings: Readings) -> bool:
    """Whether an equation between readings holds; one that cannot be tried does not."""
    if not equation:
        return False
    left, right = (all_sums(side, readings) for side in equation.split(" = "))
    return bool(left and right) and all(a.agrees_with(b) for a in left for b in right)


def all_sums(text: str, readings: Readings) -> list[ReadingSum]:
    """A sum in every set of sheets that has all its readings: one for each unit, so that roundings are not mixed."""
    most = max((len(rows) for rows in readings.values()), default=0)
    found: list[ReadingSum] = []
    for place in range(most):
        chosen = {name: rows[min(place, len(rows) - 1)] for name, rows in readings.items()}
        made = reading_sum(text, chosen)
        if made and all([a[1] for a in made.parts] != [b[1] for b in one.parts] for one in found):
            found.append(made)
    return found


def unequal(sums: Sequence[ReadingSum]) -> list[ReadingSum]:
    """One printing of each value."""
    found: list[ReadingSum] = []
    for one in sums:
        if all(not one.agrees_with(other) for other in found):
            found.append(one)
    return found
