"""Where comments stand: every place of every form has a name that leads back to it, through renaming and moving."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.comparison.document_lines import document_differences, document_lines
from evaluations.comparison.places import comment_anchors, comment_place, comment_places
from evaluations.facts.document import Facts, ProjectFacts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts

# Without the colon that separates a row from its field: 甲 and 甲：乙 would share a line.
NAMES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="：（"), min_size=1, max_size=120)
SCHEMES = ["hunan-2013", "hunan-2023"]


def document(scheme, facts: Facts):
    return document_lines(scheme, facts, assess_facts(scheme, facts))


def with_projects(*names: str) -> Facts:
    projects = tuple(ProjectFacts(name, budget=Decimal(n)) for n, name in enumerate(names, 1))
    return replace(complete_facts(), projects=projects)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_place_of_a_form_is_found_again_by_its_name(name):
    scheme, facts = load_scheme(name), complete_facts()
    for section in scheme.sections:
        found = list(comment_anchors(scheme, section, facts))
        assert len(found) == len(set(found))
        for anchor in found:
            assert comment_place(scheme, section, anchor, facts.year).label and len(anchor) <= 160


def test_every_line_that_a_person_fills_in_belongs_to_a_place():
    scheme, facts = load_scheme("hunan-2013"), complete_facts()
    everywhere = [one for section in scheme.sections for one in comment_places(scheme, section, facts)]
    homeless = [
        (where, label)
        for where, label in document(scheme, facts)
        if where not in ("勾稽说明", "得分") and not any(one.holds(where, label) for one in everywhere)
    ]
    assert homeless == []


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True))
def test_rows_of_any_name_have_their_own_values(names):
    scheme, facts = load_scheme("hunan-2013"), with_projects(*names)
    section = scheme.section(scheme.section_of_table("projects"))
    found = [one for one in comment_places(scheme, section, facts) if one.anchor.startswith("project:")]
    assert [one.label for one in found] == names
    filed = document(scheme, facts)
    for number, one in enumerate(found, 1):
        assert ("预算数", f"{number}.00") in one.read(filed)


def test_a_row_keeps_its_name_when_it_moves_and_only_its_own_changes_are_its():
    scheme = load_scheme("hunan-2013")
    section = scheme.section("projects")
    old, new = with_projects("机房", "大厅", "机房"), with_projects("大厅", "机房", "机房")
    assert list(comment_anchors(scheme, section, old))[:3] == ["project:机房", "project:大厅", "project:机房（2）"]
    changes = document_differences(document(scheme, old), document(scheme, new))
    hall = comment_place(scheme, section, "project:大厅", 2020).of(changes)
    assert [(one.label, one.old, one.new) for one in hall] == [("大厅：预算数", "2.00", "1.00")]
    assert comment_place(scheme, section, "project:机房（2）", 2020).of(changes) == []


def test_the_whole_section_holds_what_its_places_hold():
    scheme, facts = load_scheme("hunan-2013"), complete_facts()
    whole, *rest = comment_places(scheme, scheme.section("usage"), facts)
    assert whole.anchor == "" and all(whole.holds(*line) for one in rest for line in one.lines)


def test_a_name_that_never_was_has_no_place():
    scheme = load_scheme("hunan-2013")
    with pytest.raises(KeyError):
        comment_place(scheme, scheme.section("usage"), "nonsense", 2020)
