"""The score sheet in a real browser: it saves itself, the engine's numbers follow, and a clash is said and not lost."""

import pytest
from playwright.sync_api import expect

from departments.roles import Role
from evaluations.models import ReviewSheet, Status
from evaluations.scoring.review_sheet import ReviewMark
from evaluations.workflow.review_scoring import save_review_sheet
from tests.barriers import barriers
from tests.factories import make_member, make_office
from tests.journeys.people import Person

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_sheet_saves_itself_and_loses_nothing_to_a_colleague(browser, live_server):
    office = make_office()
    reviewer = make_member(Role.REVIEWER, office.county)
    submission = office.evaluation(Status.SUBMITTED).submissions.get()
    me = Person(browser, live_server.url)
    me.comes_in(reviewer)
    me.open(f"/review/{submission.pk}/sheet/first/")
    me.page.get_by_label("资金使用合规性：复核完成值").fill("1")
    expect(me.page.locator("#sheet-saved")).to_contain_text("已自动保存")
    expect(me.page.locator("#sheet-totals")).to_contain_text("95.68")
    assert ReviewSheet.objects.get().marks == {"fund_compliance": {"value": "1"}}
    assert not (found := barriers(me.page, "score-sheet")), found
    save_review_sheet(submission, reviewer, {"benefit": ReviewMark(score="5", reason="成效没有说清。")}, version=1)
    me.page.get_by_label("资金使用合规性：备注").fill("审计发现 1 处。")
    expect(me.page.locator("#sheet-saved")).to_contain_text("他人保存过")
    me.press("保存")
    me.sees("他人保存过这张评分表", "审计发现 1 处。", "现存：成效没有说清。")
    me.context.close()
