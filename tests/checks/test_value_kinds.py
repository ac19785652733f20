"""Codes that the form does not have, values of the wrong kind, and entries that their rule cannot read."""

import pytest

from evaluations.checks.required import asked_opinions
from tests.checks.changed_reports import (
    NEW_FORM,
    OLD_FORM,
    SMALL_FORM,
    as_told,
    found_by,
    old_report,
    small_form,
    small_report,
)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("narratives", {"nope": "字"}),
        ("entries", {"nope": {"reason": "字"}}),
        ("none_sections", ["nope"]),
        ("stated", [{"name": "nope", "value": "1"}]),
    ],
)
def test_an_unknown_code_says_in_which_part_of_the_file_it_stands(part, value):
    (found,) = found_by(SMALL_FORM, small_report(**{part: value}), "names")
    assert (found.where, found.read, found.field) == (f"数据文件的 {part}", "“nope”", "nope")


def test_an_unknown_code_is_named_with_its_part_of_the_file_and_never_guessed_at_random():
    (found,) = found_by(SMALL_FORM, small_report(figures={"zzzz": "1"}), "names")
    assert as_told(found) == {
        "where": "数据文件的 figures",
        "read": "“zzzz”",
        "expected": "方案里有的代码",
        "why": "方案里没有这个代码，数据不会被使用",
        "remedy": "请核对代码，代码的写法见 docs/data-format.md",
    }


@pytest.mark.parametrize(
    "name", ["total", "grade", "posts", "project_rate", "control", "change.score", "projects.count"]
)
def test_whatever_has_a_value_may_be_stated_again(name):
    stated = [{"name": name, "value": "优" if name == "grade" else "1"}]
    assert found_by(SMALL_FORM, small_report(stated=stated), "names") == []


@pytest.mark.parametrize(
    ("name", "value", "check", "expected", "remedy"),
    [
        ("staff_in_post", "24.5", "25", "整数", "请按要求的位数四舍五入后再填"),
        ("staff_in_post", "-24", "28", "不小于 0 的数", "此处不能为负，请核对正负号"),
        ("satisfaction_rate", "100.01", "25", "不超过 100 的百分数", "满意度不会超过 100%，请核对数据"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_what_it_should_be(name, value, check, expected, remedy):
    (found,) = found_by(OLD_FORM, old_report(figures={name: value}), "25", "28")
    assert (found.check, found.level, found.read, found.field) == (check, "error", value, name)
    assert (found.expected, found.why, found.remedy) == (expected, "数值的种类与这一项不符", remedy)


def test_a_figure_that_may_be_negative_may():
    assert not found_by(OLD_FORM, old_report(figures={"budget_added": "-20"}), "25", "28")


def test_only_a_percentage_that_opinions_give_is_a_satisfaction_rate():
    assert asked_opinions(OLD_FORM) == {"satisfaction_rate"} and asked_opinions(NEW_FORM) == frozenset()
    counted = small_form(('label = "编制数"\nunit = "人"', 'label = "满意户数"\nunit = "户"'))
    assert asked_opinions(counted) == frozenset()


def test_an_entry_that_its_rule_cannot_read_is_told_with_what_the_rule_takes():
    (found,) = found_by(OLD_FORM, old_report(entries={"benefit": {"grade": "很好"}}), "25")
    assert (found.where, found.field, found.level) == ("指标“经济效益、社会效益、生态效益”", "benefit", "error")
    assert "很好" in found.read and all(grade in found.expected for grade in ("好", "一般", "差"))
    assert (found.why, found.remedy) == ("填写的内容与评分规则不符", "请按评分标准重新填写")
    assert not found_by(OLD_FORM, old_report(entries={"benefit": {"grade": "很好"}}), "required")


@pytest.mark.parametrize("change", [{"entries": {"operating_control_rate": {"not_applicable": True}}},
                                    {"figures": {"operating.budget": "n/a"}}])  # fmt: skip
def test_not_applicable_is_refused_where_the_form_does_not_offer_it(change):
    (found,) = [one for one in found_by(OLD_FORM, old_report(**change), "25")]
    assert (found.where, found.read, found.field) == ("指标“公用经费控制率”", "不适用", "operating_control_rate")
    assert found.expected == "按数据计算；这一指标不能声明不适用"
