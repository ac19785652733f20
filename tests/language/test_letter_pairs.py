"""Pairs of letters: whoever looks for a part of a text finds it by them."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.letter_pairs import letter_pairs


@given(st.text("预算道路aA1 \n，", max_size=60), st.data())
def test_every_part_of_a_text_has_pairs_that_the_text_has(text, data):
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    assert letter_pairs(part.upper()) <= letter_pairs(text)
    assert all(len(pair) == 2 and pair == pair.casefold() and not set(pair) & set(" \n") for pair in letter_pairs(text))


def test_nothing_joins_over_a_line():
    assert letter_pairs("道路\n桥梁") == {"道路", "桥梁"}
