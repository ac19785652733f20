"""Who signs a paper, and when, placed as GB/T 9704-2012, 7.3.5.2, asks of papers without a seal in print.

Both stand at the right: the name two characters from the edge, the date beginning two characters after the name does;
where the date would come closer than two characters to the edge, it stands at two and the name moves to the left. A name
that is longer than a line stands in several, parted before its bracket or evenly.
"""

import datetime
from dataclasses import dataclass
from itertools import count
from math import ceil

from evaluations.language.moments import written_day

FROM_EDGE, AFTER_NAME = 2.0, 2.0  # characters
MOST_WIDE = 28 - FROM_EDGE


@dataclass(frozen=True)
class SignatureLine:
    """A line and how many characters stay free at its right."""

    text: str
    room: float


def signature_lines(department: str, day: datetime.date) -> tuple[SignatureLine, SignatureLine]:
    """Name and date."""
    date, lines = written_day(day), name_lines(department)
    beyond = max(map(characters_wide, lines)) - characters_wide(date)
    name_room = FROM_EDGE + max(0.0, AFTER_NAME - beyond)
    return SignatureLine("\n".join(lines), name_room), SignatureLine(date, name_room + beyond - AFTER_NAME)


def name_lines(name: str) -> list[str]:
    """The name in as few lines as it needs."""
    head, bracket, tail = name.partition("（")
    if not fits_line(name) and head and fits_line(head) and fits_line(bracket + tail):
        return [head, bracket + tail]
    even = (even_parts(name, many) for many in count(1))
    return next(parts for parts in even if all(map(fits_line, parts)))


def fits_line(text: str) -> bool:
    """Whether one line holds it."""
    return characters_wide(text) <= MOST_WIDE


def even_parts(text: str, many: int) -> list[str]:
    """So many parts of one length at most; the last one may be shorter."""
    each = max(1, ceil(len(text) / many))
    return [text[start : start + each] for start in range(0, len(text), each)] or [text]


def characters_wide(text: str) -> float:
    """The width in Chinese characters; digits and Latin letters take half of one."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)
