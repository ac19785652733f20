"""What was found out about a report before is never told of it when it has changed: kept is fresh, after any edit."""

import json
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from itertools import islice

import pytest

from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.paper_memory import PaperMemory
from evaluations.checks.registry import run_checks
from evaluations.facts.document import Facts
from evaluations.facts.kept_answers import NotedAnswers, exactly_same
from evaluations.facts.noted_sources import ALL_OF_IT, KNOWN, NAMES_OF_IT, NotedFacts, NotedMapping, changed_keys
from evaluations.facts.reading import read_facts
from evaluations.language.amounts import NOT_APPLICABLE, Amount
from evaluations.schemes.loading import load_scheme, newest_shipped_schemes
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import NotedAssessment, assess_facts
from tests.checks.random_reports import RandomReports
from tests.factories import complete_facts
from tests.patience import tries
from tests.sources import ROOT

EDITS = 12
DEMO = ROOT / "evaluations" / "demo" / "yongxing-2020.json"
SCHEMES = {one.code: one for one in newest_shipped_schemes()} | {"hunan-2013": load_scheme("hunan-2013")}


def known(memory: PaperMemory, scheme: ScoringScheme, facts: Facts) -> tuple[object, ...]:
    assessment, findings = memory.assess(scheme, facts), memory.findings(scheme, facts)
    return assessment, findings, memory.ledger(scheme, facts, findings)


def fresh(scheme: ScoringScheme, facts: Facts) -> tuple[object, ...]:
    assessment = assess_facts(scheme, facts)
    findings = run_checks(scheme, facts, assessment)
    return assessment, findings, keep_ledger(scheme, facts, assessment, findings)


@pytest.mark.parametrize("code", SCHEMES)
def test_whatever_is_typed_what_is_known_is_what_a_fresh_reading_finds(code):
    scheme, memory = SCHEMES[code], PaperMemory()
    reports = RandomReports(scheme, code)
    facts = reports.report()
    for _ in range(EDITS):
        assert exactly_same(known(memory, scheme, facts), fresh(scheme, facts))
        facts = reports.edited(facts)


def test_whatever_amount_of_a_real_report_is_typed_what_is_known_is_what_a_fresh_reading_finds():
    """Of each in turn: a little more, what one of its texts says, or not applicable (--long: each of these), and blank."""
    facts = read_facts(json.loads(DEMO.read_text(encoding="utf-8")))
    scheme, memory = SCHEMES["hunan-2013"], PaperMemory()
    said = [Decimal(number) for text in facts.narratives.values() for number in re.findall(r"\d+\.\d+", text)]
    for order, (name, amount) in enumerate(facts.figures.items()):
        more: Amount = amount + Decimal("0.01") if isinstance(amount, Decimal) else Decimal(1)
        others = deque[Amount]((more, said[order % len(said)], NOT_APPLICABLE))
        others.rotate(order)
        for typed in (*islice(others, tries(1, 3)), None, amount):
            facts = replace(facts, figures={**facts.figures, name: typed})
            assert exactly_same(known(memory, scheme, facts), fresh(scheme, facts)), (name, typed)


def test_under_another_scheme_nothing_is_known():
    memory, facts = PaperMemory(), complete_facts()
    for code in (*SCHEMES, *SCHEMES):
        assert exactly_same(known(memory, SCHEMES[code], facts), fresh(SCHEMES[code], facts))


def test_a_number_that_is_equal_and_printed_otherwise_is_another():
    scheme, memory = SCHEMES["hunan-2013"], PaperMemory()
    for amount in ("30.5", "30.50", "30.5"):
        facts = replace(complete_facts(), figures={**complete_facts().figures, "staff_in_post": Decimal(amount)})
        found = known(memory, scheme, facts)
        assert any(one.read == amount for one in found[1]) and exactly_same(found, fresh(scheme, facts))  # type: ignore[attr-defined] # findings


def test_two_reports_in_turn_are_told_apart_and_a_value_proved_wrong_is_known_as_such():
    scheme, memory = SCHEMES["hunan-2013"], PaperMemory()
    odd = replace(complete_facts(), figures={**complete_facts().figures, "staff_in_post": Decimal("30.5")})
    later = replace(odd, figures={**odd.figures, "reception.actual": Decimal("7.7")})
    for facts in (complete_facts(), odd, later, complete_facts(), later):
        assert exactly_same(known(memory, scheme, facts), fresh(scheme, facts))


def test_a_cell_that_is_blank_now_is_another_than_one_that_was_not_there():
    told = {("figures", "posts"), ("figures", "posts", KNOWN), ("figures", NAMES_OF_IT), ("figures", ALL_OF_IT)}
    assert changed_keys("figures", {}, {"posts": None}) == told == changed_keys("figures", {"posts": None}, {})
    assert changed_keys("figures", {"posts": None}, {"posts": None}) == set()


def test_another_number_leaves_those_who_asked_whether_there_is_one_or_which_there_are():
    one, other, none = ({"posts": value} for value in (Decimal(30), Decimal(31), None))
    assert changed_keys("figures", one, other) == {("figures", "posts"), ("figures", ALL_OF_IT)}
    assert ("figures", "posts", KNOWN) in changed_keys("figures", one, none) & changed_keys("figures", none, one)
    assert ("figures", NAMES_OF_IT) in changed_keys("figures", one | {"staff": None}, {"staff": None} | one)


def test_who_asks_which_there_are_or_whether_there_is_one_is_noted_so():
    answers = NotedAnswers({}, set())
    table = NotedMapping("figures", {"posts": Decimal(30)}, answers)
    assert [*table] == ["posts"] and table.knows("posts") and not table.knows("staff")
    assert answers.reads == {("figures", NAMES_OF_IT), ("figures", "posts", KNOWN), ("figures", "staff", KNOWN)}


@pytest.mark.parametrize("kind", [NotedFacts, NotedAssessment])
def test_every_field_that_is_a_table_is_noted_by_its_keys(kind):
    facts = RandomReports(SCHEMES["hunan-2013"], "tables").report()
    source = facts if kind is NotedFacts else assess_facts(SCHEMES["hunan-2013"], facts)
    tables = {name for name in kind.names if isinstance(getattr(source, name), Mapping)}
    assert tables == {*kind.tables} and {one.name for one in fields(kind)} <= {*kind.names}


def test_the_texts_that_stand_are_the_very_ones_that_they_were():
    """Nobody who is given them compares their words again."""
    memory, scheme, facts, seen = PaperMemory(), SCHEMES["hunan-2013"], complete_facts(), []
    for text in ("一", "二", "二"):
        memory.findings(scheme, facts := replace(facts, narratives={**facts.narratives, "problems": text}))
        seen.append(memory.case(scheme, facts).passages)
    assert seen[1] is seen[2] and len(seen[0]) == len(seen[1])
    assert [one.text for one, other in zip(seen[0], seen[1], strict=True) if one is not other] == ["一"]


def test_what_was_found_out_for_texts_alone_is_not_kept_with_the_figures_that_outlive_them():
    """Of which pages ask the amounts in their order, and find the rest again."""
    memory, scheme = PaperMemory(), SCHEMES["hunan-2013"]
    facts = replace(complete_facts(), figures={**complete_facts().figures, "staff_in_post": Decimal("30.5")})
    sizes = []
    for text in ("", "（1）窗口服务：办结93.52万元，网上可办率77.31%，公务接待费和会议费两项合计5.21万元。"):
        facts = replace(facts, narratives={**facts.narratives, "problems": text})
        memory.findings(scheme, facts)
        sizes.append(len(memory.case(scheme, facts).figures.known))
    assert max(sizes) <= 1
