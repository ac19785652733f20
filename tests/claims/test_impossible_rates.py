"""Percentages that nothing can reach are told without any figure; those that may be above 100 are not."""

import pytest

from tests.claims.test_sentences import told

ABOVE_ALL = [
    "项目群众满意度达到123.6%。",
    "工程一次验收合格率137%，按期完成。",
    "查处隐患1206条，整改率135.2%。",
    "项目群众满意度为89.7%，离目标值124%还有差距。",
    "办公设备购置占总支出的130.5%。",
    "服务对象满意度指标≥90%，实际完成值132%。",
    "补助对象对项目满意率，年初目标值≥90%，实际完成值126.0%。",
]
MAY_BE = [
    "图书采购计划完成率115%，超额完成。",
    "毛入学率102.3%，床位使用率114.3%。",
    "税收占年度任务的105.93%。",
    "信访办结率比上年提高112%。",
    "古籍修复为年计划的106.67%，问卷回收率100%。",
    "防火资金到位率137%，上级年中追加14万元。",
    "服务对象满意度指标≥90%，完成指标的103%。",
    "服务对象满意度达到目标值的105%。",
    "项目资金落实率118%，债务化解率126%，闲置土地处置率110%。",
]


@pytest.mark.parametrize("text", ABOVE_ALL)
def test_a_part_of_all_is_never_more_than_all(text):
    found = told("grain", text)
    assert [(one.level, one.title) for one in found] == [("warning", "百分比不会超过100")]
    assert "不超过100%" in found[0].expected and not found[0].spot.suggestion


@pytest.mark.parametrize("text", MAY_BE)
def test_what_may_be_above_a_hundred_is_silent(text):
    assert told("grain", text) == []
