"""A direction without a number, and a share whose whole stands before 中占."""

import pytest

from tests.claims.corpus import told_of

TRUE = [
    "项目支出较上年下降，主要是维修任务变化。",
    "公用经费支出较上年有所减少。",
    "公务接待费支出比上年减少的主要原因是批次减少。",
    "公用经费实现了同比下降，项目支出也比上年减少。",
    "“三公”经费支出没有突破年初预算。",
    "公用经费在基本支出中占18.11%，公务接待费在“三公”经费中占12.96%。",
    "人员经费在基本支出中的占比达81.89%，项目支出在总支出中占21.46%。",
    "乡镇接待费较上年增加，公务接待费的批次较上年增加。",
]
TURNED = [
    ("项目支出较上年上升，主要是维修任务变化。", "150.57 小于 210"),
    ("公用经费支出较上年有所增加。", "99.8 小于 120.5"),
    ("公用经费实现了同比增长。", "99.8 小于 120.5"),
    ("公务接待费支出比上年增加的主要原因是批次增多。", "3.25 小于 4.1"),
    ("“三公”经费支出突破了年初预算。", "25.07 小于 26.6"),
]
SHARES = [
    ("公用经费在基本支出中占11.18%。", "18.11%"),
    ("公务接待费在“三公”经费中所占比重为29.16%。", "12.96%"),
    ("人员经费在基本支出中的占比达18.89%。", "81.89%"),
]


@pytest.mark.parametrize("text", TRUE)
def test_what_is_so_is_silent(text):
    assert told_of(text) == []


@pytest.mark.parametrize(("text", "compared"), TURNED)
def test_the_other_direction_is_told_though_no_number_says_it(text, compared):
    assert [(one.title, one.expected) for one in told_of(text)] == [("增减或大小写反了", compared)]


@pytest.mark.parametrize(("text", "share"), SHARES)
def test_the_whole_of_a_share_may_stand_between_at_and_among(text, share):
    assert [one.expected for one in told_of(text)] == [share]
