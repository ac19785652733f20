"""A line that was drawn once and filled in is, letter for letter, the line that its template draws."""

import pytest

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.parts.drawn_once import VALUE_MARK, drawn_once
from evaluations.filing.section.parts.sheet import SheetPart, entered_figures
from evaluations.filing.section.parts.sheet_rows import draw_row
from evaluations.models import Cycle
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
            names = entered_figures(there)
            data = {name: TYPED[(number + start) % len(TYPED)] for number, name in enumerate(names)}
            for line in SheetPart(there, data).lines:
                assert line.drawn == draw_row(line)
                seen += 1
    assert seen > 100


def test_values_are_escaped_and_none_may_be_missing():
    assert drawn_once("a", lambda: f"<p>{VALUE_MARK}</p>", ["<&>"]) == "<p>&lt;&amp;&gt;</p>"
    assert drawn_once("a", lambda: "drawn again", ["1"]) == "<p>1</p>"
    with pytest.raises(ValueError, match="zip"):
        drawn_once("a", lambda: "", ["1", "2"])
