"""No barrier on any page of the site, on three screens: the addresses come from the URLconf, so a new page is judged too."""

import pytest
from playwright.sync_api import Error, expect

from departments.matrix import matrix_lines
from departments.roles import Role
from evaluations.drafts.facts_of_draft import scheme_of
from evaluations.models import Status
from tests.access.site import Place, client_of
from tests.barriers import LOW, WIDE, axe_script, barriers
from tests.factories import make_member, make_office
from tests.filing.section import test_in_browser
from tests.patience import THOROUGH

signed_in = test_in_browser.signed_in
pytestmark = pytest.mark.django_db(transaction=True)
WITH_LAST_YEAR = ("base_data", "general_budget", "projects", "indicators", "results", "usage")


class Judge:
    """Opens pages as somebody; `found` is what is wrong, by address, `judged` what was a page."""

    def __init__(self, browser, site, signed_in):
        self.browser, self.site, self.signed_in = browser, site, signed_in
        self.pages, self.found, self.judged = {}, {}, []

    def page_of(self, person):
        """The one page of this person; None is nobody."""
        if person not in self.pages:
            context = self.browser.new_context(locale="zh-CN", viewport={"width": WIDE, "height": LOW})
            context.add_init_script(axe_script())  # so the browser compiles it once, and not for every page
            self.pages[person] = (self.signed_in(context, person) if person else context).new_page()
            self.pages[person].on("console", self.heard)
        return self.pages[person]

    def heard(self, line):
        if "Security Policy" in line.text:
            self.found[line.location["url"], "policy"] = line.text

    def __call__(self, person, address, act=None):
        page = self.page_of(person)
        page.goto(self.site + address)
        if act:
            act(page)
        self.looks(page, address)

    def looks_at_a_page(self, person, address):
        """Judge what answers, if that is a page of this address, and not a file, a fragment or the way elsewhere."""
        page = self.page_of(person)
        try:
            answer = page.goto(self.site + address)
        except Error as told:
            assert "Download is starting" in told.message or "ERR_ABORTED" in told.message, told
            return
        whole = answer.status == 200 and page.url == self.site + address
        if whole and page.evaluate("document.doctype !== null"):
            self.looks(page, address, narrow_rules=THOROUGH)

    def looks(self, page, address, *, narrow_rules=True):
        self.judged.append(address)
        if wrong := barriers(page, narrow_rules=narrow_rules):
            self.found[address] = wrong


@pytest.fixture
def judge(browser, live_server, signed_in):
    """(person, address, what to do there): nothing may be wrong on any page that was opened."""
    judge = Judge(browser, live_server.url, signed_in)
    yield judge
    for page in judge.pages.values():
        page.context.close()
    assert not judge.found


def test_no_page_of_the_site_has_a_barrier(judge):
    place = Place(make_office())
    for line in matrix_lines():
        role = next((role for role in Role if line.allows(role)), None)
        person = place.office.people[role]
        # What does not end with a slash is a file, for people or for programs.
        if "GET" in line.methods and line.pattern.endswith("/"):
            judge.looks_at_a_page(None if line.public else person, place.address(line, role))
    assert len(judge.judged) > 90
    for person, address in [
        (None, "/no/such/page/"),
        (place.office.reviewer, "/review/?tab=missing"),
        (place.office.preparer, "/review/"),
        (place.office.head, "/desk/"),
    ]:
        judge(person, address)


def test_no_page_on_the_way_to_publication_has_a_barrier(judge):
    office = make_office()
    evaluation = office.evaluation(Status.RETURNED)
    base = f"/filing/{evaluation.pk}/"
    kinds = {(one.table, bool(one.texts), one.first, one.none_text): one.code for one in scheme_of(evaluation).sections}
    # with notes of last year those are judged in tests/filing/section/test_last_year_in_browser.py
    sections = [f"s/{code}/" for code in kinds.values() if THOROUGH or code not in WITH_LAST_YEAR]
    for part in ["", *sections, "check/", "preview/", "history/", "history/1/"]:
        judge(office.preparer, base + part)
    waiting, submitted, approved = (
        make_office(office.county).evaluation(status)
        for status in (Status.AWAITING_SIGNATURE, Status.SUBMITTED, Status.APPROVED)
    )
    head = make_member(Role.HEAD, waiting.department)
    judge(head, f"/filing/{waiting.pk}/preview/")
    judge(office.reviewer, f"/review/{submitted.submissions.get().pk}/")
    judge(office.publisher, f"/publish/{approved.submissions.get().publication.pk}/")


def fill(cell, text, answer):
    """Type into a cell, save, and see this answer."""

    def act(page):
        page.locator(cell).fill(text)
        with page.expect_navigation():  # the list of faults is there before, by autosave
            page.locator(".actions").get_by_role("button", name="先放着").click()
        expect(page.locator("main")).to_contain_text(answer)

    return act


def test_answers_that_something_is_wrong_have_no_barrier(judge):
    office = make_office()
    evaluation = office.evaluation(Status.DRAFT)
    base = f"/filing/{evaluation.pk}/s/"
    judge(office.preparer, f"{base}base_data/", fill("#id_reception-actual", "一百", "有 1 处需要核对"))

    def behind(page):
        """Somebody else saves the section while it is open here."""
        client = client_of(make_member(Role.PREPARER, office.department, display_name="赵会计"))
        client.post(f"{base}usage/", {"version": page.locator("[name=version]").input_value(), "text-usage": "她写的"})
        fill("#id_text-usage", "我写的", "赵会计")(page)

    judge(office.preparer, f"{base}usage/", behind)

    def signed_out(page):
        page.get_by_label("用户名").fill("nobody")
        page.get_by_label("密码").fill("wrong")
        page.get_by_role("button", name="登录").click()
        expect(page.locator("main")).to_contain_text("用户名或密码不正确")

    judge(None, "/accounts/login/", signed_out)
