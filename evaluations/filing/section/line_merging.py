"""Two people's versions of one long text, line by line: what they changed in different lines goes together by itself."""

from collections.abc import Iterator
from difflib import SequenceMatcher

# Matching takes time by the product; a text of more lines than any report has is one choice.
MOST_LINES = 400

# What one side changed: the lines from … to of the common start, and what stands there now.
LineChange = tuple[int, int, list[str]]
# Lines of the common start that are changed, and by whom how.
ChangedLines = tuple[int, int, list[LineChange], list[LineChange]]


def merged_lines(base: str, mine: str, theirs: str) -> str | None:
    """The text with what both changed; None where they changed the same lines, or added some at the same place."""
    return _joined(base, mine, theirs, keep_both=False)


def both_lines(base: str, mine: str, theirs: str) -> str:
    """The text with what both changed; of the same lines first theirs, then mine."""
    found = _joined(base, mine, theirs, keep_both=True)
    return f"{theirs}\n{mine}" if found is None else found


def _joined(base: str, mine: str, theirs: str, *, keep_both: bool) -> str | None:
    start, one, other = (text.split("\n") for text in (base, mine, theirs))
    if max(len(start), len(one), len(other)) > MOST_LINES:
        return None
    lines, at = list[str](), 0
    for begin, end, my_changes, their_changes in changed_places(start, one, other):
        here, there = (lines_between(start, begin, end, found) for found in (my_changes, their_changes))
        lines += start[at:begin]
        at = end
        if not my_changes or here == there:
            lines += there
        elif not their_changes:
            lines += here
        elif keep_both:
            lines += [*there, *(line for line in here if line not in there and line not in start[begin:end])]
        else:
            return None
    return "\n".join([*lines, *start[at:]]).strip("\n")  # as a text is kept: all above or below a line may have gone


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
