"""One slip is one finding: what follows from it is not told beside it, nor called compared."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.ledger.account import NOT_CHECKABLE
from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.passages import Passage
from evaluations.checks.registry import case_findings, run_checks
from evaluations.facts.document import Facts
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.report_place import ReportPlace
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts, complete_figures

SCHEME = load_scheme("hunan-2013")


def checked(facts: Facts):
    assessment = assess_facts(SCHEME, facts)
    found = run_checks(SCHEME, facts, assessment)
    return found, keep_ledger(SCHEME, facts, assessment, found)


@pytest.mark.parametrize(
    "name", ["reception__actual", "vehicle_operation__actual", "operating__actual", "basic__budget", "budget_begin"]
)
def test_one_amount_in_yuan_is_one_finding(name):
    found, _ = checked(complete_figures(**{name: "18600"}))
    assert [(one.check, one.level) for one in found] == [("24", "error")]
    assert "18600" in found[0].read


def test_a_rate_of_more_than_a_hundred_percent_is_told_once():
    found, _ = checked(complete_figures(satisfaction_rate="18600"))
    assert [one.check for one in found] == ["25"]


def test_a_second_mistake_is_told_beside_the_first():
    found, _ = checked(complete_figures(reception__actual="18600", year_end_balance="40"))
    assert {one.check for one in found} == {"24", "9"}


def test_what_was_not_compared_is_not_called_compared():
    _, lines = checked(complete_figures(reception__actual="18600"))
    told = [one for one in lines if "公务接待费（2020年决算数）" in one.reason]
    assert {"2", "5"} <= {one.check for one in told} and NOT_CHECKABLE in {one.status for one in told}


def test_a_project_in_yuan_does_not_spoil_the_sum_of_projects():
    base = complete_facts()
    first = replace(base.projects[0], actual=Decimal(1_600_000))
    found, _ = checked(replace(base, projects=(first, *base.projects[1:])))
    assert {one.check for one in found} == {"24"}


def test_what_the_paragraphs_of_a_paper_say_wrongly_is_told_beside_an_amount_in_yuan():
    """Not every paragraph is a text of the form: they are read as they were given."""
    facts = complete_figures(reception__actual="18600")
    said = Passage(ReportPlace("usage"), "第3段", "全年公用经费决算支出123.45万元。")
    found = case_findings(CheckCase(SCHEME, facts, assess_facts(SCHEME, facts), (said,)))
    assert {("24", "reception.actual"), ("14", None)} <= {(one.check, one.field) for one in found}
