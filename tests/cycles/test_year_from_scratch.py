"""The bureau administrator's whole year-opening by pages alone: scheme, comparison, rehearsal, cycle, exemption,
extension, approved budget; and the accountant who finds the approved number beside the field."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from departments.roles import Role
from evaluations.models import ApprovedFigure, Cycle, Obligation, Status
from tests.cycles.years import NOTICE, REVISED
from tests.factories import make_department, make_member, make_office
from tests.patience import thorough_only

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


@pytest.fixture
def office():
    office = make_office()
    make_member(Role.BUREAU_ADMIN, office.county, username="admin", password=PASSWORD)
    make_member(Role.PREPARER, office.department, username="kuaiji", password=PASSWORD)
    office.evaluation(Status.APPROVED)
    for name in ("县档案管理所", "县图书服务中心", "县农村水利站"):
        make_department(office.county, name)
    return office


class Person:
    """Somebody at a browser who presses what the page offers; every press is counted."""

    def __init__(self, page, site):
        self.page, self.site, self.presses = page, site, 0

    def sign_in(self, name):
        self.page.goto(f"{self.site}/accounts/login/")
        self.page.get_by_label("用户名").fill(name)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.press("登录")

    def press(self, name):
        self.pressed(self.page.get_by_role("button", name=name, exact=True).last)

    def follow(self, name):
        self.pressed(self.page.get_by_role("link", name=name, exact=True).first)

    def pressed(self, what):
        what.click()
        self.presses += 1
        self.page.wait_for_load_state("load")

    def sees(self, *texts):
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)


def filled(workbook: bytes) -> bytes:
    """The template as the administrator fills it in: two of its departments, in 万元."""
    book, stream = load_workbook(BytesIO(workbook)), BytesIO()
    sheet = book.active
    headings = [cell.value for cell in sheet[1]]
    for row in (2, 3):
        sheet.cell(row, headings.index("公用经费（万元）") + 1, 101.26)
        sheet.cell(row, headings.index("人员经费（万元）") + 1, 438)
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def admin(page, live_server):
    page.set_viewport_size({"width": 1366, "height": 768})
    return Person(page, live_server.url)


@thorough_only
def test_a_year_is_opened_by_pages_alone(admin, office, tmp_path):
    page = admin.page
    admin.sign_in("admin")
    admin.follow("年度任务")
    load_scheme(admin, tmp_path)
    admin.follow("试算")
    page.get_by_label("用哪一年的报告").select_option(str(office.cycle.pk))
    admin.press("试算")
    admin.sees("1 份报告")
    admin.follow("用它下达任务")
    page.get_by_label("评价年度").fill("2021")
    page.get_by_label("开始日期").fill("2022-03-01")
    page.get_by_label("报送截止").fill("2022-04-30")
    page.get_by_label("通知名称和文号").fill(NOTICE)
    admin.press("下达任务")
    admin.sees("报送截止 2022-04-30 已过")
    page.get_by_label("我已看过上面的提醒").check()
    admin.press("下达任务")
    admin.sees("2021年度任务已下达，列入 4 个单位")
    exempt_and_extend(admin)
    import_budget(admin, tmp_path)
    assert ApprovedFigure.objects.filter(obligation__cycle__year=2021).count() == 4
    assert "次年稿" in Cycle.objects.get(year=2021).scheme.title
    assert admin.presses <= 27, admin.presses
    admin.press("退出")
    the_accountant_finds_it(admin)


def load_scheme(admin, tmp_path):
    fresh = tmp_path / "next-year.toml"
    fresh.write_text(REVISED.read_text().replace("修订稿", "次年稿"))
    admin.follow("指标体系")
    admin.follow("上传新文件")
    admin.page.get_by_label("指标体系文件").set_input_files(fresh)
    admin.press("核对文件")
    admin.sees("没有发现问题", "不同的地方")
    admin.page.get_by_label("我已核对").check()
    admin.press("载入")


def exempt_and_extend(admin):
    page = admin.page
    admin.pressed(page.get_by_role("link", name="办理县档案管理所的免报和延期"))
    page.get_by_label("免报原因").fill("2021年11月新成立，本年度没有预算")
    admin.press("本年度免报")
    admin.pressed(page.get_by_role("link", name="办理县图书服务中心的免报和延期"))
    page.get_by_label("延期后的截止日期").fill("2022-05-31")
    page.get_by_label("延期原因").fill("会计岗位交接，单位书面申请")
    admin.press("延期")
    admin.sees("已延期")


def import_budget(admin, tmp_path):
    admin.follow("导入批复数")
    with admin.page.expect_download() as download:
        admin.page.get_by_role("link", name="下载预算数模板").click()
    admin.presses += 1
    table = tmp_path / "批复.xlsx"
    table.write_bytes(filled(download.value.path().read_bytes()))
    admin.page.get_by_label("批复表").set_input_files(table)
    admin.press("核对文件")
    admin.sees("2 个单位有 4 处要写入")
    admin.press("导入 2 个单位")
    admin.sees("已导入 2 个单位的批复预算数")


def the_accountant_finds_it(admin):
    admin.sign_in("kuaiji")
    owed = Obligation.objects.get(cycle__year=2021, department__memberships__user__username="kuaiji")
    admin.press(f"开始填报 {owed.department} · {owed.cycle.title}")
    admin.follow("附件2 基础数据表")
    expect(admin.page.locator("#id_operating-budget")).to_have_value("101.26")
    expect(admin.page.locator("#id_operating-budget-beside")).to_contain_text("＝批复")
