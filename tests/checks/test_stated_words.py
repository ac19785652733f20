"""A value printed elsewhere and found wrong: where it stands, what it should be, and how to be rid of it."""

import pytest

from tests.checks.changed_reports import (
    OLD_FORM,
    as_told,
    found_by,
    level_and_field,
    old_report,
    small_form,
    small_report,
)

DELETE = "；导入的这个数已不必再核对的，请在有关部分的“另处印出的数”中勾选“删除”后保存"
WORKING = "公用经费（2020年决算数） 99.8 ÷ 公用经费（2020年预算数） 101.26 = 98.56%"
CHANGE = (
    "(“三公经费”合计（2020年预算数） 6 - “三公经费”合计（2019年预算数） 8) ÷ “三公经费”合计（2019年预算数） 8 = -25.00%"
)


def stated(name, value, where="正文", **changes):
    return found_by(OLD_FORM, old_report(stated=[{"name": name, "value": value, "where": where}], **changes))


@pytest.mark.parametrize(
    ("name", "value", "told", "expected", "why", "remedy"),
    [
        ("operating_control_rate", "97.56", ("5", "error"), "98.56%", WORKING, "请改正比率，或核对分子、分母"),
        ("operating_control_rate", "98.55", ("5", "hint"), "98.56%", f"{WORKING}；末位没有四舍五入", "末位请四舍五入"),
        ("operating_control_rate", "98.557", ("5", "hint"), "98.558%", f"{WORKING}；差额在四舍五入的范围内",
         "请核对末位数字；按更精确的数计算的，不必改"),
        ("operating_control_rate", "-98.56", ("5", "error"), "98.56%", WORKING, "请改正比率，或核对分子、分母"),
        ("staff_control_rate", "98", ("1", "error"), "96.00%", "年末在职人数（在编） 24 ÷ 编制数 25 = 96.00%",
         "请改正比率，或核对分子、分母"),
        ("three_public_change_rate", "25", ("28", "error"), "-25.00%", f"正负号相反：{CHANGE}",
         "请改正正负号：减少为负，增加为正"),
        ("three_public_change_rate", "-20", ("4", "error"), "-25.00%", CHANGE, "请改正比率，或核对分子、分母"),
        ("grade", "良", ("20", "error"), "优", "总分 96.68 分对应的等级是“优”", "请改正等级或核对得分"),
        ("total", "99", ("17", "error"), "96.68", "各项得分合计 5＋8＋3＋4＋5＋5＋8＋7＋6＋8＋6＋6＋7.68＋6＋6＋6 = 96.68",
         "请按各项得分改正总分"),
        ("operating.actual", "99.9", ("14", "error"),
         "99.80（2020年度部门整体支出绩效评价基础数据表 · 公用经费（2020年决算数））", "同一个数在各处应当一致",
         "请核对两处，以决算（预算）报表为准改成一致"),
        ("budget_control_rate", "约3", ("25", "error"), "阿拉伯数字，如 1369.5 或 1,369.5", "这不是一个数",
         "请只填数字，去掉“约”，填 3"),
        ("management_system.score", "6", ("18", "error"), "8", "4项全部符合，得8分", "请按评分标准改正得分或核对数据"),
    ],
)  # fmt: skip
def test_each_kind_of_stated_value_is_told_with_the_right_one(name, value, told, expected, why, remedy):
    (found,) = stated(name, value)
    assert (found.check, found.level) == told
    assert (found.read, found.expected, found.why, found.remedy) == (value, expected, why, remedy + DELETE)


@pytest.mark.parametrize(
    ("name", "value", "where", "words", "field", "section"),
    [
        ("total", "99", "首段", "首段 · 自评总分", "total", "indicators"),
        ("grade", "良", "", "等级", "grade", "indicators"),
        ("management_system.score", "6", "附件1", "附件1 · 管理制度健全性", "management_system.score", "indicators"),
        ("execution_rate", "1", "", "预算执行率", "execution_rate", "indicators"),
        ("basic.actual", "1", "六（二）", "六（二） · 基本支出（2020年决算数）", "basic.actual", "general_budget"),
        ("satisfaction_rate", "1", "", "满意度调查结果", "satisfaction_rate", "indicators"),
    ],
)
def test_a_stated_value_is_found_on_the_page_that_shows_it(name, value, where, words, field, section):
    (found,) = stated(name, value, where)
    assert (found.where, found.field, found.section) == (words, field, section)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("remitted.actual", "5"),
        ("operating_control_rate", "n/a"),
        ("management_system.score", "8.0"),
        ("total", "96.7"),
    ],
)
def test_what_does_not_apply_or_agrees_as_printed_is_silent(name, value):
    assert stated(name, value) == []


