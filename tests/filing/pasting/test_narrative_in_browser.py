"""Pasting a chapter in a real browser: into the box, looked at, accepted; and the count that follows the typing."""

import pytest
from playwright.sync_api import expect

from evaluations.drafts.facts_of_draft import store_facts
from evaluations.models import Status
from tests.barriers import barriers
from tests.factories import complete_facts
from tests.filing.pasting.test_splitting import SEED, chapter
from tests.filing.section.test_in_browser import desk, faults, office, page, signed_in  # noqa: F401
from tests.patience import thorough_only

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_chapter_comes_in_with_one_paste(desk):  # noqa: F811
    shown = desk("results")
    shown.get_by_text("整段粘贴自动拆分").click()
    shown.get_by_label("从 Word 或 WPS 复制整段").fill(chapter())
    shown.get_by_role("button", name="拆分", exact=True).click()
    expect(shown.get_by_text("共识别 6 条")).to_be_visible()
    assert not barriers(shown)
    shown.get_by_label("小标题").first.fill("改过的小标题")
    shown.get_by_role("button", name="采用并保存").last.click()
    expect(shown.get_by_text("已采用并保存")).to_be_visible()
    titles = [one.title for one in desk.draft.achievements.all()]
    assert titles == ["改过的小标题", *(one["title"] for one in SEED["achievements"][1:])]


def test_the_lengths_follow_the_typing(desk):  # noqa: F811
    shown = desk("management")
    length = shown.locator("#id_text-management_note ~ .form-text .length, #hint_id_text-management_note .length").first
    shown.locator("#id_text-management_note").fill("字" * 1_860)
    expect(length).to_have_text("约 1,860 字（建议 50–800），偏长")
    shown.locator("#id_text-management_note").fill("四个字。")
    expect(length).to_have_text("约 4 字（建议 50–800），偏短")
    shown = desk("results")
    shown.on("dialog", lambda dialog: dialog.accept())
    shown.get_by_label("正文").fill("字" * 1_200)
    expect(shown.locator("[data-chapter]")).to_have_text("1,200")


@thorough_only
def test_the_remarks_and_the_signature_page_are_accessible(page, office, signed_in, live_server, faults):  # noqa: F811
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    signed_in(page.context, office.head)
    page.goto(f"{live_server.url}/filing/{evaluation.pk}/preview/")
    assert not barriers(page)
    evaluation = office.act(evaluation, "refuse_signature")
    note = {**complete_facts().narratives, "management_note": "预算执行率1.23%。"}
    store_facts(evaluation, complete_facts(narratives=note))
    page.context.clear_cookies()
    signed_in(page.context, office.preparer)
    page.goto(f"{live_server.url}/filing/{evaluation.pk}/s/management/")
    expect(page.locator("#said-text-management_note li")).to_contain_text("改为")
    assert not barriers(page)
