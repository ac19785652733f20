"""A text is solved once until a figure changes that it could be held against, whatever else is typed."""

import json
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from evaluations.checks import solved_passages
from evaluations.checks.case import CheckCase
from evaluations.checks.paper_memory import PaperMemory
from evaluations.checks.registry import run_checks
from evaluations.checks.solved_passages import ToldFigures
from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.facts.document import Facts
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import SCHEME, corpus_report
from tests.sources import ROOT

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


def test_what_a_text_says_is_weighed_anew_when_its_number_comes_to_stand_anywhere_in_the_tables():
    """It reads no such figure: of all amounts together it asks whether its number is among them."""
    memory, counts = PaperMemory(), []
    for amount in ("1", "420", "2", "396.18", "1"):
        facts = report_with(three_public__last_budget=amount)
        facts = replace(
            facts, narratives={"problems": "（1）文物保护修缮：预算420万元，使用396.18万元，使用率94.33%。"}
        )
        found = memory.findings(SCHEME, facts)
        assert found == run_checks(SCHEME, facts, assess_facts(SCHEME, facts))
        counts.append(sum(one.place.path == "problems" for one in found))
    assert counts == [0, 1, 0, 1, 0]


def test_a_text_about_a_thing_that_the_form_does_not_have_stands_when_a_total_changes(solved):
    memory, text, times = PaperMemory(), "（1）窗口服务：网上可办率93.52%，依法办结210项。", []
    base = Decimal(str(corpus_report()[0].figures["expenditure.budget"]))
    for spent in (base, base + 1, base + 2, base * Decimal("0.9352"), base + 3):
        facts = replace(report_with(), narratives={"problems": text})
        facts = replace(facts, figures={**facts.figures, "expenditure.actual": spent})
        assert memory.findings(SCHEME, facts) == run_checks(SCHEME, facts, assess_facts(SCHEME, facts))
        times.append(solved.count(text))
    assert [after - before for before, after in pairwise(times)] == [1, 1, 1, 1]  # the fresh one each time


@pytest.mark.parametrize(
    "text",
    [
        "全局一年下来花了905.00万元，其中项目150.57万元、基本支出551.16万元。",
        "甲事项905.00万元，其中：乙项目150.57万元，占21.46%；丙事项551.16万元，占78.54%。",
        "某事项150.57万元，占基本支出的22.32%。",
    ],
)
def test_a_list_or_a_share_that_is_wrong_stands_when_a_figure_changes_that_it_does_not_speak_of(solved, text):
    """What it asks is whether some amount is among the figures, and not what all of them are."""
    memory, times = PaperMemory(), []
    for amount in ("9.50", "9.60", "9.70"):
        facts = replace(report_with(three_public__last_budget=amount), narratives={"problems": text})
        assert any(one.place.path == "problems" for one in memory.findings(SCHEME, facts))
        times.append(solved.count(text))
    assert times == [1, 1, 1]


def test_no_text_of_a_real_report_is_solved_anew_for_a_total_that_it_does_not_name(solved):
    """Whether its numbers follow from a total, and whose they are, all figures are asked; the totals are not read."""
    facts = read_facts(json.loads((ROOT / "evaluations" / "demo" / "yongxing-2020.json").read_text(encoding="utf-8")))
    scheme, memory = load_scheme("hunan-2013"), PaperMemory()
    memory.findings(scheme, facts)
    for name in ("expenditure.budget", "expenditure.actual", "budget_begin", "basic.budget"):
        solved.clear()
        typed = Decimal(str(facts.figures[name])) + Decimal("0.01")
        memory.findings(scheme, replace(facts, figures={**facts.figures, name: typed}))
        assert not solved, name


def spent_this_year(figures: KnownFigures, row: str) -> list[Decimal]:
    subject = ClaimSubject(SubjectKind.ROW, (row,))
    return [one.value for one in figures.of(subject, ColumnWord.ACTUAL, ClaimYear.THIS) if one]


def test_a_text_about_the_budget_asks_the_figures_of_the_plan():
    """There 支出 is what is planned, while nothing of this year was spent."""
    facts = corpus_report()[0]
    facts = replace(facts, figures={name: one for name, one in facts.figures.items() if not name.endswith(".actual")})
    case = CheckCase(SCHEME, facts, assess_facts(SCHEME, facts))
    told = ToldFigures(SCHEME, case.value, facts.projects, everything=case.figures)
    plan = told.for_text("公务接待费预算4.10万元。")
    assert [one.ask(spent_this_year, "reception") for one in (told, plan)] == [[], [Decimal("3.60")]]
    assert [spent_this_year(one, "reception") for one in (case.figures, case.figures.plan)] == [[], [Decimal("3.60")]]


def test_a_text_about_the_budget_is_solved_anew_when_the_first_amount_is_spent_and_not_at_the_second(solved):
    """While nothing was spent it is held against the plan; which cells are blank it does not ask."""
    memory, times, text = PaperMemory(), [], "公务接待费预算4.10万元。"
    whole = corpus_report()[0]
    spent = [name for name in whole.figures if name.endswith(".actual") and not name.startswith("reception")]
    for more in ((), spent[:1], spent[:2], spent[-1:], ()):
        figures = {name: one for name, one in whole.figures.items() if not name.endswith(".actual") or name in more}
        facts = replace(whole, figures=figures, narratives={"problems": text})
        assert memory.findings(SCHEME, facts) == run_checks(SCHEME, facts, assess_facts(SCHEME, facts))
        times.append(solved.count(text))
    assert times == [2, 4, 5, 6, 8]
