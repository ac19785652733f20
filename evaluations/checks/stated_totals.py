"""Totals of which a part is unknown: the score adds up what is there, a text is not held against it."""

from functools import lru_cache
from typing import Protocol

from evaluations.facts.document import Facts
from evaluations.language.amounts import Amount
from evaluations.schemes.scheme import ScoringScheme


class StatedReport(Protocol):
    """A report with its figures and what follows from them."""

    @property
    def scheme(self) -> ScoringScheme: ...

    @property
    def facts(self) -> Facts: ...

    def value(self, name: str) -> Amount: ...


def is_half_stated(name: str, report: StatedReport) -> bool:
    """Whether a total that nobody printed, or a rate of one, has parts that are unknown."""
    if name in report.scheme.sums:
        return report.facts.figures.get(name) is None and bool(unknown_parts(report.scheme.sums[name], report))
    ratio = report.scheme.ratios.get(name)
    used = ratio.formula.names if ratio and ratio.formula else ()
    return any(is_half_stated(one, report) for one in used)


def unknown_parts(parts: tuple[str, ...], report: StatedReport) -> list[str]:
    """Parts without any statement: neither a number, nor a blank cell (null), nor a row that may be left out; or a sum
    of which a part is so. A column that may stay blank says nothing of its cells: blank there is unknown, not nothing."""
    return [part for part in parts if part not in report.facts.figures and _is_unknown(part, report)]


def _is_unknown(part: str, report: StatedReport) -> bool:
    if part in report.scheme.sums:
        return report.value(part) is None or bool(unknown_parts(report.scheme.sums[part], report))
    return report.value(part) is None and part not in optional_row_figures(report.scheme)


@lru_cache(maxsize=64)
def optional_row_figures(scheme: ScoringScheme) -> frozenset[str]:
    """The figures of rows that a department may leave out: no such item."""
    rows = (row for table in scheme.tables for row in table.rows if row.optional and not row.shown)
    return frozenset(cell.figure for row in rows for cell in row.cells if cell)
