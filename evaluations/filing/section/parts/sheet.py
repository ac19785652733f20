"""A table of figures as the scheme describes it: one input for each cell that is entered here."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.forms.utils import ErrorDict

from evaluations.facts.document import ProjectFacts
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.fields import AmountField, typed_amount
from evaluations.filing.section.parts.base import PlacedForm, SectionPart
from evaluations.filing.section.parts.cell_sources import source_notes
from evaluations.filing.section.parts.held import held_figures
from evaluations.filing.section.parts.sheet_rows import CellNotes, SheetCell, SheetRow, is_in_use
from evaluations.language.amounts import NOT_APPLICABLE, Amount, show_cell_amount
from evaluations.models import BudgetLine, Evaluation, FigureSource
from evaluations.schemes.figure_help import figure_helps
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import SchemeCell, SchemeRow, SchemeTable
from evaluations.submissions import carry_forward


def figure_id(figure: str) -> str:
    """The HTML id of a figure's cell."""
    return ReportPlace(kind=PlaceKind.FIGURE, field=figure).html_id


APPROVED_AS_FILED = "＝批复"


class SheetPart(SectionPart):
    writes = ("figures",)
    template = "filing/section/parts/sheet.html"

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        figures = desk.facts.figures
        return {name: typed_amount(figures.get(name), desk.scheme.figures[name].unit) for name in entered_figures(desk)}

    @cached_property
    def forms(self) -> list["SheetForm"]:
        return [SheetForm(self.desk, self.data)]

    def write(self, evaluation: Evaluation) -> None:
        """Also drops stored sums (from a paper that was keyed in): here they follow from their parts."""
        values = {name: value for name, value in self.forms[0].cleaned_data.items() if value is not None}
        sums = [name for name in self.desk.scheme.sums if self.desk.scheme.figures[name].table == self.table.code]
        store_figures(evaluation, [*self.forms[0].fields, *sums], values)

    @property
    def table(self) -> SchemeTable:
        return self.desk.scheme.table(self.desk.section.table)

    @property
    def title(self) -> str:
        return self.desk.label(self.table.title)

    @property
    def rare_labels(self) -> list[str]:
        """The rows that stay closed until somebody opens them."""
        return [line.label for line in self.lines if line.rare]

    @cached_property
    def columns(self) -> list[tuple[str, str]]:
        """Headings with their HTML ids."""
        return [(f"col-{column.code}", self.desk.label(column.label)) for column in self.table.columns]

    @property
    def held(self) -> str:
        """What a pasted block is held against."""
        return self.desk.asked(f"held.{self.desk.section.code}", lambda: held_figures(self.desk, self.forms[0].fields))

    @cached_property
    def lines(self) -> list[SheetRow]:
        """The lines for templates/filing/section/sheet_table.html."""
        errors = self.forms[0].errors
        return [line for row in self.table.rows for line in (self._each(row) if row.each else [self._row(row, errors)])]

    def _each(self, row: SchemeRow) -> list[SheetRow]:
        """One grey line for each project of a kind: its amounts are filled in among the projects."""
        projects = [project for project in self.desk.facts.projects if project.kind == row.each]
        return [
            SheetRow(
                f"项{place}", project.name, "", row.level, False, False, False, self._project_cells(row, project, place)
            )
            for place, project in enumerate(projects, 1)
        ]

    def _project_cells(self, row: SchemeRow, project: ProjectFacts, place: int) -> tuple[SheetCell, ...]:
        return tuple(
            SheetCell(
                column=str(number),
                heading=heading,
                named_by=f"row-项{place} {heading_id}",
                figure=field,
                id=f"each-{row.each}-{place}-{number}",
                error="",
                beside="",
                entered=False,
                signed=False,
                parts="",
                approved="",
                before="",
                source="",
                source_words="",
                source_address="",
                text=show_cell_amount(getattr(project, field), row.unit) if field else "",
            )
            for number, ((heading_id, heading), field) in enumerate(zip(self.columns, row.fields, strict=True))
        )

    def _row(self, row: SchemeRow, errors: ErrorDict) -> SheetRow:
        if row.group:
            label = self.desk.label(row.group)
            return SheetRow("", label, "", 0, False, False, False, (), width=len(self.columns))
        cells = tuple(self._cell(row, n, cell, errors) for n, cell in enumerate(row.cells))
        summed = any(cell and cell.computed for cell in row.cells)
        unit = "" if row.unit == self.desk.scheme.unit else row.unit
        label = self.desk.label(row.label)
        number = self.table.line_number(row)
        rare = row.rare and not any(is_in_use(cell) for cell in cells)
        # A row that is only shown here is explained where it is filled in.
        told = None if row.shown else figure_helps().get(row.code)
        return SheetRow(number, label, unit, row.level, summed, row.optional, rare, cells, row.aliases, told)

    def _cell(self, row: SchemeRow, number: int, cell: SchemeCell | None, errors: ErrorDict) -> SheetCell:
        heading_id, heading = self.columns[number]
        shown = SheetCell(
            column=str(number),
            heading=heading,
            named_by=f"row-{self.table.line_number(row)} {heading_id}",
            figure="",
            id="",
            text="",
            error="",
            beside="",
            entered=False,
            signed=False,
            parts="",
            approved="",
            before="",
            source="",
            source_words="",
            source_address="",
        )
        if cell is None:
            return shown
        shown |= {"figure": cell.figure, "id": figure_id(cell.figure)}
        if cell.computed or cell.shown:
            shown["text"] = computed_text(self.desk, row, cell)
            # grid.js echoes a sum while one types; a cell shown from another section has no parts here.
            shown["parts"] = " ".join(figure_id(name) for name in self.desk.scheme.sums.get(cell.figure, ()))
        else:
            shown |= {"text": self.data.get(cell.figure, ""), "entered": True}
            shown["signed"] = self.desk.scheme.figures[cell.figure].signed
            shown["error"] = str(errors[cell.figure][0]) if cell.figure in errors else ""
            shown |= self._beside(row, number, cell.figure, shown["text"])
            shown["beside"] = beside_class(shown)
            if shown["beside"]:
                shown["named_by"] += f" {shown['id']}-beside"
        return shown

    def _beside(self, row: SchemeRow, number: int, figure: str, text: str) -> CellNotes:
        """What was approved for a cell, and what it said a year ago where no column of the row tells that."""
        column, approved, last = (
            self.table.columns[number].code,
            self.desk.facts.approved.get(figure),
            self.desk.last_year,
        )
        told = any(
            cell and cell.column == carry_forward.LAST_YEAR_PREFIX + column and not cell.computed for cell in row.cells
        )
        before = last.figure(figure) if last and not told else ""
        same = column.startswith(carry_forward.LAST_YEAR_PREFIX) and before == show_cell_amount(
            self.desk.facts.figures.get(figure), row.unit
        )
        return {
            "approved": "" if approved is None else approved_words(approved, self.desk.facts.figures.get(figure)),
            "before": "" if same else before,
            **source_notes(self.desk.evaluation, self._sources.get(figure)),
        }

    @cached_property
    def _sources(self) -> dict[str, FigureSource]:
        return FigureSource.current(self.desk.sources, self.desk.facts.figures)


