"""A text with one kind of sign, without blanks and quotation marks, that still knows where each character stood."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

DROPPED = frozenset("“”\"'‘’「」『』《》〈〉 \t\r\u3000\u00a0\u200b\ufeff")
MINUS = dict.fromkeys(map(ord, "−–—－"), "-")
KEPT_WIDE = {ord("，"): "，"}  # ASCII commas may group digits, wide ones never do


@dataclass(frozen=True)
class PlainProse:
    """`text` for reading; `origins` the place of each of its characters in the text as written."""

    text: str
    origins: tuple[int, ...]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of the plain text stands in the text as written."""
        if start >= end:
            return (0, 0)
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=8192)
def plain_character(character: str) -> str:
    """NFKC where that is one character; superscripts and circled digits are no digits and stay as they are."""
    mapped = KEPT_WIDE.get(ord(character)) or MINUS.get(ord(character))
    if mapped:
        return mapped
    if unicodedata.category(character) == "No":
        return character
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def plain_prose(text: str) -> PlainProse:
    """Read a text as written; of 100 000 characters in some milliseconds."""
    kept = [(plain_character(character), place) for place, character in enumerate(text) if character not in DROPPED]
    return PlainProse("".join(pair[0] for pair in kept), tuple(pair[1] for pair in kept))
