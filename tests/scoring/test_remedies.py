"""What would give full marks, in the department's own number: put it in, and full marks it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

SCHEME = load_scheme("hunan-2013")


def wanted(indicator, **figures):
    facts = read_facts({"year": 2020, "figures": figures})
    return assess_facts(SCHEME, facts).results[indicator].wanted


@pytest.mark.parametrize(
    ("indicator", "figures", "words"),
    [
        ("staff_control_rate", {"staff_in_post": "35", "establishment_posts": "25"}, "年末在职人数（在编） ≤ 25人"),
        (
            "three_public_change_rate",
            {"three_public.budget": "9", "three_public.last_budget": "7.08"},
            "“三公经费”合计（2020年预算数） ≤ 7.08万元",
        ),
        (
            "operating_control_rate",
            {"operating.actual": "3", "operating.budget": "1.369"},
            "公用经费（2020年决算数） ≤ 1.369万元",
        ),
        (
            "procurement_execution_rate",
            {"procurement.actual": "9", "procurement.budget": "20"},
            "政府采购金额（2020年决算数） = 20万元",
        ),
        ("budget_control_rate", {"budget_added": "9", "budget_begin": "20"}, "本年追加（减）预算数 ≤ 0万元"),
        ("satisfaction", {"satisfaction_rate": "88"}, "满意度调查结果 ≥ 90%"),
        (
            "budget_completion_rate",
            {"carryover_in": "1", "budget_begin": "9", "budget_added": "0", "year_end_balance": "5"},
            "达到100%",
        ),
        (
            "operating_control_rate",
            {"operating.actual": "3", "operating.budget": "0"},
            "公用经费（2020年决算数） = 0万元",
        ),
        ("operating_control_rate", {"operating.actual": "1", "operating.budget": "1"}, ""),
    ],
)
def test_the_numerator_is_solved_where_it_can_be(indicator, figures, words):
    assert wanted(indicator, **figures) == words


RULES = {
    "over": ('{ form = "points_over_limit", limit = 97.3, lose = 1 }', "≤"),
    "below": ('{ form = "steps_below_target", target = 103, step = 5, lose = 2 }', "≥"),
    "around": ('{ form = "bands_symmetric", bands = [[7, 6], [15, 3]], around = 100 }', "在"),
    "bands": ('{ form = "bands_lower", bands = [[90.5, 6], [80, 4]] }', "≥"),
    "linear": ('{ form = "linear", full_at = 95 }', "≥"),
}
money = st.decimals("0.000001", 9999, places=6)


@pytest.mark.parametrize("name", RULES)
@given(actual=money, budget=money)
def test_the_named_number_gives_full_marks(name, actual, budget):
    text, sign = RULES[name]
    scheme = parse_scheme(SMALL.replace('{ form = "points_over_limit", limit = 100, lose = 1 }', text), name)

    def result(amount):
        figures = {"whole.actual": str(amount), "whole.budget": str(budget)}
        return assess_facts(scheme, read_facts({"figures": figures})).results["control"]

    found = result(actual)
    if found.exact is None or not found.wanted or " " not in found.wanted:
        return
    assert f" {sign} " in found.wanted or " = " in found.wanted
    words = found.wanted.rpartition(" ")[2].removesuffix("万元")
    for amount in words.split("～"):
        assert result(Decimal(amount)).score == found.weight
