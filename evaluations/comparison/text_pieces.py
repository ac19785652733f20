"""What changed inside one value, so that a reviewer reads the change and not the whole text twice."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

SAME, DELETED, INSERTED = "same", "del", "ins"
# A number stays whole: 550.5[5→8]5 cannot be read as an amount.
TOKEN = re.compile(r"-?\d+(?:[.,]\d+)*%?|[A-Za-z]+|.", re.DOTALL)
# Matching takes time by the product of both lengths; longer passages are shown as replaced whole.
MOST_COMPARISONS = 4_000_000
CONTEXT = 24

Piece = tuple[str, str]


def pieces(old: str, new: str) -> list[Piece]:
    """The way from old to new as (same | del | ins, text); long unchanged stretches are cut to their ends."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) * len(after) > MOST_COMPARISONS:
        return [(DELETED, old), (INSERTED, new)]
    by_line = list(compare(before, after))
    found: list[Piece] = []
    while by_line:
        kind, text = by_line.pop(0)
        if kind == DELETED and by_line and by_line[0][0] == INSERTED:
            found += inside(text, by_line.pop(0)[1])
        else:
            found.append((kind, text))
    return [(kind, shortened(text) if kind == SAME else text) for kind, text in found]


def inside(old: str, new: str) -> list[Piece]:
    """Compare two passages word by word, or take them as they are when they are very long."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if len(before) * len(after) > MOST_COMPARISONS:
        return [(DELETED, old), (INSERTED, new)]
    return list(compare(before, after))


def compare(before: list[str], after: list[str]) -> Iterator[Piece]:
    """Yield what stays, goes and comes, in the order of reading; what goes stands before what comes."""
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield SAME, "".join(before[i:j])
            continue
        if i < j:
            yield DELETED, "".join(before[i:j])
        if k < m:
            yield INSERTED, "".join(after[k:m])


def shortened(text: str) -> str:
    """The ends of a long passage."""
    return text if len(text) <= 3 * CONTEXT else f"{text[:CONTEXT]}……{text[-CONTEXT:]}"