def beside_class(notes: CellNotes) -> str:
    """The classes of a cell with notes: one or two short ones stand in a line, more below each other."""
    told = [note for note in (notes["approved"], notes["before"], notes["source"]) if note]
    crowded = len(told) > 1 and (bool(notes["source"]) or notes["approved"] != APPROVED_AS_FILED)
    return ("has-beside has-two" if crowded else "has-beside") if told else ""


def approved_words(approved: Decimal, filed: Amount) -> str:
    """批复 31.40, or that the filed number is the approved one."""
    return APPROVED_AS_FILED if approved == filed else f"批复 {show_cell_amount(approved)}"


class SheetForm(PlacedForm):
    """An amount field for each figure entered in this section's table."""

    def __init__(self, desk: SectionDesk, data: Mapping[str, str]) -> None:
        super().__init__(data)
        for name in entered_figures(desk):
            self.fields[name] = figure_field(desk, name)


def figure_field(desk: Desk, name: str) -> AmountField:
    """The input of one named figure, as the scheme describes it."""
    figure = desk.scheme.figures[name]
    field = AmountField(unit=figure.unit, signed=figure.signed, may_be_na=True, label=desk.label(figure.label))
    field.widget.attrs["id"] = figure_id(name)
    return field


def entered_figures(desk: SectionDesk) -> list[str]:
    """Names of the figures typed into this section's table."""
    cells = [cell for row in desk.scheme.table(desk.section.table).rows if not row.group for cell in row.cells if cell]
    return [cell.figure for cell in cells if not cell.computed and not cell.shown]


def computed_text(desk: Desk, row: SchemeRow, cell: SchemeCell) -> str:
    """What a grey cell shows."""
    return show_cell_amount(desk.assessment.lookup(cell.figure), row.unit)


def store_figures(evaluation: Evaluation, names: Iterable[str], values: Mapping[str, Amount]) -> None:
    """Replace the stored lines of the named figures; a missing value leaves no line."""
    names = list(names)
    evaluation.budget_lines.filter(figure__in=names).delete()
    FigureSource.drop_overtyped(evaluation, names, values)
    BudgetLine.objects.bulk_create(
        BudgetLine(evaluation=evaluation, figure=name, **budget_line_values(value)) for name, value in values.items()
    )


def budget_line_values(value: Amount) -> dict[str, Any]:
    """The two columns of a stored figure."""
    return {"not_applicable": True} if value is NOT_APPLICABLE else {"amount": value}
