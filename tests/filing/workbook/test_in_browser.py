"""Excel both ways in a real browser: choose a file, read the faults, read the dry run, confirm."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from evaluations.models import BudgetLine, Status
from tests.access.test_accessibility import RULES
from tests.filing.section.test_in_browser import office, signed_in  # noqa: F401
from tests.foreign_files.making import BASE, PROJECTS, changed

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def good(book):
    book[BASE]["H7"], book[PROJECTS]["F5"] = 26, 99.5


def bad(book):
    book[BASE]["H7"], book[PROJECTS]["D5"] = 26.5, "基建"


def judged(page):
    """What axe finds on the page."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


@pytest.mark.parametrize("width", [1366, 390])
def test_a_workbook_goes_in_with_the_mouse(browser, office, signed_in, live_server, client, tmp_path, width):  # noqa: F811
    evaluation = office.evaluation(Status.DRAFT)
    client.force_login(office.preparer)
    content = client.get(f"/filing/{evaluation.pk}/workbook.xlsx").content
    for name, edit in (("good", good), ("bad", bad)):
        (tmp_path / f"{name}.xlsx").write_bytes(changed(edit)(content))
    context = browser.new_context(viewport={"width": width, "height": 768}, locale="zh-CN")
    page = signed_in(context, office.preparer).new_page()
    page.goto(f"{live_server.url}/filing/{evaluation.pk}/")
    page.get_by_role("link", name="Excel 填报").click()
    for name, heading in (("bad", "工作簿里有 2 处需要改，没有导入任何内容"), ("good", "核对要导入的内容")):
        judged(page)
        page.get_by_label("填好的工作簿（.xlsx）").set_input_files(tmp_path / f"{name}.xlsx")
        page.get_by_role("button", name="上传并核对").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    judged(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator("#notices")).to_contain_text("已导入 2 个部分")
    assert BudgetLine.objects.get(evaluation=evaluation, figure="staff_in_post").amount == 26
    context.close()
