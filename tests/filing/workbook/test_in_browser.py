"""Excel both ways in a real browser: choose a file, read the faults, read the dry run, confirm."""

import pytest
from playwright.sync_api import expect

from evaluations.models import BudgetLine, Status
from tests.barriers import barriers
from tests.filing.section.test_in_browser import office, page, signed_in  # noqa: F401
from tests.foreign_files.making import BASE, PROJECTS, changed

pytestmark = pytest.mark.django_db(transaction=True)


def good(book):
    book[BASE]["H7"], book[PROJECTS]["F5"] = 26, 99.5


def bad(book):
    book[BASE]["H7"], book[PROJECTS]["D5"] = 26.5, "基建"


def test_a_workbook_goes_in_with_the_mouse(page, office, signed_in, live_server, client, tmp_path):  # noqa: F811
    evaluation = office.evaluation(Status.DRAFT)
    client.force_login(office.preparer)
    content = client.get(f"/filing/{evaluation.pk}/workbook.xlsx").content
    for name, edit in (("good", good), ("bad", bad)):
        (tmp_path / f"{name}.xlsx").write_bytes(changed(edit)(content))
    signed_in(page.context, office.preparer)
    page.goto(f"{live_server.url}/filing/{evaluation.pk}/")
    page.get_by_role("link", name="Excel 填报").click()
    for name, heading in (("bad", "工作簿里有 2 处需要改，没有导入任何内容"), ("good", "核对要导入的内容")):
        if name == "good":  # with the list of faults; without it: test_accessibility.py
            assert not barriers(page)
        page.get_by_label("填好的工作簿（.xlsx、.xls、.et）").set_input_files(tmp_path / f"{name}.xlsx")
        page.get_by_role("button", name="上传并核对").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert not barriers(page)
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator("#notices")).to_contain_text("已导入 2 个部分")
    assert BudgetLine.objects.get(evaluation=evaluation, figure="staff_in_post").amount == 26
