"""A workbook among the evidence as a page: one sheet as a table, its cells of interest marked. No office is needed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from evaluations.evidence.keeping import evidence_content
from evaluations.final_accounts.account_cells import AccountCell, AccountSheet, cell_name
from evaluations.foreign_files.accounts_file import accounts_file

MOST_SHOWN_ROWS, MOST_SHOWN_COLUMNS = 400, 40
WIDE_TEXT = 4  # characters from which on a column needs room
SHEET_KINDS = ("xls", "xlsx", "et")
CELL_PLACE = re.compile(r"[A-Z]{1,3}[1-9]\d*")


@dataclass(frozen=True)
class ShownCell:
    """One cell of the page; `across` and `down`: how many it covers; `wide`: its words need room."""

    name: str
    text: str
    marked: bool
    number: bool
    wide: bool
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class ShownSheet:
    """A sheet as rows of cells, with the letters of its columns."""

    name: str
    letters: Sequence[str]
    rows: Sequence[tuple[int, Sequence[ShownCell]]]
    cut: bool


def sheet_context(file: UUID | str, sha256: str, name: str, sheet: str, cells: Sequence[str]) -> dict[str, Any]:
    """What templates/evidence/sheet.html is given: the sheet of that name, else the first; `cells` such as C7 or 表!C7.

    Raises DamagedFile for a file that is gone or changed.
    """
    opened = accounts_file(name, evidence_content(file, sha256))
    names = [one.name for one in opened.sheets]
    chosen = next((one for one in opened.sheets if one.name == sheet), opened.sheets[0] if opened.sheets else None)
    marks = {place for cell in cells for where, _, place in [cell.rpartition("!")] if where in ("", sheet)}
    return {
        "name": name,
        "refused": opened.refused,
        "sheets": names,
        "shown": shown_sheet(chosen, marks) if chosen else None,
        "marks": sorted(mark for mark in marks if CELL_PLACE.fullmatch(mark)),
    }


def shown_sheet(sheet: AccountSheet, marks: Collection[str]) -> ShownSheet:
    """The cells in use, as far as a page can hold them."""
    last_row, last_column = max(sheet.rows, default=0), sheet.last_column
    rows = range(1, min(last_row, MOST_SHOWN_ROWS) + 1)
    columns = range(1, min(last_column, MOST_SHOWN_COLUMNS) + 1)
    letters = [cell_name(1, column)[:-1] for column in columns]
    found = [(row, shown_row(sheet, row, columns, marks)) for row in rows]
    return ShownSheet(sheet.name, letters, found, last_row > MOST_SHOWN_ROWS or last_column > MOST_SHOWN_COLUMNS)


def shown_row(sheet: AccountSheet, row: int, columns: range, marks: Collection[str]) -> list[ShownCell]:
    """One row; what a merged cell covers is left out."""
    found = []
    for column in columns:
        area = sheet.merged_at(row, column)
        if area and (area.top, area.left) != (row, column):
            continue
        cell, name = sheet.cells.get((row, column)), cell_name(row, column)
        across = min(area.right, columns.stop - 1) - column + 1 if area else 1
        down = min(area.bottom, MOST_SHOWN_ROWS) - row + 1 if area else 1
        found.append(
            ShownCell(
                name,
                shown_text(cell),
                name in marks,
                is_number(cell),
                across == 1 and len(shown_text(cell)) > WIDE_TEXT,
                across,
                down,
            )
        )
    return found


def shown_text(cell: AccountCell | None) -> str:
    """What stands in a cell; why it cannot be read where it cannot."""
    return "" if cell is None else f"（{cell.fault}）" if cell.fault else cell.text


def is_number(cell: AccountCell | None) -> bool:
    """Whether a cell is to be aligned as a number."""
    return bool(cell and re.fullmatch(r"-?[\d,]+(\.\d+)?", cell.text.strip()))
