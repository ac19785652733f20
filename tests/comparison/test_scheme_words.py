"""Rules, formulas and equations in the words of those who decide about a form and read no TOML."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from evaluations.comparison.scheme_words import equation_words, formula_words, indicator_words, rule_words
from evaluations.language.formulas import Formula
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.nouns import SchemeCheck
from tests.schemes.forms import rule
from tests.schemes.small import SMALL

SCHEME = parse_scheme(SMALL, "small.toml")
BANDS = [[90, 5], [80, 2.5]]
WORDED = [
    ("points_over_limit", {"limit": 100, "lose": 0.5}, "以100%为限，每超过1个百分点扣0.5分"),
    ("steps_over_limit", {"limit": 100, "step": 5, "lose": 2}, "以100%为限，每超过5个百分点扣2分"),
    ("steps_below_target", {"target": 95.5, "step": 5, "lose": 1}, "以95.5%为目标，每低于5个百分点扣1分"),
    ("steps_either_side", {"target": 100, "step": 5, "lose": 2}, "以100%为目标，每高于或低于5个百分点扣2分"),
    ("bands_upper", {"bands": [[0, 5], [10, 4]], "beyond": 1}, "不超过0% 5分；不超过10% 4分；超过10% 1分"),
    ("bands_upper", {"bands": [[0, 5]]}, "不超过0% 5分；超过0% 0分"),
    ("bands_lower", {"bands": BANDS, "below": 0.5}, "达到90% 5分；达到80% 2.5分；低于80% 0.5分"),
    ("satisfaction", {"bands": BANDS}, "达到90% 5分；达到80% 2.5分；低于80% 0分"),
    ("satisfaction", {"full_at": 90, "step": 1, "lose": 0.1}, "以90%为目标，每低于1个百分点扣0.1分"),
    (
        "bands_symmetric",
        {"bands": [[5, 4], [10, 2]], "around": 100, "beyond": 1},
        "与100%相差：±5%以内 4分；±10%以内 2分；更多 1分",
    ),
    ("checklist", {"items": [["有制度", 2], ["有记录", 1.5]]}, "逐项勾选：有制度 2分；有记录 1.5分"),
    ("points_per_case", {"lose": 2, "case": "违规问题"}, "每发现一处违规问题扣2分"),
    ("folded", {}, "考核得分 ÷ 考核满分 × 分值"),
    ("graded", {"grades": [["好", 6], ["差", 0]]}, "评定等次：好 6分；差 0分"),
    ("graded_range", {"ranges": [["好", 100, 80], ["差", 80, 0]]}, "好 计分值的100%～80%；差 计分值的80%～0%"),
    ("linear", {}, "达到100%得满分，不足的按比例计分"),
    ("linear", {"full_at": 95}, "达到95%得满分，不足的按比例计分"),
    ("proportional", {"target": 90}, "目标不低于90%，未达到的按比例计分"),
    ("proportional", {"target": 90, "direction": "le"}, "目标不高于90%，未达到的按比例计分"),
    ("proportional", {"target": -5, "direction": "le"}, "目标不高于-5%，未达到的不得分"),
    ("proportional", {"target": 0, "direction": "eq", "partial": True}, "目标等于0%，未达到的不得分"),
    ("proportional", {"target": 90, "direction": "eq"}, "等于90%得满分，否则不得分"),
    ("proportional", {"target": 90, "direction": "eq", "partial": True}, "目标等于90%，未达到的按比例计分"),
    ("judged", {}, "由评价人评定，未得满分的写明理由"),
    (
        "decision_table",
        {"cases": [["没有结余", "whole.actual == 0", 3], ["结余少", "posts <= 5", 2]], "otherwise": 1},
        "没有结余（支出合计（本年决算数） = 0） 3分；结余少（编制数 ≤ 5） 2分；其他情形 1分",
    ),
]
PAIR = [
    {"label": "甲", "formula": "posts - 1", "rule": {"form": "steps_below_target", "target": 9, "step": 1, "lose": 2}},
    {"label": "乙", "formula": "project_rate", "rule": {"form": "linear"}},
]


def exact(keys: Any) -> Any:
    """The numbers of a table as a scheme file gives them: no floats."""
    if isinstance(keys, dict):
        return {name: exact(one) for name, one in keys.items()}
    if isinstance(keys, list):
        return [exact(one) for one in keys]
    return Decimal(str(keys)) if isinstance(keys, float) else keys


@pytest.mark.parametrize(("form", "keys", "words"), WORDED, ids=range(len(WORDED)))
def test_each_form_of_rule_is_told_with_its_own_numbers(form, keys, words):
    assert rule_words(rule(form, **exact(keys)), SCHEME) == words


@pytest.mark.parametrize(
    ("form", "keys", "words"),
    [
        ("points_over_limit", {"limit": 3, "lose": 1}, "以3天为限，每超过1天扣1分"),
        ("bands_lower", {"bands": [[30, 5]], "below": 1}, "达到30天 5分；低于30天 1分"),
        ("bands_symmetric", {"bands": [[2, 5]], "around": 9}, "与9天相差：±2天以内 5分；更多 0分"),
        ("linear", {"full_at": 20}, "达到20天得满分，不足的按比例计分"),
        ("proportional", {"target": 7, "direction": "eq"}, "等于7天得满分，否则不得分"),
    ],
)
def test_a_rule_on_something_else_than_a_rate_bears_its_unit(form, keys, words):
    assert rule_words(rule(form, **keys), SCHEME, "天") == words


@pytest.mark.parametrize(("pick", "said"), [("better", "取得分高的一项："), ("chosen", "由单位选一项：")])
def test_a_pair_of_rules_says_who_picks_and_what_each_of_them_is(pick, said):
    assert rule_words(rule("either_or", options=PAIR, pick=pick), SCHEME) == (
        f"{said}“甲”编制数 − 1：以9%为目标，每低于1个百分点扣2分；"
        "或 “乙”项目支出执行率：达到100%得满分，不足的按比例计分"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("whole.actual / whole.budget * 100", "支出合计（本年决算数） ÷ 支出合计（本年预算数） × 100"),
        ("posts - 1", "编制数 − 1"),
        ("-posts", "-编制数"),
        ("project_rate >= control", "项目支出执行率 ≥ 支出控制率"),
        ("unheard_of + 1", "unheard_of + 1"),
    ],
)
def test_a_formula_bears_the_names_and_signs_that_people_use(text, words):
    assert formula_words(Formula.parse(text), SCHEME) == words


def test_a_hyphen_in_a_name_is_no_minus():
    scheme = parse_scheme(SMALL.replace('label = "编制数"', 'label = "编制-数"'), "small.toml")
    assert formula_words(Formula.parse("posts - posts"), scheme) == "编制-数 − 编制-数"


@pytest.mark.parametrize(("operator", "sign"), [("==", "="), ("<=", "≤"), (">=", "≥")])
def test_an_equation_stands_between_its_two_sides(operator, sign):
    left, right = Formula.parse("basic.budget + posts"), Formula.parse("posts")
    check: SchemeCheck = replace(SCHEME.checks[0], left=left, right=right, operator=operator)
    assert equation_words(check, SCHEME) == f"基本支出（本年预算数） + 编制数 {sign} 编制数"


def test_an_indicator_is_told_aspect_by_aspect_and_what_it_has_not_stays_blank():
    assert indicator_words(SCHEME.indicator("control"), SCHEME) == {
        "名称": "支出控制率",
        "级别": "过程",
        "分值": "6分",
        "公式": "支出合计（本年决算数） ÷ 支出合计（本年预算数） × 100",
        "规则": "以100%为限，每超过1个百分点扣1分",
        "不适用": "",
        "计分约定": "满一档才扣分；按未舍入的数值评分；得分四舍五入保留2位小数",
        "评分标准": "",
    }
    judged = replace(
        SCHEME.indicator("control"), rule=rule("judged"), formula=None, level2="投入", weight=Decimal("2.50")
    )
    told = indicator_words(judged, SCHEME)
    assert (told["级别"], told["公式"], told["分值"]) == ("过程 / 投入", "", "2.5分")


def test_when_an_indicator_does_not_apply_is_told_in_both_ways():
    condition = Formula.parse("posts == 0")
    one = replace(SCHEME.indicator("change"), not_applicable_when=condition)
    assert indicator_words(one, SCHEME)["不适用"] == "编制数 = 0 时计满分；单位可声明不适用"
    other = replace(one, not_applicable_flag=False)
    assert indicator_words(other, SCHEME)["不适用"] == "编制数 = 0 时计满分"
