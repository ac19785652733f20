"""Twice as much takes twice the work: counted in calls, which no busy machine changes, where a clock would guess."""

import sys

import pytest

from benchmarks.papers import with_projects, with_text
from benchmarks.scoring import score


def calls(content: bytes) -> int:
    """Calls of functions, of Python's own too, while a paper is read, scored and checked."""
    seen = 0

    def count(frame, event, argument):
        nonlocal seen
        seen += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        score(content)
    finally:
        sys.setprofile(before)
    return seen


@pytest.mark.parametrize(("paper", "sizes"), [(with_projects, (10, 20, 80)), (with_text, (2, 4, 16))])
def test_one_more_among_many_costs_what_one_more_among_few_costs(paper, sizes):
    calls(paper(1))  # what is kept after a first paper is not counted
    few, twice, many = (calls(paper(size)) for size in sizes)
    early, late = (twice - few) / (sizes[1] - sizes[0]), (many - twice) / (sizes[2] - sizes[1])
    assert late < 1.2 * early  # a quadratic step would cost three times as much
