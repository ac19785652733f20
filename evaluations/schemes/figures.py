"""What follows from a scheme's tables: the figures by name, sums and 其中 relations."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from evaluations.schemes.nouns import Figure, Indicator, SchemeCell, SchemeColumn, SchemeRow, SchemeTable, Section

SchemeTables = tuple[SchemeTable, ...]


def scheme_cells(tables: SchemeTables) -> Iterator[tuple[SchemeTable, SchemeRow, SchemeColumn, SchemeCell]]:
    """Every cell with its table, row and column."""
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if cell:
                    yield table, row, column, cell


def section_of_table(sections: tuple[Section, ...], table: str) -> str:
    """Code of the section where a table is filled in; "" if there is none."""
    return next((section.code for section in sections if section.table == table), "")


def figures_by_name(
    tables: SchemeTables, indicators: tuple[Indicator, ...], sections: tuple[Section, ...]
) -> dict[str, Figure]:
    """Figures of cells and of indicators, in the order of the form."""
    found: dict[str, Figure] = {}
    for table, row, column, cell in scheme_cells(tables):
        if not row.shown:
            found.setdefault(cell.figure, _figure(section_of_table(sections, table.code), table, row, column, cell))
    for indicator in indicators:
        for figure in indicator.figures:
            found.setdefault(figure.name, replace(figure, section=section_of_table(sections, "indicators")))
    return found


def _figure(section: str, table: SchemeTable, row: SchemeRow, column: SchemeColumn, cell: SchemeCell) -> Figure:
    alone = sum(1 for part in row.cells if part) == 1
    return Figure(
        name=cell.figure,
        label=row.label if alone else f"{row.label}（{column.label}）",
        unit=row.unit,
        section=section,
        table=table.code,
        row=row.code,
        column=column.code,
        signed=row.signed,
        required=not (row.optional or column.optional or cell.computed),
        computed=cell.computed,
        row_label=row.label,
    )


def _by_row(tables: SchemeTables) -> dict[str, dict[str, str]]:
    """Row code → column code → figure, for rows where figures are entered."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for _, row, column, cell in scheme_cells(tables):
        if not row.shown:
            found[row.code][column.code] = cell.figure
    return found


def parts_of_sums(tables: SchemeTables) -> dict[str, tuple[str, ...]]:
    """Figure of a sum cell → figures of its parts in the same column."""
    rows = _by_row(tables)
    return {
        cell.figure: tuple(rows[part][column.code] for part in row.sum)
        for _, row, column, cell in scheme_cells(tables)
        if cell.computed
    }


def parts_of_which(tables: SchemeTables) -> dict[str, tuple[str, ...]]:
    """Figure → its parts marked of_which (其中)."""
    rows, found = _by_row(tables), defaultdict(list)
    for _, row, column, cell in scheme_cells(tables):
        parent = rows.get(row.of_which, {}).get(column.code) if row.of_which and not row.shown else None
        if parent:
            found[parent].append(cell.figure)
    return {parent: tuple(parts) for parent, parts in found.items()}
