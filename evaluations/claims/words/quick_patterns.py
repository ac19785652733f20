"""A pattern of many words that leaves a sign at once if none of them begins with it: most signs of a text are such."""

import re
from collections.abc import Iterator

from evaluations.claims.words.first_signs import FirstSigns, PatternSource, alternatives_of

CHINESE_CLASS = "一-龥"  # a class that almost any sign is of says nothing; what begins with it is tried as a whole


def quick_pattern(source: str) -> re.Pattern[str]:
    """The same matches as `source`, which must not fit nothing at all. Raises ValueError where it does."""
    signs, tried = dict[str, None](), dict[str, None]()
    for part, first in innermost_alternatives(source):
        if first.empty:
            raise ValueError(f"may be nothing: {part}")
        if any(CHINESE_CLASS in sign or sign.startswith("[^") for sign in first.signs):
            tried[part] = None
        else:
            signs |= dict.fromkeys(first.signs)
    plain = "".join(one[1:-1] if one.startswith("[") else re.escape(one) if len(one) == 1 else one for one in signs)
    begins = "|".join((f"[{plain}]", *tried) if plain else tried)
    return re.compile(f"(?={begins})(?:{source})")


def innermost_alternatives(source: str) -> Iterator[tuple[str, FirstSigns]]:
    """The alternatives of a pattern; of one that is nothing but a group those within it."""
    for part, first in alternatives_of(source):
        inner = within_group(part)
        yield from innermost_alternatives(inner) if inner else ((part, first),)


def within_group(part: str) -> str:
    """What stands in the group that is all of a pattern; "" where more than a group stands there."""
    reader = PatternSource(part)
    opening = reader.opening()
    if not opening:
        return ""
    list(reader.alternatives())
    return part[len(opening) : -1] if reader.at == len(part) - 1 else ""
