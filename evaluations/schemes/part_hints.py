"""Where the lines of a table, its sums, units, rates and bands look like a slip: parts left out of a sum or in it twice, a
unit that nobody counts by."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from evaluations.language.faults import FileFault, quoted_label
from evaluations.schemes.rate_hints import low_bound, rate_hints, reads_like_share
from evaluations.schemes.reading_watch import unit_of_sum
from evaluations.schemes.scheme import SchemeRow, SchemeTable, ScoringScheme, WatchBand

BRACKETS_OF_UNITS = "（(）)"


def part_hints(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Every doubtful row, rate and band of a scheme."""
    rows = {row.code: row for table in scheme.tables for row in table.rows if row.code and not row.shown}
    for table in scheme.tables:
        yield from _left_out(table, rows)
        for row in table.rows:
            where = f"tables[{table.code}].rows[{row.code}]"
            yield from _counted_twice(where, row, rows)
            yield from _bracketed_unit(where, row)
    for rate in scheme.rates:
        yield from rate_hints(f"rates[{rate.code}]", "formula", rate.formula, rate.unit)
    for watch in scheme.watches:
        yield from rate_hints(f"watch[{watch.code}]", "value", watch.value, watch.unit)
        yield from _low_band(watch)
        yield from _other_unit(watch, scheme)


def _left_out(table: SchemeTable, rows: dict[str, SchemeRow]) -> Iterator[FileFault]:
    """A line among the parts of a sum, on their level, that no sum takes in."""
    added = {part for row in rows.values() for part in row.sum}
    totals = [row for row in table.rows if row.sum]
    for _, block in groupby(table.rows, lambda row: bool(row.group)):
        lines = list(block)
        for total in totals:
            parts = [row for row in lines if row.code in total.sum]
            beside = lines[lines.index(parts[0]) : lines.index(parts[-1]) + 2] if len(parts) > 1 else []
            for row in beside:
                if _is_part(row, parts) and row.code not in added:
                    yield FileFault(
                        where=f"tables[{table.code}].rows[{total.code}]",
                        key="sum",
                        read=f"没有 {row.code}（{quoted_label(row.label)}）",
                        expected="加上同一级的各行",
                        remedy="是其中数的写 of_which，不用加的不用改",
                    )


def _is_part(row: SchemeRow, parts: Sequence[SchemeRow]) -> bool:
    """Whether a line looks like the parts: it has their level, below that of the sum, and says nothing else of itself."""
    plain = not (row.of_which or row.each or row.rare or row.sum or row.shown or row.group)
    return plain and row.level > 0 and {row.level} == {part.level for part in parts} and row.unit == parts[0].unit


def _counted_twice(where: str, row: SchemeRow, rows: dict[str, SchemeRow]) -> Iterator[FileFault]:
    """A sum of a line and of its own part."""
    for part in row.sum:
        holder = next((one for one in row.sum if one in rows and part in rows[one].sum), "")
        if holder:
            yield FileFault(
                where=where,
                key="sum",
                read=f"{part}，而它已经算在 {holder} 里",
                expected="每个数只加一次",
                remedy="请从合计里去掉其中一个",
            )


def _bracketed_unit(where: str, row: SchemeRow) -> Iterator[FileFault]:
    if any(sign in row.unit for sign in BRACKETS_OF_UNITS):
        yield FileFault(
            where=where,
            key="unit",
            read=quoted_label(row.unit),
            expected="一个词，如 户",
            remedy="括号里的是单位的，只写括号里的",
        )


def _other_unit(watch: WatchBand, scheme: ScoringScheme) -> Iterator[FileFault]:
    unit = unit_of_sum(watch.value, scheme.figures)
    if unit and unit != watch.unit:
        yield FileFault(
            where=f"watch[{watch.code}]",
            key="unit",
            read=quoted_label(watch.unit),
            expected=f"与 value 的单位一致，是{quoted_label(unit)}",
            remedy=f'请写 unit = "{unit}"；要看比率的，请在 value 里写公式',
        )


def _low_band(watch: WatchBand) -> Iterator[FileFault]:
    ends = [(key, end) for key, end in (("below", watch.below), ("above", watch.above)) if end is not None]
    if watch.unit == "%" and all(reads_like_share(end) for _, end in ends):
        for key, end in ends:
            yield low_bound(f"watch[{watch.code}]", key, end)
