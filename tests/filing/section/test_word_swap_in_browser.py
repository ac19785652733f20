"""The link of a remark marks its word in the text, and the button exchanges it, in a real browser."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.factories import complete_facts, make_office

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "制度健全，执行有力。\n我中心公务接待费支出3.52万元，比上年减少1万元。"
INPUT = "#id_text-management_note"


@pytest.fixture
def page(browser, transactional_db, settings, live_server):
    office = make_office(year=2020)
    draft = office.evaluation(document=complete_facts(narratives={"management_note": TEXT}))
    client = Client()
    client.force_login(office.preparer)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/filing/{draft.pk}/s/management/")
    yield page
    context.close()


def marked(page, field=INPUT):
    page.locator("a[data-word]").first.click()
    return page.locator(field).evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")


def test_the_word_is_marked_exchanged_and_put_back(page):
    assert marked(page) == "3.52"
    field = page.locator(INPUT)
    with page.expect_response("**/autosave/"):
        field.fill(
            "\u3000\u3000" + TEXT.replace("\n", "\n\u3000\u3000\u200b")
        )  # the indents of Word, which are not kept
    expect(page.locator("#autosave")).to_contain_text("已自动暂存")
    assert marked(page) == "3.52"
    page.get_by_role("button", name="改为 3.00").click()
    page.get_by_role("button", name="改回“3.52”").wait_for()
    expect(page.locator("#heard")).to_contain_text("已把“3.52”改为“3.00”")  # aloud: it stands there from the beginning
    assert field.input_value() == TEXT.replace("3.52", "3.00")
    field.press("Control+End")
    with page.expect_response("**/autosave/"):
        page.keyboard.type("。")
    page.reload()
    page.get_by_role("button", name="改回“3.52”").click()
    page.get_by_role("button", name="改为 3.00").wait_for()
    assert field.input_value() == TEXT + "。"
    # A reason that was folded away, and stands open with what is said of it.
    page.goto(f"{page.url.partition('management')[0]}indicators/")
    page.locator("details.reason summary").first.click()
    reason = page.locator("details.reason textarea").first
    own = f"#{reason.get_attribute('id')}"
    with page.expect_response("**/autosave/"):
        reason.fill("我中心公务接待费支出3.52万元。")
    expect(page.locator(f"details {own}")).to_have_count(0)
    assert marked(page, own) == "3.52"
