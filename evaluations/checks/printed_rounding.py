"""How far a right sum may be off because every cell of 万元 was rounded by itself, and the hint that says so.

A cell printed with d decimals stands for a number up to half a unit of its last place away. A sum of n cells beside its
printed total may therefore differ by the (n + 1) halves together. A blank or 不适用 was not printed and adds nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import LEAST_PLACES, Finding
from evaluations.facts.aggregates import AGGREGATE_LABELS
from evaluations.language.amounts import show_amount
from evaluations.language.rounding import decimals_used
from evaluations.language.severities import HINT_LEVEL

HALF_UNIT = Decimal("0.5")
WITHIN_ROUNDING, REMEDY_OF_ROUNDING = "差额在四舍五入的范围内", "请核对末位数字；按更精确的数计算的，不必改"


def printed_cells(name: str, case: CheckCase) -> Iterator[Decimal]:
    """The cells that a figure, a derived sum or a sum over rows finally rests on."""
    if name in AGGREGATE_LABELS:
        collection, _, column = name.partition(".")
        rows = getattr(case.facts, collection)
        yield from (value for row in rows if isinstance(value := getattr(row, column, None), Decimal))
    elif name in case.scheme.sums and not isinstance(case.facts.figures.get(name), Decimal):
        for part in case.scheme.sums[name]:
            yield from printed_cells(part, case)
    elif isinstance(value := case.value(name), Decimal):
        yield value


def half_units(cells: Iterable[Decimal]) -> list[Decimal]:
    """Half a unit of the last place of each cell, never coarser than 0.01; a 0 is printed like the coarsest of the others."""
    places = [max(LEAST_PLACES, decimals_used(cell)) if cell else None for cell in cells]
    coarsest = min((one for one in places if one is not None), default=LEAST_PLACES)
    return [HALF_UNIT.scaleb(-(coarsest if one is None else one)) for one in places]


def rounding_envelope(cells: Iterable[Decimal]) -> Decimal:
    """The most by which these cells can disagree when all are right; 0 for one number printed twice."""
    halves = half_units(cells)
    return sum(halves, Decimal(0)) if len(halves) > 2 else Decimal(0)


def as_rounding(finding: Finding, difference: Decimal, cells: list[Decimal]) -> Finding:
    """The finding as it is when the difference is larger than rounding explains; a hint that names the rounding otherwise."""
    envelope = rounding_envelope(cells)
    if abs(difference) > envelope:
        return finding
    return replace(
        finding,
        level=HINT_LEVEL,
        expected=f"相差 {show_amount(abs(difference))}，不超过四舍五入可能造成的 {show_amount(envelope)}",
        why=f"{finding.why}；每个数各自四舍五入，{len(cells)} 个数一共最多可差 {show_amount(envelope)}（每个数末位的一半）",
        remedy="不用改正；想要各数完全相加，可以把数填到更多位小数",
    )
