"""不适用, 0 as denominator and scheme files that would give points away; and numbers too large for 28 digits."""

from decimal import Decimal

import pytest

from evaluations.checks.registry import run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.rules.bands import BandsLower, BandsSymmetric, BandsUpper
from evaluations.schemes.scheme import SchemeError
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

FIGURES = {
    "basic.last": "6",
    "basic.budget": "6",
    "basic.actual": "6",
    "project.budget": "4",
    "project.actual": "4",
    "whole.budget": "10",
    "whole.actual": "10",
    "posts": "5",
}
CONTROL = 'rule = { form = "points_over_limit", limit = 100, lose = 1 }'


def assessed(text=SMALL, entries=None, **figures):
    named = {name.replace("__", "."): value for name, value in figures.items()}
    scheme = parse_scheme(text, "small.toml")
    facts = read_facts(
        {"year": 2021, "narratives": {"note": "无"}, "entries": entries or {}, "figures": FIGURES | named}
    )
    result = assess_facts(scheme, facts)
    return result, [(one.check, one.field, one.expected) for one in run_checks(scheme, facts, result)]


DECLARED = {"not_applicable": True, "reason": "新单位"}


@pytest.mark.parametrize("entry", [None, {"reason": "新单位"}, {"not_applicable": True}])
def test_a_figure_not_applicable_earns_nothing_without_declaration_and_reason(entry):
    result, findings = assessed(basic__last="n/a", entries={"change": entry} if entry else {})
    assert (result.results["change"].status, result.results["change"].score) == ("missing", None)
    assert findings.count(("required", "change", "不适用的理由")) == 1 and not result.complete


def test_declared_with_a_reason_it_earns_the_full_marks():
    result, findings = assessed(basic__last="n/a", entries={"change": DECLARED})
    assert (result.results["change"].status, result.results["change"].score) == ("not_applicable", 4)
    assert findings == []


def test_procurement_not_applicable_in_one_cell_only_is_no_way_to_six_points():
    scheme = load_scheme("hunan-2013")
    facts = read_facts({"figures": {"procurement.budget": "20", "procurement.actual": "n/a"}})
    result = assess_facts(scheme, facts)
    assert result.results["procurement_execution_rate"].score is None
    reasons = [one.expected for one in run_checks(scheme, facts, result) if one.field == "procurement_execution_rate"]
    assert reasons == ["不适用的理由"]


@pytest.mark.parametrize(
    "rule",
    [
        'form = "points_over_limit", limit = 0, lose = 1',
        'form = "steps_over_limit", limit = 0, step = 5, lose = 1',
        'form = "steps_either_side", target = 100, step = 5, lose = 1',
        'form = "steps_below_target", target = 9, step = 5, lose = 1',
        'form = "bands_upper", bands = [[0, 6]]',
        'form = "bands_lower", bands = [[90, 6]]',
        'form = "bands_symmetric", bands = [[10, 6]]',
        'form = "linear"',
        'form = "proportional", target = 5',
        'form = "proportional", target = 5, direction = "<="',
        'form = "satisfaction", full_at = 90, lose = 1, step = 1',
        'form = "satisfaction", bands = [[90, 6]]',
    ],
)
@pytest.mark.parametrize("spent", ["1", "-1"])
def test_from_nothing_to_something_scores_zero_under_every_rule_with_a_hint(rule, spent):
    result, findings = assessed(SMALL.replace(CONTROL, f"rule = {{ {rule} }}"), whole__budget="0", whole__actual=spent)
    found = result.results["control"]
    assert (found.status, found.score, found.value) == ("computed", 0, None)
    assert "由 0 到有，视为超过标准，得0分" in found.explanation
    assert ("5", "control", "有预算再支出") in findings


EITHER = """rule = { form = "either_or", options = [
  { label = "甲", formula = "whole.actual / whole.budget * 100", rule = { form = "linear" } },
  { label = "乙", formula = "(whole.actual - whole.budget) / whole.budget * 100", rule = { form = "linear" } } ] }"""


def either(policy=""):
    text = SMALL.replace('formula = "whole.actual / whole.budget * 100"\n' + CONTROL, EITHER.replace("\n", ""))
    return text.replace("[[grades]]", f"[policies]\n{policy}\n\n[[grades]]", 1)


@pytest.mark.parametrize(
    ("policy", "actual", "score"),
    [
        ("", "0", 6),
        ('nothing_planned = "no_score"', "0", 0),
        ("", "1", 0),
        ('zero_to_some = "not_applicable"', "1", 6),
    ],
)
def test_an_option_follows_the_same_policies_for_zero_as_an_indicator(policy, actual, score):
    result, _ = assessed(either(policy), whole__budget="0", whole__actual=actual)
    assert result.results["control"].score == score


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("from = 9", "from = 90", "不超过满分（full_marks）10"),
        ("bands = [[0, 4], [10, 2]]", "bands = [[0, 4], [10, 2]], beyond = 3", "不高于最后一档的 2 分"),
        (
            'form = "bands_upper", bands = [[0, 4], [10, 2]]',
            'form = "bands_lower", bands = [[90, 2]], below = 4',
            "不高于最后一档的 2 分",
        ),
        (
            'form = "bands_upper", bands = [[0, 4], [10, 2]]',
            'form = "bands_symmetric", bands = [[5, 2]], beyond = 4',
            "不高于最后一档的 2 分",
        ),
    ],
)
def test_a_scheme_that_cannot_be_meant_is_refused(old, new, words):
    assert old in SMALL
    with pytest.raises(SchemeError, match="full_marks" if "full" in words else "最后一档") as caught:
        parse_scheme(SMALL.replace(old, new), "small.toml")
    assert words in str(caught.value)


@pytest.mark.parametrize("form", [BandsUpper, BandsLower, BandsSymmetric])
def test_the_most_points_of_bands_include_those_outside(form):
    assert form(((Decimal(0), Decimal(2)),), Decimal(4)).maximum() == 4


HUGE = "whole.actual * whole.actual * whole.actual / whole.budget * 100"


@pytest.mark.parametrize(
    "rule",
    [
        CONTROL,
        'rule = { form = "linear" }',
        'rule = { form = "steps_either_side", target = 1, step = 7, lose = 1 }',
        'rule = { form = "proportional", target = 5, direction = "<=" }',
    ],
)
@pytest.mark.parametrize("steps", ["whole", "started", "pro_rata"])
def test_values_beyond_28_digits_are_scored_and_shown(rule, steps):
    text = SMALL.replace('"whole.actual / whole.budget * 100"', f'"{HUGE}"')
    text = text.replace(CONTROL, f'{rule}\npolicies = {{ steps = "{steps}" }}')
    result, _ = assessed(text, whole__actual="999999999", whole__budget="0.000001")
    assert result.results["control"].value > 10**34 and result.results["control"].score in (0, 6)
    assert "%" in result.results["control"].explanation


def test_a_stated_value_is_compared_with_a_huge_one():
    text = SMALL.replace('"whole.actual / whole.budget * 100"', f'"{HUGE}"')
    facts = read_facts(
        {
            "figures": FIGURES | {"whole.actual": "999999999", "whole.budget": "0.000001"},
            "stated": [{"name": "control", "value": "5.00"}],
        }
    )
    scheme = parse_scheme(text, "small.toml")
    assert "control" in [
        one.field for one in run_checks(scheme, facts, assess_facts(scheme, facts)) if one.check == "5"
    ]
