"""While somebody writes, scores and what the checks of numbers find are kept; what is found is what is found afresh."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.registry import run_checks
from evaluations.facts.document import AchievementFacts, ExplanationFacts, Facts
from evaluations.filing.desk.draft_desk import ShownBefore
from evaluations.filing.desk.draft_results import DraftResults
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts, complete_figures

WRITTEN = (AchievementFacts("推进一件事", "实际支出 999.99 万元，预算执行率 12%。"),)
SCHEME = load_scheme("hunan-2013")


def is_as_found_afresh(then: DraftResults, facts: Facts) -> bool:
    assessment = assess_facts(SCHEME, facts)
    findings = run_checks(SCHEME, facts, assessment)
    ledger = keep_ledger(SCHEME, facts, assessment, findings)
    return (then.assessment, then.findings, then.ledger) == (assessment, findings, ledger)


def test_texts_change_no_score_and_all_findings_are_those_of_a_fresh_reading():
    facts = complete_figures(reception__actual="99999")
    first = DraftResults(SCHEME, facts)
    assert first.findings and is_as_found_afresh(first, facts)
    later = replace(
        facts,
        narratives=dict.fromkeys(facts.narratives, "2020年“三公经费”实际支出 888.88 万元，预算执行率 12%。"),
        achievements=WRITTEN,
    )
    then = DraftResults(SCHEME, later, first.memory)
    assert is_as_found_afresh(then, later) and then.findings != first.findings
    assert all(one is other for one, other in zip(then.assessment.indicators, first.assessment.indicators, strict=True))


def test_another_number_is_scored_anew():
    first = DraftResults(SCHEME, complete_facts())
    assert first.assessment
    changed = replace(first.facts, figures={**first.facts.figures, "staff_in_post": Decimal(1)})
    then = DraftResults(SCHEME, changed, first.memory)
    assert is_as_found_afresh(then, changed) and then.assessment != first.assessment


def test_what_a_page_asks_of_the_case_is_of_the_facts_that_it_shows():
    first = DraftResults(SCHEME, complete_figures(reception__actual="99999"))
    then = DraftResults(SCHEME, complete_facts(), first.memory)
    assert first.case.facts is first.facts and then.case.facts is then.facts
    assert first.case.number("reception.actual") == 99999 != then.case.number("reception.actual")


def test_what_is_read_in_a_text_that_was_not_sent_stands_while_texts_alone_change():
    first, figures = DraftResults(SCHEME, complete_facts()), complete_figures(staff_in_post="1").figures
    before = ShownBefore(first, frozenset(), frozenset())
    more = (*first.facts.achievements, *WRITTEN)
    explained = (ExplanationFacts("5", "reception.actual", "另有文件"),)
    wholes: list[tuple[dict[str, Any], bool]] = [
        ({"narratives": {"usage": "一段"}}, True),
        ({"achievements": tuple(replace(one, body="改过") for one in first.facts.achievements)}, True),
        ({"achievements": more}, False),
        ({"figures": figures}, False),
        ({"explanations": explained}, False),
    ]
    for changes, stands in wholes:
        then = DraftResults(SCHEME, replace(first.facts, **changes), first.memory)
        assert before.numbers_and_explanations(then) == stands
