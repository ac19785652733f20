"""Every place of every form has one name on each side, and each name leads back to it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.facts.document import Facts, ProjectFacts
from evaluations.schemes.loading import SCHEMES_DIRECTORY, load_scheme
from evaluations.schemes.place_lookup import (
    entry_place,
    figure_place,
    place_at_anchor,
    place_at_path,
    place_of_evidence,
    place_of_input,
    row_place,
    text_place,
)
from evaluations.schemes.place_words import list_in_words, place_in_comparison, place_label, row_in_words
from evaluations.schemes.report_place import PlaceKind, ReportPlace, row_names
from evaluations.schemes.scheme import ScoringScheme
from tests.factories import complete_facts
from tests.sources import ROOT

FILES = sorted([*SCHEMES_DIRECTORY.glob("*.toml"), *(ROOT / "tests/data").glob("*.toml")])
ROW_FIELDS = {
    PlaceKind.PROJECT: ["name", "budget", "goal", "items", "items.3.amount", "targets", "targets.1", "targets.1.slot"],
    PlaceKind.BUILDING: ["name", "actual_area"],
    PlaceKind.ACHIEVEMENT: ["title", "body"],
    PlaceKind.TARGET: ["slot", "target", "deviation_reason"],
}
ENTRY_FIELDS = ["", "reason", "not_applicable", "checked.2", "score"]
NAMES = st.text(st.characters(exclude_categories=["C"]), max_size=120)


@pytest.fixture(params=FILES, ids=[file.stem for file in FILES], scope="module")
def scheme(request) -> ScoringScheme:
    """Each form that is shipped or stands among the tests' data."""
    return load_scheme(request.param)


def fixed_places(scheme: ScoringScheme) -> Iterator[ReportPlace]:
    """What is there whatever a department files: figures, texts, indicators, the tick 无此项."""
    yield from (figure_place(scheme, name) for name in scheme.figures)
    yield from (text_place(scheme, code) for code in scheme.texts)
    yield from (entry_place(scheme, one.code, field) for one in scheme.indicators for field in ENTRY_FIELDS)
    yield from (ReportPlace(one.code, PlaceKind.NONE) for one in scheme.sections)


def rows_of(scheme: ScoringScheme) -> Iterator[ReportPlace]:
    """Lists, rows and fields of rows."""
    for kind, fields in ROW_FIELDS.items():
        yield row_place(scheme, kind)
        yield from (row_place(scheme, kind, number, field) for number in (0, 12) for field in ["", *fields])


def test_the_name_in_a_finding_leads_back(scheme):
    # A finding names no tick, an indicator without its fields and an achievement by its list.
    unnamed = [
        one for one in fixed_places(scheme) if one.kind == PlaceKind.NONE or one.kind == PlaceKind.ENTRY and one.field
    ]
    lost = [one for one in rows_of(scheme) if one.kind == PlaceKind.ACHIEVEMENT and one.row is not None]
    for place in {*fixed_places(scheme), *rows_of(scheme)} - {*unnamed, *lost}:
        assert place_at_path(scheme, place.path) == place


def test_an_achievement_is_named_by_its_list_and_the_list_is_found(scheme):
    one = row_place(scheme, PlaceKind.ACHIEVEMENT, 3, "body")
    assert one.path == "achievements" and place_at_path(scheme, one.path) == row_place(scheme, PlaceKind.ACHIEVEMENT)


@pytest.mark.parametrize("name", ["total", "grade", "staff_rate.score", "projects.", "projects.007.x", "nonsense", ""])
def test_a_name_that_the_form_does_not_know_is_kept_to_the_letter(name):
    found = place_at_path(load_scheme("hunan-2013"), name)
    assert (found.path, found.html_id, found.anchor) == (name, "", "")


def test_the_name_of_an_input_leads_back(scheme):
    for place in [*fixed_places(scheme), *rows_of(scheme)]:
        section = place.section or ""
        assert place_of_input(scheme, section, place.input_name) == replace(place, section=section)


def test_no_two_places_share_an_element_of_the_page(scheme):
    found = [one.html_id for one in (*fixed_places(scheme), *rows_of(scheme)) if one.html_id]
    ticks = sum(1 for one in found if one == "id_none")
    assert len(set(found)) == len(found) - max(ticks - 1, 0) and not [one for one in found if "." in one]


def test_the_anchor_of_a_comment_leads_back_to_what_holds_the_place(scheme):
    for place in fixed_places(scheme):
        section = place.section or ""
        back = place_at_anchor(scheme, section, place.anchor)
        assert back.holds(replace(place, section=section)) and back.anchor == place.anchor


def test_the_code_of_evidence_leads_back(scheme):
    places = [*(entry_place(scheme, one.code) for one in scheme.indicators), *sections(scheme)]
    for place in places:
        back = place_of_evidence(place.evidence_code)
        assert replace(back, section=place.section) == place
    assert len({one.evidence_code for one in places}) == len(places)


def sections(scheme: ScoringScheme) -> list[ReportPlace]:
    return [ReportPlace(section.code) for section in scheme.sections]


def test_every_place_has_words(scheme):
    for place in fixed_places(scheme):
        whole = replace(place, field="") if place.field.startswith("checked.") else place
        assert all(place_in_comparison(scheme, whole, 2020)) and place_label(scheme, whole, 2020)


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_a_row_is_found_by_its_name_wherever_it_stands(names):
    scheme, facts = load_scheme("hunan-2013"), Facts({}, projects=tuple(map(ProjectFacts, names)))
    for number, name in enumerate(row_names(facts, PlaceKind.PROJECT)):
        row = row_place(scheme, PlaceKind.PROJECT, number, "budget").named(facts)
        back = place_at_anchor(scheme, "projects", row.anchor)
        assert back == replace(row, field="") and back.row == name and back.holds(row)


