"""Last year's values and approved budgets in a real browser, under both forms: rows stay low, cards stay whole."""

import pytest
from django.test import Client

from evaluations.facts.reading import load_facts
from evaluations.models import ApprovedFigure, Status
from evaluations.workflow.acting import open_draft
from tests.barriers import barriers
from tests.factories import EXAMPLES, make_cycle, make_obligation, make_office, make_scheme
from tests.patience import cases

pytestmark = pytest.mark.django_db(transaction=True)
FORMS = {
    "hunan-2013": (2020, "complete.json", "operating.budget"),
    "hunan-2023": (2023, "complete-2023.json", "basic.begin"),
}


@pytest.fixture(params=FORMS)
def draft(request, transactional_db):
    """The second year under one form; one budget was approved as filed last year, another was not."""
    year, example, figure = FORMS[request.param]
    office = make_office(year=year, scheme=make_scheme(request.param))
    office.evaluation(Status.APPROVED, load_facts((EXAMPLES / example).read_bytes()))
    cycle = make_cycle(office.county, year + 1, scheme=make_scheme(request.param))
    obligation = make_obligation(cycle, office.department)
    ApprovedFigure.objects.create(obligation=obligation, figure=figure, amount="101.26")
    ApprovedFigure.objects.create(obligation=obligation, figure="reception.budget", amount="2")
    return office, open_draft(obligation, office.preparer)


@pytest.fixture
def page(browser, draft, settings, live_server):
    client = Client()
    client.force_login(draft[0].preparer)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page, found = context.new_page(), []
    page.on("console", lambda line: found.append(line.text) if "Security Policy" in line.text else None)
    yield page
    context.close()
    assert not found


def sections(draft):
    """The sections of this form where something of last year stands: what both forms have alike is looked at in one."""
    alike = ["projects", "indicators", "results", "usage"]
    if draft.obligation.cycle.scheme.code == "hunan-2023":
        return ["targets", "funds", *cases([], ["base_data", *alike])]
    return ["base_data", "general_budget", *alike]


@pytest.mark.parametrize("draft", cases(["hunan-2013"], list(FORMS)), indirect=True)
def test_pages_with_last_years_values_fit_and_are_accessible(page, draft, live_server):
    for section in sections(draft[1]):
        page.goto(f"{live_server.url}/filing/{draft[1].pk}/s/{section}/")
        assert not (found := barriers(page, narrow_rules=True)), (section, found)
        if section == "base_data":
            opens_without_gaps(page.locator("#origins"))


def opens_without_gaps(folded):
    """What is folded is as high as what stands in it: blank lines of its source are none on the page."""
    folded.locator("summary").click()
    inside = folded.evaluate("box => [...box.children].reduce((sum, one) => sum + one.offsetHeight, 0)")
    assert folded.evaluate("box => box.offsetHeight") < inside + 50


@pytest.mark.parametrize("draft", cases(["hunan-2023"], list(FORMS)), indirect=True)
def test_the_notes_cost_the_table_no_height(page, draft, live_server):
    page.goto(f"{live_server.url}/filing/{draft[1].pk}/s/base_data/")
    rows = page.locator(".sheet tbody tr:not(.grp)")
    heights = rows.evaluate_all("rows => rows.map(row => Math.round(row.getBoundingClientRect().height))")
    assert max(heights) <= 38, heights
    noted = page.locator(".cell-beside").first
    assert noted.evaluate("note => note.scrollWidth <= note.clientWidth")
    lines = page.locator(".sheet tbody tr")  # headings of groups are lines of the printed table as well
    seen = lines.evaluate_all(
        "(rows, low) => rows.filter(row => row.getBoundingClientRect().bottom <= low).length",
        page.locator(".actions").bounding_box()["y"],
    )
    assert seen >= 9, seen
