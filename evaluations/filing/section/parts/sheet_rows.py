"""The lines of a table of figures, as their template shows them."""

from dataclasses import dataclass, replace
from typing import cast

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from evaluations.filing.section.parts.cell_sources import SourceNotes
from evaluations.filing.section.parts.drawn_once import drawn_once, value_mark
from evaluations.schemes.figure_help import FigureHelp
from evaluations.schemes.report_place import PlaceKind, ReportPlace


class CellNotes(SourceNotes):
    """What stands beside an input: the approved amount, and what the cell said a year ago."""

    approved: str
    before: str


class SheetCell(CellNotes):
    """One cell as the template shows it: an input, a grey output with the ids it adds up, or nothing.

    A dict of strings, because there may be a thousand cells: templates look up keys fastest and format numbers slowly.
    """

    column: str
    heading: str
    named_by: str
    figure: str
    id: str
    text: str
    error: str
    beside: str
    entered: bool
    signed: bool
    parts: str


def is_in_use(cell: SheetCell) -> bool:
    """Whether there is something to see in a cell: a value, a fault, an approved amount, last year's."""
    return bool(cell["text"] or cell["error"] or cell["approved"] or cell["before"])


@dataclass(frozen=True)
class SheetRow:
    """One line of the table; a group row has only a label."""

    number: str
    label: str
    other_unit: str
    level: int
    summed: bool
    optional: bool
    rare: bool
    cells: tuple[SheetCell, ...]
    aliases: tuple[str, ...] = ()
    help: FigureHelp | None = None
    width: int = 0  # of a group row: the columns of figures that it spans

    @property
    def drawn(self) -> SafeString:
        """The line as a row of the table."""
        if any(cell["error"] or cell["beside"] for cell in self.cells):
            return draw_row(self)
        shape = (self.number, self.label, self.other_unit, self.level, self.summed, self.optional, self.rare)
        cells = tuple(tuple(value for name, value in cell.items() if name != "text") for cell in self.cells)
        texts = {cell["column"]: cell["text"] for cell in self.cells}
        return drawn_once(
            (*shape, self.width, self.aliases, self.help, cells), lambda: draw_row(with_marks(self)), texts
        )

    @property
    def places(self) -> list[ReportPlace]:
        """The places of its cells."""
        return [ReportPlace(kind=PlaceKind.FIGURE, field=cell["figure"]) for cell in self.cells if cell["figure"]]


def draw_row(row: SheetRow) -> SafeString:
    """The line as its template draws it."""
    return render_to_string("filing/section/sheet_row.html", {"row": row})


def with_marks(row: SheetRow) -> SheetRow:
    """The line with marks instead of its values."""
    return replace(
        row, cells=tuple(cast(SheetCell, {**cell, "text": value_mark(cell["column"])}) for cell in row.cells)
    )
