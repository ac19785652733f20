"""Who signs a paper, and when, placed as GB/T 9704-2012, 7.3.5.2, asks of papers without a seal in print.

Both stand at the right: the name two characters from the edge, the date beginning two characters after the name does;
where the date would come closer than two characters to the edge, it stands at two and the name moves to the left.
"""

import datetime
from dataclasses import dataclass

from evaluations.language.moments import written_day

FROM_EDGE, AFTER_NAME = 2.0, 2.0  # characters


@dataclass(frozen=True)
class SignatureLine:
    """A line and how many characters stay free at its right."""

    text: str
    room: float


def signature_lines(department: str, day: datetime.date) -> tuple[SignatureLine, SignatureLine]:
    """Name and date."""
    date = written_day(day)
    beyond = characters_wide(department) - characters_wide(date)
    name_room = FROM_EDGE + max(0.0, AFTER_NAME - beyond)
    return SignatureLine(department, name_room), SignatureLine(date, name_room + beyond - AFTER_NAME)


def characters_wide(text: str) -> float:
    """The width in Chinese characters; digits and Latin letters take half of one."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)
