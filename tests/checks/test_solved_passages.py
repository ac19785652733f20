"""A text is solved once until a figure changes that it could be held against, whatever else is typed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations.checks import solved_passages
from evaluations.checks.paper_memory import PaperMemory
from evaluations.checks.registry import run_checks
from evaluations.facts.document import Facts
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import SCHEME, corpus_report

TEXT = "公务接待费支出3.25万元。"


@pytest.fixture
def solved(monkeypatch) -> list[str]:
    """The texts that are held against figures, each time that one is."""
    seen: list[str] = []

    def seen_first(scheme, facts, text, *others):
        seen.append(text)
        return report_both(scheme, facts, text, *others)

    report_both = solved_passages.report_both
    monkeypatch.setattr(solved_passages, "report_both", seen_first)
    return seen


def report_with(**figures: str) -> Facts:
    facts = corpus_report()[0]
    typed = {name.replace("__", "."): Decimal(value) for name, value in figures.items()}
    return replace(facts, figures={**facts.figures, **typed}, narratives={"problems": TEXT})


def test_a_text_is_solved_anew_when_its_figure_changes_and_not_when_another_does(solved):
    memory, found, times = PaperMemory(), [], []
    for figures in ({}, {"staff_in_post": "31"}, {"reception__actual": "4.25"}, {"reception__actual": "3.25"}):
        found.append(memory.findings(SCHEME, report_with(**figures)))
        times.append(solved.count(TEXT))
    assert times == [1, 1, 2, 3]
    assert [sum(one.place.path == "problems" for one in each) for each in found] == [0, 0, 1, 0]


def test_a_number_that_stood_somewhere_in_the_table_and_stands_there_no_more_is_looked_at_again():
    memory, text = PaperMemory(), "本年公用经费控制较好，各项支出共 88.77 万元，另有支出 66.55 万元。"
    for amounts in (("88.77", "66.55"), ("88.78", "66.55"), ("88.77", "1"), ("88.77", "66.55")):
        facts = report_with(reception__actual=amounts[0], vehicle_operation__actual=amounts[1])
        facts = replace(facts, narratives={"problems": text})
        assert memory.findings(SCHEME, facts) == run_checks(SCHEME, facts, assess_facts(SCHEME, facts))
