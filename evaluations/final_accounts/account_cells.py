"""The cells of one sheet of final accounts, as whoever opened the file hands them over; their spelling."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from evaluations.language.character_table import mended_characters, narrowed_characters

QUOTES = re.compile("[\\s“”\"'‘’「」『』《》]")
NUMBERING = re.compile(r"(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.]|其中:)+")
UNIT_BEHIND = re.compile(r"\((?:人|辆|个|元|万元|批次|人次)\)$")
CHINESE_WORDS = re.compile("[\u4e00-\u9fff]")


class AccountCell(NamedTuple):
    """A cell that holds something: rows and columns from 1, numbers in full; `fault` says why its number cannot be read."""

    row: int
    column: int
    text: str
    fault: str = ""
    struck: bool = False

    @property
    def name(self) -> str:
        """C7."""
        return cell_name(self.row, self.column)


class MergedArea(NamedTuple):
    """Cells that were merged, all edges inside."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class AccountSheet:
    """One sheet of a file, hidden ones included."""

    file: str
    name: str
    cells: Mapping[tuple[int, int], AccountCell]
    merged: Sequence[MergedArea] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    remarks: Sequence[str] = field(default=())

    @cached_property
    def rows(self) -> dict[int, list[AccountCell]]:
        """The cells of each row that has some, from left to right."""
        found: dict[int, list[AccountCell]] = {}
        for place in sorted(self.cells):
            found.setdefault(place[0], []).append(self.cells[place])
        return found

    @cached_property
    def last_column(self) -> int:
        """The last column that holds something."""
        return max((column for _, column in self.cells), default=0)

    def merged_at(self, row: int, column: int) -> MergedArea | None:
        """The merged area around a place."""
        return next((a for a in self.merged if a.top <= row <= a.bottom and a.left <= column <= a.right), None)

    def covering(self, row: int, column: int) -> AccountCell | None:
        """The cell that is seen at a place: its own, or that of the merged area."""
        area = self.merged_at(row, column)
        return self.cells.get((area.top, area.left)) if area else self.cells.get((row, column))

    def right_edge(self, cell: AccountCell) -> int:
        """The last column that the cell covers."""
        area = self.merged_at(cell.row, cell.column)
        return area.right if area else cell.column

    def is_unseen(self, cell: AccountCell) -> bool:
        """Whether its row or column is hidden."""
        return cell.row in self.hidden_rows or cell.column in self.hidden_columns

    def labels(self, first: int) -> Iterator[AccountCell]:
        """The cells with Chinese words from this row on."""
        return (
            cell
            for row, cells in self.rows.items()
            if row >= first
            for cell in cells
            if CHINESE_WORDS.search(cell.text)
        )


def cell_name(row: int, column: int) -> str:
    """C7 of row 7, column 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def bare_words(text: str) -> str:
    """Half-width, without blanks and quotation marks: what two printings of one title have in common."""
    return QUOTES.sub("", narrowed_characters(mended_characters(text)))


def bare_label(text: str) -> str:
    """A label without its numbering and the unit behind it."""
    bare = bare_words(text)
    begins = NUMBERING.match(bare)
    return UNIT_BEHIND.sub("", bare[begins.end() :] if begins else bare)
