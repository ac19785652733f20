"""Rates above 100 %: a plan may be exceeded, satisfaction may not."""

import pytest

from evaluations.checks.registry import run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

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
