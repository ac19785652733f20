"""Own targets as they are filled in: their weights, their blanks, their kinds, for the department and each project."""

import pytest

from tests.checks.changed_reports import (
    NEW_FORM,
    OLD_FORM,
    as_told,
    found_by,
    level_and_field,
    new_report,
    old_report,
)

SECTION = "六（一）绩效指标完成情况"
BLANKS = {"target": "年度指标值", "attained": "实际完成值", "weight": "分值"}


def with_target(number, **changes):
    """The example with one of the department's targets changed."""
    report = new_report()
    report["targets"][number] |= changes
    return report


def with_project_target(project, number, **changes):
    report = new_report()
    report["projects"][project]["targets"][number] |= changes
    return report


def test_the_weights_of_a_slot_are_added_up_and_told():
    (found,) = found_by(NEW_FORM, with_target(0, weight="12"), "16")
    assert as_told(found) == {
        "where": f"{SECTION} · 成本指标",
        "read": "2个指标的分值合计 22分",
        "expected": "20分",
        "why": "同一类指标的分值之和应等于这一类的分值",
        "remedy": "请调整各指标的分值",
    }
    assert level_and_field([found]) == [("16", "error", "targets")]


def test_the_weights_of_a_project_fill_the_slots_of_its_own_table():
    (found,) = found_by(NEW_FORM, with_project_target(1, 0, weight="19.5"), "16")
    assert (found.where, found.read, found.expected) == (
        "项目“窗口服务和延时服务” · 成本指标",
        "1个指标的分值合计 19.5分",
        "20分",
    )
    assert found.field == "projects.1.targets" and found.section == "projects"


def test_a_slot_without_any_target_is_still_to_be_filled_in():
    report = new_report()
    report["targets"] = [one for one in report["targets"] if one["slot"] != "benefit"]
    (found,) = found_by(NEW_FORM, report)
    assert (found.check, found.level, found.field) == ("required", "error", "targets")
    assert as_told(found) == {
        "where": f"{SECTION} · 效益指标",
        "read": "（未填）",
        "expected": "分值合计 20分 的绩效指标",
        "why": "每类指标都要填写",
        "remedy": "请补填",
    }


@pytest.mark.parametrize("slot", ["ouput", "xyz"])
def test_a_category_that_the_form_does_not_have_is_named(slot):
    (found,) = found_by(NEW_FORM, with_target(2, slot=slot), "names")
    assert as_told(found) == {
        "where": f"{SECTION} · “办结政务服务事项”",
        "read": f"“{slot}”",
        "expected": "方案里有的指标类别",
        "why": "方案里没有这个类别，得分不会被计入",
        "remedy": "是否应为“output”" if slot == "ouput" else "请重新选择指标类别",
    }
    assert level_and_field([found]) == [("names", "error", "targets.2.slot")]


@pytest.mark.parametrize(
    ("number", "level2", "read"),
    [
        (2, "社会效益指标", "“社会效益指标”"),
        (2, "", "（未填）"),
        (8, "数量指标", "“数量指标”"),
    ],
)
def test_the_second_level_is_one_of_its_category(number, level2, read):
    (found,) = found_by(NEW_FORM, with_target(number, level2=level2), "25")
    allowed = {2: "数量指标、质量指标、时效指标 之一", 8: "服务对象满意度指标 之一"}
    assert (found.read, found.expected, found.field) == (read, allowed[number], f"targets.{number}.slot")
    assert (found.why, found.remedy) == ("二级指标应是本类中的一个", "请重新选择指标类别")


def test_a_category_with_one_second_level_needs_none():
    assert found_by(NEW_FORM, with_target(8, level2="")) == []
    assert found_by(NEW_FORM, with_target(8, level2="服务对象满意度指标")) == []


def test_a_direction_that_a_category_does_not_take_is_refused():
    (found,) = found_by(NEW_FORM, with_target(8, direction="le", attained="94"), "25")
    assert as_told(found) == {
        "where": f"{SECTION} · “办事群众满意度”",
        "read": "≤（不高于）",
        "expected": "≥（不低于）",
        "why": "满意度指标不能用这种指标",
        "remedy": "请改选方向，或换一个指标",
    }
    assert found.field == "targets.8.direction"


