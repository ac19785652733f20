"""Numbers that are less than the row whose name stands before them, as their sentence shows."""

import pytest

from tests.claims.corpus import told_of

FIGURE = "文字与表中的数不一致"
# True as they stand; with another number in the place they are what the figures contradict.
NARROWED = [
    ("财政拨款基本支出540.00万元，其中人员经费{}万元，主要包括工资；公用经费95.00万元。", "445.00", "455.00"),
    ("公务用车运行维护费3.84万元，用于燃油（{}万元）、维修（1.10万元）、保险（0.38万元）。", "1.62", "5.62"),
    ("财政拨款收入706.25万元，其中：人员经费451.36万元，死亡抚恤154.89万元，项目资金为{}万元。", "100.00", "110.00"),
    ("收入及支出较2021年减少749.38万元{}749.38万元。", "和", "，支出"),
]


@pytest.mark.parametrize("text, right, wrong", NARROWED)
def test_a_part_that_its_sentence_shows_is_no_other_figure_of_the_row(text, right, wrong):
    assert not told_of(text.format(right))
    assert FIGURE in [one.title for one in told_of(text.format(wrong))]


def test_without_its_source_the_same_is_told_of_the_row():
    text = "基本支出540.00万元，其中人员经费445.00万元，主要包括工资；公用经费95.00万元。"
    assert [one.title for one in told_of(text)] == [FIGURE] * 3
