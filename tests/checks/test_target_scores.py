"""What own targets have attained: printed scores, points lost without a reason, much for little money."""

import pytest

from tests.checks.changed_reports import NEW_FORM, as_told, found_by, level_and_field, new_report, small_form
from tests.checks.test_own_targets import SECTION, with_project_target, with_target


@pytest.mark.parametrize(
    ("score", "check", "expected"),
    [
        ("10.5", "17", "0～10分"),
        ("10", "18", "8分："),
        ("7.99", "18", "8分："),
        ("0", "18", "8分："),
        ("8", None, ""),
        ("8.00", None, ""),
    ],
)
def test_the_printed_score_of_a_measured_target_is_the_computed_one(score, check, expected):
    found = found_by(NEW_FORM, with_target(3, score=score), "17", "18")
    assert level_and_field(found) == ([(check, "error", "targets.3.score")] if check else [])
    assert all(one.expected.startswith(expected) for one in found)


def test_a_score_above_its_weight_and_one_against_the_rule_are_told_apart():
    (above,) = found_by(NEW_FORM, with_target(3, score="12"), "17")
    where = f"{SECTION} · “新增‘一件事一次办’主题”"
    assert as_told(above) == {
        "where": where,
        "read": "12分",
        "expected": "0～10分",
        "why": "得分不能超过分值",
        "remedy": "请改正得分",
    }
    (other,) = found_by(NEW_FORM, with_target(3, score="9"), "18")
    assert (other.where, other.read, other.why) == (where, "9分", "得分应等于按评分标准算出的分数")
    assert (
        other.expected == "8分：实际8个，目标不低于10个，按比例80% × 10分 = 8分，扣2分，得8分；实际完成 ≥ 10个时得满分"
    )
    assert other.remedy == "请核对数据或改正得分"


def test_a_printed_score_waits_until_the_score_can_be_computed():
    assert found_by(NEW_FORM, with_target(3, score="9", attained=""), "17", "18") == []


def test_a_printed_score_is_not_too_high_for_a_weight_that_nobody_has_filled_in():
    found = found_by(NEW_FORM, with_target(3, score="8", weight=None), "17", "18", "required")
    assert level_and_field(found) == [("required", "error", "targets.3.weight")]


def test_the_score_of_a_qualitative_target_is_its_own():
    assert found_by(NEW_FORM, with_target(7, score="8"), "17", "18") == []
    found = found_by(NEW_FORM, with_target(7, score="12"), "17", "18", "25")
    assert level_and_field(found) == [("25", "error", "targets.7.score")]


def test_the_scores_of_a_project_are_compared_in_its_own_table():
    found = found_by(NEW_FORM, with_project_target(0, 3, score="10"), "18")
    assert level_and_field(found) == [("18", "error", "projects.0.targets.3.score")]
    assert found[0].expected.startswith("9.47分：")


@pytest.mark.parametrize("reason", ["", " \n"])
def test_points_lost_by_a_target_carry_a_reason(reason):
    (found,) = found_by(NEW_FORM, with_project_target(0, 3, deviation_reason=reason), "19")
    assert as_told(found) == {
        "where": "项目“一体化政务平台运行维护” · “故障4小时内修复率”",
        "read": "扣0.53分，没有写偏差原因",
        "expected": "偏差原因和改进措施",
        "why": "扣分要说明原因",
        "remedy": "请填写偏差原因分析及改进措施",
    }
    assert level_and_field([found]) == [("19", "warning", "projects.0.targets.3.deviation_reason")]


def test_no_reason_is_asked_for_full_points_or_for_a_score_that_is_still_open():
    assert found_by(NEW_FORM, with_target(3, attained="10", deviation_reason=""), "19") == []
    assert found_by(NEW_FORM, with_target(3, attained="", deviation_reason=""), "19") == []


def spent(percent, **target):
    """The example with so much of the money spent, and its third target changed."""
    report = with_target(2, **target)
    report["figures"] |= {"funds.full_year": "1000", "funds.actual": str(percent * 10)}
    return report


def cheap(report):
    return [one.field for one in found_by(NEW_FORM, report, "22") if one.field == "targets.2.attained"]


@pytest.mark.parametrize(("percent", "found"), [(0, True), (59.9, True), (60, False), (93, False)])
def test_much_for_little_money_is_doubted_below_the_share_that_the_form_names(percent, found):
    assert bool(cheap(spent(percent))) is found


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ({"attained": "60000"}, False),
        ({"attained": "60001"}, True),
        ({"attained": "70000件"}, True),
        ({"attained": "59999"}, False),
        ({"attained": ""}, False),
        ({"attained": "很多"}, False),
        ({"target": ""}, False),
        ({"direction": "le"}, False),
        ({"direction": "eq"}, False),
    ],
)
def test_only_more_than_was_planned_of_what_should_be_much_is_doubted(target, found):
    assert bool(cheap(spent(40, **target))) is found


def test_much_for_little_money_is_told_with_all_three_numbers():
    (found,) = [one for one in found_by(NEW_FORM, spent(40), "22") if one.field == "targets.2.attained"]
    assert as_told(found) == {
        "where": f"{SECTION} · “办结政务服务事项”",
        "read": "预算执行率 40.00%，目标 ≥60000件，完成 66120件",
        "expected": "与预算执行进度相称的完成值",
        "why": "预算执行不到 60%，产出却超过目标，可能目标定得过低或完成值有误",
        "remedy": "请核对完成值；确实如此的，请说明原因",
    }
    assert found.level == "warning"


def test_a_project_is_measured_by_the_money_of_its_own():
    report = new_report()
    report["projects"][1]["actual"] = "60"  # of 120
    fields = [one.field for one in found_by(NEW_FORM, report, "22")]
    assert fields == ["projects.1.targets.1.attained", "projects.1.targets.2.attained", "projects.1.targets.4.attained"]
    report["projects"][1]["actual"] = None
    assert found_by(NEW_FORM, report, "22") == []


def test_a_form_without_slots_asks_nothing_about_targets():
    report = {"year": 2021, "figures": {"posts": "1"}, "targets": [{"name": "甲", "score": "99", "attained": "多"}]}
    assert {one.check for one in found_by(small_form(), report)} <= {"names", "required"}
