"""While somebody writes, scores and the checks of numbers are kept; what is found is what is found afresh."""

from dataclasses import replace
from decimal import Decimal

from evaluations.checks.registry import run_checks
from evaluations.facts.document import AchievementFacts
from evaluations.filing.desk.draft_results import DraftResults
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts, complete_figures

WRITTEN = (AchievementFacts("推进一件事", "实际支出 999.99 万元，预算执行率 12%。"),)


def test_texts_change_no_score_and_all_findings_are_those_of_a_fresh_reading():
    scheme, facts = load_scheme("hunan-2013"), complete_figures(reception__actual="99999")
    first = DraftResults(scheme, facts)
    assert first.findings and first.findings == run_checks(scheme, facts, assess_facts(scheme, facts))
    later = replace(
        facts,
        narratives=dict.fromkeys(facts.narratives, "2020年“三公经费”实际支出 888.88 万元，预算执行率 12%。"),
        achievements=WRITTEN,
    )
    then = DraftResults(scheme, later, first.numbers)
    assert then.assessment == assess_facts(scheme, later)
    assert then.findings == run_checks(scheme, later, assess_facts(scheme, later)) != first.findings
    more = DraftResults(scheme, replace(later, narratives={"usage": "一段"}), then.numbers)
    assert more.numbers is then.numbers


def test_another_number_is_scored_anew():
    first = DraftResults(load_scheme("hunan-2013"), complete_facts())
    changed = replace(first.facts, figures={**first.facts.figures, "staff_in_post": Decimal(1)})
    then = DraftResults(first.scheme, changed, first.numbers)
    assert then.assessment == assess_facts(first.scheme, changed) != first.assessment
