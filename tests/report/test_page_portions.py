"""Parts of a table that a page holds, whatever the heights."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from evaluations.report.page_portions import PAGE_ROOM, page_portions, runs_of, text_height

LINES = st.lists(st.tuples(st.sampled_from("甲乙"), st.floats(5, 200)), max_size=30)


@given(LINES, st.floats(0, PAGE_ROOM))
def test_parts_hold_every_line_once_and_fit_the_page(lines, used):
    names, heights = [name for name, _ in lines], [height for _, height in lines]
    parts = page_portions(names, heights, used)
    assert [height for part in parts for height in heights[part]] == heights
    for part in parts:
        assert len({*names[part]}) == 1
        assert len(heights[part]) == 1 or sum(heights[part]) <= PAGE_ROOM


@given(LINES)
def test_a_name_is_said_again_only_where_a_page_is_full(lines):
    """As many parts of a name as its lines need pages, and one more where it begins in the middle of one."""
    names, low = [name for name, _ in lines], [10.0] * len(lines)
    pages = len(lines) * 10 // PAGE_ROOM
    assert len(page_portions(names, low)) <= len(list(groupby(names))) + pages


def test_a_page_that_is_partly_used_holds_less():
    assert page_portions("甲甲甲", [40, 40, 40], used=60) == [slice(0, 2), slice(2, 3)]


def test_the_length_of_a_name_is_told_at_its_first_line():
    assert runs_of(["甲", "甲", "乙", "甲"]) == [2, 0, 1, 1] and runs_of([]) == []


def test_the_height_of_a_text_is_counted_line_by_line():
    assert text_height("一二三四五\n六", 4) == 3 and text_height("", 4) == 1 and text_height("1234567", 4) == 1
