"""A result as JSON: a finding is written with `field` and `section`, and read back at its place."""

from copy import deepcopy
from typing import Any

import pytest

from evaluations.checks.finding import Finding
from evaluations.checks.registry import run_checks
from evaluations.checks.result_json import finding_as_json, finding_from_json
from evaluations.facts.reading import read_facts
from evaluations.language.severities import ERROR_LEVEL
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.scoring.assessing import assess_facts
from tests.checks.test_twenty_eight import CASES, OLD

KEYS = ["check", "level", "where", "read", "expected", "why", "remedy", "field", "section"]
TEXTS: dict[str, Any] = {
    "check": "27",
    "level": ERROR_LEVEL,
    "where": "",
    "read": "",
    "expected": "",
    "why": "",
    "remedy": "",
}


@pytest.mark.parametrize(
    "number, document, breaks", [case[:3] for case in CASES], ids=[f"{n}-{i}" for i, (n, *_) in enumerate(CASES)]
)
def test_every_finding_comes_back_from_its_json_at_its_place(number, document, breaks):
    broken = deepcopy(document)
    breaks(broken)
    facts = read_facts(broken)
    scheme = load_scheme(facts.scheme or "hunan-2013")
    found = [one for one in run_checks(scheme, facts, assess_facts(scheme, facts)) if one.check == number]
    assert found and [finding_from_json(scheme, finding_as_json(one)) for one in found] == found


@pytest.mark.parametrize(
    "place, field, section",
    [
        (ReportPlace("projects"), None, "projects"),
        (ReportPlace(kind=PlaceKind.VALUE, field="total"), "total", None),
        (ReportPlace("projects", PlaceKind.VALUE, field="project.actual"), "project.actual", "projects"),
        (ReportPlace("projects", PlaceKind.PROJECT, 0, "targets"), "projects.0.targets", "projects"),
        (ReportPlace("results", PlaceKind.ACHIEVEMENT), "achievements", "results"),
    ],
)
def test_a_place_is_written_as_field_and_section(place, field, section):
    finding, scheme = Finding(place=place, **TEXTS), load_scheme(OLD["scheme"])
    written = finding_as_json(finding)
    assert list(written) == KEYS and (written["field"], written["section"]) == (field, section)
    assert finding_from_json(scheme, written) == finding


def test_a_finding_about_one_achievement_comes_back_at_the_list():
    finding = Finding(place=ReportPlace("results", PlaceKind.ACHIEVEMENT, 1, "body"), **TEXTS)
    read = finding_from_json(load_scheme("hunan-2013"), finding_as_json(finding))
    assert read.place == ReportPlace("results", PlaceKind.ACHIEVEMENT) and read.key == finding.key


def test_a_finding_that_names_no_place_is_about_the_report_as_a_whole():
    assert finding_from_json(load_scheme("hunan-2013"), TEXTS).place == ReportPlace()
