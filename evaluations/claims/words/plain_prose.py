"""A text with one kind of sign, without blanks and quotation marks, that still knows where each character stood."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evaluations.claims.words.tables_in_prose import has_table, table_pieces
from evaluations.claims.words.units_said_once import bare_amounts, bare_counts, with_units
from evaluations.language.character_table import mended_characters, narrowed_characters

DROPPED = frozenset("“”\"'‘’「」『』《》〈〉 \t\r\u3000\u00a0")
MINUS = dict.fromkeys(map(ord, "−–—－"), "-")
KEPT_SIGNS = 8192
KEPT_TEXTS = 32  # those of one report
KEPT_WIDE = {ord("，"): "，", ord("〔"): "(", ord("〕"): ")"}  # ASCII commas may group digits, wide ones never do


@dataclass(frozen=True)
class PlainProse:
    """`text` for reading, `source` as written; `origins` the place of each character of `text` in `source`."""

    text: str
    origins: Sequence[int]
    source: str

    def as_written(self, start: int, end: int) -> str:
        """A range of the plain text in the writer's own characters, with the quotation mark that opens before it."""
        begin, stop = self.written(start, end)
        begin -= begin < stop and self.source[begin - 1 : begin] in ("“", "‘")
        return self.source[begin:stop]

    def quoted(self, start: int, first: int, last: int, until: int, window: int) -> tuple[int, int, str]:
        """Where numbers of a sentence that begins at `start` stand as written, from the first to the end of the last, and the
        words from so many characters before them until their unit ends."""
        begin, end = self.written(start + first, start + last)
        return begin, end, self.as_written(start + max(0, first - window), start + until)

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of the plain text stands in the text as written."""
        if start >= end:
            return (0, 0)
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=KEPT_SIGNS)
def plain_character(character: str) -> str:
    """As every door reads it (language/character_table.py), one kind of minus; "" for one that nobody sees or needs."""
    kept = KEPT_WIDE.get(ord(character)) or MINUS.get(ord(character))
    folded = kept or narrowed_characters(mended_characters(character))
    return "" if folded in DROPPED else folded if len(folded) < 2 else character


class PlainSigns(dict[int, str]):
    """Code → plain sign, found when it is met; `dropped` are the signs that were met and are none, of which there are few."""

    def __init__(self) -> None:
        super().__init__()
        self.dropped = set[str]()

    def __missing__(self, code: int) -> str:
        if len(self) >= KEPT_SIGNS:
            self.clear()
        sign = plain_character(chr(code))
        if not sign:
            self.dropped.add(chr(code))  # before another thread may translate it and ask for its places
        self[code] = sign
        return sign


PLAIN_SIGNS = PlainSigns()


@lru_cache(maxsize=KEPT_TEXTS)
def plain_prose(text: str) -> PlainProse:
    """Read a text as written; of 100 000 characters in some milliseconds. Kept, as both readings begin with it."""
    tables = has_table(text)
    units = bare_counts(text) | bare_amounts(text)
    if tables or units:
        signs = zip(text, range(len(text)), strict=True)
        written = table_pieces(text, units) if tables else with_units(signs, units)
        pieces = [(plain_character(sign), place) for sign, place in written]
        shown = [(sign, place) for sign, place in pieces if sign]
        return PlainProse("".join(sign for sign, _ in shown), array("I", (place for _, place in shown)), text)
    plain = text.translate(PLAIN_SIGNS)
    if len(plain) == len(text):
        return PlainProse(plain, range(len(text)), text)
    return PlainProse(plain, places_kept(text), text)


def places_kept(text: str) -> Sequence[int]:
    """The places of the signs that a translated text keeps: whole ranges between those dropped, of which it has few kinds."""
    dropped = sorted(found for sign in {*text} & PLAIN_SIGNS.dropped for found in places_of_sign(text, sign))
    places, begin = array("I"), 0
    for place in (*dropped, len(text)):
        places.extend(range(begin, place))
        begin = place + 1
    return places


def places_of_sign(text: str, sign: str) -> Iterator[int]:
    """Wherever a sign stands."""
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)
