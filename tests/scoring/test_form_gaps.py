"""What further forms ask of the engine: points that move, targets that do not apply or come from a figure, shares of marks."""

from decimal import Decimal

import pytest

from evaluations.checks.registry import run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.scheme import SchemeError
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

SLOTS = """
[[slots]]
code = "output"
label = "产出指标"
level1 = "产出"
level2 = ["数量指标", "质量指标"]
weight = 60
least_each = 1
not_applicable_flag = true

[[slots]]
code = "benefit"
label = "效益指标"
level1 = "效益"
weight = 20

[[slots]]
code = "satisfaction"
label = "满意度指标"
level1 = "满意度"
weight = 10
moves_to = "benefit"

[[sections]]
code = "targets"
label = "绩效指标"
chapter = "main"
table = "targets"
"""
FORM = SMALL.replace("full_marks = 10", "full_marks = 100").replace("from = 9", 'from = "90%"') + SLOTS


def target(slot, weight, *, level2="", name="办件量", wanted="10", attained="10", reason=""):
    return {
        "slot": slot,
        "level2": level2,
        "name": name,
        "target": wanted,
        "attained": attained,
        "weight": weight,
        "deviation_reason": reason,
    }


BOTH = (target("output", "30", level2="数量指标"), target("output", "30", level2="质量指标"))


def assessed(*targets, form=FORM, **figures):
    scheme, facts = (
        parse_scheme(form, "form.toml"),
        read_facts({"year": 2021, "figures": figures, "targets": list(targets)}),
    )
    return scheme, facts, assess_facts(scheme, facts)


def said(*targets):
    """Place and wanted value of what is said of own targets."""
    scheme, facts, result = assessed(*targets, posts="3")
    found = [one for one in run_checks(scheme, facts, result) if one.where.startswith("绩效指标")]
    return [(one.where.split(" · ")[-1], one.expected) for one in found if one.check != "19"]


def test_points_of_a_kind_without_targets_move_to_another_kind():
    """满意度 10 without a target: 效益 holds 30, and nothing is open."""
    scheme, _, moved = assessed(*BOTH, target("benefit", "30"))
    assert sum(one.score for one in moved.indicators if one.score is not None) == 90
    assert moved.reachable == scheme.full_marks == 100
    assert said(*BOTH, target("benefit", "30")) == []


def test_points_stay_until_the_other_kind_claims_them():
    assert said(*BOTH, target("benefit", "20")) == [("满意度指标", "分值合计 10分 的绩效指标")]
    assert said(*BOTH, target("benefit", "25")) == [("效益指标", "30分")]
    assert said(*BOTH, target("benefit", "30"), target("satisfaction", "10")) == [("效益指标", "20分")]


def test_each_second_level_wants_its_target():
    halves = (target("output", "60", level2="数量指标"), target("benefit", "20"), target("satisfaction", "10"))
    assert said(*halves) == [("质量指标", "至少1个指标")]


def test_a_target_that_does_not_apply_has_full_marks_with_a_reason_where_the_form_lets_it():
    refused = target("output", "30", level2="质量指标", attained="不适用")
    told = {**refused, "deviation_reason": "项目推迟到下年"}
    assert assessed(BOTH[0], told)[2].results["target:2"].score == 30
    assert assessed(BOTH[0], told)[2].results["target:2"].attained == "不适用"
    assert assessed(BOTH[0], refused)[2].results["target:2"].explanation == "缺少不适用的理由，暂不能评分"
    assert ("“办件量”", "偏差原因") in said(BOTH[0], refused)
    elsewhere = target("benefit", "20", attained="不适用", reason="没有")
    assert assessed(*BOTH, elsewhere)[2].results["target:3"].score is None


@pytest.mark.parametrize(("attained", "score"), [("120", "6"), ("100", "5"), ("0", "0"), ("150", "6")])
def test_a_target_may_be_a_figure_that_the_department_states(attained, score):
    """Of 120 planned 100 done: 100/120 of 6 points."""
    form = SMALL.replace(
        'formula = "whole.actual / whole.budget * 100"\nrule = { form = "points_over_limit", limit = 100, lose = 1 }',
        'unit = "件"\nformula = "project.actual"\nrule = { form = "proportional", target = "project.budget" }',
    )
    scheme, _, result = assessed(form=form, **{"project.actual": attained, "project.budget": "120"})
    assert result.results["control"].score == Decimal(score)
    assert "目标不低于" in result.results["control"].explanation
    unknown = form.replace('target = "project.budget"', 'target = "project.plan"')
    with pytest.raises(SchemeError, match=r"indicators\[control\] 的 rule：读到 “project.plan”"):
        parse_scheme(unknown, "form.toml")


def test_a_grade_may_begin_at_a_share_of_the_full_marks():
    grades = parse_scheme(SMALL.replace("from = 9", 'from = "85.5%"'), "form.toml").grades
    assert [grade.at_least for grade in grades] == [Decimal("8.55"), 0]
    with pytest.raises(SchemeError, match="读到 “九成”，应为起点的分数（不加引号），或满分的百分数"):
        parse_scheme(SMALL.replace("from = 9", 'from = "九成"'), "form.toml")


def test_points_do_not_move_out_of_more_kinds_than_can_be_told_apart():
    """Which kinds have given is found by trying all sets of them; a kind that nobody has is refused as well."""
    kinds = "".join(
        f'\n[[slots]]\ncode = "more{n}"\nlabel = "其他{n}"\nlevel1 = "其他"\nweight = 1\nmoves_to = "benefit"\n'
        for n in range(7)
    )
    with pytest.raises(SchemeError, match="slots 的 moves_to：读到 8 类指标的分值都转到 benefit，应为最多 6 类"):
        parse_scheme(FORM + kinds, "form.toml")
    with pytest.raises(SchemeError, match=r"slots\[satisfaction\] 的 moves_to：读到 “benefits”.*是否应为“benefit”"):
        parse_scheme(FORM.replace('moves_to = "benefit"', 'moves_to = "benefits"'), "form.toml")
