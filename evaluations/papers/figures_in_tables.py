"""Figures where a table prints them: the row by the name at its left, the column by the nearest heading above it.

Base data tables of papers change their columns from group to group, and put 编制数 and 在职人数 above their numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from evaluations.claims.claim_nouns import ColumnWord
from evaluations.claims.figures.subject_names import budget_rows
from evaluations.language.table_heads import goes_on, joined_heads, spread_heads
from evaluations.language.units import MONEY_UNIT, YUAN_UNIT
from evaluations.papers.figure_readings import FROM_TABLE, FigureReading
from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_words import UNIT_OF_TABLE, cell_number
from evaluations.papers.table_headers import (
    ColumnHeader,
    column_header,
    figures_of_cell,
    named_rows,
    single_figure,
)
from evaluations.schemes.scheme import ScoringScheme

# The line 预算调整 of the form of 2013 prints what was planned at the beginning and what it became.
ADJUSTMENT = re.compile(r"^部门(?:整体|基本)?支出预算调整")
ADJUSTING = {ColumnWord.BUDGET: ColumnWord.BEGIN, ColumnWord.ACTUAL: ColumnWord.ADJUSTED}
SUM_HEAD = re.compile(r"[合总小]\s*计|金额合计")
SOURCE_HEAD = re.compile(r"拨款|基金|国有资本|上级|自筹|专户|其他|单位资金")
TABLE_SCALES = {
    YUAN_UNIT: Decimal("0.0001"),
    "千元": Decimal("0.1"),
    MONEY_UNIT: Decimal(1),
    "亿元": Decimal(10_000),
}


@dataclass(frozen=True)
class TableReading:
    """What was read of a table of figures, the lines with numbers that the form has no row for, and how many lines it has."""

    readings: tuple[FigureReading, ...]
    unknown: tuple[str, ...]
    rows: int


class FigureTable:
    """One table, read from top to bottom with the headings that hold for each of its columns."""

    def __init__(self, scheme: ScoringScheme, year: int | None, table: PaperTable, before: tuple[str, ...]) -> None:
        self.scheme, self.year, self.table = scheme, year, table
        self.headers: dict[int, ColumnHeader] = {}
        self.above: dict[int, tuple[str, ...]] = {}
        self.width, self.adjusting = 0, False
        self.over: list[tuple[str, ...]] = []  # the lines without numbers that stand together as one head
        self.scale = TABLE_SCALES[unit_of_table(table, before)]

    def read(self) -> TableReading:
        """Every cell whose row and column the form knows."""
        readings, unknown, rows = list[FigureReading](), list[str](), 0
        for number, row in enumerate(self.table.rows, 1):
            if self.is_heading(row):
                continue
            found = list(self.cells_of(row, number))
            readings += found
            rows += bool(self.headers and self.names(row))
            label = " ".join(cell for cell in row if cell and cell_number(cell, "") is None)[:30]
            has_number = any(cell_number(cell, "") is not None for cell in row[1:])
            if self.headers and not found and has_number and not self.names(row):
                unknown.append(f"{self.table.row_name(number)}“{label}”")
        return TableReading(tuple(readings), tuple(unknown), rows)

    def is_heading(self, row: tuple[str, ...]) -> bool:
        """Take the headings of a row that has no numbers but names columns; it holds for the rows below."""
        if any(cell_number(cell, "") is not None for cell in row[1:]):
            self.over = []
            return False
        self.over = [*self.over, row] if self.over and goes_on(self.over, row) else [row]
        headers = self.headers_of(row)
        names = {place: codes for place, cell in enumerate(row[1:], 1) if (codes := named_rows(self.scheme, cell))}
        if len(headers) >= 2 or (headers and not named_rows(self.scheme, row[0])):
            self.headers, self.width, self.above = headers, len(row), {}
        if names and (len(names) > 1 or not headers):
            self.above, self.width = names, len(row)
        return bool(headers or names) and not self.names(row[:1])

    def headers_of(self, row: tuple[str, ...]) -> dict[int, ColumnHeader]:
        """What a line of headings says of the columns, behind the merged cells of the lines above that it goes on with."""
        if len(self.over) == 1:
            return {place: one for place, cell in enumerate(row) if place and (one := column_header(cell, self.year))}
        said = enumerate(zip(joined_heads(self.over), row, strict=True))
        parts = parts_beside_sum(spread_heads(self.over)[0])
        found = {
            place: column_header(name, self.year) or column_header(cell, self.year) for place, (name, cell) in said
        }
        return {place: one for place, one in found.items() if place and one and place not in parts}

    def names(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """The rows of the form that the first named cell of a row means, the one nearest to the numbers first."""
        words = [cell for cell in row if cell and cell_number(cell, "") is None]
        return next((codes for cell in reversed(words) if (codes := named_rows(self.scheme, cell))), ())

    def cells_of(self, row: tuple[str, ...], number: int) -> Iterator[FigureReading]:
        """The readings of one row."""
        codes = self.names(row)
        self.adjusting = any(ADJUSTMENT.search(cell) for cell in row)
        values = [
            (place, value) for place, cell in enumerate(row) if place and (value := cell_number(cell, "")) is not None
        ]
        alone = single_figure(self.scheme, codes) if codes and len(values) == 1 else ""
        turned = column_header(row[0], self.year) if self.above and not codes else None
        for place, value in values:
            names = self.figures_at(codes, self.column_of(place, row), alone)
            if not names and turned:  # 支出合计, 基本支出 as headings, 预算数 and 决算数 at the left
                names = figures_of_cell(self.scheme, self.above.get(self.column_of(place, row), ()), turned)
            if len(names) == 1:
                yield self.reading(names[0], value, number, row[place])

    def figures_at(self, codes: tuple[str, ...], place: int, alone: str) -> tuple[str, ...]:
        """The figure of a cell: of row and column, of a row that has but one, or of the name above it."""
        header = self.headers.get(place)
        if self.adjusting and header:
            codes = budget_rows(self.scheme).get(ADJUSTING.get(header.kind, ColumnWord.NO_COLUMN), ())
            return tuple(filter(None, (single_figure(self.scheme, codes),)))
        if codes and header:
            found = figures_of_cell(self.scheme, codes, header)
            if found or not alone:
                return found
        if alone:
            return (alone,)
        above = single_figure(self.scheme, self.above.get(place, ()))
        return (above,) if above and not codes else ()

    def column_of(self, place: int, row: tuple[str, ...]) -> int:
        """The column of a cell under the headings; pasted rows lack the cells that were merged at the left."""
        return place + self.width - len(row) if self.width > len(row) else place

    def reading(self, name: str, value: Decimal, number: int, printed: str) -> FigureReading:
        """A cell as a reading of a figure, in the figure's unit."""
        unit = self.scheme.figures[name].unit
        exact = value * self.scale if unit == MONEY_UNIT else value
        return FigureReading(name, exact, FROM_TABLE, self.table.row_name(number), printed)


def parts_beside_sum(heads: tuple[str, ...]) -> set[int]:
    """The columns under the name of one source of money, where another is the sum of all, 合计 ｜ 财政拨款 ｜ 其他资金, or
    where there are several and no sum."""
    sources = {place: cell for place, cell in enumerate(heads) if SOURCE_HEAD.search(cell)}
    summed = any(SUM_HEAD.fullmatch(cell) for cell in heads)
    return set(sources) if summed or len({*sources.values()}) > 1 else set()


def unit_of_table(table: PaperTable, before: tuple[str, ...]) -> str:
    """元 or 万元, as a cell of the first rows or the lines above the table say; 万元 where nobody does."""
    cells = [cell for row in table.rows[:4] for cell in row]
    found = [said[1] for text in (*cells, *reversed(before)) if (said := UNIT_OF_TABLE.search(text))]
    return found[0] if found else MONEY_UNIT
