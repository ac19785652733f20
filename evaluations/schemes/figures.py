"""What follows from a scheme's tables: the figures by name, sums and 其中 relations."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from evaluations.schemes.scheme import (
    Figure,
    SchemeCell,
    SchemeColumn,
    SchemeRow,
    SchemeTable,
    ScoringScheme,
    Section,
)


def scheme_cells(scheme: ScoringScheme) -> Iterator[tuple[SchemeTable, SchemeRow, SchemeColumn, SchemeCell]]:
    """Every cell with its table, row and column."""
    for table in scheme.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if cell:
                    yield table, row, column, cell


def figures_by_name(scheme: ScoringScheme) -> dict[str, Figure]:
    """Figures of cells and of indicators, in the order of the form."""
    found: dict[str, Figure] = {}
    for table, row, column, cell in scheme_cells(scheme):
        if not row.shown:
            found.setdefault(cell.figure, _figure(scheme, table, row, column, cell))
    for indicator in scheme.indicators:
        for figure in indicator.figures:
            found.setdefault(figure.name, replace(figure, section=scheme.section_of_table("indicators")))
    return found


def with_figures(scheme: ScoringScheme) -> tuple[Section, ...]:
    """The sections, each with the figures entered there."""
    return tuple(
        replace(section, figures=tuple(f for f in scheme.figures.values() if f.section == section.code))
        for section in scheme.sections
    )


def _figure(
    scheme: ScoringScheme, table: SchemeTable, row: SchemeRow, column: SchemeColumn, cell: SchemeCell
) -> Figure:
    alone = sum(1 for part in row.cells if part) == 1
    return Figure(
        name=cell.figure,
        label=row.label if alone else f"{row.label}（{column.label}）",
        unit=row.unit,
        section=scheme.section_of_table(table.code),
        table=table.code,
        row=row.code,
        column=column.code,
        signed=row.signed,
        required=not (row.optional or column.optional or cell.computed),
        computed=cell.computed,
        row_label=row.label,
    )


def _by_row(scheme: ScoringScheme) -> dict[str, dict[str, str]]:
    """Row code → column code → figure, for rows where figures are entered."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for _, row, column, cell in scheme_cells(scheme):
        if not row.shown:
            found[row.code][column.code] = cell.figure
    return found


def parts_of_sums(scheme: ScoringScheme) -> dict[str, tuple[str, ...]]:
    rows = _by_row(scheme)
    return {
        cell.figure: tuple(rows[part][column.code] for part in row.sum)
        for _, row, column, cell in scheme_cells(scheme)
        if cell.computed
    }


def parts_of_which(scheme: ScoringScheme) -> dict[str, tuple[str, ...]]:
    rows, found = _by_row(scheme), defaultdict(list)
    for _, row, column, cell in scheme_cells(scheme):
        parent = rows.get(row.of_which, {}).get(column.code) if row.of_which and not row.shown else None
        if parent:
            found[parent].append(cell.figure)
    return {parent: tuple(parts) for parent, parts in found.items()}
