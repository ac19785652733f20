"""Manners of writing that have a name: percentages before their thing, a unit said once, shares, what is left without an amount,
tables in words, vacant posts, questions and answers. What is true is silent, and its false twin is told at the wrong number."""

import pytest

from tests.claims.corpus import FOLDER, PAIR
from tests.claims.test_sentences import false_twins, right, told

MANNERS = sorted((FOLDER / "manners").glob("*.txt"))
REPORT = "unseen village_town"
LINES = [(path.stem, line.replace("\\n", "\n")) for path in MANNERS for line in path.read_text().splitlines()]


def test_each_manner_has_its_pairs():
    assert len(MANNERS) == 7 and all(len(path.read_text().splitlines()) >= 10 for path in MANNERS)


@pytest.mark.parametrize(("manner", "line"), LINES)
def test_true_is_silent_and_false_is_told(manner, line):
    pair = PAIR.search(line)
    assert pair is not None and not told(REPORT, right(line))
    (false,) = false_twins(line)
    spots = [one.spot for one in told(REPORT, false) if one.spot]
    assert any(one.start < pair.start() + len(pair[2]) and pair.start() < one.end for one in spots)
