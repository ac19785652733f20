"""A table of figures as the scheme describes it: one input for each cell that is entered here."""

from collections.abc import Container, Iterable, Mapping, Set
from decimal import Decimal
from functools import cached_property
from typing import Any

from departments.kept_writing import put_rows
from evaluations.facts.document import ProjectFacts
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.fields import AmountField, read_typed_amount, typed_amount
from evaluations.filing.section.parts.base import EVERY_INPUT, SectionPart
from evaluations.filing.section.parts.cell_sources import source_notes
from evaluations.filing.section.parts.held import held_figures
from evaluations.filing.section.parts.placed_forms import PlacedForm
from evaluations.filing.section.parts.sheet_rows import (
    APPROVED_AS_FILED,
    EMPTY_CELL,
    NO_NOTES,
    CellNotes,
    CellText,
    SheetRow,
)
from evaluations.filing.section.parts.sheet_shapes import (
    CellShape,
    LineShape,
    entered_fields,
    entered_labels,
    project_shape,
    table_columns,
    table_shapes,
)
from evaluations.language.amounts import NOT_APPLICABLE, Amount, show_cell_amount
from evaluations.models import BudgetLine, Evaluation, FigureSource
from evaluations.schemes.scheme import SchemeRow, SchemeTable
from evaluations.submissions import carry_forward


