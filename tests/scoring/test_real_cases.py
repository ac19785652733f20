"""The two real papers scored by hand, rule by rule."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts

DATA = Path(__file__).parent.parent / "data"
ENTRIES = {
    "management_system": {"checked": [True, True, True, True]},
    "fund_compliance": {"cases": 0},
    "disclosure": {"checked": [True] * 5},
    "key_work_completion": {"score": "95", "maximum": "100"},
    "benefit": {"grade": "好"},
    "administrative_efficiency": {"grade": "好"},
    "procurement_execution_rate": {"not_applicable": True, "reason": "2020年没有政府采购项目"},
}


def facts(name, **changes):
    document = json.loads((DATA / name).read_text())
    for key, value in changes.items():
        document[key] = {**document.get(key, {}), **value}
    return read_facts(document)


@pytest.fixture(scope="module")
def seed():
    return assess_facts(
        load_scheme("hunan-2013"),
        facts("yongxing-2020-printed.json", entries=ENTRIES, figures={"satisfaction_rate": "88"}),
    )


# By hand, from the printed figures and the rules of the 2013 table (13 / 61 / 26):
#
# 在职人员控制率            35 / 25 = 140 %            40 points over × 0.5 = 20, more than 5           0 of 5
# “三公经费”变动率          (2.2 − 7.08) / 7.08 = −68.93 %   not above 0                                8 of 8
# 预算完成率  (304.08 + 707 + 0 − 419.82) / (304.08 + 707 + 0) = 591.26 / 1011.08 = 58.48 %
#                          41.52 below 100: 8 whole steps of 5 × 2 = 16, more than 5                    0 of 5
# 预算控制率                0 / 707 = 0 %              first band                                       5 of 5
# 楼堂馆所面积、投资控制率     no building finished        full marks                              5 of 5, 5 of 5
# 公用经费控制率            137.26 / 101.26 = 135.55 %  35 whole points × 1 = 35, more than 8            0 of 8
# “三公经费”控制率          1.369 / 2.2 = 62.23 %       not above 100                                   7 of 7
# 政府采购执行率            declared not applicable     full marks                                      6 of 6
# 管理制度健全性 4 × 2 = 8 · 资金使用合规性 no case: 6 · 信息公开 2 + 1 + 1 + 1 + 1 = 6                  8, 6, 6
# 重点工作实际完成率         95 / 100 × 8 = 7.6                                                       7.6 of 8
# 效益 好 6 · 行政效能 好 6 · 满意度 88 %: band of 80 → 4                                             6, 6, 4 of 6
# total 0+8+0+5+5+5+0+7+6+8+6+6+7.6+6+6+4 = 79.6 → 中 [60, 80)
BY_HAND = {
    "staff_control_rate": ("140.00", "0"),
    "three_public_change_rate": ("-68.93", "8"),
    "budget_completion_rate": ("58.48", "0"),
    "budget_control_rate": ("0.00", "5"),
    "building_area_control_rate": (None, "5"),
    "building_investment_control_rate": (None, "5"),
    "operating_control_rate": ("135.55", "0"),
    "three_public_control_rate": ("62.23", "7"),
    "procurement_execution_rate": (None, "6"),
    "management_system": ("4", "8"),
    "fund_compliance": ("0", "6"),
    "disclosure": ("5", "6"),
    "key_work_completion": ("95", "7.6"),
    "benefit": (None, "6"),
    "administrative_efficiency": (None, "6"),
    "satisfaction": ("88.00", "4"),
}


@pytest.mark.parametrize(("code", "value", "score"), [(code, *pair) for code, pair in BY_HAND.items()])
def test_the_seed_by_hand(seed, code, value, score):
    result = seed.results[code]
    assert result.value == (None if value is None else Decimal(value))
    assert result.score == Decimal(score)


def test_the_seed_in_total(seed):
    assert (seed.total, seed.full_marks, seed.grade, seed.complete) == (Decimal("79.6"), 100, "中", True)
    assert seed.total == sum(result.score for result in seed.indicators) == seed.lookup("total")
    assert set(BY_HAND) == set(seed.results)


def test_the_rates_that_are_shown_but_not_scored(seed):
    rates = {rate.code: str(rate.value) for rate in seed.rates}
    assert rates == {
        "execution_rate": "77.87",
        "project_execution_rate": "30.15",
        "vehicle_operation_rate": "0.00",
        "reception_rate": "84.51",
    }


def test_one_line_says_how_a_score_came_about(seed):
    assert seed.results["staff_control_rate"].explanation == (
        "年末在职人数（在编） 35 ÷ 编制数 25 = 140.00%，比100%高40个百分点，满1个百分点扣0.5分：40 × 0.5 = 20分，"
        "扣完5分，得0分；年末在职人数（在编） ≤ 25人时得满分"
    )
    assert seed.results["building_area_control_rate"].explanation == "本年度没有完工的新建楼堂馆所，按规定计满分，得5分"
    assert seed.results["procurement_execution_rate"].explanation == "2020年没有政府采购项目，得6分"
    assert "0 ÷ 公务用车运行维护（2020年预算数） 0.58 = 0.00%" in seed.rates[2].explanation


def test_the_policy_stands_beside_the_score(seed):
    assert seed.results["staff_control_rate"].policy == "满一档才扣分；按未舍入的数值评分；得分四舍五入保留2位小数"


def test_partial_facts_are_welcome():
    result = assess_facts(
        load_scheme("hunan-2013"), read_facts({"figures": {"staff_in_post": 35, "establishment_posts": 25}})
    )
    assert result.results["staff_control_rate"].score == 0
    missing = result.results["budget_completion_rate"]
    assert (missing.status, missing.score, missing.value) == ("missing", None, None)
    assert missing.explanation.startswith("缺少“上年结转”、“年末结转和结余”（本年度部门收支情况）；“年初预算数”")
    assert (result.complete, result.grade, result.total, result.reachable) == (False, None, 0, 95)
    assert result.results["building_area_control_rate"].status == "missing"  # nobody said there is none


# The 2018 annexes print these rates; their rules are on the paper: 8 points each, steps as here.
# 预算控制率 is not printed: 767.86 / 1922.76 = 39.94 %, above 30: 0 of 8.
CASE_2018 = {
    "staff_control_rate": ("95.10", 8),
    "three_public_change_rate": ("98.31", 0),
    "budget_completion_rate": ("99.27", 8),
    "budget_control_rate": ("39.94", 0),
    "three_public_control_rate": ("69.79", None),
    "procurement_execution_rate": ("100.00", None),
}


@pytest.mark.parametrize(("code", "value", "score"), [(code, *pair) for code, pair in CASE_2018.items()])
def test_the_annexes_of_2018(code, value, score):
    result = assess_facts(load_scheme(DATA / "hunan-2018-annex.toml"), facts("hunan-2018-annex.json"))
    assert str(result.values[code].value) == value
    if score is not None:
        assert result.lookup(f"{code}.score") == score
    assert (result.total, result.grade) == (16, "差")
