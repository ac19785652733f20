"""Further systems of indicators, each written with the keys that its notice needs, scored as by hand.

The wordings are our own, in the manner of notices; what the weights of the two shipped forms rest on stands in their files.
"""

from decimal import Decimal
from typing import Any

import pytest

from evaluations.facts.reading import read_facts
from evaluations.schemes.hints import hints_on_scheme
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.scoring.assessing import assess_facts

FRAME = """
[scheme]
code = "further"
title = "指标体系"
years = [2020, 2026]
full_marks = {marks}
report_title = "{{department}}{{year}}年度报告"

{grades}

[[tables]]
code = "base"
title = "基础数据"
columns = [{{ code = "plan", label = "计划数" }}, {{ code = "done", label = "实际数" }}]
rows = [{{ code = "money", label = "资金" }}, {{ code = "cases", label = "办件", unit = "件" }}]

{parts}

[[chapters]]
code = "main"
heading = "正文"

[[sections]]
code = "base"
label = "基础数据"
annex = 2
table = "base"

[[sections]]
code = "indicators"
label = "指标表"
annex = 1
table = "indicators"
"""
TARGETS_SECTION = '[[sections]]\ncode = "targets"\nlabel = "绩效指标"\nchapter = "main"\ntable = "targets"\n'
FOUR = (
    '[[grades]]\nlabel = "优"\nfrom = "90%"\n[[grades]]\nlabel = "良"\nfrom = "80%"\n[[grades]]\nlabel = "差"\nfrom = 0'
)
PASSED = '[[grades]]\nlabel = "合格"\nfrom = "60%"\n[[grades]]\nlabel = "不合格"\nfrom = 0'
EXECUTION = 'formula = "money.done / money.plan * 100"'


def indicator(code, weight, standard, body):
    head = f'[[indicators]]\ncode = "{code}"\nlabel = "{code}"\nlevel1 = "过程"\nweight = {weight}\n'
    return f'{head}standard = "{standard}"\n{body}\n'


def slot(code, weight, more="", level2='["数量指标", "质量指标"]'):
    return f'[[slots]]\ncode = "{code}"\nlabel = "{code}"\nlevel1 = "{code}"\nlevel2 = {level2}\nweight = {weight}\n{more}\n'


def own(slot, level2, weight, wanted, attained, **more):
    return {
        "slot": slot,
        "level2": level2,
        "name": "一项",
        "target": wanted,
        "attained": attained,
        "weight": weight,
        **more,
    }


