"""What an indicator that chooses says: decision tables, either-or, conditions in formulas; and no empty words."""

import pytest

from evaluations.facts.reading import read_facts
from evaluations.language.formulas import Formula
from evaluations.schemes.loading import parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

FORMULA = 'formula = "whole.actual / whole.budget * 100"\n'
BOTH = FORMULA + 'rule = { form = "points_over_limit", limit = 100, lose = 1 }'
FIGURES = {
    "basic.last": "6",
    "basic.budget": "6",
    "basic.actual": "5",
    "project.budget": "4",
    "project.actual": "3",
    "posts": "5",
}
CASES = (
    '["没有支出", "project.actual == 0", 6], ["执行较好", "project_rate >= 80 and project.actual <= 3", 4], '
    '["执行一般", "project_rate >= 60 or posts < 5", 2]'
)


def table(cases=CASES, otherwise=0):
    return f'rule = {{ form = "decision_table", cases = [{cases}], otherwise = {otherwise} }}'


def explained(rule, policies="", **figures):
    text = SMALL.replace(BOTH, rule).replace("[[grades]]", f"[policies]\n{policies}\n\n[[grades]]", 1)
    named = {name.replace("__", "."): value for name, value in figures.items()}
    facts = read_facts({"year": 2021, "figures": FIGURES | named})
    result = assess_facts(parse_scheme(text, "small.toml"), facts).results["control"]
    return result.score, result.explanation


BEST = "；没有支出（项目支出（2021年决算数） = 0）时得满分"


@pytest.mark.parametrize(
    ("actual", "score", "words"),
    [
        ("0", 6, "没有支出（项目支出（2021年决算数） = 0），得6分"),
        ("3", 2, "执行一般（项目支出执行率 75.00% ≥ 60 或 编制数 5 < 5），扣4分，得2分" + BEST),
        (
            "1",
            0,
            "不符合以上各种情形（项目支出（2021年决算数） 1，项目支出执行率 25.00%，编制数 5），扣6分，得0分" + BEST,
        ),
    ],
)
def test_a_decision_puts_the_numbers_into_the_condition_that_held(actual, score, words):
    assert explained(table(), project__actual=actual) == (score, words)


def test_a_veto_says_that_it_has_to_go_and_what_the_best_case_asks():
    cases = '["未设目标", "posts == 0", 0], ["设了目标", "posts >= 1", 6]'
    score, words = explained(table(cases), posts="0")
    assert (score, words) == (
        0,
        "未设目标（编制数 = 0），扣6分，得0分；不再属于“未设目标”，并且设了目标（编制数 ≥ 1）时得满分",
    )


@pytest.mark.parametrize(
    ("policies", "actual", "score", "treated"),
    [
        ("", "3", 0, "由 0 到有，视为超过标准"),
        ("", "0", 6, "无预算且无支出，视为不适用，计满分"),
        ('nothing_planned = "no_score"', "0", 0, "无预算且无支出，不得分"),
        ('zero_to_some = "not_applicable"', "3", 6, "由 0 到有，视为不适用，计满分"),
    ],
)
@pytest.mark.parametrize("condition", ["project_rate >= 80", "project.actual / project.budget * 100 >= 80"])
def test_a_condition_over_nothing_says_so_and_what_the_policy_makes_of_it(policies, actual, score, treated, condition):
    found = explained(table(f'["执行较好", "{condition}", 6]'), policies, project__budget="0", project__actual=actual)
    line = f"项目支出（2021年决算数） {actual} ÷ 项目支出（2021年预算数） 0"
    assert (
        found[0] == score and f"{line}" in found[1] and f"，分母为 0，{treated}" in found[1] and "缺少" not in found[1]
    )


def test_a_case_that_needs_no_rate_may_still_hold_over_nothing():
    cases = '["执行较好", "project_rate >= 80", 6], ["没有预算", "project.budget == 0", 3]'
    assert explained(table(cases), project__budget="0")[0] == 3


def test_no_change_from_nothing_is_a_rate_of_zero_inside_a_condition_too():
    change = "(basic.budget - basic.last) / basic.last * 100 <= 0"
    found = explained(table(f'["没有增长", "{change}", 6]'), basic__last="0", basic__budget="0")
    assert found[0] == 6


