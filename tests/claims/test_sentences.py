"""Sentences in the manner of eight departments' reports: what is true is silent, alone and in one long text, and nearly all
false twins are told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.facts.document import Facts
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts
from tests.claims.corpus import FOLDER, PAIR

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = {
    "grain": FOLDER / "figures.json",
    "service_centre": EXAMPLES / "complete.json",
    "platform": EXAMPLES / "complete-2023.json",
    **{name: FOLDER / f"sentences/{name}.json" for name in ("hospital", "town", "school", "police", "disabled")},
}
FEWEST_TOLD = 0.9  # of all false twins


@cache
def report(name: str) -> tuple[ScoringScheme, Facts, Assessment]:
    """The report that the sentences of that name are true for, without its own texts."""
    document = json.loads(REPORTS[name].read_text())
    facts = read_facts(document | {"narratives": {}, "achievements": [], "entries": {}})
    scheme = load_scheme(document["scheme"])
    return scheme, facts, assess_facts(scheme, facts)


def told(name: str, text: str) -> list[Finding]:
    """What the reader of claims finds in a text of that report."""
    scheme, facts, assessment = report(name)
    case = CheckCase(scheme, replace(facts, narratives={"problems": text}), assessment)
    return list(check_prose_claims(case))


def lines(name: str) -> list[str]:
    found = (FOLDER / f"sentences/{name}.txt").read_text().splitlines()
    return [line for line in found if not line.startswith("#")]


def right(line: str) -> str:
    return PAIR.sub(r"\1", line)


def false_twins(line: str) -> Iterator[str]:
    """The sentence with one of its numbers wrong, for each that has a wrong twin."""
    for pair in PAIR.finditer(line):
        yield right(line[: pair.start()]) + pair[2] + right(line[pair.end() :])


@pytest.mark.parametrize("name", REPORTS)
def test_what_is_true_is_silent_alone_and_in_company(name):
    alarms = [line for line in map(right, lines(name)) if told(name, line)]
    together = [(one.read, one.expected) for one in told(name, "\n".join(map(right, lines(name))))]
    assert (alarms, together) == ([], [])


def test_nearly_all_that_is_false_is_told():
    twins = [(name, twin) for name in REPORTS for line in lines(name) for twin in false_twins(line)]
    missed = [twin for name, twin in twins if not told(name, twin)]
    assert len(twins) > 190 and len(missed) <= len(twins) * (1 - FEWEST_TOLD), missed


def test_there_are_many_of_them():
    assert len([line for name in REPORTS for line in lines(name)]) > 500
