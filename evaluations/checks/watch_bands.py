"""5, for what the scheme itself watches: [[watch]] bands outside of which a value asks for a second look."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.language.amounts import show_amount
from evaluations.language.faults import quoted_label
from evaluations.language.formulas import Formula, MissingFigure, ZeroDenominator
from evaluations.language.rounding import half_up, plain_number
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT
from evaluations.schemes.figures import scheme_cells
from evaluations.schemes.scheme import ScoringScheme, WatchBand

SHOWN_PLACES = 2


@dataclass(frozen=True)
class WatchedValue:
    """A value that a band is about: `name` is where it can be mended, `told` how it came about."""

    name: str
    value: Decimal
    told: str


def check_watch_bands(case: CheckCase) -> Iterator[Finding]:
    """A finding for each value outside of its band; what is missing or divided by 0 is held against none."""
    for order, watch in enumerate(case.scheme.watches):
        yield from case.once(("watch", order), partial(_outside_of, watch, case))


def _outside_of(watch: WatchBand, case: CheckCase) -> list[Finding]:
    found = []
    for watched in watched_values(watch, case):
        shown = half_up(watched.value, SHOWN_PLACES)
        if (watch.above is not None and shown > watch.above) or (watch.below is not None and shown < watch.below):
            found.append(_outside(watch, watched, case))
    return found


def watched_values(watch: WatchBand, case: CheckCase) -> list[WatchedValue]:
    """What the band is held against in these facts."""
    if watch.when and not _evaluated(watch.when, case):
        return []
    return list(_lines(watch, case)) if watch.table else list(_value(watch, case))


def _evaluated(formula: Formula, case: CheckCase) -> Decimal | None:
    def lookup(name: str) -> Decimal:
        value = case.number(name)
        if value is None:
            raise MissingFigure(name)
        return value

    try:
        return formula.evaluate(lookup)
    except (MissingFigure, ZeroDenominator):
        return None


def _value(watch: WatchBand, case: CheckCase) -> Iterator[WatchedValue]:
    value = _evaluated(watch.value, case) if watch.value else None
    if watch.value and value is not None:
        names = watch.value.in_order()
        told = case.how(names[0]) if len(names) == 1 and names[0] in case.scheme.ratios else ""
        yield WatchedValue(watch.place, value, told or "，".join(case.labelled(name) for name in names))


@lru_cache(maxsize=256)
def _pairs(
    scheme: ScoringScheme, table: str, rows: tuple[str, ...], column: str, against: str
) -> tuple[tuple[str, str], ...]:
    """The figures in the two columns of each of these rows (none: all); "" where a row has none."""
    lines: dict[str, dict[str, str]] = {}
    for own, row, at, cell in scheme_cells(scheme.tables):
        if own.code == table and not row.shown and (not rows or row.code in rows):
            lines.setdefault(row.code, {})[at.code] = cell.figure
    return tuple((cells.get(column, ""), cells.get(against, "")) for cells in lines.values())


def _lines(watch: WatchBand, case: CheckCase) -> Iterator[WatchedValue]:
    for names in _pairs(case.scheme, watch.table, watch.rows, watch.column, watch.against):
        value, base = (case.value(name) if name else None for name in names)
        if isinstance(value, Decimal) and isinstance(base, Decimal) and base > 0 and max(value, base) >= watch.least:
            told = "，".join(case.labelled(name) for name in names)
            yield WatchedValue(names[0], value / base * 100, told)


def _outside(watch: WatchBand, watched: WatchedValue, case: CheckCase) -> Finding:
    shown = show_amount(half_up(watched.value, SHOWN_PLACES), MONEY_UNIT if watch.unit == PERCENT_UNIT else watch.unit)
    where = case.where(watched.name) if case.figure(watched.name) else f"指标{quoted_label(case.name(watched.name))}"
    told = f"{shown}{watch.unit}（{watched.told}）"
    itself = watch.value is not None and watch.value.text == watched.name  # the place says already what it is
    return Finding(
        check="5",
        level=watch.level,
        place=case.place(watched.name),
        where=where,
        read=f"{shown}{watch.unit}" if itself else told,
        counted=told if itself else "",
        expected=band_words(watch),
        why=watch.why,
        remedy=watch.remedy,
        title="超出合理范围",
        several=True,
    )


def band_words(watch: WatchBand) -> str:
    """60%～130%, 不超过 130% or 不低于 60%."""
    below, above = (f"{plain_number(one)}{watch.unit}" if one is not None else "" for one in (watch.below, watch.above))
    return f"{below}～{above}" if below and above else f"不超过 {above}" if above else f"不低于 {below}"
