"""The steps that a pattern takes on a text, counted by a small matcher of its own, and the texts that cost it most.

It goes through a pattern as Python's does, sign by sign and back again; what it tries is one step each, without a clock.
"""

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

Item = tuple[Any, Any]
Then = Callable[[int], bool]
REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
LONGEST_BOUNDED = 70  # of a repetition: no word is longer
LONGEST_BEFORE = 8  # signs of what is looked back for
STRANGE = "甲"  # of no word
ANY_SIGNS = "甲9a、，。(=元 "


class StepCounter:
    """One pattern on one text."""

    def __init__(self, pattern: str, text: str) -> None:
        self.items, self.text, self.steps = list(parser.parse(pattern)), text, 0
        self.groups: dict[int, str] = {}

    def search(self) -> int:
        """The steps of looking for it everywhere, also behind what it finds."""
        place, ends = 0, [0]

        def ended(end: int) -> bool:
            ends[0] = end
            return True

        while place <= len(self.text):
            found = self.goes(self.items, place, ended)
            place = max(place + 1, ends[0] if found else 0)
        return self.steps

    def match(self) -> int:
        """The steps of trying all of the text."""
        self.goes(self.items, 0, lambda place: place == len(self.text))
        return self.steps

    def goes(self, items: list[Item], place: int, then: Then) -> bool:
        """Whether some items fit one behind the other, and then what follows."""
        self.steps += 1
        if not items:
            return then(place)
        (kind, told), rest = items[0], items[1:]
        if kind in REPEATS:
            return self.repeats(told, place, lambda end: self.goes(rest, end, then), kind)
        if kind is kinds.SUBPATTERN:
            return self.goes([*told[3]], place, lambda end: self.goes(rest, end, then))
        if kind is kinds.ATOMIC_GROUP:
            return self.goes([*told], place, lambda end: self.goes(rest, end, then))
        if kind is kinds.BRANCH:
            return any(self.goes([*one], place, lambda end: self.goes(rest, end, then)) for one in told[1])
        if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            return self.looks(told, place) == (kind is kinds.ASSERT) and self.goes(rest, place, then)
        if kind is kinds.AT:
            return place == (len(self.text) if told is kinds.AT_END else 0) and self.goes(rest, place, then)
        return place < len(self.text) and is_sign(kind, told, self.text[place]) and self.goes(rest, place + 1, then)

    def looks(self, told: Any, place: int) -> bool:
        """Whether something stands behind a place, or before it; words before it are short."""
        if told[0] > 0:
            return self.goes([*told[1]], place, lambda _: True)
        begins = range(place, max(-1, place - LONGEST_BEFORE), -1)
        return any(self.goes([*told[1]], begin, lambda end: end == place) for begin in begins)

    def repeats(self, told: Any, place: int, then: Then, kind: Any) -> bool:
        """As often as it fits, and back again; of single signs without going down a level for each."""
        least, most, inner = told[0], min(int(told[1]), len(self.text)), [*told[2]]
        if len(inner) == 1 and inner[0][0] not in (*REPEATS, kinds.SUBPATTERN, kinds.BRANCH, kinds.ATOMIC_GROUP):
            end = place
            while end < len(self.text) and end - place < most and is_sign(inner[0][0], inner[0][1], self.text[end]):
                end, self.steps = end + 1, self.steps + 1
            ends = range(end, place + least - 1, -1) if kind is not kinds.MIN_REPEAT else range(place + least, end + 1)
            return any(map(then, ends))
        return self.again(inner, least, most, place, then)

    def again(self, inner: list[Item], least: int, most: int, place: int, then: Then) -> bool:
        """One more time, if it takes anything, or what follows."""
        more = most > 0 and self.goes(
            inner, place, lambda end: end > place and self.again(inner, least - 1, most - 1, end, then)
        )
        return more or (least <= 0 and then(place))


def is_sign(kind: Any, told: Any, sign: str) -> bool:
    """Whether one item fits a sign."""
    if kind is kinds.LITERAL:
        return ord(sign) == told
    if kind is kinds.NOT_LITERAL:
        return ord(sign) != told
    if kind is kinds.ANY:
        return sign != "\n"
    if kind is kinds.CATEGORY:
        return (
            re.fullmatch({kinds.CATEGORY_DIGIT: r"\d", kinds.CATEGORY_SPACE: r"\s"}.get(told, r"\w"), sign) is not None
        )
    if kind is kinds.RANGE:
        return told[0] <= ord(sign) <= told[1]
    if kind is kinds.IN:
        negated = told[0][0] is kinds.NEGATE
        return negated != any(is_sign(part, within, sign) for part, within in told[negated:])
    return False


def shortest(items: Any) -> str:
    """Some words that a pattern fits, as short as it has them; looks around are left out."""
    return "".join(map(word_of, items))


def word_of(item: Item) -> str:
    """The same of one item."""
    kind, told = item
    if kind in REPEATS:
        return shortest(told[2]) * told[0]
    if kind is kinds.SUBPATTERN:
        return shortest(told[3])
    if kind is kinds.ATOMIC_GROUP:
        return shortest(told)
    if kind is kinds.BRANCH:
        return shortest(told[1][0])
    if kind is kinds.LITERAL:
        return chr(told)
    if kind is kinds.IN and told[0][0] is kinds.LITERAL:
        return chr(told[0][1])
    if kind is kinds.IN and told[0][0] is kinds.RANGE:
        return chr(told[0][1][0])
    return next((sign for sign in ANY_SIGNS if is_sign(kind, told, sign)), "")


def endless_parts(items: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """(words before it, what it repeats) of each repetition without an end."""
    for place, (kind, told) in enumerate(items):
        near = before + shortest(items[:place])
        if kind in REPEATS:
            if int(told[1]) > LONGEST_BOUNDED:
                yield near, shortest(told[2])
            yield from endless_parts(told[2], near)
        inner = told[1] if kind is kinds.BRANCH else [told[3]] if kind is kinds.SUBPATTERN else []
        for one in inner:
            yield from endless_parts(one, near)


def worst_texts(pattern: str, size: int) -> list[str]:
    """So many signs of what it repeats, of what stands before that, and of both by turns; each also where nothing follows
    that could end it. Of every size as many, in the same order."""
    parts = list(dict.fromkeys(endless_parts(parser.parse(pattern))))
    pairs = ("".join(pair) for one in parts for pair in product((one[0], ""), (one[1], "")))
    words = dict.fromkeys(word for word in pairs if word)
    texts = [*(word * size for word in words), *(before + repeated * size for before, repeated in parts if repeated)]
    return [one[: size - len(tail)] + tail for one in texts for tail in ("", STRANGE)]
