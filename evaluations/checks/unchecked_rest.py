"""Where the checking of a text ended: so much was wrong before, or it has more numbers than any report."""

from dataclasses import replace

from evaluations.checks.finding import Finding
from evaluations.checks.passages import Passage

TITLE_OF_REST = "后面的数还没有核对"


def not_reached(check: str, passage: Passage, told_before: int, until: int) -> Finding:
    """So much is wrong in a text that nobody would mend it by a longer list: from a place on it was not checked."""
    return unchecked_rest(
        check,
        passage,
        until,
        expected="前面的数改正以后，再核对后面的数",
        why=f"这段文字已指出{told_before}处，后面的数还没有核对",
        remedy="请先改正前面指出的各处，系统随即核对后面的数",
    )


def beyond_reading(check: str, passage: Passage, until: int) -> Finding:
    """A text has more numbers than any report: from a place on it was not checked."""
    return unchecked_rest(
        check,
        passage,
        until,
        expected="把这段文字分成几段，分别核对",
        why="这段文字里的数太多，后面的数还没有核对",
        remedy="请把这段文字分成几段，分别核对",
    )


def unchecked_rest(check: str, passage: Passage, until: int, **words: str) -> Finding:
    """The warning that stands where the checking of a text ended."""
    finding = passage.warning(check=check, read=f"第{until - passage.lead + 1}个字以后", **words)
    return replace(finding, title=TITLE_OF_REST)
