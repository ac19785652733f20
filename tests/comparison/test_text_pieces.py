"""Differences that can be read: numbers whole, long unchanged passages cut, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.comparison.text_pieces import CONTEXT_LENGTH, shortened_stretch, text_pieces
from tests.quickness import least_seconds


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("550.55", "550.85", [("del", "550.55"), ("ins", "550.85")]),
        (
            "执行率77.87%。",
            "执行率84.51%。",
            [("same", "执行率"), ("del", "77.87%"), ("ins", "84.51%"), ("same", "。")],
        ),
        ("", "1.369", [("ins", "1.369")]),
        ("有", "", [("del", "有")]),
        ("甲乙", "甲丙乙", [("same", "甲"), ("ins", "丙"), ("same", "乙")]),
        ("-68.93", "68.93", [("del", "-68.93"), ("ins", "68.93")]),
        ("相同", "相同", [("same", "相同")]),
    ],
)
def test_small_changes(old, new, expected):
    assert text_pieces(old, new) == expected


@given(st.text("甲乙丙1.%\n", max_size=60), st.text("甲乙丙1.%\n", max_size=60))
def test_old_and_new_can_be_put_together_again(old, new):
    found = text_pieces(old, new)
    assert "".join(text for kind, text in found if kind != "ins") == old
    assert "".join(text for kind, text in found if kind != "del") == new


def test_long_passages_that_stayed_are_cut_to_their_ends():
    same = "甲" * 200
    assert text_pieces(f"{same}1", f"{same}2")[0] == ("same", shortened_stretch(same))
    assert len(shortened_stretch(same)) == 2 * CONTEXT_LENGTH + 2


def test_the_longest_texts_are_compared_in_a_second():
    old = "".join(f"第{number}段，支出{number}.5万元。\n" for number in range(1200))
    assert least_seconds(lambda: text_pieces(old, old.replace("支出", "实际支出")), 1) < 1
    assert least_seconds(lambda: text_pieces("甲" * 20_000, "乙" * 20_000), 1) < 1


def test_very_many_lines_are_shown_as_replaced_whole():
    old, new = "甲\n" * 10_000, "乙\n甲\n" * 5_000
    assert text_pieces(old, new) == [("del", old), ("ins", new)]
    assert least_seconds(lambda: text_pieces(old, new), 1) < 1
