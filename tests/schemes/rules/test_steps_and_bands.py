"""R1–R7 and R17: real wordings, bounds, and exact agreement with oracles in fractions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schemes.forms import bands_oracle, rule, score, steps_oracle

values = st.decimals(-300, 600, places=4)
positive = st.decimals("0.1", 20, places=1)
policies = st.sampled_from(["whole", "started", "pro_rata"])
STEP_FORMS = {
    "points_over_limit": ("limit", lambda value, limit: value - limit),
    "steps_over_limit": ("limit", lambda value, limit: value - limit),
    "steps_below_target": ("target", lambda value, limit: limit - value),
    "steps_either_side": ("target", lambda value, limit: abs(value - limit)),
}


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("100", "5"),
        ("95.1", "5"),
        ("100.9999", "5"),
        ("101", "4.5"),
        ("109.99", "0.5"),
        ("110", "0"),
        ("140", "0"),
        ("-5", "5"),
    ],
)
def test_r1_half_a_point_per_percentage_point_over_100(value, points):
    found = score(rule("points_over_limit", limit=100, lose=Decimal("0.5")), value)
    assert (found.score, found.lost) == (Decimal(points), 5 - Decimal(points))


@pytest.mark.parametrize(
    ("value", "points"), [("100", 5), ("104.9999", 5), ("105", 3), ("110", 1), ("115", 0), ("0", 5)]
)
def test_r2_two_points_per_whole_five_percent_over(value, points):
    assert score(rule("steps_over_limit", limit=100, step=5, lose=2), value).score == points


@pytest.mark.parametrize(
    ("value", "points"), [("100", 8), ("99.27", 8), ("95.0001", 8), ("95", 6), ("58.48", 0), ("120", 8)]
)
def test_r3_two_points_per_whole_five_percent_below(value, points):
    assert score(rule("steps_below_target", target=100, step=5, lose=2), value, weight=8).score == points


@pytest.mark.parametrize(
    ("value", "points"), [("100", 6), ("104.99", 6), ("105", 4), ("95", 4), ("95.01", 6), ("85", 0), ("130", 0)]
)
def test_r4_two_points_per_whole_five_percent_to_either_side(value, points):
    assert score(rule("steps_either_side", target=100, step=5, lose=2), value, weight=6).score == points


@pytest.mark.parametrize(("steps", "points"), [("whole", "3"), ("started", "1"), ("pro_rata", "2.2")])
def test_the_three_policies_for_a_step_that_is_not_whole(steps, points):
    assert score(rule("steps_over_limit", limit=100, step=5, lose=2), "107", steps=steps).score == Decimal(points)


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("-3", 5),
        ("0", 5),
        ("0.01", 4),
        ("10", 4),
        ("10.01", 3),
        ("20", 3),
        ("30", 2),
        ("30.0001", 0),
    ],
)
def test_r5_bands_with_the_upper_bound_included(value, points):
    bands = [[0, 5], [10, 4], [20, 3], [30, 2]]
    assert score(rule("bands_upper", bands=bands, beyond=0), value).score == points


@pytest.mark.parametrize(("value", "points"), [("90", 5), ("89.99", 4), ("80", 4), ("70", 3), ("60", 2), ("59.9", 0)])
def test_r6_bands_with_the_lower_bound_included(value, points):
    assert score(rule("bands_lower", bands=[[90, 5], [80, 4], [70, 3], [60, 2]]), value).score == points


@pytest.mark.parametrize(
    ("value", "points"), [("10", 5), ("-10", 5), ("10.01", 3), ("-15", 3), ("20", 1), ("-20.1", 0)]
)
def test_r7_bands_around_zero(value, points):
    assert score(rule("bands_symmetric", bands=[[10, 5], [15, 3], [20, 1]]), value).score == points


@pytest.mark.parametrize(("value", "points"), [("95", 6), ("90", 6), ("89.9", 4), ("80", 4), ("70", 2), ("69", 0)])
def test_r17_satisfaction_in_bands(value, points):
    assert score(rule("satisfaction", bands=[[90, 6], [80, 4], [70, 2]], below=0), value, weight=6).score == points


@pytest.mark.parametrize(("value", "points"), [("90", 6), ("85.1", 6), ("85", 5), ("60", 0), ("100", 6)])
def test_r17_satisfaction_with_a_threshold_and_steps(value, points):
    assert score(rule("satisfaction", full_at=90, step=5, lose=1), value, weight=6).score == points


def test_the_sentence_carries_the_numbers_of_this_department():
    found = score(rule("points_over_limit", limit=100, lose=Decimal("0.5")), 140)
    assert found.sentence == "比100%高40个百分点，满1个百分点扣0.5分：40 × 0.5 = 20分，扣完5分，得0分"
    assert found.wanted == "不超过100%"
    assert score(rule("steps_below_target", target=100, step=5, lose=2), 96, steps="started").sentence == (
        "比100%低4个百分点，每（不足按一档）5个百分点扣2分：1 × 2 = 2分，得3分"
    )


@pytest.mark.parametrize("form", STEP_FORMS)
@given(values, values, positive, positive, st.integers(1, 20), policies)
def test_step_forms_equal_the_oracle(form, value, limit, step, lose, weight, steps):
    key, beyond = STEP_FORMS[form]
    found = score(rule(form, **{key: limit}, step=step, lose=lose), value, weight=weight, steps=steps)
    expected = steps_oracle(beyond(Fraction(value), Fraction(limit)), step, lose, weight, steps)
    assert abs(Fraction(found.score) - expected) < Fraction(1, 10**20)
    assert 0 <= found.score <= weight and found.lost == weight - found.score


@pytest.mark.parametrize(
    ("form", "direction"), [("points_over_limit", -1), ("steps_over_limit", -1), ("steps_below_target", 1)]
)
@given(values, values, positive, positive, policies)
def test_step_forms_are_monotone(form, direction, one, other, step, lose, steps):
    low, high = sorted((one, other))
    the_rule = rule(form, **{STEP_FORMS[form][0]: 100}, step=step, lose=lose)
    scores = [score(the_rule, value, steps=steps).score for value in (low, high)]
    assert (scores[1] - scores[0]) * direction >= 0


@given(values, values, positive, positive, policies)
def test_either_side_is_monotone_in_the_distance(one, other, step, lose, steps):
    near, far = sorted((one, other), key=lambda value: abs(value - 100))
    the_rule = rule("steps_either_side", target=100, step=step, lose=lose)
    assert score(the_rule, near, steps=steps).score >= score(the_rule, far, steps=steps).score


bounds = st.lists(st.integers(-50, 150), min_size=1, max_size=6, unique=True)


@given(bounds, values, values, st.integers(1, 9))
def test_upper_bands_equal_the_oracle_and_fall(limits, one, other, weight):
    bands = [[bound, max(weight - i, 0)] for i, bound in enumerate(sorted(limits))]
    the_rule = rule("bands_upper", bands=bands, beyond=0)
    for value in (one, other, Decimal(limits[0])):
        expected = bands_oracle(bands, 0, weight, lambda bound, value=value: value <= bound)
        assert Fraction(score(the_rule, value, weight=weight).score) == expected
    assert (
        score(the_rule, min(one, other), weight=weight).score >= score(the_rule, max(one, other), weight=weight).score
    )


@pytest.mark.parametrize("form", ["bands_lower", "satisfaction"])
@given(bounds, values, values, st.integers(1, 9))
def test_lower_bands_equal_the_oracle_and_rise(form, limits, one, other, weight):
    bands = [[bound, max(weight - i, 0)] for i, bound in enumerate(sorted(limits, reverse=True))]
    the_rule = rule(form, bands=bands, below=0)
    for value in (one, other, Decimal(limits[0])):
        expected = bands_oracle(bands, 0, weight, lambda bound, value=value: value >= bound)
        assert Fraction(score(the_rule, value, weight=weight).score) == expected
    assert (
        score(the_rule, min(one, other), weight=weight).score <= score(the_rule, max(one, other), weight=weight).score
    )


@given(st.lists(st.integers(0, 50), min_size=1, max_size=5, unique=True), values, st.integers(-5, 5))
def test_symmetric_bands_equal_the_oracle(limits, value, around):
    bands = [[bound, max(5 - i, 0)] for i, bound in enumerate(sorted(limits))]
    the_rule, distance = rule("bands_symmetric", bands=bands, around=around), abs(value - around)
    assert Fraction(score(the_rule, value).score) == bands_oracle(bands, 0, 5, lambda bound: distance <= bound)
    assert score(the_rule, value).score == score(the_rule, 2 * around - value).score
