"""R8–R10, R12–R16, R18, R19: what people enter, amounts, targets; with oracles in fractions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.facts.document import EntryFacts
from evaluations.schemes.rules.registry import EntryMissing, EntryUnfit
from tests.schemes.forms import clamp, rule, score

GRADES = [["好", 6], ["一般", 3], ["差", 0]]
RANGES = [["好", 100, 80], ["一般", 80, 60], ["差", 60, 0]]
BALANCE = [["没有结余", "balance == 0", 3], ["不超过上年结转", "balance <= carryover", 2]]
PAIR = [
    {"label": "甲", "formula": "a", "rule": {"form": "steps_below_target", "target": 100, "step": 5, "lose": 1}},
    {"label": "乙", "formula": "a / b * 100", "rule": {"form": "linear"}},
]


def entered(form, entry, weight=6, **keys):
    return score(rule(form, **keys), entry=entry, weight=weight)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), min_size=1, max_size=8))
def test_r8_ticked_items_add_up(items):
    weight = sum(points for _, points in items)
    entry = EntryFacts(checked=tuple(tick for tick, _ in items))
    found = entered("checklist", entry, weight, items=[[f"第{i}项", points] for i, (_, points) in enumerate(items)])
    assert found.score == sum(points for tick, points in items if tick)


def test_no_rule_gives_more_than_the_weight_or_less_than_nothing():
    assert entered("checklist", EntryFacts(checked=(True,)), 5, items=[["一", 9]]).score == 5
    assert score(rule("bands_upper", bands=[[0, 9], [10, -3]]), 5, weight=5).score == 0
    assert score(rule("bands_upper", bands=[[0, 9], [10, -3]]), 0, weight=5).lost == 0


def test_r8_names_what_is_not_met():
    found = entered("checklist", EntryFacts(checked=(True, False)), 4, items=[["有制度", 2], ["按时公开", 2]])
    assert found.sentence == "2项中符合1项，不符合：按时公开，扣2分，得2分" and found.score == 2


@given(st.integers(0, 50), st.decimals("0.1", 3, places=1), st.integers(1, 10))
def test_r9_each_case_costs(cases, lose, weight):
    found = entered("points_per_case", EntryFacts(cases=cases), weight, lose=lose, case="违规问题")
    assert Fraction(found.score) == clamp(weight - cases * Fraction(lose), weight)
    assert entered("points_per_case", EntryFacts(cases=cases + 1), weight, lose=lose).score <= found.score


@pytest.mark.parametrize(
    ("balance", "carryover", "points"), [("0", "5", 3), ("5", "5", 2), ("5.01", "5", 0), ("-1", "5", 2)]
)
def test_r10_a_decision_table_on_amounts(balance, carryover, points):
    the_rule = rule("decision_table", cases=BALANCE, otherwise=0)
    assert the_rule.maximum() == 3 and the_rule.names == {"balance", "carryover"}
    assert score(the_rule, weight=3, figures={"balance": balance, "carryover": carryover}).score == points


@given(st.decimals(0, 1000, places=2), st.decimals(1, 1000, places=2), st.integers(1, 20))
def test_r12_folded_from_another_score(one, other, weight):
    got, most = min(one, other), max(one, other)
    found = entered("folded", EntryFacts(score=got, maximum=most), weight)
    assert abs(Fraction(found.score) - Fraction(got) * weight / Fraction(most)) < Fraction(1, 10**20)
    assert 0 <= found.score <= weight


@pytest.mark.parametrize(("grade", "points"), [("好", 6), ("一般", 3), ("差", 0)])
def test_r13_grades_with_fixed_points(grade, points):
    assert entered("graded", EntryFacts(grade=grade), grades=GRADES).score == points


@pytest.mark.parametrize(("grade", "points"), [("好", "5"), ("好", "4"), ("一般", "3"), ("差", "0"), ("差", "3")])
def test_r14_a_free_value_inside_a_grade(grade, points):
    found = entered("graded_range", EntryFacts(grade=grade, score=Decimal(points)), 5, ranges=RANGES)
    assert found.score == Decimal(points)


@given(st.decimals(-50, 300, places=3), st.decimals(50, 120, places=1), st.integers(1, 20))
def test_r15_linear_and_capped(value, full_at, weight):
    found = score(rule("linear", full_at=full_at), value, weight=weight)
    expected = clamp(Fraction(weight) * Fraction(value) / Fraction(full_at), weight)
    assert abs(Fraction(found.score) - expected) < Fraction(1, 10**20)


@given(st.decimals("0.01", 300, places=2), st.decimals("0.01", 300, places=2), st.sampled_from([">=", "<=", "=="]))
def test_r16_proportional_to_a_target(value, target, direction):
    found = score(rule("proportional", target=target, direction=direction), value, weight=10)
    share = {
        ">=": Fraction(value) / Fraction(target),
        "<=": Fraction(target) / Fraction(value),
        "==": Fraction(value == target),
    }[direction]
    assert abs(Fraction(found.score) - clamp(10 * share, 10)) < Fraction(1, 10**20)


@pytest.mark.parametrize(
    ("value", "direction", "points"), [("0", "<=", 10), ("1", "<=", 0), ("0", "le", 10), ("0", "==", 10), ("1", "=", 0)]
)
def test_r16_a_target_of_zero_is_met_or_missed(value, direction, points):
    assert score(rule("proportional", target=0, direction=direction), value, weight=10).score == points


def test_r18_the_better_of_two():
    found = score(rule("either_or", options=PAIR), figures={"a": "90", "b": "100"}, weight=10)
    assert found.score == 9 and found.sentence.startswith("按“乙”计（“甲”得8分，取高的）：")
    assert score(rule("either_or", options=PAIR), figures={"a": "100", "b": "0"}, weight=10).score == 10


def test_r18_the_chosen_of_two():
    chosen = rule("either_or", options=PAIR, pick="chosen")
    assert score(chosen, figures={"a": "90", "b": "100"}, entry=EntryFacts(choice="甲"), weight=10).score == 8
    with pytest.raises(EntryMissing, match="甲、乙"):
        score(chosen, weight=10)
    with pytest.raises(EntryUnfit):
        score(chosen, entry=EntryFacts(choice="丙"), weight=10)


def test_r19_judged_points_below_full_marks_need_a_reason():
    assert entered("judged", EntryFacts(score=Decimal("4.5"), reason="成效明显")).score == Decimal("4.5")
    with pytest.raises(EntryMissing, match="理由"):
        entered("judged", EntryFacts(score=Decimal("4.5")))
    assert entered("judged", EntryFacts(score=Decimal(5)), weight=5).score == 5


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("checklist", {"items": [["一", 1]]}),
        ("points_per_case", {"lose": 1}),
        ("folded", {}),
        ("graded", {"grades": GRADES}),
        ("graded_range", {"ranges": RANGES}),
        ("judged", {}),
    ],
)
def test_nothing_entered_is_missing_not_zero(form, keys):
    with pytest.raises(EntryMissing):
        entered(form, EntryFacts(), **keys)


@pytest.mark.parametrize(
    ("form", "keys", "entry"),
    [
        ("checklist", {"items": [["一", 1]]}, EntryFacts(checked=(True, True))),
        ("graded", {"grades": GRADES}, EntryFacts(grade="很好")),
        ("folded", {}, EntryFacts(score=Decimal(101), maximum=Decimal(100))),
        ("folded", {}, EntryFacts(score=Decimal(0), maximum=Decimal(0))),
        ("graded_range", {"ranges": RANGES}, EntryFacts(grade="好", score=Decimal(1))),
        ("judged", {}, EntryFacts(score=Decimal(7), reason="x")),
        ("graded_range", {"ranges": RANGES}, EntryFacts(grade="优", score=Decimal(1))),
        ("judged", {}, EntryFacts(score=Decimal(-1), reason="x")),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_expected(form, keys, entry):
    with pytest.raises(EntryUnfit) as caught:
        entered(form, entry, **keys)
    assert caught.value.read and caught.value.expected
