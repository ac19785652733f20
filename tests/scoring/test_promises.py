"""“……时得满分” is a promise: whatever the form of rule, doing what it says gives full marks. Scores keep to the weight."""

import re
from decimal import Decimal
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.scheme import SchemeError
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

FORMULA = 'formula = "whole.actual / whole.budget * 100"'
RULE = 'rule = { form = "points_over_limit", limit = 100, lose = 1 }'
BOTH = f"{FORMULA}\n{RULE}"
FORMS = {
    "points_over_limit": "limit = 97.3, lose = 0.5",
    "steps_over_limit": "limit = 90, step = 5, lose = 2",
    "steps_below_target": "target = 103, step = 5, lose = 2",
    "steps_either_side": "target = 100, step = 5, lose = 2",
    "bands_upper": "bands = [[66.7, 6], [80, 3]]",
    "bands_lower": "bands = [[90.5, 6], [80, 4]]",
    "bands_symmetric": "bands = [[7, 6], [15, 3]], around = 100",
    "linear": "full_at = 95",
    "proportional": 'target = 60, direction = "le"',
    "satisfaction": "full_at = 90, step = 5, lose = 1",
}
money = st.decimals("0.000001", 9999, places=6)


@lru_cache(maxsize=64)
def scheme(old, new, more=""):
    assert old in SMALL
    return parse_scheme(SMALL.replace(old, new, 1).replace("[[rates]]", f"{more}\n[[rates]]", 1), "promise")


def control(a_scheme, **figures):
    return assess_facts(a_scheme, read_facts({"figures": {k: str(v) for k, v in figures.items()}})).results["control"]


@pytest.mark.parametrize("form", FORMS)
@given(policy=st.sampled_from(["whole", "started", "pro_rata"]), actual=money, budget=money)
def test_the_number_named_by_every_form_gives_full_marks(form, policy, actual, budget):
    rule = f'rule = {{ form = "{form}", {FORMS[form]} }}\npolicies = {{ steps = "{policy}" }}'
    form_scheme = scheme(RULE, rule)
    found = control(form_scheme, **{"whole.actual": actual, "whole.budget": budget})
    assert found.wanted or found.score == found.weight
    named = re.fullmatch(r"支出合计（本年决算数） (?:[≤≥=]|在) ([\d.]+)(?:～([\d.]+))?万元", found.wanted)
    for number in filter(None, named.groups() if named else ()):
        again = control(form_scheme, **{"whole.actual": number, "whole.budget": budget})
        assert again.score == again.weight, (found.explanation, again.explanation)


POINTS = st.sampled_from([0, 1, 3, 6])
CASES = st.lists(
    st.tuples(st.sampled_from(["<", "<=", ">", ">="]), st.integers(1, 199), POINTS), min_size=1, max_size=4
)


@settings(max_examples=40)
@given(cases=CASES, rate=st.integers(0, 200))
def test_a_decision_table_names_every_case_that_stands_before_the_best(cases, rate):
    cases = [*cases, (">", 150, 6)]
    rows = [(f"情形{n}", f"project_rate {sign} {bound}", points) for n, (sign, bound, points) in enumerate(cases)]
    listed = ", ".join(f'["{text}", "{when}", {points}]' for text, when, points in rows)
    table = scheme(BOTH, f'rule = {{ form = "decision_table", cases = [{listed}] }}')
    wanted = control(table, **{"project.actual": rate, "project.budget": 100}).wanted
    if not wanted:
        return
    away, _, best = wanted.rpartition("并且")
    shut, chosen = re.findall(r"情形\d", away), re.match(r"情形\d", best)[0]
    for value in range(201):
        holds = {text for text, when, _ in rows if eval(when, {"project_rate": value})}
        if chosen in holds and not holds & set(shut):
            again = control(table, **{"project.actual": value, "project.budget": 100})
            assert again.score == again.weight, (wanted, value)


OPTION = '{{ label = "{}", formula = "{}", rule = {{ form = "bands_lower", bands = {} }} }}'


def test_either_or_promises_full_marks_only_where_the_option_can_give_them():
    less = OPTION.format("甲", "whole.actual / whole.budget * 100", "[[90, 3], [50, 2]]")
    full = OPTION.format("乙", "posts", "[[10, 6]]")
    either = scheme(BOTH, f'rule = {{ form = "either_or", options = [{less}, {full}] }}')
    figures = {"whole.actual": 6, "whole.budget": 10, "posts": 3}
    found = control(either, **figures)
    assert found.score == 2 and found.explanation.startswith("按“甲”计") and found.wanted == "编制数 ≥ 10人"
    assert control(either, **figures | {"posts": 10}).score == 6
    chosen = scheme(BOTH, f'rule = {{ form = "either_or", pick = "chosen", options = [{less}, {full}] }}')
    facts = {"figures": {"whole.actual": "6", "whole.budget": "10"}, "entries": {"control": {"choice": "甲"}}}
    assert assess_facts(chosen, read_facts(facts)).results["control"].wanted == ""


def test_either_or_reads_the_printed_rate_where_the_notice_says_so():
    option = OPTION.format("甲", "whole.actual / whole.budget * 100", "[[90, 6]]")
    rule = f'rule = {{ form = "either_or", options = [{option}, {option.replace("甲", "乙")}] }}'
    figures = {"whole.actual": "89.6", "whole.budget": 100}
    assert control(scheme(BOTH, rule), **figures).score == 0
    found = control(scheme(BOTH, f'{rule}\npolicies = {{ rates = "shown", rate_places = 0 }}'), **figures)
    assert found.score == 6 and "按保留0位小数的数值评分" in found.policy


