"""How wide the columns of a table are that a person wrote into a text: a number is never broken, words break where they must.

All widths are in Chinese characters of the table's type.
"""

import re
from collections.abc import Sequence

from evaluations.language.table_heads import is_number
from evaluations.language.text_rows import Row
from evaluations.report.page_portions import shown_width

# Characters on a line of the upright page, without the margins of the cells: in type of 9.5 points, and in dense type of 7.5.
PLAIN_ROOM, DENSE_ROOM = 40.0, 50.0
CELL_MARGINS = 1  # of a character
WORD_ROOM = 13  # characters that the columns of words take together at least, if they have as many
LEAST_WORDS, LEAST_HEAD = 3.0, 2.0
UNBROKEN = re.compile(r"[\d,.%％:+A-Za-z-]+")
NOTHING = ("", "-", "—", "－", "/", "无")
Columns = Sequence[Sequence[str]]


def counted_columns(columns: Columns) -> list[bool]:
    """Which columns hold numbers alone."""
    filled = ([cell for cell in column if cell not in NOTHING] for column in columns)
    return [bool(cells) and all(map(is_number, cells)) for cells in filled]


def least_widths(columns: Columns, labels: Sequence[str]) -> list[float]:
    """How narrow each column may become: a number and a run of digits or letters stay whole."""
    return [
        max(min(LEAST_HEAD, shown_width(label)), *(least_width(cell) for cell in column))
        for column, label in zip(columns, labels, strict=True)
    ]


def least_width(text: str) -> float:
    """How narrow a cell with this text may become."""
    if is_number(text):
        return shown_width(text)
    unbroken = max(map(shown_width, UNBROKEN.findall(text)), default=0)
    return max(unbroken, min(LEAST_WORDS, shown_width(text)))


def needed_room(columns: Columns, labels: Sequence[str]) -> float:
    """The room for all columns side by side."""
    counted, least = counted_columns(columns), least_widths(columns, labels)
    words = [max(map(shown_width, column)) for column, number in zip(columns, counted, strict=True) if not number]
    narrow = sum(own for own, number in zip(least, counted, strict=True) if not number)
    numbers = sum(own for own, number in zip(least, counted, strict=True) if number)
    return numbers + max(narrow, min(sum(words), WORD_ROOM)) + CELL_MARGINS * len(labels)


def column_shares(columns: Columns, labels: Sequence[str], room: float) -> list[float]:
    """The width of each column with its margins: as narrow as it may become, and of what is left as much as its words take."""
    least = least_widths(columns, labels)
    wanted = [
        max(own, *map(shown_width, (*column, label))) for own, column, label in zip(least, columns, labels, strict=True)
    ]
    more = [most - own for most, own in zip(wanted, least, strict=True)]
    left = max(room - sum(least) - CELL_MARGINS * len(labels), 0)
    part = min(left / sum(more), 1) if sum(more) else 0
    return [own + CELL_MARGINS + part * further for own, further in zip(least, more, strict=True)]


def columns_of(rows: Sequence[Row]) -> Columns:
    """The cells of equally wide rows, column by column."""
    return [*zip(*rows, strict=True)]
