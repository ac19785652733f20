"""A line that was drawn once and filled in is, letter for letter, the line that its template draws."""

import pytest
from crispy_forms.layout import Field
from crispy_forms.utils import render_crispy_form

from departments.drawn_once import drawn_once, value_mark
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.parts.achievements import AchievementsPart
from evaluations.filing.section.parts.drawn_fields import DrawnField
from evaluations.filing.section.parts.narratives import NarrativesPart
from evaluations.filing.section.parts.people import PeoplePart
from evaluations.filing.section.parts.sheet import SheetPart, entered_in
from evaluations.filing.section.parts.sheet_rows import draw_row
from evaluations.models import Cycle
from evaluations.schemes.place_lookup import text_place
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


def test_values_are_escaped_and_none_may_be_missing():
    assert drawn_once("a", lambda: f"<p>{value_mark('one')}</p>", {"one": "<&>"}) == "<p>&lt;&amp;&gt;</p>"
    assert drawn_once("a", lambda: "drawn again", {"one": "1"}) == "<p>1</p>"
    with pytest.raises(KeyError):
        drawn_once("b", lambda: value_mark("other"), {"one": "1"})


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
    parts = (NarrativesPart(desk, data), PeoplePart(desk, data), AchievementsPart(desk, data))
    forms = [form for part in parts for form in part.forms]
    return "".join(render_crispy_form(form) for form in forms)


def as_crispy(self, form, context, template_pack="bootstrap5", **more):
    return Field(self.name, css_class=self.css_class).render(form, context, template_pack=template_pack, **more)
