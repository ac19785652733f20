"""Figures that come from rows, and the canonical document that a report is frozen as."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.facts.aggregates import AGGREGATE_LABELS, aggregate_value
from evaluations.facts.document import (
    AchievementFacts,
    BuildingFacts,
    EntryFacts,
    Facts,
    ItemFacts,
    PeopleFacts,
    ProjectFacts,
    StatedFacts,
    TargetFacts,
    amount_in_json,
)
from evaluations.facts.reading import read_facts
from evaluations.language.amounts import NOT_APPLICABLE

amounts = st.none() | st.just(NOT_APPLICABLE) | st.decimals(0, 999_999, places=6, allow_nan=False)
words = st.sampled_from(["", "甲", "第一句。\n第二句 2", "95%", "0"])
names = st.sampled_from(["甲", "乙", "机房（2）"])
codes = st.sampled_from(["a", "b_1", "c.actual"])
items = st.builds(ItemFacts, names, amounts)
targets = st.builds(
    TargetFacts,
    slot=st.sampled_from(["", "output"]),
    name=names,
    level2=words,
    direction=st.sampled_from(["ge", "le", "eq", "qualitative"]),
    target=words,
    unit=st.sampled_from(["%", "场"]),  # without one it is read behind the number
    attained=words,
    weight=amounts,
    score=amounts,
    deviation_reason=words,
)
projects = st.builds(
    ProjectFacts,
    name=names,
    kind=st.sampled_from(["earmarked", "other"]),
    budget=amounts,
    actual=amounts,
    note=words,
    items=st.lists(items, max_size=2).map(tuple),
    targets=st.lists(targets, max_size=2).map(tuple),
)
entries = st.builds(
    EntryFacts,
    checked=st.none() | st.lists(st.booleans(), min_size=1, max_size=3).map(tuple),
    cases=st.none() | st.integers(0, 9),
    grade=words,
    score=amounts,
    not_applicable=st.booleans(),
    reason=words,
    self_score=amounts,
)
reports = st.builds(
    Facts,
    figures=st.dictionaries(codes, amounts, min_size=1, max_size=3),
    year=st.none() | st.integers(2000, 2100),
    department=words,
    projects=st.lists(projects, max_size=2).map(tuple),
    buildings=st.lists(st.builds(BuildingFacts, names, amounts, amounts), max_size=2).map(tuple),
    achievements=st.lists(st.builds(AchievementFacts, names, words), max_size=2).map(tuple),
    targets=st.lists(targets, max_size=2).map(tuple),
    entries=st.dictionaries(codes, entries, max_size=2),
    narratives=st.dictionaries(codes, words, max_size=2),
    none_sections=st.lists(codes, max_size=2, unique=True).map(sorted).map(tuple),
    stated=st.lists(st.builds(StatedFacts, codes, st.sampled_from(["1.50", "优"]), words), max_size=2).map(tuple),
    people=st.builds(PeopleFacts, words, words, words),
)


@settings(max_examples=25)
@given(reports)
def test_every_report_comes_back_from_its_document(facts):
    written = facts.to_json()
    assert list(written) == sorted(written)
    assert read_facts(written) == facts and read_facts(written).to_json() == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, None), (NOT_APPLICABLE, "n/a"), ("0", "0"), ("1.3690", "1.369"), ("7E+2", "700"), ("-0.50", "-0.5")],
)
def test_an_amount_is_written_in_its_shortest_spelling(value, written):
    assert amount_in_json(Decimal(value) if isinstance(value, str) else value) == written


def test_a_document_mentions_nothing_that_merely_repeats_a_default():
    facts = Facts(
        figures={},
        projects=(ProjectFacts("甲", budget=Decimal(0)),),
        entries={"x": EntryFacts(not_applicable=False, cases=0)},
    )
    assert facts.to_json() == {
        "achievements": [],
        "buildings": [],
        "entries": {"x": {"cases": 0}},
        "figures": {},
        "format": "jixiao-facts/1",
        "projects": [{"budget": "0", "kind": "other", "name": "甲"}],
    }


def test_what_the_bureau_has_approved_is_no_part_of_the_document():
    facts = read_facts({"figures": {"a": "1"}})
    assert replace(facts, approved={"a": Decimal(2)}).to_json() == facts.to_json()


def valued(name, *budgets, **more):
    """The aggregate of a report with these projects."""
    rows = tuple(ProjectFacts(f"项目{number}", budget=value) for number, value in enumerate(budgets))
    return aggregate_value(name, Facts(figures={}, projects=rows, **more))


def test_the_rows_of_a_list_are_counted_and_added_up():
    rows = (Decimal("1.5"), Decimal("2.25"))
    assert valued("projects.count", *rows) == 2 and valued("projects.budget", *rows) == Decimal("3.75")
    assert valued("projects.count") == 0 and valued("projects.budget") == 0


def test_a_blank_amount_leaves_the_sum_open_and_one_that_does_not_apply_adds_nothing():
    assert valued("projects.budget", Decimal(1), None) is None
    assert valued("projects.budget", Decimal(1), NOT_APPLICABLE) == 1
    assert valued("projects.budget", NOT_APPLICABLE) == 0
    assert valued("projects.count", Decimal(1), None) == 2


@pytest.mark.parametrize("name", sorted(AGGREGATE_LABELS))
def test_a_list_that_nobody_mentions_is_unknown_and_one_without_rows_is_nothing(name):
    collection = name.partition(".")[0]
    assert aggregate_value(name, Facts(figures={}, unmentioned=frozenset({collection}))) is None
    assert aggregate_value(name, Facts(figures={}, unmentioned=frozenset())) == 0


@given(st.lists(st.decimals(0, 999_999, places=6, allow_nan=False), max_size=5))
def test_a_sum_is_exact_and_takes_each_column_for_itself(values):
    rows = tuple(BuildingFacts("楼", approved_area=value, actual_investment=value * 2) for value in values)
    facts = Facts(figures={}, buildings=rows)
    assert aggregate_value("buildings.approved_area", facts) == sum(values, Decimal(0))
    assert aggregate_value("buildings.actual_investment", facts) == 2 * sum(values, Decimal(0))
    assert aggregate_value("buildings.actual_area", facts) == (None if values else 0)
