"""R1–R7 and R15–R17 in words: what a department reads beside its score, what would give full marks, and between which
values; and that the arithmetic in the sentence is true."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schemes.forms import rule, score

HALF = Decimal("0.5")
ONE_POINT = {"limit": 100, "lose": HALF}
UP = {"limit": 100, "step": 5, "lose": 2}
DOWN = {"target": 100, "step": 5, "lose": 2}
UPPER = {"bands": [[0, 5], [10, 4], [20, 3]], "beyond": 1}
LOWER = {"bands": [[90, 5], [80, 4]], "below": 1}
AROUND = {"bands": [[10, 5], [15, 3]], "around": 100, "beyond": 1}
# (form, keys, value, sentence, wanted, bounds)
PERCENTAGES = [
    ("points_over_limit", ONE_POINT, "100", "等于100%，不扣分，得5分", "", None),
    ("points_over_limit", ONE_POINT, "99", "不超过100%，不扣分，得5分", "", None),
    (
        "points_over_limit",
        ONE_POINT,
        "100.5",
        "比100%高0.5个百分点，不满1个百分点，不扣分，得5分",
        "不超过100%",
        (None, 100),
    ),
    (
        "points_over_limit",
        ONE_POINT,
        "103",
        "比100%高3个百分点，满1个百分点扣0.5分：3 × 0.5 = 1.5分，得3.5分",
        "不超过100%",
        (None, 100),
    ),
    (
        "points_over_limit",
        ONE_POINT,
        "110",
        "比100%高10个百分点，满1个百分点扣0.5分：10 × 0.5 = 5分，扣完5分，得0分",
        "不超过100%",
        (None, 100),
    ),
    ("steps_below_target", DOWN, "120", "不低于100%，不扣分，得5分", "", None),
    (
        "steps_below_target",
        DOWN,
        "93",
        "比100%低7个百分点，满5个百分点扣2分：1 × 2 = 2分，得3分",
        "达到100%",
        (100, None),
    ),
    ("steps_either_side", DOWN, "100", "等于100%，不扣分，得5分", "", None),
    (
        "steps_either_side",
        DOWN,
        "107",
        "比100%高7个百分点，满5个百分点扣2分：1 × 2 = 2分，得3分",
        "等于100%",
        (100, 100),
    ),
    ("steps_either_side", DOWN, "96", "比100%低4个百分点，不满5个百分点，不扣分，得5分", "等于100%", (100, 100)),
    ("bands_upper", UPPER, "0", "不超过0%，得5分", "不超过0%", (None, 0)),
    ("bands_upper", UPPER, "10", "在0%～10%（含）之间，扣1分，得4分", "不超过0%", (None, 0)),
    ("bands_upper", UPPER, "10.5", "在10%～20%（含）之间，扣2分，得3分", "不超过0%", (None, 0)),
    ("bands_upper", UPPER, "20.5", "超过20%，扣4分，得1分", "不超过0%", (None, 0)),
    ("bands_lower", LOWER, "95", "达到90%这一档，得5分", "达到90%", (90, None)),
    ("bands_lower", LOWER, "80", "达到80%这一档，扣1分，得4分", "达到90%", (90, None)),
    ("bands_lower", LOWER, "79.9", "低于80%，扣4分，得1分", "达到90%", (90, None)),
    ("bands_symmetric", AROUND, "91", "与100相差在±10（含）以内，得5分", "与100相差不超过10个百分点", (90, 110)),
    (
        "bands_symmetric",
        AROUND,
        "115",
        "与100相差在±15（含）以内，扣2分，得3分",
        "与100相差不超过10个百分点",
        (90, 110),
    ),
    ("bands_symmetric", AROUND, "84", "与100相差超过±15，扣4分，得1分", "与100相差不超过10个百分点", (90, 110)),
    (
        "satisfaction",
        {"full_at": 90, "step": 5, "lose": 1},
        "80",
        "比90%低10个百分点，满5个百分点扣1分：2 × 1 = 2分，得3分",
        "达到90%",
        (90, None),
    ),
    ("satisfaction", LOWER, "85", "达到80%这一档，扣1分，得4分", "达到90%", (90, None)),
    ("linear", {}, "100", "达到100%，得5分", "", None),
    ("linear", {}, "120", "达到100%，按100%计，得5分", "", None),
    ("linear", {}, "95", "95% ÷ 100% × 5分 = 4.75分，扣0.25分，得4.75分", "达到100%", (100, None)),
    (
        "linear",
        {"full_at": 90},
        "33.33333",
        "33.3333% ÷ 90% × 5分 = 1.8519分，扣3.1481分，得1.8519分",
        "达到90%",
        (90, None),
    ),
    (
        "proportional",
        {"target": 80},
        "60",
        "实际60%，目标不低于80%，按比例75% × 5分 = 3.75分，扣1.25分，得3.75分",
        "实际完成 ≥ 80%",
        (80, None),
    ),
    (
        "proportional",
        {"target": 80, "direction": "le"},
        "100",
        "实际100%，目标不高于80%，按比例80% × 5分 = 4分，扣1分，得4分",
        "实际完成 ≤ 80%",
        (None, 80),
    ),
    (
        "proportional",
        {"target": 80, "direction": "le"},
        "0",
        "实际0%，目标不高于80%，得5分",
        "实际完成 ≤ 80%",
        (None, 80),
    ),
    (
        "proportional",
        {"target": 80, "direction": "eq"},
        "81",
        "实际81%，目标等于80%，扣5分，得0分",
        "实际完成 = 80%",
        (80, 80),
    ),
    (
        "proportional",
        {"target": 80, "direction": "eq", "partial": True},
        "50",
        "实际50%，目标等于80%，按比例62.5% × 5分 = 3.125分，扣1.875分，得3.125分",
        "实际完成 = 80%",
        (80, 80),
    ),
    (
        "proportional",
        {"target": 80, "direction": "eq", "partial": True},
        "100",
        "实际100%，目标等于80%，按比例80% × 5分 = 4分，扣1分，得4分",
        "实际完成 = 80%",
        (80, 80),
    ),
    (
        "proportional",
        {"target": 0, "direction": "le"},
        "1",
        "实际1%，目标不高于0%，扣5分，得0分",
        "实际完成 ≤ 0%",
        (None, 0),
    ),
]


@pytest.mark.parametrize(("form", "keys", "value", "sentence", "wanted", "bounds"), PERCENTAGES)
def test_a_score_is_explained_in_one_sentence(form, keys, value, sentence, wanted, bounds):
    found = score(rule(form, **keys), value)
    assert (found.sentence, found.wanted, found.bounds) == (sentence, wanted, bounds)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("whole", "满5个百分点扣2分：1 × 2 = 2分，得3分"),
        ("started", "每（不足按一档）5个百分点扣2分：2 × 2 = 4分，得1分"),
        ("pro_rata", "按比例每5个百分点扣2分：1.4 × 2 = 2.8分，得2.2分"),
    ],
)
def test_the_sentence_says_what_becomes_of_part_of_a_step(steps, words):
    assert score(rule("steps_over_limit", **UP), 107, steps=steps).sentence == f"比100%高7个百分点，{words}"


@pytest.mark.parametrize(
    ("form", "keys", "value", "unit", "sentence"),
    [
        (
            "points_over_limit",
            {"limit": 2, "lose": 1, "step": 2},
            "5",
            "万元",
            "比2万元多3万元，满2万元扣1分：1 × 1 = 1分，得4分",
        ),
        ("bands_upper", {"bands": [[3, 5], [6, 2]]}, "4", "天", "在3天～6天（含）之间，扣3分，得2分"),
        ("bands_lower", {"bands": [[3, 5], [1, 2]]}, "2", "次", "达到1次这一档，扣3分，得2分"),
        ("proportional", {"target": 8}, "4", "场", "实际4场，目标不低于8场，按比例50% × 5分 = 2.5分，扣2.5分，得2.5分"),
        ("linear", {"full_at": 50}, "4", "分", "4分 ÷ 50分 × 5分 = 0.4分，扣4.6分，得0.4分"),
    ],
)
def test_a_value_that_is_no_percentage_keeps_its_unit(form, keys, value, unit, sentence):
    assert score(rule(form, **keys), value, unit=unit).sentence == sentence


def test_a_distance_is_told_in_the_unit_of_the_value():
    assert score(rule("bands_symmetric", **AROUND), 100, unit="人").wanted == "与100相差不超过10人"


def test_a_formula_that_counts_the_points_itself_is_not_divided_by_them_again():
    found = score(rule("linear", full_at=5), 4, unit="分")
    assert (found.sentence, found.wanted, found.score) == ("满分5分，扣1分，得4分", "", 4)
    assert score(rule("linear", full_at=5), 6, unit="分").sentence == "达到5分，按5分计，得5分"


def test_a_value_that_already_stands_in_the_sentence_is_not_said_twice():
    found = score(rule("proportional", target=80), 40, told=True)
    assert found.sentence == "目标不低于80%，按比例50% × 5分 = 2.5分，扣2.5分，得2.5分"


ALL = [
    ("points_over_limit", ONE_POINT),
    ("steps_over_limit", UP),
    ("steps_below_target", DOWN),
    ("steps_either_side", DOWN),
    ("bands_upper", UPPER),
    ("bands_lower", LOWER),
    ("bands_symmetric", AROUND),
    ("satisfaction", {"full_at": 90, "step": 5, "lose": 1}),
    ("linear", {}),
    ("proportional", {"target": 80}),
    ("proportional", {"target": 80, "direction": "le"}),
    ("proportional", {"target": 80, "direction": "eq", "partial": True}),
]
values = st.decimals(-50, 250, places=2)


@pytest.mark.parametrize(("form", "keys"), ALL)
@settings(max_examples=30)
@given(value=values, steps=st.sampled_from(["whole", "started", "pro_rata"]))
def test_the_points_in_the_sentence_are_the_points(form, keys, value, steps):
    found = score(rule(form, **keys), value, steps=steps)
    assert abs(Decimal(re.search(r"，得([\d.]+)分$", found.sentence)[1]) - found.score) <= Decimal("0.00005")
    if taken := re.search(r"，扣([\d.]+)分，得", found.sentence):
        assert abs(Decimal(taken[1]) - found.lost) <= Decimal("0.00005")
    else:
        assert found.lost == 0 or " × " in found.sentence
    for times, each, product in re.findall(r"：([\d.]+) × ([\d.]+) = ([\d.]+)分", found.sentence):
        assert abs(Decimal(times) * Decimal(each) - Decimal(product)) <= Decimal("0.0002")


@pytest.mark.parametrize(("form", "keys"), ALL)
@settings(max_examples=30)
@given(value=values, inside=st.decimals(0, 1, places=2))
def test_whatever_lies_between_the_bounds_gives_full_marks(form, keys, value, inside):
    found = score(rule(form, **keys), value)
    if found.bounds is None:
        assert found.lost == 0
        return
    low, high = found.bounds
    low, high = (high - 60 if low is None else low), (low + 60 if high is None else high)
    assert score(rule(form, **keys), low + (high - low) * inside).lost == 0


@pytest.mark.parametrize(("form", "keys"), [one for one in ALL if one[0] in ("linear", "proportional")][:3])
@settings(max_examples=30)
@given(one=values, other=values)
def test_more_never_earns_less_where_more_is_better_and_never_more_where_less_is(form, keys, one, other):
    low, high = sorted((one, other))
    scores = [score(rule(form, **keys), value).score for value in (low, high)]
    assert scores == sorted(scores, reverse=keys.get("direction") == "le")