@pytest.mark.parametrize(("column", "label"), BLANKS.items())
@pytest.mark.parametrize("blank", ["", None])
def test_each_blank_of_a_measured_target_is_asked_for(column, label, blank):
    found = found_by(NEW_FORM, with_target(2, **{column: blank}), "required")
    assert level_and_field(found) == [("required", "error", f"targets.2.{column}")]
    assert as_told(found[0]) == {
        "where": f"{SECTION} · “办结政务服务事项”",
        "read": "（未填）",
        "expected": label,
        "why": "计算得分需要",
        "remedy": "请补填",
    }


@pytest.mark.parametrize(("column", "label"), {**BLANKS, "grade": "完成情况", "score": "得分"}.items())
def test_a_qualitative_target_asks_for_its_grade_and_score_as_well(column, label):
    found = found_by(NEW_FORM, with_target(7, **{column: None if column in ("score", "weight") else ""}), "required")
    assert [(one.field, one.expected) for one in found] == [(f"targets.7.{column}", label)]
    assert not found_by(NEW_FORM, with_target(2, grade="", score=None), "required")


@pytest.mark.parametrize(
    ("column", "unit", "expected"),
    [("target", "件", "一个数（单位：件）"), ("attained", "件", "一个数（单位：件）"), ("attained", "", "一个数")],
)
def test_words_where_a_number_is_measured_are_refused(column, unit, expected):
    (found,) = found_by(NEW_FORM, with_target(2, unit=unit, **{column: "全部办结"}), "25")
    assert as_told(found) == {
        "where": f"{SECTION} · “办结政务服务事项”",
        "read": "“全部办结”",
        "expected": expected,
        "why": "数量指标不能填文字",
        "remedy": "指标方向是 ≥、≤ 或 ＝ 的只填数；用文字描述的请把方向选为“定性”",
    }
    assert found.field == f"targets.2.{column}"


def test_a_sign_against_the_direction_is_asked():
    (found,) = found_by(NEW_FORM, with_target(2, direction="le", target="≥95"), "25")
    assert found.read == "“≥95”" and "改选指标方向，或者指标值只填数" in found.remedy


def test_words_are_what_a_qualitative_target_is_made_of():
    assert found_by(NEW_FORM, with_target(7, target="持续改善", attained="有所改善"), "25") == []


@pytest.mark.parametrize(("grade", "score"), [("部分达成", "9.5"), ("优", "9.5"), ("达成", "7.9")])
def test_a_score_outside_the_range_of_its_grade_is_told_with_the_range(grade, score):
    (found,) = found_by(NEW_FORM, with_target(7, grade=grade, score=score), "25")
    assert (found.field, found.where) == ("targets.7.score", f"{SECTION} · “营商环境持续改善”")
    assert (found.why, found.remedy) == ("填写的内容与评分规则不符", "请按完成情况的分档给分")
    assert (score if grade != "优" else grade) in found.read and found.expected


def test_a_target_of_a_project_is_found_in_the_row_of_the_project():
    (found,) = found_by(NEW_FORM, with_project_target(0, 3, attained="九成"), "25")
    assert (found.field, found.where) == (
        "projects.0.targets.3.attained",
        "项目“一体化政务平台运行维护” · “故障4小时内修复率”",
    )


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ({"targets": [{"name": "甲"}]}, "绩效指标"),
        ({"projects": [{"name": "乙", "targets": [{"name": "甲"}]}]}, "项目的绩效指标"),
    ],
)
def test_targets_under_a_form_without_a_place_for_them_would_be_lost(more, read):
    (found,) = found_by(OLD_FORM, old_report(**more), "names")
    assert as_told(found) == {
        "where": "数据文件的 targets",
        "read": read,
        "expected": "方案里有的内容",
        "why": "这个方案没有单位自定的绩效指标，数据不会被使用",
        "remedy": "请核对所用的方案",
    }
    assert found_by(NEW_FORM, new_report(), "names") == []