LINEAR = indicator("execution", 10, "执行率×10分", f'{EXECUTION}\nrule = {{ form = "linear" }}')
MONEY = {"money.plan": "200", "money.done": "150"}
SYSTEMS: dict[str, tuple[Any, ...]] = {
    # 得分率: 108 of 120 is 90 %
    "marks of 120, grades in %": (
        120,
        FOUR,
        indicator("execution", 48, "执行率×48分", f'{EXECUTION}\nrule = {{ form = "linear" }}')
        + indicator("rules", 72, "每项36分", 'rule = { form = "checklist", items = [["有制度", 36], ["能执行", 36]] }'),
        {"figures": MONEY, "entries": {"rules": {"checked": [True, True]}}},
        {"execution": "36", "rules": "72"},
        "优",
    ),
    "passed or not": (
        10,
        PASSED,
        LINEAR,
        {"figures": {"money.plan": "200", "money.done": "119"}},
        {"execution": "5.95"},
        "不合格",
    ),
    # 900 of 1200 planned cases: 75 % of 8; 150 of 200: linear
    "a target from a figure": (
        18,
        FOUR,
        LINEAR
        + indicator(
            "cases",
            8,
            "完成数÷计划数×8分",
            'unit = "件"\nformula = "cases.done"\nrule = { form = "proportional", target = "cases.plan" }',
        ),
        {"figures": {**MONEY, "cases.plan": "1200", "cases.done": "900"}},
        {"execution": "7.5", "cases": "6"},
        "差",
    ),
    # 满意度 10 without targets: 效益 has 30 of its 20
    "moving weights": (
        90,
        FOUR,
        LINEAR
        + slot("outputs", 50)
        + slot("benefit", 20, level2='"效益"')
        + slot("pleased", 10, 'moves_to = "benefit"', '"满意度"')
        + TARGETS_SECTION,
        {
            "figures": MONEY,
            "targets": [own("outputs", "数量指标", "50", "10", "9"), own("benefit", "", "30", "4", "4")],
        },
        {"execution": "7.5", "target:1": "45", "target:2": "30"},
        "优",
    ),
    "a target that does not apply": (
        40,
        FOUR,
        LINEAR + slot("outputs", 30, "not_applicable_flag = true\nleast_each = 1") + TARGETS_SECTION,
        {
            "figures": MONEY,
            "targets": [
                own("outputs", "数量指标", "20", "8", "不适用", deviation_reason="项目取消"),
                own("outputs", "质量指标", "10", "100", "95", unit="%"),
            ],
        },
        {"target:1": "20", "target:2": "9.5"},
        "优",
    ),
    # 压减 25 %, of 30 wanted: 25/30 of 6 = 5, against 6 − 1 × 25 → 0
    "a reduction in either-or": (
        6,
        FOUR,
        indicator(
            "saving",
            6,
            "执行率或压减率",
            'rule = { form = "either_or", options = ['
            '{ label = "压减", formula = "(money.plan - money.done) / money.plan * 100", '
            'rule = { form = "proportional", target = 30 } }, '
            f'{{ label = "执行", {EXECUTION.replace(chr(10), "")}, '
            'rule = { form = "steps_below_target", target = 100, step = 1, lose = 1 } }] }',
        ),
        {"figures": MONEY},
        {"saving": "5"},
        "良",
    ),
    # 75 %: five started steps of 5 below 100, 1 point each, of 8
    "started steps": (
        8,
        FOUR,
        indicator(
            "execution",
            8,
            "≥100%计8分；每低于5个百分点扣1分",
            f'{EXECUTION}\npolicies = {{ steps = "started" }}\n'
            'rule = { form = "steps_below_target", target = 100, step = 5, lose = 1 }',
        ),
        {"figures": {"money.plan": "200", "money.done": "159"}},
        {"execution": "3"},
        "差",
    ),
    # 2 of 3 points for 不高于5; three cases cost 1.5 of 5
    "cases and conditions": (
        8,
        FOUR,
        indicator(
            "left",
            3,
            "没有结余计3分；结余不高于50计2分",
            'rule = { form = "decision_table", cases = [["没有结余", '
            '"money.plan == money.done", 3], ["不高于50", "money.plan - money.done <= 50", 2]] }',
        )
        + indicator("faults", 5, "每发现一处扣0.5分", 'rule = { form = "points_per_case", lose = 0.5 }'),
        {"figures": MONEY, "entries": {"faults": {"cases": 3}}},
        {"left": "2", "faults": "3.5"},
        "差",
    ),
    # folded 87.5 of 100 × 12; whole points: 10.5 is 11
    "another authority's score, whole points": (
        12,
        PASSED,
        indicator("key_work", 12, "考核得分÷满分×12分", 'policies = { score_places = 0 }\nrule = { form = "folded" }'),
        {"entries": {"key_work": {"score": "87.5", "maximum": "100"}}},
        {"key_work": "11"},
        "合格",
    ),
}


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_further_system_scores_as_by_hand(name):
    marks, grades, parts, facts, scores, grade = SYSTEMS[name]
    scheme = parse_scheme(FRAME.format(marks=marks, grades=grades, parts=parts), "further.toml")
    assert not hints_on_scheme(scheme)
    result = assess_facts(scheme, read_facts({"year": 2024, "figures": {}, **facts}))
    assert {code: result.results[code].score for code in scores} == {code: Decimal(one) for code, one in scores.items()}
    assert result.grade == grade


def test_the_project_form_of_the_ministry_moves_the_points_of_satisfaction():
    """160 of 200: 8; 产出 25 + 20 of 50 (4 of 5 works); 效益 40, among them the 10 of 满意度: a roadside has no clients."""
    targets = [
        own("output", "数量指标", "25", "5", "5", unit="处"),
        own("output", "质量指标", "25", "5", "4", unit="处"),
        own(
            "benefit",
            "社会效益指标",
            "40",
            "达到",
            "达到",
            direction="qualitative",
            grade="全部或基本达成预期指标",
            score="36",
        ),
    ]
    figures = {
        f"funds_{kind}.{column}": "0" for kind in ("carried", "other") for column in ("begin", "full_year", "actual")
    }
    figures |= {
        "funds_appropriation.begin": "180",
        "funds_appropriation.full_year": "200",
        "funds_appropriation.actual": "160",
    }
    result = assess_facts(
        load_scheme("mof-project-2020"), read_facts({"year": 2022, "figures": figures, "targets": targets})
    )
    assert (result.total, result.grade, result.complete) == (8 + 25 + 20 + 36, "良", True)


def test_the_sichuan_form_takes_reasons_and_own_targets():
    """Every judged row whole but one (3 of 5); one row does not apply; own targets 10 + 9 of 20."""
    scheme = load_scheme("sichuan-2017")
    entries: dict[str, dict[str, Any]] = {one.code: {"score": f"{one.weight}"} for one in scheme.indicators}
    entries |= {
        "innovation": {"score": "3", "reason": "没有新的做法"},
        "managed_satisfied": {"not_applicable": True, "reason": "没有管理对象"},
    }
    targets = [own("own_indicators", "", "10", "12", "12"), own("own_indicators", "", "10", "100", "90", unit="%")]
    result = assess_facts(scheme, read_facts({"year": 2024, "figures": {}, "entries": entries, "targets": targets}))
    assert (result.total, result.grade) == (80 - 2 + 10 + 9, "优")
