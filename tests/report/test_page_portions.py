"""Parts of a table that a page holds, whatever the heights."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.report.page_portions import PORTION_LINES, page_portions, text_height


@given(st.lists(st.integers(1, 60), max_size=30), st.integers(1, 6))
def test_parts_hold_every_line_once_and_fit_the_page(heights, most):
    parts = page_portions(heights, most)
    assert [height for part in parts for height in heights[part]] == heights
    for part in parts:
        rows = heights[part]
        assert 1 <= len(rows) <= most and (len(rows) == 1 or sum(rows) <= PORTION_LINES)


def test_low_lines_are_shared_out_evenly():
    assert [part.stop - part.start for part in page_portions([1] * 4, 3)] == [2, 2]


def test_the_height_of_a_text_is_counted_line_by_line():
    assert text_height("一二三四五\n六", 4) == 3 and text_height("", 4) == 1
