"""The foot of the list of projects: what each column adds up to, and how far that is from the project expenditure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from departments.drawn_once import drawn_once, value_mark
from evaluations.checks.money_cells import ReportBounds, project_yardsticks
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.parts.placed_forms import RowForm
from evaluations.language.amounts import show_cell_amount
from evaluations.language.magnitudes import Yardstick

# The columns before the amounts: name and kind.
BEFORE_AMOUNTS = 2
AMOUNTS = ("total", "whole", "difference")


@dataclass(frozen=True)
class ColumnTotal:
    """One column of amounts: its sum, the project expenditure of the form that it should be, and the difference, 万元.

    `whole` and `difference` are "" where the form has no such figure, or nothing is filled in there.
    """

    column: str
    heading: str
    total: str
    whole: str
    difference: str


def drawn_foot(totals: Iterable[ColumnTotal]) -> SafeString:
    """The lines below the projects, with the totals in their places."""
    shown = list(totals)
    shape = tuple((one.column, one.heading, bool(one.whole)) for one in shown)
    values = {f"{name}{one.column}": vars(one)[name] for one in shown for name in AMOUNTS}

    def draw() -> str:
        return render_to_string("filing/section/parts/project_foot.html", {"totals": [_marked(one) for one in shown]})

    return drawn_once((drawn_foot, shape), draw, values)


def _marked(one: ColumnTotal) -> ColumnTotal:
    """The column with marks for its amounts, where it has them."""
    return replace(one, **{name: value_mark(f"{name}{one.column}") for name in (AMOUNTS if one.whole else AMOUNTS[:1])})


def project_totals(desk: SectionDesk, rows: Iterable[RowForm]) -> list[ColumnTotal]:
    """The totals of the amounts typed so far; grid.js adds up anew while one types."""
    rows, case = list(rows), desk.case
    bounds = ReportBounds.of(case)
    columns = enumerate(desk.scheme.project_columns, BEFORE_AMOUNTS)
    return [
        _total(number, desk.label(column.label), column.code, rows, project_yardsticks(case, column.code, bounds))
        for number, column in columns
    ]


def _total(number: int, heading: str, code: str, rows: list[RowForm], wholes: tuple[Yardstick, ...]) -> ColumnTotal:
    typed = [value for row in rows if isinstance(value := row.value(code), Decimal)]
    total = sum(typed, Decimal(0)) if typed else None
    whole = wholes[0].value if wholes else None
    difference = total - whole if total is not None and whole is not None else None
    shown = [show_cell_amount(value) for value in (total, whole, difference)]
    return ColumnTotal(str(number), heading, *shown)
