"""Every direction is read from what files write and shown as papers print it."""

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from evaluations.facts.reading import read_facts
from evaluations.language.directions import (
    DIRECTION_BY_SIGN,
    DIRECTION_CHOICES,
    DIRECTION_KINDS,
    DIRECTION_LABELS,
    DIRECTION_MARKS,
    DIRECTION_WORDS,
    OPERATOR_BY_SIGN,
    comparison_holds,
    strict_direction,
    written_direction,
)
from evaluations.models import Target
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.rules.rates import Proportional
from tests.schemes.small import SMALL


def test_what_is_printed_or_chosen_is_read_again():
    for shown in (DIRECTION_LABELS, DIRECTION_CHOICES):
        assert [DIRECTION_BY_SIGN[written] for written in shown.values()] == list(DIRECTION_KINDS)


def test_a_rule_keeps_its_operator_and_takes_every_spelling_of_it():
    assert {OPERATOR_BY_SIGN[written] for written in (">=", "≥", "不低于", "ge")} == {">="}
    assert "定性" not in OPERATOR_BY_SIGN


def test_a_mark_is_no_word():
    assert {"≥", "<=", "＝"} <= set(DIRECTION_MARKS) and not {"不低于", "等于", "定性"} & set(DIRECTION_MARKS)


def test_the_words_of_a_choice_are_as_on_the_form():
    assert DIRECTION_WORDS == {"ge": "≥（不低于）", "le": "≤（不高于）", "eq": "＝（等于）", "qualitative": "定性"}
    assert dict(Target.Direction.choices) == DIRECTION_CHOICES


@pytest.mark.parametrize(
    "operator, held", [(">=", [False, True, True]), ("<=", [True, True, False]), ("==", [False, True, False])]
)
def test_a_comparison_holds_or_does_not(operator, held):
    assert [comparison_holds(Decimal(value), operator, Decimal(2)) for value in (1, 2, 3)] == held


SCHEMA = Path(__file__).resolve().parents[2] / "docs/facts.schema.json"
RULE = 'rule = { form = "points_over_limit", limit = 100, lose = 1 }'


@pytest.mark.parametrize("written", ["ge", ">=", "≥", "≧", "大于等于"])
def test_a_direction_is_read_as_a_rule_or_a_paper_writes_it(written):
    document = {"targets": [{"name": "甲", "direction": written}]}
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert read_facts(document).targets[0].direction == "ge"
    rule = f'rule = {{ form = "proportional", target = 100, direction = "{written}" }}'
    read = parse_scheme(SMALL.replace(RULE, rule), "small.toml").indicator("control").rule
    assert isinstance(read, Proportional) and read.direction == ">="


@pytest.mark.parametrize(
    ("written", "kind", "rest"),
    [
        ("≥1000", "ge", "1000"),
        (">=95%", "ge", "95%"),
        ("＞＝95％", "ge", "95%"),
        ("\u200b≥ 1,000", "ge", "1,000"),
        ("不低于3次", "ge", "3次"),
        ("至少 3 次", "ge", "3 次"),
        ("不超过2.5", "le", "2.5"),
        ("95%以上", "ge", "95%"),
        ("95%及以上", "ge", "95%"),
        ("10天以内", "le", "10天"),
        ("5件以下（含）", "le", "5件"),
        ("＝12", "eq", "12"),
        ("≥95%（含）", "ge", "95%"),
        ("不低于上年", "", "不低于上年"),
        ("县级以上", "", "县级以上"),
        ("全部完成", "", "全部完成"),
        ("12", "", "12"),
        ("", "", ""),
    ],
)
def test_a_direction_beside_a_number_is_taken_out_of_it(written, kind, rest):
    assert written_direction(written) == (kind, rest)


def test_what_leaves_the_number_out_is_no_direction():
    assert [strict_direction(text) for text in ("＞5", "大于 5", "超过5%", "≥5", "大于等于5", "5")] == [
        ">", "大于", "超过", "", "", "",
    ]  # fmt: skip