class SheetPart(SectionPart):
    writes = ("figures",)
    template = "filing/section/parts/sheet.html"

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        figures = desk.facts.figures
        return {name: typed_amount(figures.get(name), desk.scheme.figures[name].unit) for name in entered_in(desk)}

    @cached_property
    def forms(self) -> list["SheetForm"]:
        return [SheetForm(self.desk, self.data)]

    @property
    def shape(self) -> tuple[str, ...]:
        """One form, whatever is in it."""
        return ("",)

    # An amount needs no bound field to be read, and a table may have a thousand: what follows asks no form.
    @cached_property
    def _read(self) -> dict[str, tuple[str, str, Amount]]:
        """Figure → (as shown once saved, message, value), of those that hold something."""
        fields = entered_in(self.desk)
        return {
            name: read_typed_amount(fields[name], text) for name, text in self.data.items() if text and name in fields
        }

    @cached_property
    def texts(self) -> dict[str, str]:
        return {name: shown for name, (shown, _, _) in self._read.items() if shown}

    def errors(self) -> dict[str, str]:
        return {name: message for name, (_, message, _) in self._read.items() if message}

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        """Also drops stored sums (from a paper that was keyed in): here they follow from their parts."""
        names = [name for name in self.inputs if name in changed]
        values = {name: value for name in names if name in self._read and (value := self._read[name][2]) is not None}
        sums = [name for name in self.desk.scheme.sums if self.desk.scheme.figures[name].table == self.table.code]
        store_figures(evaluation, [*names, *(name for name in sums if name in changed)], values)

    @cached_property
    def inputs(self) -> Set[str]:
        """The figures themselves."""
        return entered_in(self.desk).keys()

    def labels(self) -> dict[str, tuple[str, str]]:
        """The same for every report of a form and year."""
        return dict(entered_labels(self.desk.scheme, self.table.code, self.desk.evaluation.cycle.year))

    @property
    def table(self) -> SchemeTable:
        return self.desk.scheme.table(self.desk.section.table)

    @property
    def title(self) -> str:
        return self.desk.label(self.table.title)

    @property
    def rare_labels(self) -> list[str]:
        """The rows that stay closed until somebody opens them."""
        return [shape.label for shape in self._shapes if shape.row.rare and self._row(shape).rare]

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Headings with their HTML ids."""
        return table_columns(self.desk.scheme, self.table.code, self.desk.evaluation.cycle.year)

    @property
    def held(self) -> str:
        """What a pasted block is held against."""
        return self.desk.asked(f"held.{self.desk.section.code}", lambda: held_figures(self.desk, self.inputs))

    @property
    def _shapes(self) -> list[LineShape]:
        return table_shapes(self.desk.scheme, self.table.code, self.desk.evaluation.cycle.year)

    @cached_property
    def lines(self) -> list[SheetRow]:
        """The lines for templates/filing/section/sheet_table.html; in the answer to a page that shows what was stored
        before, those that say something else now."""
        shapes, touched = self._shapes, self._touched
        if touched is not None:
            return [self._row(shape) for shape in shapes if not shape.figures.isdisjoint(touched)]
        return [line for shape in shapes for line in (self._each(shape) if shape.row.each else [self._row(shape)])]

    @cached_property
    def some(self) -> bool:
        """Whether `lines` are some of them only."""
        return self._touched is not None

    @cached_property
    def _touched(self) -> Set[str] | None:
        """The figures of which the page may show something else than it should; None where it may be any."""
        before = self.desk.shown_before
        if before is None:
            return None
        then, now = before.results.assessment, self.desk.assessment
        sums = (shape.summed_figures for shape in self._shapes)
        # Notes hold an amount against the one that stands in the cell, and no save changes one that was not sent.
        return before.sent | {name for own in sums for name in own if then.lookup(name) != now.lookup(name)}

    def _each(self, shape: LineShape) -> list[SheetRow]:
        """One grey line for each project of a kind: its amounts are filled in among the projects."""
        scheme, year = self.desk.scheme, self.desk.evaluation.cycle.year
        projects = [project for project in self.desk.facts.projects if project.kind == shape.row.each]
        return [
            self._project_row(project_shape(scheme, self.table.code, year, shape, place, project.name), project)
            for place, project in enumerate(projects, 1)
        ]

    def _project_row(self, shape: LineShape, project: ProjectFacts) -> SheetRow:
        unit = shape.row.unit
        return SheetRow(
            shape,
            tuple(
                CellText(show_cell_amount(getattr(project, cell.field), unit)) if cell.field else EMPTY_CELL
                for cell in shape.cells
            ),
        )

    def _row(self, shape: LineShape) -> SheetRow:
        cells = tuple([self._cell(shape.row, cell) for cell in shape.cells])
        return SheetRow(shape, cells, shape.row.rare and not any(cell.is_in_use for cell in cells))

    def _cell(self, row: SchemeRow, cell: CellShape) -> CellText:
        if not (name := cell.figure):
            return EMPTY_CELL
        if not cell.entered:
            return CellText(show_cell_amount(self.desk.assessment.lookup(name), row.unit))
        text, error = self.data.get(name, ""), self._faults.get(name, "")
        if name not in self._noted:
            return CellText(text, error)
        notes = self._notes(row, cell)
        return CellText(text, error, notes, notes.css_class)

    @cached_property
    def _faults(self) -> dict[str, str]:
        return self.errors()

    @cached_property
    def _noted(self) -> Set[str]:
        """The figures beside which something may stand: most of a long table have nothing."""
        last = self.desk.last_year
        told = last.figures_told if last else frozenset[str]()
        return self.desk.facts.approved.keys() | self._sources.keys() | told

    def _notes(self, row: SchemeRow, cell: CellShape) -> CellNotes:
        """What was approved for a cell, what it said a year ago where no column of the row tells that, and its source."""
        approved, last = self.desk.facts.approved.get(cell.figure), self.desk.last_year
        filed, source = self.desk.facts.figures.get(cell.figure), self._sources.get(cell.figure)
        before = last.figure(cell.figure) if last and not cell.told else ""
        if cell.code.startswith(carry_forward.LAST_YEAR_PREFIX) and before == show_cell_amount(filed, row.unit):
            before = ""
        if approved is None and not before and source is None:
            return NO_NOTES
        words = "" if approved is None else approved_words(approved, filed)
        return CellNotes(words, before, *(source_notes(self.desk.evaluation, source) if source else ()))

    @cached_property
    def _sources(self) -> dict[str, FigureSource]:
        return FigureSource.current(self.desk.sources, self.desk.facts.figures)


def approved_words(approved: Decimal, filed: Amount) -> str:
    """批复 31.40, or that the filed number is the approved one."""
    return APPROVED_AS_FILED if approved == filed else f"批复 {show_cell_amount(approved)}"


class SheetForm(PlacedForm):
    """An amount field for each figure entered in this section's table."""

    def __init__(self, desk: SectionDesk, data: Mapping[str, str]) -> None:
        super().__init__(data, fields=entered_in(desk))


def entered_in(desk: SectionDesk) -> Mapping[str, AmountField]:
    """Figure → its field, for those typed into this section's table."""
    return entered_fields(desk.scheme, desk.section.table, desk.evaluation.cycle.year)


def store_figures(evaluation: Evaluation, names: Iterable[str], values: Mapping[str, Amount]) -> None:
    """Replace the stored lines of the named figures; a missing value leaves no line."""
    names = list(names)
    if gone := [name for name in names if name not in values]:
        evaluation.budget_lines.filter(figure__in=gone).delete()
    FigureSource.drop_overtyped(evaluation, names, values)
    lines = [{"evaluation_id": evaluation.pk, "figure": name} | budget_line_values(one) for name, one in values.items()]
    put_rows(BudgetLine, lines, key=("evaluation_id", "figure"))


def budget_line_values(value: Amount) -> dict[str, Any]:
    """The two columns of a stored figure."""
    return (
        {"amount": None, "not_applicable": True}
        if value is NOT_APPLICABLE
        else {"amount": value, "not_applicable": False}
    )
