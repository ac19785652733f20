"""Twice as much takes twice the work: counted in calls."""

from functools import partial

import pytest

from benchmarks.papers import with_projects, with_text
from benchmarks.scoring import score
from tests.counted_calls import counted_calls


@pytest.mark.parametrize(("paper", "sizes"), [(with_projects, (10, 20, 80)), (with_text, (2, 4, 16))])
def test_one_more_among_many_costs_what_one_more_among_few_costs(paper, sizes):
    score(paper(1))  # what is kept after a first paper is not counted
    few, twice, many = (counted_calls(partial(score, paper(size))) for size in sizes)
    early, late = (twice - few) / (sizes[1] - sizes[0]), (many - twice) / (sizes[2] - sizes[1])
    assert late < 1.2 * early  # a quadratic step would cost three times as much
