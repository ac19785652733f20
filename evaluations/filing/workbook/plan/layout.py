"""The year's workbook as a plan: which sheet asks for which input of which section. Written and read by the same plan.

It follows from the scheme through the forms of the section pages (their labels, units and choices), so that a page
and a sheet can never ask for different things.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django import forms
from django.utils.choices import normalize_choices

from evaluations.filing.section.fields import AmountField
from evaluations.filing.section.parts.entries import CountField
from evaluations.schemes.figure_help import FigureHelp

TICK_CHOICES = (("on", "是"), ("", "否"))
LONGEST_SHEET_TITLE = 31
FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class WorkbookEntry:
    """What may be typed in a cell. `name` is the input of the section page; in a list, the field of its row."""

    name: str
    kind: str = "text"  # amount, choice, tick
    unit: str = ""
    signed: bool = False
    may_be_na: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""


@dataclass(frozen=True)
class WorkbookCell:
    """A label, an entry, a sum of other cells (by the names of their figures), or a value from elsewhere."""

    text: str = ""
    entry: WorkbookEntry | None = None
    figure: str = ""
    parts: tuple[str, ...] = ()
    unit: str = ""
    shown: bool = False

    @property
    def void(self) -> bool:
        """Whether the form has nothing here."""
        return self.shown and not self.figure and not self.text


@dataclass(frozen=True)
class WorkbookColumn:
    code: str
    label: str
    width: int = 16
    entry: WorkbookEntry | None = None


@dataclass(frozen=True)
class WorkbookLine:
    """One row of a sheet; `code` finds it again, `style` is group, sum or nothing, `label` names it in messages."""

    code: str
    cells: tuple[WorkbookCell, ...]
    label: str = ""
    style: str = ""
    level: int = 0
    help: FigureHelp | None = None


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet for one section. A list has `rows`, the prefix of its inputs, and perhaps an `owner` list."""

    code: str
    title: str
    section: str
    heading: str
    note: str
    columns: tuple[WorkbookColumn, ...]
    lines: tuple[WorkbookLine, ...]
    rows: str = ""
    owner: str = ""
    noun: str = ""

    @property
    def entries(self) -> Iterator[tuple[WorkbookLine, WorkbookColumn, WorkbookEntry]]:
        """What may be typed on a sheet whose lines are fixed."""
        for line in self.lines:
            for column, cell in zip(self.columns, line.cells, strict=True):
                if cell.entry:
                    yield line, column, cell.entry

    @property
    def prefix(self) -> str:
        """The beginning of all inputs of a list; empty where the lines are fixed."""
        return f"{self.owner or self.rows}-" if self.rows else ""


def entry_of(name: str, field: forms.Field) -> WorkbookEntry:
    """A form's field as an entry of the workbook."""
    if isinstance(field, AmountField):
        return WorkbookEntry(name, "amount", field.unit, field.signed, field.may_be_na)
    if isinstance(field, CountField):
        return WorkbookEntry(name, "amount", "个")
    if isinstance(field, forms.BooleanField):
        return WorkbookEntry(name, "tick", choices=TICK_CHOICES)
    if isinstance(field, forms.ChoiceField):
        pairs = [(str(code), str(label)) for code, label in normalize_choices(field.choices)]
        default = (
            "" if any(not code for code, _ in pairs) else str(pairs[0][0] if field.initial is None else field.initial)
        )
        return WorkbookEntry(name, "choice", choices=tuple(pair for pair in pairs if pair[0]), default=default)
    return WorkbookEntry(name)


def titled_sheets(sheets: Iterable[WorkbookSheet]) -> tuple[WorkbookSheet, ...]:
    """The sheets under titles that Excel takes and that are all different."""
    found: dict[str, WorkbookSheet] = {}
    for sheet in sheets:
        base = (
            FORBIDDEN_IN_TITLE.sub(" ", sheet.title).strip()[:LONGEST_SHEET_TITLE] or sheet.code[:LONGEST_SHEET_TITLE]
        )
        title = next(one for one in title_candidates(base) if one.casefold() not in found)
        found[title.casefold()] = replace(sheet, title=title)
    return tuple(found.values())


def title_candidates(base: str) -> Iterator[str]:
    """A title, then the same with 2, 3 …"""
    yield base
    for number in range(2, 1000):
        yield f"{base[: LONGEST_SHEET_TITLE - 4]} {number}"


def choice_label(entry: WorkbookEntry, code: str) -> str:
    """The words of a choice; a code that is none of them as it is."""
    labels: Mapping[str, str] = dict(entry.choices)
    return labels.get(code, code)
