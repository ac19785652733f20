"""For each relation pairs of sentences: with the right number nothing is said, with the wrong one it is told at its word."""

import pytest

from tests.claims.corpus import PAIR, sentences, told_of

RELATIONS = ("value", "of_budget", "share", "change", "difference", "direction", "none", "parts", "count")
PAIRS = [line for name in RELATIONS for line in sentences(name)]


@pytest.mark.parametrize("line", PAIRS)
def test_the_right_one_is_silent_and_the_wrong_one_is_told(line):
    right, wrong = PAIR.sub(r"\1", line), PAIR.sub(r"\2", line)
    assert told_of(right) == []
    if right != wrong:
        found = told_of(wrong)
        assert found and all(one.heading and len(one.heading) <= 14 for one in found)
        assert all(wrong[one.spot.start : one.spot.end] for one in found if one.spot)


@pytest.mark.parametrize("line", [one for one in sentences("value") if "万元" in one or "元" in one])
def test_a_wrong_number_is_told_alone_and_the_right_one_suggested(line):
    pair = PAIR.search(line)
    wrong = PAIR.sub(r"\2", line)
    found = told_of(wrong)
    assert pair and len({one.spot for one in found}) == len(found)
    if "约" not in line and "百元" not in line:
        spot = found[0].spot
        assert spot and float(spot.suggestion) == float(pair[1])
        mended = wrong[: spot.start] + spot.suggestion + wrong[spot.end :]
        assert told_of(mended) == []


@pytest.mark.parametrize("line", sentences("tricky"))
def test_a_true_sentence_that_looks_wrong_is_silent(line):
    assert told_of(line) == []


def test_there_are_many_of_each():
    assert {name: len(sentences(name)) for name in RELATIONS if len(sentences(name)) < 40} == {}
    assert len(PAIRS) > 200 and len(sentences("tricky")) > 120