def test_a_row_that_is_not_there_leaves_the_section():
    place = row_place(load_scheme("hunan-2013"), PlaceKind.PROJECT, 99)
    assert place.named(complete_facts()) == ReportPlace("projects")


def test_a_row_by_its_number_is_no_anchor():
    with pytest.raises(ValueError, match="by its name"):
        _ = row_place(load_scheme("hunan-2013"), PlaceKind.PROJECT, 0).anchor


@pytest.mark.parametrize("anchor", ["nonsense", "text-nonsense", "entry-nonsense", "person:甲"])
def test_an_anchor_that_never_was_has_no_place(anchor):
    with pytest.raises(KeyError):
        place_at_anchor(load_scheme("hunan-2013"), "usage", anchor)


@pytest.mark.parametrize(
    "place, path, name, html",
    [
        (ReportPlace("a", PlaceKind.FIGURE, field="basic.actual"), "basic.actual", "basic.actual", "id_basic-actual"),
        (ReportPlace("a", PlaceKind.TEXT, field="duties"), "duties", "text-duties", "id_text-duties"),
        (ReportPlace("a", PlaceKind.ENTRY, "poll"), "poll", "entry-poll", "entry-poll"),
        (ReportPlace("a", PlaceKind.ENTRY, "poll", "not_applicable"), "poll", "entry-poll-na", "id_entry-poll-na"),
        (ReportPlace("a", PlaceKind.ENTRY, "poll", "checked.1"), "poll", "entry-poll-check1", "id_entry-poll-check1"),
        (ReportPlace("a", PlaceKind.PROJECT), "projects", "project", "rows-project"),
        (ReportPlace("a", PlaceKind.PROJECT, 0), "projects.0", "project-0", ""),
        (ReportPlace("a", PlaceKind.PROJECT, None, "budget"), "projects.budget", "project", ""),
        (
            ReportPlace("a", PlaceKind.PROJECT, 0, "budget"),
            "projects.0.budget",
            "project-0-budget",
            "id_project-0-budget",
        ),
        (
            ReportPlace("a", PlaceKind.PROJECT, 0, "targets.1.slot"),
            "projects.0.targets.1.slot",
            "project-0-target-1-category",
            "id_project-0-target-1-category",
        ),
        (
            ReportPlace("a", PlaceKind.PROJECT, 0, "targets"),
            "projects.0.targets",
            "project-0-target",
            "rows-project-0-target",
        ),
        (ReportPlace("a", PlaceKind.TARGET, 2, "target"), "targets.2.target", "target-2-target", "id_target-2-target"),
        (
            ReportPlace("a", PlaceKind.ACHIEVEMENT, 1, "body"),
            "achievements",
            "achievement-1-body",
            "id_achievement-1-body",
        ),
        (ReportPlace("a", PlaceKind.COMMENT, 7), "comment-7", "", "comment-7"),
        (ReportPlace("a", PlaceKind.NONE), "", "none", "id_none"),
        (ReportPlace("a"), "", "", ""),
    ],
)
def test_the_names_that_pages_documents_and_browsers_know(place, path, name, html):
    assert (place.path, place.input_name, place.html_id) == (path, name, html)


@pytest.mark.parametrize(
    "rows, row, whole",
    [
        (ReportPlace(kind=PlaceKind.PROJECT), "项目2", "项目（整个列表）"),
        (ReportPlace(kind=PlaceKind.PROJECT, row=0, field="items"), "明细2", "项目1 明细（整个列表）"),
        (ReportPlace(kind=PlaceKind.PROJECT, row=1, field="targets"), "指标2", "项目2 绩效指标（整个列表）"),
        (ReportPlace(kind=PlaceKind.TARGET), "指标2", "绩效指标（整个列表）"),
        (ReportPlace(kind=PlaceKind.ACHIEVEMENT), "第2条", "绩效条目（整个列表）"),
    ],
)
def test_rows_and_lists_in_words(rows, row, whole):
    assert (row_in_words(rows, 2), list_in_words(rows)) == (row, whole)


@pytest.mark.parametrize("kind", ROW_FIELDS)
def test_a_row_and_its_fields_are_reached_from_their_list(kind):
    rows = ReportPlace("a", kind)
    assert rows.nth(3) == ReportPlace("a", kind, 3) and rows.nth(3).at("name") == ReportPlace("a", kind, 3, "name")
    assert rows.nth(0).at("items").nth(2).at("amount") == ReportPlace("a", kind, 0, "items.2.amount")


def test_an_indicator_holds_its_entry_the_figures_beside_it_and_its_score():
    scheme = load_scheme("hunan-2013")
    place = entry_place(scheme, "satisfaction")
    assert place.holds(figure_place(scheme, "satisfaction_rate"))
    assert place.holds(replace(place, field="reason")) and place.holds(replace(place, kind=PlaceKind.SCORE))
    assert not place.holds(entry_place(scheme, "benefit")) and not place.holds(figure_place(scheme, "basic.actual"))


def test_a_field_does_not_hold_its_neighbour():
    row = ReportPlace("projects", PlaceKind.PROJECT, "机房")
    assert row.holds(replace(row, field="budget")) and not row.holds(replace(row, row="机房（2）"))
    assert not replace(row, field="budget").holds(replace(row, field="actual"))
    assert ReportPlace("projects").holds(row) and not ReportPlace("funds").holds(row)
