"""Many patterns as one, of which only those are tried that may begin with the sign at hand.

It finds what one pattern of named alternatives would: the first alternative that fits, in their order.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from evaluations.claims.words.first_signs import FirstSigns, alternatives_of
from evaluations.claims.words.found_once import FoundOnce

Matcher = Callable[..., re.Match[str] | None]  # of a text, at a place, of what stands before another
PART = itemgetter(1)
ANY_SIGN = "[^"  # what a class of all but a few begins with
KEPT_SIGNS = 4096  # of which few texts have more


class WordPattern(NamedTuple):
    """The words of a group, and what may follow each of them."""

    group: str
    source: str
    tail: str = ""


class SignedWords(dict[str, Matcher | None]):
    """Sign → what matches the words that may begin with it, None where none does; made when the sign is met."""

    def __init__(self, words: Sequence[WordPattern]) -> None:
        super().__init__()
        self.parts = [(one, part, first) for one in words for part, first in _alternatives(one.source)]
        self.plain, self.classes = defaultdict[str, list[int]](list), list[int]()
        for place, (_, _, first) in enumerate(self.parts):
            for sign in () if first.is_class else first.signs:
                self.plain[sign].append(place)
            if first.is_class:
                self.classes.append(place)

    def __missing__(self, sign: str) -> Matcher | None:
        if len(self) >= KEPT_SIGNS:
            self.clear()
        of_class = (place for place in self.classes if self.parts[place][2].may_be(sign))
        source = self.source_of({*self.plain.get(sign, ()), *of_class})
        self[sign] = _matcher(source) if source else None
        return self[sign]

    def source_of(self, places: Iterable[int]) -> str:
        """Some of the parts as one pattern, in their order."""
        groups = groupby((self.parts[place] for place in sorted(places)), key=itemgetter(0))
        return "|".join(f"(?P<{one.group}>(?:{'|'.join(map(PART, parts))}){one.tail})" for one, parts in groups)

    def at(self, text: str, place: int) -> re.Match[str] | None:
        """The word that begins at a place."""
        matcher = self[text[place]]
        return matcher(text, place) if matcher else None

    def each(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Word by word, none within another, of what stands before `end`."""
        end = len(text) if end is None else end
        for place in places_of(self.begins, text, start, end):
            matcher = self[text[place]] if place >= start else None
            if matcher and (found := matcher(text, place, end)):
                yield found
                start = max(found.end(), place + 1)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The next word at or behind a place."""
        begins = self.begins
        for place in range(start, len(text)) if begins is None else places_of(begins, text, start, len(text)):
            matcher = self[text[place]]
            if matcher and (found := matcher(text, place)):
                return found
        return None

    @FoundOnce
    def begins(self) -> re.Pattern[str] | None:
        """The signs that words begin with; None where these are almost any."""
        return pattern_of_signs(self.first_signs)

    @property
    def first_signs(self) -> list[str]:
        """Signs and classes of signs that a word may begin with; ANY_SIGN for one that may begin with any."""
        return [sign for _, _, first in self.parts for sign in (first.signs if not first.empty else (ANY_SIGN,))]


def pattern_of_signs(signs: Iterable[str]) -> re.Pattern[str] | None:
    """One of these signs, or of their classes; None if a class is of all but a few."""
    known = dict.fromkeys(filter(None, signs))
    if any(one.startswith(ANY_SIGN) for one in known):
        return None
    return re.compile("|".join(re.escape(one) if len(one) == 1 else one for one in known) or "(?!)")


def places_of(begins: re.Pattern[str] | None, text: str, start: int, end: int) -> Iterable[int]:
    """Where one of some signs stands; all places where these are almost any."""
    return range(start, end) if begins is None else (found.start() for found in begins.finditer(text, start, end))


@lru_cache(maxsize=4096)
def _matcher(source: str) -> Matcher:
    """Made once for all forms whose names do not begin with a sign."""
    return re.compile(source).match


@lru_cache(maxsize=512)
def _alternatives(source: str) -> tuple[tuple[str, FirstSigns], ...]:
    """Those of a pattern; one with groups of its own, which are asked for by name, is left whole."""
    return tuple(alternatives_of(f"(?:{source})" if "(?P<" in source else source))
