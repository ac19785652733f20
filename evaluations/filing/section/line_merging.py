"""Two people's versions of one long text: what they changed in different lines, or in different sentences of one line,
goes together by itself."""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

# Matching takes time by the product; a text of more lines than any report has is one choice.
MOST_LINES = 400
# 一是……；二是……。: each with the sign that ends it.
SENTENCE = re.compile(r"[^。；！？]*[。；！？]+[”’）]*|[^。；！？]+")

# What one side changed: the lines from … to of the common start, and what stands there now.
LineChange = tuple[int, int, list[str]]
# Lines of the common start that are changed, and by whom how.
ChangedLines = tuple[int, int, list[LineChange], list[LineChange]]
# From what stood at a place that both changed, and what each has there: what shall stand, or None for a question.
PlaceSettling = Callable[[list[str], list[str], list[str]], list[str] | None]


def merged_lines(base: str, mine: str, theirs: str) -> str | None:
    """The text with what both changed; None where they changed the same sentence, or added some at the same place."""
    return _joined(base, mine, theirs, sentences_together)


def both_lines(base: str, mine: str, theirs: str) -> str:
    """The text with what both changed; of lines with a sentence that both changed first theirs, then mine."""
    found = _joined(base, mine, theirs, hers_then_mine)
    return f"{theirs}\n{mine}" if found is None else found


def _joined(base: str, mine: str, theirs: str, settle: PlaceSettling) -> str | None:
    lines = units_together(base.split("\n"), mine.split("\n"), theirs.split("\n"), settle)
    # As a text is kept: all above or below a line may have gone.
    return None if lines is None else "\n".join(lines).strip("\n")


def units_together(start: list[str], one: list[str], other: list[str], settle: PlaceSettling) -> list[str] | None:
    """The lines, or sentences, with what both changed; None where `settle` leaves a question."""
    if max(len(start), len(one), len(other)) > MOST_LINES:
        return None
    units, at = list[str](), 0
    for begin, end, my_changes, their_changes in changed_places(start, one, other):
        here, there = (lines_between(start, begin, end, found) for found in (my_changes, their_changes))
        place = there if not my_changes or here == there else here
        if my_changes and their_changes and here != there:
            settled = settle(start[begin:end], here, there)
            if settled is None:
                return None
            place = settled
        units += [*start[at:begin], *place]
        at = end
    return [*units, *start[at:]]


def sentences_together(before: list[str], here: list[str], there: list[str]) -> list[str] | None:
    """The lines of a place, each with the sentences that either side changed; None where both changed one, or one wrote a line
    anew that the other changed."""
    if not len(before) == len(here) == len(there):
        return None
    found = []
    for line, mine, theirs in zip(before, here, there, strict=True):
        start, one, other = (SENTENCE.findall(text) for text in (line, mine, theirs))
        apart = len({line, mine, theirs}) > 2
        asked = apart and any(is_rewritten(start, side) for side in (one, other))
        together = None if asked else units_together(start, one, other, asked_always)
        if together is None:
            return None
        found.append("".join(together))
    return found


def is_rewritten(start: list[str], side: list[str]) -> bool:
    """Whether of a line nothing is left, or of several sentences none: what the other adds would stand beside strange words."""
    return not side or (len(start) > 1 and set(start).isdisjoint(side))


def asked_always(before: list[str], here: list[str], there: list[str]) -> None:
    """What both changed in one sentence is for a person to judge."""


def hers_then_mine(before: list[str], here: list[str], there: list[str]) -> list[str]:
    """Sentence by sentence where that goes, else all lines: first theirs, then mine, what stood there before only once."""
    together = sentences_together(before, here, there)
    return together or [*there, *(line for line in here if line not in there and line not in before)]


def changed_places(start: list[str], one: list[str], other: list[str]) -> Iterator[ChangedLines]:
    """The places that somebody changed, in order; changes of both sides that meet in a line are one place."""
    changes = [(change, side) for side, text in enumerate((one, other)) for change in line_changes(start, text)]
    changes.sort(key=lambda found: found[0][:2])
    while changes:
        (begin, end, _), _ = changes[0]
        sides: tuple[list[LineChange], list[LineChange]] = ([], [])
        while changes and meets(changes[0][0], begin, end):
            change, side = changes.pop(0)
            end = max(end, change[1])
            sides[side].append(change)
        yield begin, end, *sides


def meets(change: LineChange, begin: int, end: int) -> bool:
    """Whether a change is of lines before `end`, or adds lines where others are added."""
    return change[0] < end or (change[0] == change[1] == begin == end)


def line_changes(start: list[str], text: list[str]) -> Iterator[LineChange]:
    """What was changed on the way from `start` to `text`."""
    for kind, i, j, k, m in SequenceMatcher(None, start, text, autojunk=False).get_opcodes():
        if kind != "equal":
            yield i, j, text[k:m]


def lines_between(start: list[str], begin: int, end: int, changes: list[LineChange]) -> list[str]:
    """The lines of a place as one side has them."""
    lines, at = list[str](), begin
    for i, j, put in changes:
        lines += [*start[at:i], *put]
        at = j
    return [*lines, *start[at:end]]
