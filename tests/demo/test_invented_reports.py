"""The invented reports: whole and free of contradictions but for those that were planted, which the checks find."""

from dataclasses import replace
from functools import cache

import pytest

from evaluations.checks.registry import run_checks
from evaluations.demo.department_profile import department_profiles
from evaluations.demo.invented_reports import invented_report
from evaluations.demo.money_of_year import money_of_years
from evaluations.demo.planted_faults import PLANTED_FAULTS
from evaluations.demo.report_2013 import report_of_2013
from evaluations.demo.report_completion import findings_of_facts
from evaluations.facts.document import Facts
from evaluations.facts.reading import read_facts
from evaluations.language.severities import ERROR_LEVEL, WARNING_LEVEL
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import assess_facts

# What the checks say of each planted fault, and at which level.
FOUND = {
    "vague_problems": None,  # only a person sees it
    "wrong_rate": ("14", WARNING_LEVEL),
    "missing_project": ("13", WARNING_LEVEL),
    "swapped_accounts": ("8", ERROR_LEVEL),
    "yuan_for_wanyuan": ("24", ERROR_LEVEL),
}


@cache
def scheme_of_year(year: int) -> ScoringScheme:
    return load_scheme("hunan-2023" if year >= 2023 else "hunan-2013")


def report(code: str, year: int, *faults: str) -> Facts:
    return invented_report(scheme_of_year(year), department_profiles()[code], year, {}, faults)


def test_every_department_has_a_report_that_nothing_stops():
    for number, code in enumerate(department_profiles()):
        year = 2021 + number % 3
        facts = report(code, year)
        assert findings_of_facts(scheme_of_year(year), facts) == [], (code, year)
        assert read_facts(facts.to_json()).to_json() == facts.to_json()


def test_no_text_that_is_written_anew_each_year_is_that_of_the_year_before():
    carried = {text.code for text in scheme_of_year(2022).texts.values() if text.carry}
    for code, profile in department_profiles().items():
        before, now = (
            report_of_2013(profile, money).narratives for money in money_of_years(profile, (2021, 2022)).values()
        )
        assert not {name for name in before if before[name] == now.get(name) and name not in carried}, code


def test_good_and_poor_years_are_both_there():
    grades = {
        code: assess_facts(scheme_of_year(2022), report(code, 2022)).grade for code in ("102001", "106003", "107002")
    }
    assert grades == {"102001": "良", "106003": "中", "107002": "优"}


def test_a_hospital_opens_the_rare_rows_and_a_town_lists_forty_projects():
    hospital, town = report("107002", 2023), report("201001", 2023)
    assert hospital.figures["business.actual"] and hospital.figures["surplus_distributed"]
    assert len(town.projects) == 40 and all(len(one.targets) == 5 for one in town.projects)
    assert "business.actual" not in town.figures


@pytest.mark.parametrize("name", PLANTED_FAULTS)
def test_the_checks_find_what_was_planted(name):
    facts, scheme = report("113001", 2023, name), scheme_of_year(2023)
    found = {(one.check, one.level) for one in run_checks(scheme, facts, assess_facts(scheme, facts))}
    assert FOUND[name] is None or FOUND[name] in found
    assert facts != report("113001", 2023)


def test_a_warning_that_was_planted_is_explained_and_an_error_is_not():
    scheme = scheme_of_year(2023)
    assert findings_of_facts(scheme, report("113001", 2023, "wrong_rate", "missing_project")) == []
    left = findings_of_facts(scheme, report("112001", 2023, "swapped_accounts"))
    assert left and {one.level for one in left} == {ERROR_LEVEL}


def test_a_lost_point_without_a_reason_would_be_found():
    scheme, facts = scheme_of_year(2022), report("106003", 2022)
    bare = {code: replace(entry, reason="") for code, entry in facts.entries.items()}
    assert {one.check for one in findings_of_facts(scheme, replace(facts, entries=bare))} == {"19"}
