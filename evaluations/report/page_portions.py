"""Groups of table lines that share joined cells, cut so that each part fits on a page: what is joined is never torn.

A joined cell that a page break tears ends early, is not centred any more, and leaves a table whose rows have different
numbers of columns, which PDF/UA refuses (ISO 14289-1, 7.2).
"""

from collections.abc import Sequence
from math import ceil

# What the landscape page of print.css holds below title and head: 24 lines of 9 pt in columns of so many characters.
PORTION_LINES = 24


def page_portions(heights: Sequence[int], most: int) -> list[slice]:
    """Even parts of at most `most` table lines and, unless one alone is higher, PORTION_LINES lines of text.

    `heights` are the lines of text of each table line.
    """
    if not heights:
        return []
    even = ceil(len(heights) / ceil(len(heights) / most))
    parts, start, height = [], 0, 0
    for place, own in enumerate(heights):
        if place > start and (place - start == even or height + own > PORTION_LINES):
            parts.append(slice(start, place))
            start, height = place, 0
        height += own
    return [*parts, slice(start, len(heights))]


def text_height(text: str, width: int) -> int:
    """How many lines a text takes in a column of `width` Chinese characters."""
    return sum(max(1, ceil(len(part) / width)) for part in text.split("\n"))
