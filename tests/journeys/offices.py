"""The people who open an installation: administrators with slips and phones, and the table of their county's offices."""

import re
from pathlib import Path

import pyotp
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect

from evaluations.foreign_files.blank_table import write_workbook
from tests.journeys.people import Accountant, Person
from tests.sign_in.phone import enrolled_phone

OWN_PASSWORD = "Mifeng-2026-hua"
SEED_NAME = "永兴县政务服务中心"
HEADINGS = ["预算编码", "单位名称", "姓名", "角色", "用户名"]
NAMED = re.compile(r"用户名：(\S+)，初始密码：(\S+?)（")


class Newcomer(Person):
    """Somebody with a slip: the handed-over password opens once, an own one takes its place; then, perhaps, a phone."""

    def arrives(self, username: str, slip: str, *, with_phone: bool = False) -> "Newcomer":
        self.open("/accounts/login/")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(slip)
        self.press("登录")
        for name, text in {"old_password": slip, "new_password1": OWN_PASSWORD, "new_password2": OWN_PASSWORD}.items():
            self.page.locator(f"[name={name}]").fill(text)
        self.press("保存新密码")
        self.page.wait_for_load_state()
        if with_phone:
            self.enrols()
        return self

    def comes(self, username: str, slip: str, *, with_phone: bool = False) -> "Newcomer":
        """The same forms sent without a browser, as by the first newcomers with one; then signed in here."""
        client = Client()
        client.post("/accounts/login/", {"username": username, "password": slip})
        passwords = {"old_password": slip, "new_password1": OWN_PASSWORD, "new_password2": OWN_PASSWORD}
        assert client.post("/accounts/password/", passwords).status_code == 302
        if with_phone:
            enrolled_phone(client)
        self.takes_session_of(client)
        return self

    def enrols(self) -> None:
        """The page of the QR code stands in the way of every other; recovery codes are shown once."""
        self.open("/desk/")
        self.sees("您的角色必须使用动态码")
        self.page.get_by_text("不能扫码，手工输入").click()
        secret = self.page.locator(".secret").inner_text().replace(" ", "")
        self.page.locator("[name=new_code]").fill(pyotp.TOTP(secret).now())
        self.press("启用")
        self.sees("恢复码只显示这一次")
        self.follow("已经保存，继续")


class NewAccountant(Accountant, Newcomer):
    """The accountant of the seed's department on her first day."""


def first_administrators(capsys) -> dict[str, str]:
    """The one command of an installation; sign-in name → slip of the three administrators."""
    people = {"system": "系统员=xitong", "security": "安全员=anquan", "audit": "审计员=shenji"}
    call_command("first_administrators", "431023", county="永兴县", bureau="永兴县财政局", **people)
    return dict(NAMED.findall(capsys.readouterr().out))


def register_table(folder: Path) -> Path:
    """Twenty-four offices; the first with its two people."""
    people = [("经办员", "经办人", "kuaiji"), ("负责员", "单位负责人", "lingdao")]
    rows = [["102001", SEED_NAME, *person] for person in people]
    rows += [[str(200000 + number), f"永兴县第{number}事务中心", "", "", ""] for number in range(1, 24)]
    table = folder / "单位名录.xlsx"
    table.write_bytes(write_workbook("单位名录", HEADINGS, rows))
    return table


def import_offices(system: Person, table: Path) -> None:
    system.open("/administration/departments/import/")
    system.page.get_by_label(re.compile("文件|名录|表")).first.set_input_files(table)
    system.press("核对文件")
    system.sees("24 个单位要写入，其中新增 24", "尚未导入")
    system.press("导入 24 个单位")
    system.sees("已导入")


def open_bureau_account(system: Person, name: str, username: str, role: str) -> None:
    """A colleague of the bureau, with the role proposed."""
    system.open("/administration/accounts/new/")
    system.page.get_by_label("姓名").fill(name)
    system.page.get_by_label("用户名").fill(username)
    system.page.get_by_label("角色").select_option(label=role)
    system.page.get_by_label("理由").fill("绩效股岗位分工")
    system.press("开立账号")
    assert username in slips_on(system)


def slips_on(system: Person) -> dict[str, str]:
    """Sign-in name → password of the slips on the page."""
    expect(system.page.locator("td.password").first).to_be_visible()
    system.page.wait_for_load_state()
    rows = system.page.locator("tr:has(td.password)").all()
    return {row.locator("td.mono").first.inner_text(): row.locator("td.password").inner_text() for row in rows}


def agree_to_everything(security: Person, number: int) -> dict[str, str]:
    """Each first role of the bureau prints a new slip: that of the system administrator is void."""
    slips: dict[str, str] = {}
    for _ in range(number):
        security.open("/administration/security/")
        security.page.get_by_role("button", name=re.compile("^同意")).first.click()
        slips |= slips_on(security)
    security.open("/administration/security/")
    security.sees("没有等待办理的事项")
    return slips


def open_first_year(admin: Person) -> None:
    """The form that comes with the program, then the year."""
    admin.open("/manage/schemes/upload/")
    admin.page.get_by_role("button", name=re.compile("2013")).click()
    admin.page.get_by_label("我已核对").check()
    admin.press("载入")
    admin.sees("已载入")
    admin.open("/manage/cycles/new/")
    for label, text in {"评价年度": "2020", "开始日期": "2021-03-01", "报送截止": "2021-04-30"}.items():
        admin.page.get_by_label(label).fill(text)
    admin.page.get_by_label("指标体系").select_option(index=1)
    admin.page.get_by_label("通知名称和文号").fill("永财绩〔2021〕3号")
    admin.press("下达任务")
    admin.page.get_by_label("我已看过上面的提醒").check()
    admin.press("下达任务")
    admin.sees("列入 24 个单位")
