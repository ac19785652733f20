"""The lines of a table of figures, as their template shows them."""

from dataclasses import dataclass
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from departments.drawn_once import drawn_once, value_mark
from evaluations.filing.section.parts.sheet_shapes import LineShape

APPROVED_AS_FILED = "＝批复"


class CellNotes(NamedTuple):
    """What stands beside an input: the approved amount, what the cell said a year ago, and from which cell of final
    accounts it was taken, in short and in full, with the address of the sheet."""

    approved: str = ""
    before: str = ""
    source: str = ""
    source_words: str = ""
    source_address: str = ""

    @property
    def css_class(self) -> str:
        """The classes of the cell: one or two short notes stand in a line, more below each other."""
        told = [note for note in self[:3] if note]
        crowded = len(told) > 1 and (bool(self.source) or self.approved != APPROVED_AS_FILED)
        return ("has-beside has-two" if crowded else "has-beside") if told else ""


NO_NOTES = CellNotes()


class CellText(NamedTuple):
    """What stands in a cell; `beside`: the classes that its notes ask for."""

    text: str = ""
    error: str = ""
    notes: CellNotes = NO_NOTES
    beside: str = ""

    @property
    def is_in_use(self) -> bool:
        """Whether there is something to see: a value, a fault, an approved amount, last year's."""
        return bool(self.text or self.error or self.notes.approved or self.notes.before)


EMPTY_CELL = CellText()


@dataclass(frozen=True)
class SheetRow:
    """One line of the table; `rare`: it stays closed until somebody opens it."""

    shape: LineShape
    cells: tuple[CellText, ...] = ()
    rare: bool = False

    @property
    def number(self) -> str:
        """行次; "" for a group."""
        return self.shape.number

    @property
    def label(self) -> str:
        """What the line is called."""
        return self.shape.label

    @property
    def drawn(self) -> SafeString:
        """The line as a row of the table."""
        values, noted = {}, []
        for number, cell in enumerate(self.cells):
            values[f"text{number}"] = cell.text
            if cell.error:
                return draw_row(self)
            if cell.beside:
                told = [(name, note) for name, note in zip(cell.notes._fields, cell.notes, strict=True) if note]
                values |= {f"{name}{number}": note for name, note in told}
                noted.append((number, cell.beside, *(name for name, _ in told)))
        return drawn_once((self.shape, self.rare, *noted), lambda: draw_row(with_marks(self)), values)


def draw_row(row: SheetRow) -> SafeString:
    """The line as its template draws it."""
    cells = [
        vars(shape)
        | cell._asdict()
        | cell.notes._asdict()
        | {"named_by": f"{shape.named_by} {shape.id}-beside" if cell.beside else shape.named_by}
        for shape, cell in zip(row.shape.cells, row.cells, strict=True)
    ]
    return render_to_string("filing/section/sheet_row.html", {"row": row.shape, "rare": row.rare, "cells": cells})


def with_marks(row: SheetRow) -> SheetRow:
    """The line with marks instead of its values."""
    cells = (_marked(cell, number) for number, cell in enumerate(row.cells))
    return SheetRow(row.shape, tuple(cells), row.rare)


def _marked(cell: CellText, number: int) -> CellText:
    told = {name: value_mark(f"{name}{number}") for name, note in cell.notes._asdict().items() if note}
    return CellText(value_mark(f"text{number}"), "", CellNotes(**told), cell.beside)
