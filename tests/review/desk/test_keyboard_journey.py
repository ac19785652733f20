"""A reviewer clears the queue with the keyboard: one page load a decision, a return with three comments among them.

`-s` shows keys, loads and the seconds of handling by the keystroke-level model; the bounds are what it takes today.
"""

import json
import sys
from collections import Counter

import pytest
from playwright.sync_api import expect

from departments.roles import Role
from evaluations.facts.reading import read_facts
from evaluations.models import Comment, Decision, Evaluation, Status
from tests.barriers import barriers
from tests.factories import make_member, make_office
from tests.journeys.hands import Hands
from tests.journeys.people import Person
from tests.patience import tries
from tests.services import wait_until
from tests.sources import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
DEMO = ROOT / "evaluations" / "demo" / "yongxing-2020.json"
COMMENTS = 3
MOST_KEYS, MOST_SECONDS = 14, 30


class Reviewer(Person):
    """A reviewer with counted hands, who came in with a session and counts the pages that are loaded."""

    def __init__(self, browser, site, user):
        super().__init__(browser, site)
        self.comes_in(user)
        self.hands, self.loads, self.told = Hands(self.page), 0, []
        self.page.on("load", lambda _: self.count())

    def count(self):
        self.loads += 1

    def ticks(self, reports):
        """In the list: the box in the head ticks the page, and the bar says how many are ticked."""
        self.open("/review/")
        told, whole = self.page.locator("[data-picked]"), self.page.get_by_label("选择本页全部")
        whole.focus()
        self.page.keyboard.press("Space")
        expect(told).to_have_text(f"已勾选 {reports} 份：")
        self.page.locator("tbody input[name=pk]").first.uncheck()
        expect(told).to_have_text(f"已勾选 {reports - 1} 份：")
        expect(whole).to_be_checked(indeterminate=True)
        whole.check()
        whole.uncheck()
        expect(told).to_contain_text("不勾选即本条件下的全部")
        ticked, screen = self.page.locator("tbody input[name=pk]:checked"), self.page.viewport_size
        expect(ticked).to_have_count(0)
        self.page.set_viewport_size({"width": 390, "height": 844})  # a phone shows no head of the list
        self.page.get_by_label("全选本页").check()
        expect(ticked).to_have_count(reports)
        self.page.get_by_label("全选本页").uncheck()
        self.page.set_viewport_size(screen)

    def comments(self):
        """Each finding turned into a comment where it stands."""
        for number in range(1, COMMENTS + 1):
            self.hands.presses("j", "c")
            expect(self.page.locator(".in-place textarea[name=body]")).to_be_focused()
            self.hands.thinks()
            self.hands.presses("Control+Enter")
            expect(self.page.locator("#count-comments")).to_have_text(str(number))

    def decides(self, *keys):
        """The keys of a decision; then the next report is there."""
        before, done = self.page.url, Counter(self.hands.done)
        self.hands.thinks()
        self.hands.presses(*keys)
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state()
        return self.hands.done["keys"] - done["keys"]


@pytest.fixture
def reviewer(browser, live_server):
    """A county with some reports that wait, each with its findings."""
    office, facts = make_office(), read_facts(json.loads(DEMO.read_text()))
    for one in (office, *(make_office(office.county) for _ in range(tries(3, 12) - 1))):
        one.evaluation(Status.SUBMITTED, facts)
    person = Reviewer(browser, live_server.url, make_member(Role.REVIEWER, office.county, username="clears"))
    yield person
    assert person.complaints == []
    person.context.close()


def test_a_reviewer_clears_the_queue_by_keyboard(reviewer):
    waiting = list(Evaluation.objects.order_by("submissions__submitted_at"))
    reviewer.ticks(len(waiting))
    reviewer.open(f"/review/{waiting[0].submissions.get().pk}/")
    assert not (found := barriers(reviewer.page, "desk")), found
    begun = reviewer.loads
    reviewer.hands.presses("j", "y")
    expect(reviewer.page.get_by_role("button", name="取消认可").first).to_be_visible()
    reviewer.comments()
    assert reviewer.loads == begun, "a comment left the page"
    reviewer.decides("r", "Tab", "Enter")
    returned = Hands.seconds(reviewer.hands)
    keys = [reviewer.decides("a", "Enter") for _ in waiting[1:]]
    wait_until(
        lambda: reviewer.page.wait_for_timeout(20) or reviewer.loads > begun + len(waiting) - 1, "pages are missing"
    )
    assert reviewer.loads - begun == len(waiting), "one page load a decision"
    assert Counter(Decision.objects.values_list("outcome", flat=True)) == {"returned": 1, "approved": len(waiting) - 1}
    assert Comment.objects.exclude(sent_at=None).count() == COMMENTS
    assert reviewer.hands.done["clicks"] == 0 and set(keys) == {2}
    assert reviewer.hands.done["keys"] - sum(keys) <= MOST_KEYS + COMMENTS and returned <= MOST_SECONDS
    done = f"{len(waiting)} reports: {dict(reviewer.hands.done)}, the return {returned:.1f} s"
    sys.stdout.write(f"\n{done}, all {reviewer.hands.seconds():.1f} s\n")
    reviewer.page.get_by_role("button", name="撤销").first.click()
    reviewer.sees("已撤销通过")
    assert Evaluation.objects.filter(status=Status.SUBMITTED).count() == 1
