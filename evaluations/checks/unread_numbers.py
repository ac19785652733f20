"""Numbers of a text that the reader took for nothing: 12公里, 3200人 of nobody. Dates, file numbers and the like are none."""

import re
from collections.abc import Iterable, Iterator

PRINTED = re.compile(r"\d+(?:[,，]\d{3}(?!\d))*(?:[.．]\d+)?")  # of half and full width
NAMES_BEFORE = re.compile(r"(?:[A-Za-z〔［\[#№]|\d[:：/]|第\s*)$")
NAMES_BEHIND = re.compile(r"\s*(?:[年月日号时]|[A-Za-z〕］\]]|[:：/]\d|[-—–~～至到]\s*\d+\s*[年月日号时])")
NUMBERING = re.compile(r"(?:^|\n)\s*[(（]?$")  # 1. and （2） open a line
NUMBERED = re.compile(r"[)）]|[、.．](?!\d)")
LOOK_BACK = 8  # characters


def unread_numbers(text: str, read: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where each number of a text stands (its characters) that is in none of the ranges that were `read`, in their order."""
    taken = {place for start, end in read for place in range(start, end)}
    for found in PRINTED.finditer(text):
        start, end = found.span()
        if not taken.isdisjoint(range(start, end)) or is_a_name(text, start, end):
            continue
        yield start, end


def is_a_name(text: str, start: int, end: int) -> bool:
    """Whether digits name a day, a paper or a place in a list, and count nothing."""
    before = text[max(0, start - LOOK_BACK) : start]
    opens_line = NUMBERING.search(before) and (start <= LOOK_BACK or "\n" in before)
    if opens_line and NUMBERED.match(text, end):
        return True
    return bool(NAMES_BEFORE.search(before) or NAMES_BEHIND.match(text, end))