def open_entry(**more):
    """The example with one indicator still open, at most 96.68 points to be had."""
    return {"entries": {"benefit": {}}, **more}


def test_a_total_that_can_no_longer_be_reached_names_where_the_points_were_lost():
    (found,) = [one for one in stated("total", "97", **open_entry()) if one.check == "17"]
    assert found.expected == "最多 96.68"
    assert found.why == "按已有数据已经失分：预算完成率扣2分；预算控制率扣1分；重点工作实际完成率扣0.32分"
    assert found.remedy == f"请按评分标准重新计算总分{DELETE}"


@pytest.mark.parametrize("total", ["96.68", "90", "0"])
def test_a_total_that_can_still_be_reached_waits(total):
    assert [one for one in stated("total", total, **open_entry()) if one.check == "17"] == []


CAP = '[[caps]]\nwhen = "posts > 4"\nat_most = 8\nreason = "编制超过4人，总分不超过8分"\n\n[[tables]]\ncode = "base"'
CAPPED = small_form(('[[tables]]\ncode = "base"', CAP))


def capped(total, **changes):
    report = small_report(stated=[{"name": "total", "value": total}], **changes)
    return [(one.expected, one.why) for one in found_by(CAPPED, report, "17")]


def test_a_total_above_a_ceiling_is_told_with_the_reason_of_the_ceiling():
    assert capped("10") == [("8", "各项得分合计 6＋4 = 10；编制超过4人，总分不超过8分")]
    assert capped("8") == [] and capped("10", figures={"posts": "4"}) == []


def test_a_total_that_a_ceiling_puts_out_of_reach_is_told_so_before_the_scores_are_there():
    blank = {"figures": {"basic.last": None}}
    assert capped("9", **blank) == [("最多 8", "编制超过4人，总分不超过8分")]
    assert capped("8", **blank) == []


def test_of_two_ceilings_only_the_one_that_is_exceeded_is_named():
    other = '[[caps]]\nwhen = "posts > 3"\nat_most = 9\nreason = "编制超过3人，总分不超过9分"\n\n'
    form = small_form(('[[tables]]\ncode = "base"', other + CAP))
    blank = small_report(figures={"basic.last": None})
    told = [found_by(form, blank | {"stated": [{"name": "total", "value": total}]}, "17") for total in ("8.5", "10")]
    assert [[one.why for one in found] for found in told] == [
        ["编制超过4人，总分不超过8分"],
        ["编制超过3人，总分不超过9分；编制超过4人，总分不超过8分"],
    ]


def test_the_lines_of_a_paper_are_not_added_up_under_a_ceiling():
    lines = {"control": {"self_score": "6"}, "change": {"self_score": "4"}}
    assert capped("8", entries=lines) == []


def lines(total, stated=(), **entries):
    """What the printed lines of the small paper say of its total, beside what the rules say."""
    values = [{"name": "total", "value": total}, *({"name": name, "value": value} for name, value in stated)]
    return [one.why for one in found_by(small_form(), small_report(stated=values, entries=entries), "17")]


@pytest.mark.parametrize(
    ("stated", "entries", "added"),
    [
        ([], {"control": {"self_score": "5"}, "change": {"self_score": "4"}}, "5＋4 = 9"),
        ([("control.score", "5"), ("change.score", "4")], {}, "5＋4 = 9"),
        ([("control.score", "3"), ("change.score", "4")], {"control": {"self_score": "5"}}, "5＋4 = 9"),
        ([("control.score", "约5"), ("change.score", "4")], {}, None),
        ([("control.score", "5")], {}, None),
        ([], {"control": {"score": "5"}, "change": {"score": "4"}}, "5＋4 = 9"),
        ([], {"control": {"score": "5", "maximum": "6"}, "change": {"score": "4"}}, None),
    ],
    ids=["entered", "stated", "entered first", "words", "one line", "entered points", "share of a maximum"],
)
def test_the_score_of_each_printed_line_is_found_wherever_it_stands(stated, entries, added):
    told = lines("8", stated, **entries)
    assert told[0] == "各项得分合计 6＋4 = 10"
    assert told[1:] == ([f"各行印出的得分合计 {added}"] if added else [])


def test_lines_that_come_to_the_printed_total_are_not_mentioned():
    assert lines("9", control={"self_score": "5"}, change={"self_score": "4"}) == ["各项得分合计 6＋4 = 10"]


def test_a_value_is_compared_wherever_it_is_printed():
    values = [{"name": "grade", "value": "良"}, {"name": "total", "value": "约"}, {"name": "total", "value": "99"}]
    found = found_by(OLD_FORM, old_report(stated=values))
    assert level_and_field(found) == [("20", "error", "grade"), ("25", "error", "total"), ("17", "error", "total")]
    assert as_told(found[1])["read"] == "约"
