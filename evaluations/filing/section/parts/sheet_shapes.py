"""What is the same in a table of figures for every report of a form and year: its lines, cells and fields, made once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from evaluations.filing.section.fields import AmountField
from evaluations.schemes.figure_help import FigureHelp, figure_helps
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import SchemeCell, SchemeRow, SchemeTable, ScoringScheme
from evaluations.submissions.carry_forward import LAST_YEAR_PREFIX

MOST_TABLES, MOST_PROJECT_LINES = 128, 2_048


@dataclass(frozen=True, eq=False)
class CellShape:
    """One cell: an input (`entered`), a grey output with the ids it adds up (`parts`), or nothing (no figure).

    `code` is that of its column; `told`: a column of the same line tells what the cell said a year ago; `field`: in a
    line for a project the amount of the project.
    """

    column: str
    heading: str
    named_by: str
    code: str
    figure: str = ""
    id: str = ""
    entered: bool = False
    signed: bool = False
    parts: str = ""
    told: bool = False
    field: str = ""


# Compared as what they are and not by value: each is made once, and names what was drawn of it (drawn_once.py).
@dataclass(frozen=True, eq=False)
class LineShape:
    """One line; a group has only a label. `each`: it stands for one line for each project of that kind."""

    row: SchemeRow
    number: str
    label: str
    other_unit: str = ""
    level: int = 0
    summed: bool = False
    optional: bool = False
    cells: tuple[CellShape, ...] = ()
    aliases: tuple[str, ...] = ()
    help: FigureHelp | None = None
    width: int = 0  # of a group: the columns of figures that it spans

    @property
    def places(self) -> list[ReportPlace]:
        """The places of its cells."""
        return [ReportPlace(kind=PlaceKind.FIGURE, field=cell.figure) for cell in self.cells if cell.figure]

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures of its cells."""
        return frozenset(cell.figure for cell in self.cells if cell.figure)

    @cached_property
    def summed_figures(self) -> tuple[str, ...]:
        """Those of them that are shown and not typed."""
        return tuple(cell.figure for cell in self.cells if cell.figure and not cell.entered)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What comments call its cells."""
        return frozenset(place.anchor for place in self.places)


def figure_id(figure: str) -> str:
    """The HTML id of a figure's cell."""
    return ReportPlace(kind=PlaceKind.FIGURE, field=figure).html_id


@lru_cache(maxsize=MOST_TABLES)
def table_columns(scheme: ScoringScheme, code: str, year: int) -> list[tuple[str, str]]:
    """Headings with their HTML ids."""
    return [(f"col-{column.code}", scheme.label(column.label, year)) for column in scheme.table(code).columns]


@lru_cache(maxsize=MOST_TABLES)
def table_shapes(scheme: ScoringScheme, code: str, year: int) -> list[LineShape]:
    """The lines of a table, as the scheme describes them."""
    table, columns = scheme.table(code), table_columns(scheme, code, year)
    return [_line(scheme, table, row, columns, year) for row in table.rows]


def _line(
    scheme: ScoringScheme, table: SchemeTable, row: SchemeRow, columns: list[tuple[str, str]], year: int
) -> LineShape:
    label, number = scheme.label(row.group or row.label, year), table.line_number(row)
    if row.group:
        return LineShape(row, "", label, width=len(columns))
    if row.each:
        return LineShape(row, number, label)
    cells = tuple(_cell(scheme, table, row, n, number, columns) for n in range(len(row.cells)))
    unit = "" if row.unit == scheme.unit else row.unit
    # A row that is only shown here is explained where it is filled in.
    told = None if row.shown else figure_helps().get(row.code)
    summed = any(cell and cell.computed for cell in row.cells)
    return LineShape(row, number, label, unit, row.level, summed, row.optional, cells, row.aliases, told)


def _cell(
    scheme: ScoringScheme, table: SchemeTable, row: SchemeRow, place: int, line: str, columns: list[tuple[str, str]]
) -> CellShape:
    (heading_id, heading), cell, code = columns[place], row.cells[place], table.columns[place].code
    named_by = f"row-{line} {heading_id}"
    if cell is None:
        return CellShape(str(place), heading, named_by, code)
    told = any(one and one.column == LAST_YEAR_PREFIX + code and not one.computed for one in row.cells)
    entered = is_entered(cell)
    return CellShape(
        column=str(place),
        heading=heading,
        named_by=named_by,
        code=code,
        figure=cell.figure,
        id=figure_id(cell.figure),
        entered=entered,
        signed=entered and scheme.figures[cell.figure].signed,
        # grid.js echoes a sum while one types; a cell shown from another section has no parts here.
        parts="" if entered else " ".join(figure_id(name) for name in scheme.sums.get(cell.figure, ())),
        told=told,
    )


@lru_cache(maxsize=MOST_PROJECT_LINES)
def project_shape(scheme: ScoringScheme, code: str, year: int, line: LineShape, place: int, name: str) -> LineShape:
    """The grey line of a project, the `place`th of its kind, under a line with `each`."""
    row, columns = line.row, table_columns(scheme, code, year)
    fields = zip(columns, scheme.table(code).columns, row.fields, strict=True)
    cells = tuple(
        CellShape(
            column=str(number),
            heading=heading,
            named_by=f"row-项{place} {heading_id}",
            code=column.code,
            figure=field,
            id=f"each-{row.each}-{place}-{number}",
            field=field,
        )
        for number, ((heading_id, heading), column, field) in enumerate(fields)
    )
    return LineShape(row, f"项{place}", name, level=row.level, cells=cells)


def is_entered(cell: SchemeCell) -> bool:
    """Whether a person types the cell in here."""
    return not cell.computed and not cell.shown


@lru_cache(maxsize=MOST_TABLES)
def entered_fields(scheme: ScoringScheme, code: str, year: int) -> Mapping[str, AmountField]:
    """Figure → its field, for those typed into this table. The fields hold nothing of a report."""
    return {name: figure_field(scheme, name, year) for name in _entered(scheme.table(code))}


@lru_cache(maxsize=MOST_TABLES)
def entered_labels(scheme: ScoringScheme, code: str, year: int) -> Mapping[str, tuple[str, str]]:
    """Figure → (HTML id, what it is called in a message), for those typed into this table."""
    return {name: (figure_id(name), str(field.label)) for name, field in entered_fields(scheme, code, year).items()}


def _entered(table: SchemeTable) -> Iterator[str]:
    rows = (row for row in table.rows if not row.group)
    return (cell.figure for row in rows for cell in row.cells if cell and is_entered(cell))


def figure_field(scheme: ScoringScheme, name: str, year: int) -> AmountField:
    """The input of one named figure, as the scheme describes it."""
    figure = scheme.figures[name]
    field = AmountField(unit=figure.unit, signed=figure.signed, may_be_na=True, label=scheme.label(figure.label, year))
    field.widget.attrs["id"] = figure_id(name)
    return field
