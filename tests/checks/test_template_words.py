"""Hints about wording that a template or a correction left behind."""

import pytest

from evaluations.checks.template_words import LEFT_WORDS
from tests.checks.changed_reports import OLD_FORM, found_by, old_report


def hints(text, **changes):
    found = found_by(OLD_FORM, old_report(narratives={"management_note": text}, **changes), "26")
    return [(one.level, one.title, text[one.spot.start : one.spot.end]) for one in found if one.spot]


@pytest.mark.parametrize(
    ("text", "title", "word"),
    [
        ("比上年增加（减少）3万元。", "像是模板里留下的字", "增加（减少）"),
        ("比上年减增加3万元。", "像是模板里留下的字", "减增加"),
        ("决算数大小于预算数。", "像是模板里留下的字", "大小于"),
        ("减少的主要原因是。", "原因没有写", "主要原因是"),
        ("202年度工作。", "年份写错", "202年度"),
        ("制度健全。。", "标点重复", "。。"),
        ("严格执行的的制度。", "字词重复", "的的"),
        ("认真做好工作工作。", "字词重复", "工作工作"),
        ("支出支出情况如下。", "字词重复", "支出支出"),
        ("落实本年的任务任务清单。", "字词重复", "任务任务"),
        ("“三公”经费与上年持平，增加2万元。", "持平与增减不符", "与上年持平，增加2万元"),
        ("支出10万元，比上年减少2.5%，与上年持平。", "持平与增减不符", "比上年减少2.5%，与上年持平"),
        ("收支与上年持平。主要原因：人员减少。", "持平与原因不符", "持平。主要原因：人员减少"),
    ],
)
def test_each_kind_is_a_hint_at_its_word(text, title, word):
    assert hints(text) == [("hint", title, word)]


@pytest.mark.parametrize(
    "text",
    [
        "比上年增加3万元。",
        "主要原因是厉行节约。",
        "2020年度工作。",
        "有近200年历史。",
        "目的的确达到，大家了解。",
        "与上年持平，主要原因是没有安排。",
        "决算数小于预算数。",
        "等等……",
        "一笔一笔核对，年年检查。",
        "经费主要用于移民来访接访接待。",
        "专项资金资金使用率100%。",
        "与上年持平，比上年增加0万元。",
        "与上年基本持平，增加0.2万元。",
        "与上年总体持平，增加0.2万元。",
        "与年初预算持平，比上年增加2万元。",
        "与上年预算持平，比上年决算增加2万元。",
        "与上年持平，增加的2万元用于培训。",
        "比上年减少2万元，与年初预算持平。",
    ],
)
def test_ordinary_wording_is_left_alone(text):
    assert hints(text) == []


def test_another_department_in_the_heading_is_named():
    text = "测试县水利局2020年度部门整体支出绩效自评情况如下。"
    assert hints(text, department="测试县政务服务中心") == [("hint", "像是别的单位的名称", "测试县水利局")]
    assert hints(text, department="测试县水利局") == hints(text, department="") == []


def test_titles_are_short():
    assert all(len(kind.title) <= 14 for kind in LEFT_WORDS)