def test_the_part_of_a_sum_is_not_promised_a_number_that_would_change_the_sum():
    share = scheme(FORMULA, 'formula = "basic.actual / whole.actual * 100"')
    parts = {"basic.actual": 180, "project.actual": 0.5}
    over = scheme(BOTH, f'formula = "basic.actual / whole.actual * 100"\n{RULE.replace("100", "60")}')
    assert control(over, **parts).wanted == "不超过60%" and control(share, **parts).score == 6
    assert control(over, **parts, **{"whole.actual": 200}).wanted == "基本支出（本年决算数） ≤ 120万元"


@pytest.mark.parametrize(
    ("formula", "rule", "figures"),
    [
        (
            "(basic.actual - basic.last) / basic.budget * 100",
            RULE,
            {"basic.actual": 8, "basic.last": 2, "basic.budget": 0},
        ),
        (
            "(basic.actual - basic.last) / basic.last * 100",
            'rule = { form = "bands_lower", bands = [[10, 6], [0, 3]] }',
            {"basic.actual": 8, "basic.last": 0},
        ),
    ],
)
def test_nothing_instead_of_something_is_not_promised_where_it_would_not_do(formula, rule, figures):
    found = control(scheme(BOTH, f'formula = "{formula}"\n{rule}'), **figures)
    assert found.score == 0 and found.wanted == ""


def test_a_number_in_yuan_is_named_as_it_can_be_typed():
    text = SMALL.replace("full_marks = 10", 'full_marks = 10\nunit = "元"').replace("limit = 100", "limit = 33.3")
    yuan = parse_scheme(text, "yuan")
    assert control(yuan, **{"whole.actual": 99, "whole.budget": "10.01"}).wanted == "支出合计（本年决算数） ≤ 3.33元"


@pytest.mark.parametrize("places", [0, 1, 2])
def test_rounding_lifts_no_score_above_its_weight_and_takes_nothing_from_full_points(places):
    text = SMALL.replace("full_marks = 10", f"full_marks = 10\nscore_places = {places}").replace("[0, 4]", "[0, 4.445]")
    odd = parse_scheme(text.replace("weight = 6", "weight = 5.555").replace("weight = 4", "weight = 4.445"), "odd")
    figures = {"whole.actual": "1", "whole.budget": "1", "basic.budget": "1", "basic.last": "1"}
    found = assess_facts(odd, read_facts({"figures": figures}))
    assert [one.score for one in found.indicators] == [Decimal("5.555"), Decimal("4.445")] and found.total == 10


def test_a_figure_named_like_a_rate_does_not_lift_the_ceiling():
    capped = scheme(RULE, RULE, '[[caps]]\nwhen = "project_rate < 80"\nat_most = 5\nreason = "执行率低"')
    figures = {
        "whole.actual": "10",
        "whole.budget": "10",
        "project.actual": "1",
        "project.budget": "5",
        "basic.budget": "5",
        "basic.last": "5",
    }
    for more in ({}, {"project_rate": "99"}):
        assert assess_facts(capped, read_facts({"figures": figures | more})).total == 5


def rows(count):
    return "\n".join(
        f'[[tables.rows]]\ncode = "r{n}"\nlabel = "行{n}"\n' + (f'sum = ["r{n + 1}"]\n' if n < count - 1 else "")
        for n in range(count)
    )


def rates(count, formula="{} + 1"):
    names = [f"q{n}" for n in range(count)] + ["whole.budget"]
    return "\n".join(
        f'[[rates]]\ncode = "{name}"\nlabel = "{name}"\nformula = "{formula.format(after)}"\n'
        for name, after in zip(names, names[1:], strict=False)
    )


@pytest.mark.parametrize("many", [rows(14), rows(1500), rates(13), rates(300), rates(1100)])
def test_sums_and_formulas_over_each_other_without_end_are_a_fault_and_no_crash(many):
    with pytest.raises(SchemeError, match="最多套 12 层") as caught:
        scheme(RULE, RULE, many)
    assert len(caught.value.faults) == 1


def test_the_deepest_scheme_that_is_accepted_can_be_computed():
    nested = "abs(" * 18 + "{} + 1" + ")" * 18
    deep = scheme(RULE, RULE, rates(11, nested))  # the eleventh stands on a sum
    result = assess_facts(deep, read_facts({"figures": {"basic.budget": "1", "project.budget": "1"}}))
    assert result.lookup("q0") == 13


def test_a_ceiling_lowers_what_can_still_be_reached_before_the_total_meets_it():
    capped = scheme(RULE, RULE, '[[caps]]\nwhen = "project_rate < 80"\nat_most = 5\nreason = "执行率低"')
    begun = assess_facts(capped, read_facts({"figures": {"project.actual": "1", "project.budget": "5"}}))
    assert (begun.total, begun.reachable, begun.cap) == (0, 5, "")


def test_a_rate_over_a_figure_is_not_promised_in_money():
    over = scheme(FORMULA, 'formula = "project_rate / posts * 100"')
    found = control(over, **{"project.actual": 9, "project.budget": 3, "posts": 3})
    assert found.score == 0 and found.wanted == "不超过100%"