EITHER = """rule = { form = "either_or", options = [{ label = "基本", formula = "basic.actual / basic.budget * 100",
rule = { form = "linear" } }, { label = "项目", formula = "project_rate", rule = { form = "bands_lower",
bands = [[90, 6], [70, 2]] } }] }""".replace("\n", " ")


def test_either_or_shows_both_sides_and_what_would_help():
    assert explained(EITHER) == (
        5,
        (
            "按“基本”计（“项目”得2分，取高的）：基本支出（2021年决算数） 5 ÷ 基本支出（2021年预算数） 6 = 83.33%，"
            "83.3333% ÷ 100% × 6分 = 5分，扣1分，得5分；基本支出（2021年决算数） ≥ 6万元时得满分"
        ),
    )


def test_either_or_over_nothing_says_so():
    score, words = explained(EITHER, basic__budget="0", project__actual="0")
    assert (
        score == 0
        and "基本支出（2021年决算数） 5 ÷ 基本支出（2021年预算数） 0，分母为 0，由 0 到有，视为超过标准" in words
    )


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (
            "10 if r >= 95 else 10 - (95 - r) if r >= 90 else 0",
            "若 R ≥ 95，则 10，否则 若 R ≥ 90，则 10 - (95 - R)，否则 0",
        ),
        ("(1 if a > 0 else 2) * b", "(若 A > 0，则 1，否则 2) × B"),
        ("not a == 0 and (b < 1 or c != 2)", "并非 A = 0 且 (B < 1 或 C ≠ 2)"),
        ("min(a, 100) + abs(b - c) / round(d, 2)", "取最小（A，100） + 绝对值（B - C） ÷ 四舍五入（D，2）"),
        ("a - (b - c) - d / (e / f)", "A - (B - C) - D ÷ (E ÷ F)"),
        ("-(a + b.c) * 1.50", "-(A + B.C) × 1.5"),
        ("max(a, b if c else d)", "取最大（A，若 C，则 B，否则 D）"),
        ("a * b / c", "A × B ÷ C"),
        ("sum(a, 0.00001)", "合计（A，0.00001）"),
    ],
)
def test_a_formula_in_words_is_no_code(formula, words):
    assert Formula.parse(formula).render(str.upper) == words


def test_a_condition_in_an_indicators_formula_is_told_with_labels_and_numbers():
    rule = 'unit = "分"\nformula = "6 if project_rate >= 90 else 2"\nrule = { form = "linear", full_at = 6 }'
    assert explained(rule)[1] == "若 项目支出执行率 75.00% ≥ 90，则 6，否则 2，即 2分，满分6分，扣4分，得2分"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            'unit = "人"\nformula = "posts"\nrule = { form = "proportional", target = 5 }',
            "编制数 5人，目标不低于5人，得6分",
        ),
        (
            'unit = "年"\nformula = "posts - 5"\nrule = { form = "proportional", target = 0, direction = "le" }',
            "编制数 5 - 5 = 0年，目标不高于0年，得6分",
        ),
        (
            'formula = "posts"\nrule = { form = "linear" }',
            "编制数 5%，5% ÷ 100% × 6分 = 0.3分，扣5.7分，得0.3分；编制数 ≥ 100人时得满分",
        ),
        (
            'formula = "project_rate"\nrule = { form = "bands_lower", bands = [[75, 6]] }',
            "项目支出执行率 75.00%，达到75%这一档，得6分",
        ),
        (
            'unit = "万元"\nformula = "basic.actual"\nrule = { form = "proportional", target = 5 }',
            "基本支出（2021年决算数） 5.00万元，目标不低于5万元，得6分",
        ),
        (
            FORMULA + 'rule = { form = "steps_below_target", target = 81, step = 5, lose = 2 }',
            "比81%低1个百分点，不满5个百分点，不扣分，得6分",
        ),
    ],
)
def test_nothing_is_said_to_equal_itself_and_no_idle_decimals(rule, words):
    assert explained(rule)[1].endswith(words)


def test_a_rate_over_nothing_in_another_formula_follows_the_policies():
    score, words = explained(
        'formula = "project_rate"\nrule = { form = "linear" }', project__budget="0", project__actual="0"
    )
    assert score == 6 and "缺少" not in words and "计满分" in words
