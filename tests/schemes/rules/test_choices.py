"""R10 the first case that holds and R18 one of several indicators: which one counts, what it says, what happens over a
denominator of 0, and what would give full marks."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.facts.document import EntryFacts
from evaluations.schemes.rules.registry import EntryMissing, EntryUnfit
from tests.schemes.forms import rule, score

BALANCE = [["没有结余", "balance == 0", 3], ["不超过上年结转", "balance <= carryover", 2]]
SHARES = [["低", "a / b < 0.1", 1], ["满", "a / b >= 1", 3]]
STEPS = {"form": "steps_below_target", "target": 100, "step": 5, "lose": 1}
PAIR: list[dict[str, Any]] = [
    {"label": "甲", "formula": "a", "rule": STEPS},
    {"label": "乙", "formula": "a / b * 100", "rule": {"form": "linear"}},
]
FULL = "不属于“低”，并且满（a / b >= 1）"


def policy(status, words):
    """What the scheme makes of a zero denominator."""
    return {"zero": lambda error: (status, words)}


@pytest.mark.parametrize(
    ("balance", "carryover", "sentence"),
    [
        (0, 5, "没有结余（balance == 0），得3分"),
        (5, 5, "不超过上年结转（balance <= carryover），扣1分，得2分"),
        (6, 5, "不符合以上各种情形（balance，carryover），扣3分，得0分"),
    ],
)
def test_r10_names_the_case_with_its_condition(balance, carryover, sentence):
    figures = {"balance": balance, "carryover": carryover}
    found = score(rule("decision_table", cases=BALANCE), weight=3, figures=figures)
    assert (found.sentence, found.wanted) == (sentence, "没有结余（balance == 0）")


def test_r10_a_condition_that_is_its_own_wording_is_not_said_twice():
    found = score(rule("decision_table", cases=[["a > 1", "a>1", 3]]), weight=3, figures={"a": 2})
    assert (found.sentence, found.wanted) == ("a > 1，得3分", "a > 1")


@pytest.mark.parametrize(
    ("a", "otherwise", "sentence", "wanted"),
    [
        (5, 2, "不符合以上各种情形（a，b），扣1分，得2分", FULL),
        (5, 3, "不符合以上各种情形（a，b），得3分", FULL),
        (Decimal("0.5"), 0, "低（a / b < 0.1），扣2分，得1分", "不再属于“低”，并且满（a / b >= 1）"),
        (10, 0, "满（a / b >= 1），得3分", FULL),
    ],
)
def test_r10_wants_the_best_case_and_none_of_those_that_go_before_it(a, otherwise, sentence, wanted):
    found = score(rule("decision_table", cases=SHARES, otherwise=otherwise), weight=3, figures={"a": a, "b": 10})
    assert (found.sentence, found.wanted) == (sentence, wanted)


def test_r10_wants_no_case_where_none_of_them_is_the_best():
    found = score(rule("decision_table", cases=SHARES, otherwise=4), weight=4, figures={"a": 10, "b": 10})
    assert (found.score, found.wanted) == (3, "")


def test_r10_counts_all_cases_before_the_best_and_the_present_one_first():
    cases = [["甲", "a == 1", 1], ["乙", "a == 2", 2], ["丙", "a == 3", 0], ["丁", "a > 3", 4]]
    wanted = {n: score(rule("decision_table", cases=cases), weight=4, figures={"a": n}).wanted for n in (2, 4)}
    assert wanted[2] == "不再属于“乙”，也不属于“甲”、“丙”，并且丁（a > 3）"
    assert wanted[4] == "不属于“甲”、“乙”、“丙”，并且丁（a > 3）"


@pytest.mark.parametrize(
    ("status", "words", "sentence", "wanted"),
    [
        ("not_applicable", "不适用", "a / b < 0.1，分母为 0，不适用，得3分", FULL),
        ("no_score", "不得分", "a / b < 0.1，分母为 0，不得分，得0分", FULL),
        ("computed", "没有变化", "低（a / b < 0.1），扣2分，得1分", "不再属于“低”，并且满（a / b >= 1）"),
    ],
)
def test_r10_the_policies_decide_over_a_denominator_of_zero(status, words, sentence, wanted):
    found = score(rule("decision_table", cases=SHARES), weight=3, figures={"a": 5, "b": 0}, **policy(status, words))
    assert (found.sentence, found.wanted) == (sentence, wanted)


def test_r10_a_later_case_that_holds_goes_before_the_policies():
    the_rule = rule("decision_table", cases=[*SHARES, ["有支出", "a > 1", 2]])
    found = score(the_rule, weight=3, figures={"a": 5, "b": 0}, **policy("not_applicable", "不适用"))
    assert found.sentence == "有支出（a > 1），扣1分，得2分"


def test_r10_without_a_case_leaves_only_the_rest():
    found = score(rule("decision_table", cases=[], otherwise=2), weight=3)
    assert (found.sentence, found.wanted) == ("不符合以上各种情形，扣1分，得2分", "")


def test_r10_the_figures_of_all_conditions_stand_once_and_in_their_order():
    cases = [["一", "b > 9 and a > 9", 1], ["二", "c > 9 or a > 9", 3]]
    found = score(rule("decision_table", cases=cases), weight=3, figures={"a": 1, "b": 1, "c": 1})
    assert found.sentence == "不符合以上各种情形（b，a，c），扣3分，得0分"


def test_r18_says_which_option_counts_and_what_the_other_would_give():
    found = score(rule("either_or", options=PAIR), figures={"a": 90, "b": 100}, weight=10)
    assert found.sentence == "按“乙”计（“甲”得8分，取高的）：a / b * 100，90% ÷ 100% × 10分 = 9分，扣1分，得9分"
    assert (found.wanted, found.bounds, found.formula.text) == ("“乙”达到100%", (100, None), "a / b * 100")


def test_r18_wants_nothing_once_the_better_option_is_full_by_itself():
    found = score(rule("either_or", options=PAIR), figures={"a": 100, "b": 100}, weight=10)
    assert found.sentence == "按“甲”计（“乙”得10分，取高的）：a，等于100%，不扣分，得10分"
    assert (found.wanted, found.bounds) == ("", None)


def test_r18_the_first_option_counts_where_both_give_the_same():
    same = [{**PAIR[0], "label": label} for label in ("丁", "丙")]
    assert score(rule("either_or", options=same), figures={"a": 90}, weight=10).sentence.startswith(
        "按“丁”计（“丙”得8分"
    )


def test_r18_among_three_the_others_are_all_named():
    options = [*PAIR, {"label": "丙", "formula": "b", "rule": STEPS}]
    found = score(rule("either_or", options=options), figures={"a": 90, "b": 95}, weight=10)
    assert found.sentence.startswith("按“乙”计（“甲”得8分、“丙”得9分，取高的）：")


@pytest.mark.parametrize(
    ("status", "words", "sentence"),
    [
        ("not_applicable", "不适用", "按“乙”计（“甲”得6分，取高的）：a / b * 100，分母为 0，不适用，得10分"),
        (
            "no_score",
            "不得分",
            "按“甲”计（“乙”得0分，取高的）：a，比100%低20个百分点，满5个百分点扣1分：4 × 1 = 4分，得6分",
        ),
        (
            "computed",
            "没有变化",
            "按“甲”计（“乙”得0分，取高的）：a，比100%低20个百分点，满5个百分点扣1分：4 × 1 = 4分，得6分",
        ),
    ],
)
def test_r18_an_option_over_nothing_follows_the_policies(status, words, sentence):
    figures = {"a": 80, "b": 0}
    found = score(rule("either_or", options=PAIR), figures=figures, weight=10, **policy(status, words))
    assert found.sentence == sentence


def test_r18_a_change_from_nothing_to_nothing_is_scored_as_no_change():
    bands = {"form": "bands_upper", "bands": [[0, 6], [10, 3]]}
    change = {"label": "变动", "formula": "(a - b) / b * 100", "rule": bands}
    found = score(
        rule("either_or", options=[change, PAIR[0]]),
        figures={"a": 0, "b": 0},
        weight=6,
        **policy("computed", "视为没有变化"),
    )
    assert (
        found.sentence == "按“变动”计（“甲”得0分，取高的）：(a - b) / b * 100，分母为 0，视为没有变化，不超过0%，得6分"
    )


def test_r18_the_department_chooses_and_the_other_option_is_not_even_looked_at():
    chosen = rule("either_or", options=PAIR, pick="chosen")
    found = score(chosen, figures={"a": 90}, entry=EntryFacts(choice="甲"), weight=10)
    assert found.sentence == "按“甲”计：a，比100%低10个百分点，满5个百分点扣1分：2 × 1 = 2分，得8分"
    with pytest.raises(EntryMissing, match="^所选的指标（甲、乙）$"):
        score(chosen, weight=10)
    with pytest.raises(EntryUnfit, match="^读到 “丙”，应为甲、乙 之一$"):
        score(chosen, entry=EntryFacts(choice="丙"), weight=10)


@settings(max_examples=40)
@given(a=st.integers(0, 150), b=st.integers(1, 150), weight=st.integers(1, 20))
def test_r18_the_better_of_two_is_the_better_of_two(a, b, weight):
    values = (a, a / Decimal(b) * 100)
    options = [score(rule(**one["rule"]), value, weight=weight).score for one, value in zip(PAIR, values, strict=True)]
    assert score(rule("either_or", options=PAIR), figures={"a": a, "b": b}, weight=weight).score == max(options)


def test_r18_knows_all_its_figures_and_the_most_only_where_every_option_says_it():
    three = {"label": "丙", "formula": "c", "rule": {"form": "bands_lower", "bands": [[90, 3]]}}
    four = {"label": "丁", "formula": "d", "rule": {"form": "bands_lower", "bands": [[90, 4]]}}
    assert rule("either_or", options=[three, four]).maximum() == 4
    assert rule("either_or", options=[three, PAIR[0]]).maximum() is None
    assert rule("either_or", options=[*PAIR, three]).names == {"a", "b", "c"}
