"""With which signs the matches of a pattern may begin, read from its source.

Of many patterns only those that may begin with the sign at hand need be tried there (signed_words.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
GROUP = re.compile(r"\((?:\?(?:P<\w+>|:))?")
ALL_BUT_ENDS = "[^\n]"
ASIDE = re.compile(r"\(\?<?[=!]")  # looks around and takes nothing
ESCAPED_KINDS = re.compile(r"\\[^0-9A-Za-z]|\\[dDwWsSnrtfv]")  # one sign each, by itself or by its kind
TAKES_NOTHING = ("^", "$", "\\b", "\\B", "\\A", "\\Z")
REPEATED = re.compile(r"(?P<many>[?*+]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")


@dataclass(frozen=True)
class FirstSigns:
    """Patterns of one sign each with which something may begin; `empty`: it may also be nothing at all."""

    signs: tuple[str, ...] = ()
    empty: bool = False

    def then(self, behind: "FirstSigns") -> "FirstSigns":
        """Those of a sequence."""
        return FirstSigns((*self.signs, *behind.signs), behind.empty) if self.empty else self

    @property
    def is_class(self) -> bool:
        """Whether these are more signs than are written."""
        return self.empty or any(len(one) > 1 for one in self.signs)

    def may_be(self, sign: str) -> bool:
        """Whether a sign may be the first; of what may be nothing any sign is."""
        return self.empty or any(one == sign or (len(one) > 1 and is_one_of(one, sign)) for one in self.signs)


@lru_cache(maxsize=4096)
def is_one_of(pattern: str, sign: str) -> bool:
    """Whether a sign is of a class, or what an escape stands for."""
    return re.match(pattern, sign) is not None


class PatternSource:
    """A pattern's source, read from left to right: groups, classes, looks around, repetitions and plain signs."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0

    def alternatives(self) -> Iterator[tuple[str, FirstSigns]]:
        """Each alternative of the outermost level up to the end of its group, with its first signs."""
        while True:
            begin, found = self.at, FirstSigns(empty=True)
            while self.source[self.at : self.at + 1] not in ("|", ")", ""):
                found = found.then(self._item())
            yield self.source[begin : self.at], found
            if self.source[self.at : self.at + 1] != "|":
                return
            self.at += 1

    def opening(self) -> str:
        """The sign of a group that begins here, which is passed over; "" where none does."""
        group = self._taken(GROUP) if not ASIDE.match(self.source, self.at) else None
        return group[0] if group else ""

    def _item(self) -> FirstSigns:
        found = self._atom()
        if repeated := self._taken(REPEATED):
            none = repeated["many"] in "?*" if repeated["least"] is None else not int(repeated["least"] or 0)
            found = FirstSigns(found.signs, found.empty or none)
        return found

    def _atom(self) -> FirstSigns:
        if aside := self._taken(ASIDE):
            self._inside(aside)
            return FirstSigns(empty=True)
        if group := self._taken(GROUP):
            return self._inside(group)
        if signs := self._taken(CLASS):
            return FirstSigns((signs[0],))
        size = 2 if self.source[self.at] == "\\" else 1
        sign = self.source[self.at : self.at + size]
        self.at += size
        if sign in TAKES_NOTHING:
            return FirstSigns(empty=True)
        if sign == "?" or (size > 1 and not ESCAPED_KINDS.fullmatch(sign)):
            raise ValueError(f"{sign} at {self.at - size} cannot be told: {self.source}")
        return FirstSigns((ALL_BUT_ENDS if sign == "." else sign,))

    def _inside(self, opening: re.Match[str]) -> FirstSigns:
        found = [signs for _, signs in self.alternatives()]
        if self.source[self.at : self.at + 1] != ")":
            raise ValueError(f"not closed: {opening[0]} at {opening.start()} of {self.source}")
        self.at += 1
        return FirstSigns(tuple(sign for one in found for sign in one.signs), any(one.empty for one in found))

    def _taken(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found


def alternatives_of(source: str) -> list[tuple[str, FirstSigns]]:
    """The alternatives of a whole pattern with their first signs. Raises ValueError where it is no pattern of this kind."""
    reader = PatternSource(source)
    found = list(reader.alternatives())
    if reader.at != len(source):
        raise ValueError(f"more is closed than was opened: {source}")
    return found
