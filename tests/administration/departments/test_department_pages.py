"""The pages of departments in a real browser: those whose looks hang on what was sent; the others open in tests/access."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from evaluations.models import Status
from tests.barriers import barriers
from tests.factories import make_department, make_office
from tests.filing.section import test_in_browser
from tests.patience import thorough_only

signed_in = test_in_browser.signed_in
pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "预算编码,单位名称,简称,主管部门,姓名,角色,用户名,联系电话,备注"


@pytest.fixture
def office():
    office = make_office()
    office.evaluation(Status.RETURNED)
    make_department(office.county, "县撤销的站", active=False)
    make_department(office.county, "县农技站", supervising_department=office.department)
    return office


@pytest.fixture
def page(browser, live_server, signed_in, office):
    context = signed_in(browser.new_context(locale="zh-CN", base_url=live_server.url), office.system_admin)
    yield context.new_page()
    context.close()


@thorough_only
def test_a_table_is_judged_corrected_and_imported_without_a_barrier(page, tmp_path):
    table = tmp_path / "单位名录.csv"
    lines = ("301001,县卫生健康局,卫健,,王芳,股长,,\n", "301001,县卫生健康局,卫健,,王芳,经办人,,0735-5521234,x\n")
    for line, said in zip(lines, ("没有导入任何内容", "尚未导入"), strict=True):
        page.goto(reverse("administration:import_departments"))
        table.write_text(f"{HEAD}\n{line}")
        page.get_by_label("单位名录").set_input_files(table)
        page.get_by_role("button", name="核对文件").click()
        expect(page.get_by_text(said).first).to_be_visible()
        assert not barriers(page)
    page.get_by_role("button", name="导入 1 个单位").click()
    expect(page.get_by_text("只显示这一次")).to_be_visible()
    assert not barriers(page)


def test_a_merger_is_shown_done_and_undone_without_a_barrier(page, office):
    into = make_office(office.county).department
    page.goto(reverse("administration:merge_department", args=[office.department.pk]))
    page.get_by_label("并入").select_option(str(into.pk))
    page.get_by_label("合并依据").fill("永办发〔2024〕5号")
    page.get_by_role("button", name="核对要转移的内容").click()
    expect(page.get_by_text("尚未办理")).to_be_visible()
    assert not barriers(page)
    page.get_by_role("button", name="确认合并").click()
    expect(page.get_by_role("heading", name=into.name)).to_be_visible()
    assert not barriers(page)
    page.get_by_role("link", name=office.department.name).first.click()
    expect(page.get_by_role("link", name="撤销合并")).to_be_visible()
    assert not barriers(page)
    page.get_by_role("link", name="撤销合并").click()
    page.get_by_role("button", name="撤销合并").click()
    expect(page.locator(".errsum")).to_be_visible()
    assert not barriers(page)


@thorough_only
def test_lists_and_forms_with_faults_have_no_barrier(page, office):
    page.goto(reverse("administration:new_department"))
    page.get_by_role("button", name="新增单位").click()
    expect(page.locator(".errsum")).to_be_visible()
    assert not barriers(page)
    for query in ("?state=all", "?state=stopped&text=xczd", "?text=没有"):
        page.goto(reverse("administration:departments") + query)
        assert not barriers(page)
