"""A line that was drawn once and filled in is, letter for letter, the line that its template draws."""

import pytest
from crispy_forms.layout import Field
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from crispy_forms.utils import render_crispy_form
from django.template import Context
from django.template.loader import render_to_string

from departments.drawn_once import drawn_once, drawn_part, value_mark
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.parts.achievements import AchievementsPart
from evaluations.filing.section.parts.drawn_fields import DrawnField, drawn_field, form_alone
from evaluations.filing.section.parts.narratives import NarrativesPart
from evaluations.filing.section.parts.people import PeoplePart
from evaluations.filing.section.parts.sheet import SheetPart, entered_in
from evaluations.filing.section.parts.sheet_rows import CellNotes, CellText, SheetRow, draw_row
from evaluations.models import Cycle
from evaluations.schemes.place_lookup import text_place
from evaluations.templatetags.placed_form import placed_form
from tests.factories import make_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_draft")]
TYPED = ["", "0", "12.50", "不适用", "-3", "1,234.5678", "<b>", "五十"]


@pytest.mark.parametrize("form", ["hunan-2013", "hunan-2023"])
def test_every_line_of_every_table_filled_in_is_the_line_as_drawn(draft, office, form):
    Cycle.objects.filter(pk=draft.obligation.cycle_id).update(scheme=make_scheme(form))
    desk = Desk(type(draft).objects.get(pk=draft.pk), office.preparer)
    seen = 0
    for start in (0, 1, 2):
        for section in (
            one for one in desk.scheme.sections if one.table in {table.code for table in desk.scheme.tables}
        ):
            there = desk.at(section)
            names = list(entered_in(there))
            data = {name: TYPED[(number + start) % len(TYPED)] for number, name in enumerate(names)}
            for line in SheetPart(there, data).lines:
                assert line.drawn == draw_row(line)
                seen += 1
    assert seen > 100


ROWS = {"projects": ("project-0-", "project-0-item-0-", "project-0-target-0-"), "targets": ("target-0-",)}
LISTED = {"direction": "≤", "kind": "other", "category": "", "grade": ""}


@pytest.mark.parametrize("form", ["hunan-2013", "hunan-2023"])
def test_every_field_and_cell_of_a_row_filled_in_is_as_drawn(draft, office, form):
    """Twice with other texts before, so that the second is filled into what the first was drawn with."""
    Cycle.objects.filter(pk=draft.obligation.cycle_id).update(scheme=make_scheme(form))
    desk = Desk(type(draft).objects.get(pk=draft.pk), office.preparer)
    seen = 0
    for section in (one for one in desk.scheme.sections if one.table in ROWS or one.table == "indicators"):
        there = desk.at(section)
        empty = SectionForm(there, {f"{start}name": "" for start in ROWS.get(section.table, ())})
        names = list(empty.labels)
        for typed in ("12", "<b>4"):
            data = {name: LISTED.get(name.rpartition("-")[2], typed) for name in names}
            for one in (placed for part in SectionForm(there, data).parts for placed in part.forms):
                for name in one.fields:
                    assert drawn_field(one, name) == as_crispy_field(form_alone(one, name)[name])
                    seen += 1
                assert [cell.drawn for cell in one.cells()] == [cell._draw() for cell in one.cells()]
    assert seen > 60


def test_what_stands_beside_a_cell_is_filled_in_like_its_value(draft, office):
    desk = Desk(type(draft).objects.get(pk=draft.pk), office.preparer)
    there = desk.at(desk.scheme.section("base_data"))
    line = next(one for one in SheetPart(there, {}).lines if one.cells and one.shape.cells[-1].entered)
    for notes in (
        CellNotes("批复 1.00"),
        CellNotes("＝批复", "2.00"),
        CellNotes("＝批复", "<3>"),
        CellNotes("", "", "C2", "表", "/a"),
    ):
        cells = (*line.cells[:-1], CellText("5", "", notes, notes.css_class))
        noted = SheetRow(line.shape, cells)
        assert noted.drawn == draw_row(noted) and "has-beside" in noted.drawn


def test_values_are_escaped_and_none_may_be_missing():
    assert drawn_once("a", lambda: f"<p>{value_mark('one')}</p>", {"one": "<&>"}) == "<p>&lt;&amp;&gt;</p>"
    assert drawn_once("a", lambda: "drawn again", {"one": "1"}) == "<p>1</p>"
    with pytest.raises(KeyError):
        drawn_once("b", lambda: value_mark("other"), {"one": "1"})


def test_a_part_is_the_template_with_its_texts():
    names = ("label", "value", "note", "score", "width")
    for texts in (("率", "1%", "说明", "", ""), ("率", "<2>", "", "3 / 4", "66.7"), ("另", "5", "", "6 / 4", "1.0")):
        for flags in ({"over": False, "lost": True}, {"over": True, "lost": False}):
            told = dict(zip(names, texts, strict=True))
            drawn = drawn_part("filing/section/panel_reading.html", told, **flags)
            assert drawn == render_to_string("filing/section/panel_reading.html", told | flags)


@pytest.mark.parametrize("text", ["", "一段 <b>文字</b>"])
def test_every_field_filled_in_is_the_field_as_crispy_draws_it(draft, office, text):
    """Twice with other texts before, so that the second is filled into what the first was drawn with."""
    desk = Desk(type(draft).objects.get(pk=draft.pk), office.preparer)
    for section in (one for one in desk.scheme.sections if one.texts):
        there = desk.at(section)
        names = [text_place(desk.scheme, one.code).input_name for one in section.texts]
        names += ["person-head", "achievement-0-title", "achievement-0-body"]
        drawn = [whole(there, dict.fromkeys(names, typed)) for typed in ("另一段文字", text)][1]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(DrawnField, "render", as_crispy)
            assert whole(there, dict.fromkeys(names, text)) == drawn


def whole(desk, data):
    return "".join(render_crispy_form(form) for form in forms_of(desk, data))


def forms_of(desk, data):
    parts = (NarrativesPart(desk, data), PeoplePart(desk, data), AchievementsPart(desk, data))
    return [form for part in parts for form in part.forms]


def as_crispy(self, form, context, template_pack="bootstrap5", **more):
    return Field(self.name, css_class=self.css_class).render(form, context, template_pack=template_pack, **more)


def test_a_form_by_its_layout_alone_is_as_crispy_draws_it(draft, office):
    desk = Desk(draft, office.preparer)
    for code in ("results", "usage"):
        there = desk.at(desk.scheme.section(code))
        for form in forms_of(there, {"achievement-0-body": "甲<乙", "text-usage": "\x00" * 3}):
            assert placed_form(Context(), form) == render_crispy_form(form).strip()
