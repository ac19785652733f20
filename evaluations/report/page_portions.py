"""Groups of table lines that share joined cells, cut so that each part fits on a page: what is joined is never torn.

A joined cell that a page break tears ends early, is not centred any more, and leaves a table whose rows have different
numbers of columns, which PDF/UA refuses (ISO 14289-1, 7.2). So the parts are made for the pages as print.css has them:
a first-level cell joins all its lines of a page, and is said again only where the next page begins.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

# The landscape page of print.css below the head of a table, in millimetres, and a line of its wide tables.
PAGE_ROOM = 147.0
TEXT_LINE, ROW_PADDING = 4.41, 1.75
HALF_WIDTH = 0.55  # of a Chinese character: a digit, with what line breaks waste before numbers


def page_portions(names: Sequence[str], heights: Sequence[float], used: float = 0) -> list[slice]:
    """Parts of neighbours of one name that lie on one page; `heights` in millimetres, `used` is taken of the first page."""
    parts, start, room = [], 0, PAGE_ROOM - used
    for place, own in enumerate(heights):
        turned = own > room
        if place > start and (turned or names[place] != names[start]):
            parts.append(slice(start, place))
            start = place
        room = (PAGE_ROOM if turned else room) - own
    return [*parts, slice(start, len(heights))] if heights else []


def row_height(*columns: tuple[str, int]) -> float:
    """The millimetres of a table line whose texts stand in columns of so many Chinese characters."""
    return TEXT_LINE * max(text_height(text, width) for text, width in columns) + ROW_PADDING


def text_height(text: str, width: int) -> int:
    """How many lines a text takes in a column of `width` Chinese characters."""
    return sum(max(1, ceil(shown_width(part) / width)) for part in text.split("\n"))


def shown_width(text: str) -> float:
    """How wide a text is, in Chinese characters."""
    return sum(HALF_WIDTH if character.isascii() else 1 for character in text)


def runs_of(names: Sequence[str]) -> list[int]:
    """How many lines from here on have this name; 0 where it is that of the line above."""
    starts = [place for place in range(len(names)) if place == 0 or names[place] != names[place - 1]]
    lengths = {start: end - start for start, end in pairwise([*starts, len(names)])}
    return [lengths.get(place, 0) for place in range(len(names))]
