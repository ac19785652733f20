"""Name and date at the end of a paper, by the standard's two cases."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.report.signature import MOST_WIDE, characters_wide, name_lines, signature_lines

DAY = datetime.date(2021, 4, 20)


@given(st.text("县局中心AB", min_size=1, max_size=25), st.dates(datetime.date(2013, 1, 1), datetime.date(2040, 12, 31)))
def test_the_date_begins_two_characters_after_the_name_and_neither_is_near_the_edge(name, day):
    signed, dated = signature_lines(name, day)
    starts = [line.room + characters_wide(line.text) for line in (signed, dated)]
    assert starts[0] - starts[1] == 2 and min(signed.room, dated.room) == 2


def test_a_long_name_stands_at_the_edge_and_a_short_one_gives_way_to_the_date():
    assert [line.room for line in signature_lines("永兴县政务服务中心", DAY)] == [2, 2.5]
    assert signature_lines("测试县人民政府办公室综合科", DAY)[0].room == 2
    assert signature_lines("县委", DAY)[1].room == 2 and signature_lines("县委", DAY)[1].text == "2021年4月20日"


@given(st.text("县局中心AB（）", min_size=1, max_size=120))
def test_a_name_that_is_longer_than_a_line_stands_whole_in_lines_that_hold_it(name):
    lines = name_lines(name)
    assert "".join(lines) == name and (len(lines) == 1) == (characters_wide(name) <= MOST_WIDE)
    assert max(map(characters_wide, lines)) <= MOST_WIDE
    signed, dated = signature_lines(name, DAY)
    assert 2 <= dated.room <= MOST_WIDE and signed.text == "\n".join(lines)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (f"{'甲' * 20}（{'乙' * 10}）", ["甲" * 20, f"（{'乙' * 10}）"]),
        ("甲" * 30, ["甲" * 15] * 2),
        (f"{'甲' * 27}（乙）", [f"{'甲' * 15}", f"{'甲' * 12}（乙）"]),
    ],
)
def test_a_long_name_is_parted_before_its_bracket_or_evenly(name, lines):
    assert name_lines(name) == lines
