"""The reviewer's and everybody's pages in a real browser: no barrier, no sideways scrolling, no policy broken."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from departments.roles import Role
from evaluations.models import Status
from tests.factories import make_member, make_office

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TALL = 2400  # sticky bars over a short page would be taken for covered targets


@pytest.fixture
def submission():
    office = make_office()
    for number, role in enumerate((Role.REVIEWER, Role.AUDIT_ADMIN)):
        make_member(role, office.county, username=f"person{number}", password=PASSWORD)
    return office.evaluation(Status.SUBMITTED).submissions.get()


@pytest.fixture
def visit(live_server, page, submission):
    """Open an address as somebody and yield (width, what is wrong) on each screen."""
    said = []
    page.on("console", lambda message: said.append(message.text))

    def visit(address, username):
        if username:
            page.goto(f"{live_server.url}/accounts/login/")
            page.get_by_label("用户名").fill(username)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
        page.goto(f"{live_server.url}{address.format(pk=submission.pk)}")
        for width in (1366, 390, 320):
            page.set_viewport_size({"width": width, "height": TALL})
            faults = [(one["id"], one["impact"]) for one in Axe().run(page, options=RULES).response["violations"]]
            wide = page.evaluate("document.documentElement.scrollWidth") > width
            yield width, faults + ["scrolls sideways"] * wide
        yield "policy", [text for text in said if "Content Security Policy" in text]

    return visit


@pytest.mark.parametrize(
    "address, username",
    [
        ("/accounts/login/", ""),
        ("/no/such/page/", ""),
        ("/accounts/password/", "person0"),
        ("/review/", "person0"),
        ("/review/?tab=missing", "person0"),
        ("/review/{pk}/", "person0"),
        ("/review/", "person1"),
    ],
    ids=["login", "404", "password", "queue", "missing", "detail", "403"],
)
def test_pages_have_no_barrier(visit, address, username):
    assert not {width: faults for width, faults in visit(address, username) if faults}
