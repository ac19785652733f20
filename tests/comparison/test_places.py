"""Where comments stand: every place of every form has a name that leads back to it, through renaming and moving."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.comparison.document_lines import document_differences, document_lines
from evaluations.comparison.places import changes_at, comment_places, texts_at
from evaluations.facts.document import EntryFacts, Facts, ProjectFacts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.place_lookup import place_at_anchor
from evaluations.schemes.place_words import place_label
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts

# Without the bracket in which a repeated name is counted.
NAMES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="（"), min_size=1, max_size=120)
SCHEMES = ["hunan-2013", "hunan-2023"]


def document(scheme, facts: Facts):
    return document_lines(scheme, facts, assess_facts(scheme, facts))


def with_projects(*names: str) -> Facts:
    projects = tuple(ProjectFacts(name, budget=Decimal(n)) for n, name in enumerate(names, 1))
    return replace(complete_facts(), projects=projects)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_place_of_a_form_is_found_again_by_the_anchor_of_its_comments(name):
    scheme, facts = load_scheme(name), complete_facts()
    for section in scheme.sections:
        found = comment_places(scheme, section, facts)
        assert len(found) == len({one.anchor for one in found})
        for place in found:
            back = place_at_anchor(scheme, section.code, place.anchor)
            assert back == place and place_label(scheme, back, facts.year) and len(place.anchor) <= 160


@pytest.mark.parametrize("name", SCHEMES)
def test_every_line_that_a_person_fills_in_belongs_to_a_place(name):
    scheme, facts = load_scheme(name), complete_facts()
    everywhere = [one for section in scheme.sections for one in comment_places(scheme, section, facts)]
    sections = {section.code for section in scheme.sections}
    lines = [one for one in document(scheme, facts).lines if one.section]
    assert lines and [one for one in lines if one.section not in sections] == []
    narrow = [one for one in everywhere if one != ReportPlace(one.section)]
    ticks = [one for one in lines if not any(place.holds(one) for place in narrow)]
    assert {one.kind for one in ticks} <= {PlaceKind.NONE, PlaceKind.SCORE}
    assert [one for one in lines if not any(place.holds(one) for place in everywhere)] == []


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True))
def test_rows_of_any_name_have_their_own_values(names):
    scheme, facts = load_scheme("hunan-2013"), with_projects(*names)
    section = scheme.section(scheme.section_of_table("projects"))
    found = [one for one in comment_places(scheme, section, facts) if one.anchor.startswith("project:")]
    assert [one.row for one in found] == names
    filed = document(scheme, facts)
    for number, one in enumerate(found, 1):
        assert [text for field, text in texts_at(one, filed) if field == "预算数"] == [f"{number}.00"]


def test_a_row_keeps_its_name_when_it_moves_and_only_its_own_changes_are_its():
    scheme = load_scheme("hunan-2013")
    section = scheme.section("projects")
    old, new = with_projects("机房", "大厅", "机房"), with_projects("大厅", "机房", "机房")
    anchors = [one.anchor for one in comment_places(scheme, section, old)]
    assert anchors[:4] == ["", "project:机房", "project:大厅", "project:机房（2）"]
    changes = document_differences(document(scheme, old), document(scheme, new))
    hall = changes_at(place_at_anchor(scheme, "projects", "project:大厅"), changes)
    assert [(one.where, one.label, one.old, one.new) for one in hall] == [("项目", "大厅：预算数", "2.00", "1.00")]
    assert changes_at(place_at_anchor(scheme, "projects", "project:机房（2）"), changes) == []


def test_a_row_that_was_dropped_has_changed_the_section_as_a_whole():
    scheme = load_scheme("hunan-2013")
    changes = document_differences(
        document(scheme, with_projects("机房", "大厅")), document(scheme, with_projects("机房"))
    )
    told = [(one.label, one.old, one.new) for one in changes_at(ReportPlace("projects"), changes)]
    assert ("大厅", "有", "") in told and ("大厅：预算数", "2.00", "") in told


def test_what_stands_at_an_indicator_is_its_figure_its_entry_and_its_score():
    scheme, facts = load_scheme("hunan-2013"), complete_facts()
    place = place_at_anchor(scheme, "indicators", "entry-satisfaction")
    entries = {**facts.entries, "satisfaction": EntryFacts(reason="办事大厅搬迁")}
    read = texts_at(place, document(scheme, replace(facts, entries=entries)))
    assert read == [("", "93.5%"), ("扣分原因或说明", "办事大厅搬迁"), ("得分", "6分")]


def test_two_figures_of_one_label_are_two_lines():
    text = load_scheme("hunan-2013").source.replace('label = "离退休人数"', 'label = "编外聘用人数"')
    scheme, facts = parse_scheme(text, "twins.toml"), complete_facts()
    old, new = (replace(facts, figures={**facts.figures, "retirees": Decimal(n)}) for n in (5, 6))
    found = document_differences(document(scheme, old), document(scheme, new))
    assert [(one.label, one.old, one.new) for one in found] == [("编外聘用人数", "5", "6")]


def test_what_the_new_form_has_no_more_is_told_in_the_words_of_the_old():
    scheme, facts = load_scheme("hunan-2013"), complete_facts()
    text = scheme.source.replace("retirees", "pensioners").replace("离退休人数", "退休老同志人数")
    renamed = parse_scheme(text, "renamed.toml")
    found = document_differences(document(scheme, facts), document(renamed, facts))
    assert ("离退休人数", "5", "") in [(one.label, one.old, one.new) for one in found]
