"""An assessment written as JSON is read back whole: for every form that we know, and for what a form can get wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.facts.reading import load_facts, read_facts
from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.report import compose_report
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.scoring.assessing import assess_facts
from evaluations.scoring.assessment_json import assessment_as_json, assessment_from_json
from tests.schemes.small import SMALL

TESTS = Path(__file__).parent.parent
CASES = [(str(path), path.with_suffix(".json")) for path in sorted((TESTS / "data").glob("*.toml"))]
CASES = [(scheme, facts) for scheme, facts in CASES if facts.exists()]
CASES += [("hunan-2013", TESTS / "examples/complete.json"), ("hunan-2023", TESTS / "examples/complete-2023.json")]
SCHEME = parse_scheme(SMALL, "small.toml")


def again(assessment):
    """Through the text of a database and back."""
    return assessment_from_json(json.loads(json.dumps(assessment_as_json(assessment), sort_keys=True)))


@pytest.mark.parametrize(("scheme", "facts"), CASES, ids=[Path(scheme).stem for scheme, _ in CASES])
def test_it_is_the_same_assessment_and_gives_the_same_report(scheme, facts):
    scheme, facts = load_scheme(scheme), load_facts(facts.read_bytes())
    computed = assess_facts(scheme, facts)
    read = again(computed)
    assert read == computed and assessment_as_json(read) == assessment_as_json(computed)
    assert compose_report(facts, scheme, read) == compose_report(facts, scheme, computed)


amounts = st.one_of(st.none(), st.just("n/a"), st.decimals(-10, 10**6, places=6).map(str), st.just("0"))


@given(st.fixed_dictionaries({name: amounts for name in SCHEME.figures}))
def test_blank_zero_and_not_applicable_stay_three_things(figures):
    facts = read_facts({"year": 2021, "figures": figures})
    computed = assess_facts(SCHEME, facts)
    read = again(computed)
    assert read == computed
    for name in SCHEME.figures:
        value = read.lookup(name)
        assert (value is None) == (computed.lookup(name) is None)
        assert (value is NOT_APPLICABLE) == (computed.lookup(name) is NOT_APPLICABLE)


def test_shown_decimals_and_exact_values_are_both_kept():
    figures = {
        "basic.last": "5",
        "basic.budget": "3",
        "basic.actual": "1",
        "project.budget": "0",
        "project.actual": "0",
    }
    computed = assess_facts(SCHEME, read_facts({"year": 2021, "figures": figures}))
    control = again(computed).results["control"]
    assert str(control.value) == "33.33" and str(control.exact) == "33.33333333333333333333333333"


def test_what_was_entered_wrongly_is_kept_too():
    computed = assess_facts(SCHEME, read_facts({"figures": {"basic.last": "5"}}))
    odd = replace(computed, indicators=(replace(computed.indicators[0], unfit=("“多”", "一个数")),))
    assert again(odd) == odd
