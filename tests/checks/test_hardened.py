"""Rates above 100 %, totals against printed lines, units of any word, documents of entries alone."""

import json
from pathlib import Path

import jsonschema
import pytest

from evaluations.checks.registry import run_checks
from evaluations.facts.document import FactsError
from evaluations.facts.reading import read_facts
from evaluations.language.amounts import AmountError, parse_amount
from evaluations.language.texts import TextError, clean_characters
from evaluations.schemes.loading import parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs/facts.schema.json").read_text())
ASKED = """figures = [{ name = "growth", label = "增长率", unit = "%" }, { name = "poll", label = "群众满意率", unit = "%" },
 { name = "answers", label = "好评比例", unit = "%" }]""".replace("\n", "")
RULE = 'rule = { form = "points_over_limit", limit = 100, lose = 1 }'


def found(text, check, **document):
    scheme, facts = (
        parse_scheme(text, "small.toml"),
        read_facts({"year": 2021, "figures": {"posts": "5"}, **document}),
    )
    return [finding for finding in run_checks(scheme, facts, assess_facts(scheme, facts)) if finding.check == check]


@pytest.mark.parametrize(
    ("name", "value", "refused"),
    [
        ("growth", "136.5", False),
        ("poll", "100", False),
        ("poll", "100.1", True),
        ("answers", "101", True),
        ("growth", "-3", True),
    ],
)
def test_only_a_satisfaction_rate_may_not_exceed_100(name, value, refused):
    text = SMALL.replace(
        'formula = "whole.actual / whole.budget * 100"\n' + RULE,
        f'{ASKED}\nformula = "answers"\nrule = {{ form = "satisfaction", bands = [[90, 6]] }}',
    )
    findings = [one for check in ("25", "28") for one in found(text, check, figures={name: value})]
    assert [one.field for one in findings] == ([name] if refused else [])


LINES = {"control": {"self_score": "6"}, "change": {"self_score": "3"}}
COMPLETE = {
    "basic.last": "6",
    "basic.budget": "6",
    "basic.actual": "6",
    "project.budget": "4",
    "project.actual": "4",
    "posts": "5",
}


@pytest.mark.parametrize(
    ("lines", "total", "expected"),
    [
        (LINES, "9", ["10"]),
        (LINES, "8", ["10", "9"]),
        (LINES, "10", ["9"]),
        ({"control": {"self_score": "6"}}, "8", ["10"]),
        (LINES | {"change": {"self_score": "4"}}, "10", []),
    ],
)
def test_a_printed_total_is_compared_with_the_rules_and_with_its_own_lines(lines, total, expected):
    findings = found(SMALL, "17", figures=COMPLETE, entries=lines, stated=[{"name": "total", "value": total}])
    assert [one.expected for one in findings] == expected


def test_the_lines_of_a_paper_are_named_one_by_one():
    (_, line) = found(SMALL, "17", figures=COMPLETE, entries=LINES, stated=[{"name": "total", "value": "8"}])
    assert (line.read, line.why) == ("8", "各行印出的得分合计 6＋3 = 9")


def test_a_score_stated_elsewhere_is_a_printed_line_too():
    stated = [{"name": "total", "value": "8"}, {"name": "change.score", "value": "3"}]
    assert found(SMALL, "17", entries={"control": {"self_score": "6"}}, stated=stated)[-1].expected == "9"


JUDGED = SMALL.replace('formula = "whole.actual / whole.budget * 100"\n' + RULE, 'rule = { form = "judged" }')


@pytest.mark.parametrize(
    "document",
    [
        {"entries": {"control": {"score": "6"}}},
        {"figures": {}, "entries": {"control": {"score": "6"}}},
        {"targets": [{"name": "甲"}]},
    ],
)
def test_a_document_of_entries_or_targets_alone_is_welcome(document):
    jsonschema.validate(document, SCHEMA)
    facts = read_facts(document)
    assert read_facts(facts.to_json()) == facts
    if "entries" in document:
        assert assess_facts(parse_scheme(JUDGED, "small.toml"), facts).results["control"].score == 6


@pytest.mark.parametrize("document", [{}, {"figures": {}}, {"entries": {}}, {"figures": {}, "targets": []}])
def test_a_document_of_nothing_is_refused(document):
    with pytest.raises(FactsError, match="至少一个数据"):
        read_facts(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("3辆", "辆", "3"),
        ("12.5公里", "公里", "12.5"),
        ("1,200.75亩", "亩", "1200.75"),
        ("40台次", "台次", "40"),
        ("3批次", "批次", "3"),
        ("2.5百万元", "百万元", "2.5"),
        ("30平方米", "平方米", "30"),
        ("30㎡", "平方米", "30"),
        ("0.5吨", "吨", "0.5"),
    ],
)
def test_any_unit_may_follow_its_number(text, unit, value):
    assert str(parse_amount(text, unit=unit)) == value


@pytest.mark.parametrize("unit", ["人", "个", "辆", "户", "台", "次", "项", "处", "批次", "人次"])
def test_what_is_counted_is_whole(unit):
    with pytest.raises(AmountError, match="应为整数"):
        parse_amount("2.5", unit=unit)


@pytest.mark.parametrize("written", ["ge", ">=", "≥", "≧", "大于等于"])
def test_a_direction_is_read_as_a_rule_or_a_paper_writes_it(written):
    document = {"targets": [{"name": "甲", "direction": written}]}
    jsonschema.validate(document, SCHEMA)
    assert read_facts(document).targets[0].direction == "ge"
    rule = f'rule = {{ form = "proportional", target = 100, direction = "{written}" }}'
    assert parse_scheme(SMALL.replace(RULE, rule), "small.toml").indicator("control").rule.direction == ">="


@pytest.mark.parametrize("character", ["\ue000", "\U0001f600", "\uf8ff", "\u0378"])
def test_what_no_font_draws_is_found_among_ordinary_characters(character):
    with pytest.raises(TextError, match=f"U\\+{ord(character):04X}"):
        clean_characters(f"全年支出（万元）{character}，共3项：“ab”……")
    assert clean_characters("全年支出（万元），共3项：“ab”……①㎡é") == "全年支出（万元），共3项：“ab”……①㎡é"
