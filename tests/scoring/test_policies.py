"""What happens where a notice is silent: zero denominators, not applicable, rounding, caps, gaps."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.facts.reading import read_facts
from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.language.formulas import Formula
from evaluations.schemes.loading import parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

SCHEME = parse_scheme(SMALL, "small.toml")
WHOLE = {"basic.last": "5", "basic.budget": "6", "basic.actual": "6", "project.budget": "4", "project.actual": "4"}


def result(text=SMALL, entries=None, **figures):
    scheme = SCHEME if text is SMALL else parse_scheme(text, "small.toml")
    named = {name.replace("__", "."): value for name, value in figures.items()}
    return assess_facts(scheme, read_facts({"year": 2021, "figures": {**WHOLE, **named}, "entries": entries or {}}))


def test_sums_are_derived_from_their_parts_and_a_printed_one_wins():
    assert result().lookup("whole.actual") == 10
    assert result(whole__actual="12").results["control"].value == 120


def test_a_sum_with_a_blank_part_is_unknown():
    assert result(project__actual=None).lookup("whole.actual") is None
    assert result(project__actual="n/a").lookup("whole.actual") == 6
    assert result(travel__actual=None).lookup("whole.actual") == 10


@pytest.mark.parametrize(
    ("figures", "status", "score", "words"),
    [
        ({"basic__last": "0", "basic__budget": "0"}, "computed", "4", "0 对 0，视为没有变化"),
        ({"basic__last": "0", "basic__budget": "6"}, "computed", "0", "由 0 到有，视为超过标准"),
    ],
)
def test_a_rate_of_change_from_zero(figures, status, score, words):
    found = result(**figures).results["change"]
    assert (found.status, found.score) == (status, Decimal(score))
    assert words in found.explanation and words in found.policy


def test_nothing_planned_and_nothing_spent_does_not_apply_and_is_full():
    found = result(whole__budget="0", whole__actual="0").results["control"]
    assert (found.status, found.score, found.value) == ("not_applicable", 6, None)
    assert found.explanation.endswith("无预算且无支出，视为不适用，计满分，得6分")


def test_spending_without_a_budget_is_over_the_limit():
    found = result(whole__budget="0", whole__actual="1").results["control"]
    assert (found.status, found.score, found.value) == ("computed", 0, None)


@pytest.mark.parametrize(
    ("policy", "figures", "code", "score"),
    [
        ('zero_to_zero = "not_applicable"', {"basic__last": "0", "basic__budget": "0"}, "change", 4),
        ('zero_to_zero = "no_score"', {"basic__last": "0", "basic__budget": "0"}, "change", 0),
        ('zero_to_some = "not_applicable"', {"basic__last": "0"}, "change", 4),
        ('zero_to_some = "no_score"', {"basic__last": "0"}, "change", 0),
        ('nothing_planned = "no_score"', {"whole__budget": "0", "whole__actual": "0"}, "control", 0),
    ],
)
def test_a_scheme_may_choose_otherwise(policy, figures, code, score):
    text = SMALL.replace("[[grades]]", f"[policies]\n{policy}\n\n[[grades]]", 1)
    found = result(text, **figures).results[code]
    assert found.score == score and found.explanation


@pytest.mark.parametrize(("steps", "score"), [("whole", "6"), ("started", "5"), ("pro_rata", "5.5")])
def test_an_indicator_may_have_its_own_step_policy(steps, score):
    text = SMALL.replace("limit = 100, lose = 1 }", f'limit = 100, lose = 1 }}\npolicies = {{ steps = "{steps}" }}')
    found = result(text, whole__actual="10.05").results["control"]
    assert found.score == Decimal(score)


@pytest.mark.parametrize(("rates", "score"), [("exact", 6), ("shown", 5)])
def test_a_notice_may_score_the_printed_rate(rates, score):
    text = SMALL.replace("lose = 1 }", f'lose = 1 }}\npolicies = {{ rates = "{rates}", rate_places = 0 }}', 1)
    assert result(text, whole__actual="10.0999").results["control"].score == score


def test_scores_are_rounded_half_up_and_the_total_is_their_sum():
    text = SMALL.replace("lose = 1 }", 'lose = 1 }\npolicies = { steps = "pro_rata", score_places = 1 }', 1)
    found = result(text, whole__actual="10.125")
    assert found.results["control"].score == found.total == Decimal("4.8")
    assert found.results["control"].explanation.endswith("（舍入后4.8分）；支出合计（2021年决算数） ≤ 10万元时得满分")


def test_a_declared_not_applicable_needs_the_permission_of_the_scheme():
    entries = {
        "control": {"not_applicable": True, "reason": "x"},
        "change": {"not_applicable": True, "reason": "新单位"},
    }
    found = result(entries=entries, whole__actual="12").results
    assert (found["change"].status, found["change"].score) == ("not_applicable", 4)
    assert (found["control"].status, found["control"].score) == ("computed", 0)


def test_a_figure_answered_not_applicable():
    found = result(basic__last="n/a", whole__actual="n/a").results
    assert (found["change"].status, found["change"].score) == ("missing", None)
    assert "请勾选本指标“不适用”并写明理由" in found["change"].explanation
    assert (found["control"].status, found["control"].score) == ("missing", None)
    assert "填的是“不适用”，本指标必须按数据计算" in found["control"].explanation


def test_a_cap_lowers_the_total_and_gives_its_reason():
    cap = '[[caps]]\nwhen = "project_rate < 80"\nat_most = 7\nreason = "执行率低于80%，总分不超过7分"\n\n[[grades]]'
    text = SMALL.replace("[[grades]]", cap, 1)
    capped = result(text, project__actual="1", basic__last="6")
    assert (capped.total, capped.reachable, capped.cap, capped.grade) == (7, 7, "执行率低于80%，总分不超过7分", "差")
    assert result(text, basic__last="6").total == 10 and result(text).cap == ""


def test_the_conditions_of_a_scheme_hold_or_not_or_are_unknown():
    conditions = ("basic.last < 6", "basic.last > 6", "posts > 1")
    caps = "".join(f'[[caps]]\nwhen = "{text}"\nat_most = 10\nreason = "封顶"\n\n' for text in conditions)
    found = result(SMALL.replace("[[grades]]", caps + "[[grades]]", 1))
    assert [found.holds(Formula.parse(text)) for text in conditions] == [True, False, None]
    with pytest.raises(KeyError):  # it is frozen with what it was asked, and asked nothing else
        found.holds(Formula.parse("basic.last < 7"))


def test_rates_and_indicators_are_ready_for_show():
    found = result()
    assert found.values["project_rate"] is found.rates[0]
    shown, control = found.values["control"], found.results["control"]
    assert (shown.label, shown.value, shown.explanation) == (control.label, control.value, control.explanation)


def test_amounts_are_looked_up_by_name():
    assert result(travel__actual="n/a").lookup("travel.actual") is NOT_APPLICABLE
    assert result().lookup("no.such") is None


amounts = st.one_of(st.none(), st.just("n/a"), st.decimals(-10, 10**6, places=6).map(str), st.just("0"))


@given(st.fixed_dictionaries({name: amounts for name in SCHEME.figures}))
def test_any_figures_give_scores_within_their_weights_and_a_total_that_is_their_sum(figures):
    found = assess_facts(SCHEME, read_facts({"figures": figures}))
    scores = [part.score for part in found.indicators]
    assert all(score is None or 0 <= score <= part.weight for score, part in zip(scores, found.indicators, strict=True))
    assert found.total == sum(score for score in scores if score is not None)
    assert found.complete == (None not in scores) == (found.grade is not None)
    assert found.total <= found.reachable <= found.full_marks
    assert all(part.explanation and part.policy for part in found.indicators)
