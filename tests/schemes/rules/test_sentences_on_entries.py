"""R8, R9, R12–R14, R19 in words: how what a person entered became points, and what is asked of a person who entered
nothing, or something that does not fit."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.facts.document import EntryFacts
from evaluations.schemes.rules.registry import EntryMissing, EntryUnfit
from tests.schemes.forms import rule, score

ITEMS = {"items": [["有制度", 2], ["按时公开", 2], ["有台账", 1]]}
CASES = {"lose": Decimal("0.5"), "case": "违规"}
GRADES = {"grades": [["一般", 3], ["好", 5], ["差", 0]]}
RANGES = {"ranges": [["好", 100, 80], ["一般", 80, 60], ["差", 60, 0]]}


def entry(**fields):
    """What was entered; numbers as a document gives them."""
    numbers = ("score", "maximum")
    values: dict[str, Any] = {key: Decimal(value) if key in numbers else value for key, value in fields.items()}
    return EntryFacts(**values)


# (form, keys, what is entered, sentence, wanted)
SENTENCES = [
    ("checklist", ITEMS, {"checked": (True, True, True)}, "3项全部符合，得5分", "各项都符合"),
    (
        "checklist",
        ITEMS,
        {"checked": (True, False, False)},
        "3项中符合1项，不符合：按时公开；有台账，扣3分，得2分",
        "各项都符合",
    ),
    ("points_per_case", CASES, {"cases": 0}, "未发现违规，得5分", ""),
    ("points_per_case", CASES, {"cases": 3}, "发现违规3处 × 0.5 = 1.5分，得3.5分", "没有违规"),
    ("points_per_case", CASES, {"cases": 10}, "发现违规10处 × 0.5 = 5分，扣完5分，得0分", "没有违规"),
    ("points_per_case", {"lose": 1}, {"cases": 2}, "发现问题2处 × 1 = 2分，得3分", "没有问题"),
    (
        "folded",
        {},
        {"score": 90, "maximum": 120},
        "考核得分90 ÷ 满分120 × 5分 = 3.75分，扣1.25分，得3.75分",
        "考核得分 ≥ 120分",
    ),
    (
        "folded",
        {},
        {"score": 1, "maximum": 3},
        "考核得分1 ÷ 满分3 × 5分 = 1.6667分，扣3.3333分，得1.6667分",
        "考核得分 ≥ 3分",
    ),
    ("folded", {}, {"score": 0, "maximum": 5}, "考核得分0 ÷ 满分5 × 5分 = 0分，扣5分，得0分", "考核得分 ≥ 5分"),
    ("graded", GRADES, {"grade": "好"}, "评定为“好”，得5分", "评定为“好”"),
    ("graded", GRADES, {"grade": "差"}, "评定为“差”，扣5分，得0分", "评定为“好”"),
    (
        "graded_range",
        RANGES,
        {"grade": "一般", "score": "3.5"},
        "评定为“一般”（3～4分），扣1.5分，得3.5分",
        "评定为“好”并给5分",
    ),
    ("judged", {}, {"score": 5}, "综合评定，得5分", ""),
    ("judged", {}, {"score": 4, "reason": "成效一般"}, "综合评定，扣1分，得4分", ""),
]


@pytest.mark.parametrize(("form", "keys", "given_entry", "sentence", "wanted"), SENTENCES)
def test_what_was_entered_becomes_points_in_one_sentence(form, keys, given_entry, sentence, wanted):
    found = score(rule(form, **keys), entry=entry(**given_entry))
    assert (found.sentence, found.wanted, found.bounds) == (sentence, wanted, None)


@pytest.mark.parametrize(
    ("form", "keys", "given_entry", "words"),
    [
        ("checklist", ITEMS, {}, "清单（3项）的勾选"),
        ("points_per_case", CASES, {}, "违规的个数（没有填 0）"),
        ("points_per_case", {"lose": 1}, {}, "问题的个数（没有填 0）"),
        ("folded", {}, {"maximum": 100}, "考核得分"),
        ("folded", {}, {"score": 90}, "考核满分"),
        ("graded", GRADES, {}, "评定等次（一般、好、差）"),
        ("graded_range", RANGES, {"score": 3}, "评定等次（好、一般、差）"),
        ("graded_range", RANGES, {"grade": "好"}, "得分"),
        ("judged", {}, {"reason": "成效明显"}, "得分"),
        ("judged", {}, {"score": 4}, "评分理由"),
        ("judged", {}, {"score": 4, "reason": " \n"}, "评分理由"),
    ],
)
def test_what_is_still_to_be_entered_is_named(form, keys, given_entry, words):
    with pytest.raises(EntryMissing) as caught:
        score(rule(form, **keys), entry=entry(**given_entry))
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("form", "keys", "given_entry", "sentence"),
    [
        ("checklist", ITEMS, {"checked": (True,)}, "读到 1项，应为3项，逐项用 true 或 false"),
        ("checklist", ITEMS, {"checked": ()}, "读到 0项，应为3项，逐项用 true 或 false"),
        ("folded", {}, {"score": 101, "maximum": 100}, "读到 得分101、满分100，应为0 到满分之间的得分，且满分大于 0"),
        ("folded", {}, {"score": -1, "maximum": 5}, "读到 得分-1、满分5，应为0 到满分之间的得分，且满分大于 0"),
        ("folded", {}, {"score": 0, "maximum": 0}, "读到 得分0、满分0，应为0 到满分之间的得分，且满分大于 0"),
        ("graded", GRADES, {"grade": "优"}, "读到 “优”，应为一般、好、差 之一"),
        ("graded_range", RANGES, {"grade": "优", "score": 5}, "读到 “优”，应为好、一般、差 之一"),
        ("graded_range", RANGES, {"grade": "好", "score": "3.99"}, "读到 3.99分，应为“好”对应的 4～5 分"),
        ("graded_range", RANGES, {"grade": "差", "score": "3.01"}, "读到 3.01分，应为“差”对应的 0～3 分"),
        ("judged", {}, {"score": 6, "reason": "好"}, "读到 6分，应为0～5 分"),
        ("judged", {}, {"score": "-0.1", "reason": "差"}, "读到 -0.1分，应为0～5 分"),
    ],
)
def test_what_does_not_fit_is_told_with_what_would(form, keys, given_entry, sentence):
    with pytest.raises(EntryUnfit) as caught:
        score(rule(form, **keys), entry=entry(**given_entry))
    assert str(caught.value) == sentence


@settings(max_examples=60)
@given(grade=st.sampled_from(["好", "一般", "差"]), points=st.decimals(0, 10, places=2), weight=st.integers(1, 10))
def test_r14_takes_exactly_the_points_between_the_percentages_of_the_weight(grade, points, weight):
    limits = {"好": (100, 80), "一般": (80, 60), "差": (60, 0)}[grade]
    upper, lower = (Decimal(percent * weight) / 100 for percent in limits)
    the_rule, what = rule("graded_range", **RANGES), entry(grade=grade, score=points)
    if lower <= points <= upper:
        assert score(the_rule, entry=what, weight=weight).score == points
    else:
        with pytest.raises(EntryUnfit):
            score(the_rule, entry=what, weight=weight)


@given(st.lists(st.booleans(), min_size=3, max_size=3))
def test_r8_one_tick_more_never_costs_anything(ticks):
    points = score(rule("checklist", **ITEMS), entry=entry(checked=tuple(ticks))).score
    for number, tick in enumerate(ticks):
        if not tick:
            more = tuple(place == number or one for place, one in enumerate(ticks))
            assert score(rule("checklist", **ITEMS), entry=entry(checked=more)).score > points


@pytest.mark.parametrize(
    ("form", "keys", "most"),
    [
        ("checklist", ITEMS, 5),
        ("checklist", {"items": []}, 0),
        ("graded", {"grades": []}, 0),
        ("graded", {"grades": [["差", 0], ["好", 5]]}, 5),
        ("graded", GRADES, 5),
        ("bands_upper", {"bands": [[0, 5], [10, 4]], "beyond": 1}, 5),
        ("bands_lower", {"bands": [[90, 5], [80, 4]]}, 5),
        ("bands_symmetric", {"bands": [[10, 4]], "beyond": 4}, 4),
        ("satisfaction", {"bands": [[90, 5], [80, 4]]}, 5),
        ("satisfaction", {"full_at": 90, "step": 5, "lose": 1}, None),
        ("decision_table", {"cases": [["有", "a > 1", 2], ["无", "a == 0", 3]]}, 3),
        ("decision_table", {"cases": [["有", "a > 1", 2]], "otherwise": 4}, 4),
        ("points_per_case", CASES, None),
        ("graded_range", RANGES, None),
        ("folded", {}, None),
        ("judged", {}, None),
        ("linear", {}, None),
        ("proportional", {"target": 1}, None),
        ("steps_below_target", {"target": 1, "step": 1, "lose": 1}, None),
    ],
)
def test_the_most_that_a_form_itself_can_give(form, keys, most):
    assert rule(form, **keys).maximum() == most
