"""The form of a year was exchanged after its budgets were approved: what the new one does not know does no harm."""

from decimal import Decimal

import pytest

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models import ApprovedFigure

pytestmark = pytest.mark.usefixtures("kept_draft")


@pytest.fixture
def strange(draft):
    """An approved amount of a figure that the form has not, beside one that it has."""
    for figure in ("figure.of.the.former.form", "reception.budget"):
        ApprovedFigure.objects.create(obligation=draft.obligation, figure=figure, amount="3.5")


@pytest.mark.usefixtures("strange")
@pytest.mark.parametrize("section", ["base_data", "projects", "usage"])
def test_every_section_opens_and_saves_beside_an_approved_figure_unknown_to_the_form(preparer, send, address, section):
    assert preparer.get(address(section)).status_code == 200
    assert send(section, {"reception.actual": "1"}).status_code == 200


@pytest.mark.usefixtures("strange")
def test_the_known_figure_is_still_offered(preparer, draft, address):
    preparer.post(address("base_data"), {"version": 0, "fill": "approved"})
    assert collect_facts(draft).figures.get("reception.budget") == Decimal("3.5")


@pytest.mark.usefixtures("strange")
@pytest.mark.parametrize("page", ["", "check/", "preview/"])
def test_the_pages_beside_the_sections_open_too(preparer, draft, page):
    assert preparer.get(f"/filing/{draft.pk}/{page}").status_code == 200
