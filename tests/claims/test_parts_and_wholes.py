"""What is a part of something and what is all of it: pieces, purposes, rows that are summed, the end of a project's scope."""

import pytest

from evaluations.claims.words.plain_prose import plain_prose
from tests.claims.test_blank_cells import without
from tests.claims.test_sentences import told

CLINIC = "unseen jx_clinic"
PROJECTS = "1.基本公共卫生服务项目。支出312.75万元。\n2.医疗设备购置项目。支出136.88万元。\n"
ROWS = "项目｜年初预算（万元）｜决算（万元）\n"
CARS = f"{ROWS}公务用车购置及运行费｜6.50｜20.98\n公务用车购置费｜0｜14.86\n公务用车运行维护费｜6.50｜6.12\n"
# A true sentence, its number, a wrong one in its place, and what is suggested for that.
SAID = [
    ("公务接待费预算1.80万元，全年接待12批，共支出0.94万元。", "0.94", "0.49"),
    ("公务接待费预算1.80万元，接待12批85人（0.94万元）。", "0.94", "0.49"),
    ("公务用车运行维护费预算6.50万元，保有公务用车4辆，共支出6.12万元。", "6.12", "2.16"),
    ("项目支出年初预算542.60万元，实施3个项目（523.63万元）。", "523.63", "503.63"),
    ("医疗设备购置预算150万元，购置设备3台，共支出136.88万元。", "136.88", "113.88"),
    ("人员经费、公用经费等基本支出（975.95万元）保障了运转。", "975.95", "957.95"),
    ("年初核定编制74名，年末在职68人。", "74", "47"),
    ("项目支出523.63万元，均为公用经费124.66万元。", "124.66", "142.66"),
    ("项目支出523.63万元，全部为医疗设备购置，完成预算的96.50%。", "96.50", "69.50"),
    (f"{PROJECTS}综上，全年总支出1499.58万元。", "1499.58", "1899.58"),
    (f"{PROJECTS}综上，全年项目支出523.63万元，完成预算的96.50%。", "96.50", "69.50"),
    (f"{PROJECTS}三个项目合计支出523.63万元。", "523.63", "532.63"),
    (f"{PROJECTS}2022年“三公”经费支出21.92万元。", "21.92", "29.12"),
    (f"{PROJECTS}综上，该项目全年支出136.88万元。", "136.88", "163.88"),
    (f"{CARS}公务接待费｜1.80｜0.94\n合计｜8.30｜21.92", "21.92", "29.12"),
    ("2022年，人员经费、公用经费合计975.95万元。", "975.95", "957.95"),
    ("公用经费、公务接待费合计上年支出112.30万元。", "112.30", "121.30"),
    ("公用经费支出低于人员经费726.63万元。", "726.63", "762.63"),
    ("医疗设备购置项目预算150万元。该项目支出136.88万元。", "136.88", "163.88"),
    ("公务用车运行维护费、公务接待费合计，年初预算8.30万元，决算7.06万元。", "7.06", "9.12"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SAID, ids=[one[0][-16:] for one in SAID])
def test_what_is_true_is_silent_and_for_what_is_false_the_right_number_is_suggested(text, right, wrong):
    assert told(CLINIC, text) == []
    changed = wrong.join(text.rsplit(right, 1))
    spots = [one.spot for one in told(CLINIC, changed) if one.spot]
    assert [(changed[one.start : one.end], float(one.suggestion)) for one in spots] == [(wrong, float(right))]


@pytest.mark.parametrize(
    "text",
    [
        "考虑物价上涨因素，公用经费支出120.00万元。",
        "单位：万元\n项目｜决算数｜得分｜权重｜增减幅度\n公用经费｜124.66｜9.50｜10.00｜5.47",
        "人员经费、公用经费合计比上年增加45.70万元。",  # of one of them nobody knows last year's
        "人员经费、公用经费等合计990.00万元。",
        "公务接待费下降31.39%，高于公务用车运行维护费。",  # the fall
        "公用经费支出124.66万元，完成预算的105.47%，高于人员经费。",
        "某某改造项目预算50万元。该项目支出48万元。",
        "基本公共卫生服务项目\n一、项目概况\n本院项目支出523.63万元，其中本项目支出312.75万元。",
        "医疗设备购置预算150万元，购置彩超1台（每台20万元），计20万元。",
        f"医疗设备购置项目自评报告\n项目支出136.88万元。\n综上，项目支出136.88万元，完成预算的91.25%。\n{ROWS}",
    ],
)
def test_what_the_form_does_not_have_is_silent(text):
    assert told(CLINIC, text) == []


def test_a_column_of_scores_gets_no_unit_of_money():
    text = plain_prose("单位：万元\n项目｜决算数｜得分｜分值｜增减幅度\n公用经费｜142.66｜9.50｜10.00｜5.47\n").text
    assert "公用经费，决算数142.66万元，得分9.50，分值10.00，增减幅度5.47\n" in text


@pytest.mark.parametrize("words", ["各部门厉行节约，压减开支。", "严禁超支。"])
def test_a_plan_that_preaches_thrift_is_still_a_plan(words):
    text = f"2022年部门预算支出{{}}万元，其中公用经费118.20万元。{words}"
    drop = (".actual", ".last_actual")
    assert without(CLINIC, *drop, text=text.format("1497.30")) == []
    assert [one.expected[:7] for one in without(CLINIC, *drop, text=text.format("1479.30"))] == ["1497.30"]


def test_what_several_rows_were_last_year_is_called_so():
    (found,) = told(CLINIC, "公用经费、公务接待费合计上年支出121.30万元。")
    assert "（公用经费＋公务接待费（上年实际支出））" in found.expected
