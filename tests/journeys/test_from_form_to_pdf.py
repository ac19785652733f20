"""The whole road in real browsers, from an empty database: one command for the first administrators, then pages alone.

County, 24 offices by Excel, slips, second factor, a year opened; one report filed, signed, approved, published, withdrawn,
restored; in scripts/test --long also returned and filed again, its approval undone, and corrected when it was public.
Real parts: PostgreSQL, Redis, a Celery worker in its own process, Chromium, pdftotext.
"""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.first_report import file_everything
from tests.journeys.offices import (
    NewAccountant,
    Newcomer,
    agree_to_everything,
    first_administrators,
    import_offices,
    open_bureau_account,
    open_first_year,
    register_table,
    slips_on,
)
from tests.journeys.people import Person
from tests.patience import THOROUGH

pytestmark = pytest.mark.postgresql

REASON = "公用经费超预算 35.55%，请补充下一步怎样控制。"
PRINTED_RATES = ("140.00%", "-68.93%", "77.87%", "135.55%", "62.23%", "84.51%")
BUREAU = {"jixiaogu": ("绩效员", "绩效股管理员"), "shenhe": ("审核员", "审核员"), "menhu": ("门户员", "门户人员")}


@pytest.fixture
def demanded(settings):
    """As in production: the bureau and the administrators show a second factor."""
    settings.SECOND_FACTOR = "bureau"


def test_a_county_comes_to_its_first_published_report(
    transactional_db, demanded, live_server, browser, celery_worker_process, tmp_path, capsys
):
    def newcomer(name):
        return Newcomer(browser, live_server.url).comes(name, slips[name], with_phone=True)

    slips = first_administrators(capsys)
    system = Newcomer(browser, live_server.url).arrives("xitong", slips["xitong"], with_phone=True)
    security, auditor = newcomer("anquan"), newcomer("shenji")
    import_offices(system, register_table(tmp_path))
    for name, (person, role) in BUREAU.items():
        open_bureau_account(system, person, name, role)
    slips = agree_to_everything(security, len(BUREAU))
    system.open("/administration/accounts/slips/")
    system.press("为全部从未登录的人员生成")
    slips |= slips_on(system)
    admin, reviewer, publisher = map(newcomer, BUREAU)
    open_first_year(admin)
    accountant = NewAccountant(browser, live_server.url).arrives("kuaiji", slips["kuaiji"])
    head = Newcomer(browser, live_server.url).comes("lingdao", slips["lingdao"])
    visitors = [Person(browser, live_server.url) for _ in range(2)]
    file_return_and_approve(accountant, head, reviewer)
    publish(publisher)
    read_and_download(visitors[0], tmp_path)
    withdraw_and_restore(publisher, visitors[1])
    if THOROUGH:  # else by the same forms in test_correcting_what_is_public.py
        correct_what_is_public(accountant, head, admin, reviewer)
        publish(publisher)
    read_the_log(auditor)
    for somebody in (system, security, auditor, admin, accountant, head, reviewer, publisher):
        assert somebody.complaints == []


def file_return_and_approve(accountant, head, reviewer):
    accountant.open("/filing/")
    file_everything(accountant)
    see_the_seven_rates(accountant)
    explain_and_submit(accountant)
    sign(head)
    if (
        THOROUGH
    ):  # else in tests/review/comments/test_comments_in_browser.py and, without a browser, tests/review/decision
        send_back(reviewer)
        correct(accountant)
        sign(head)
        approve(reviewer)
        undo_approval(reviewer)
    approve(reviewer)


def correct_what_is_public(accountant, head, admin, reviewer):
    ask_for_correction(accountant)
    allow_correction(admin)
    correct(accountant, "各股室每月公布一次支出进度。")
    sign(head)
    approve(reviewer)


def see_the_seven_rates(me):
    me.section("六（三）预算管理")
    panel = me.page.get_by_label("实时指标和勾稽校验")
    for rate in PRINTED_RATES:
        expect(panel).to_contain_text(rate)
    row = panel.locator("li").filter(has_text="公务用车运行维护费控制率")
    expect(row.locator("b")).to_have_text("0.00%")
    assert "25.46" not in me.page.inner_text("body")


def explain_and_submit(me):
    me.page.goto(me.tasks)
    me.page.get_by_role("main").get_by_role("link", name="勾稽校验", exact=True).first.click()
    me.sees("167.74", "90.64")
    me.page.get_by_label("说明（核对无误的，写明原因）").fill("77.1万元年初未分解到具体项目，年内未支出。")
    me.press("保存说明")
    me.page.get_by_label("我单位承诺").check()
    me.press("提交签批")
    me.sees("待签批")


def sign(me):
    me.open("/filing/")
    me.page.get_by_role("main").get_by_role("link", name=re.compile("2020年度部门整体支出绩效评价")).click()
    me.sees("永兴县政务服务中心", "0.00%")
    me.press("签批并报送")
    me.sees("待审核")


def send_back(me):
    open_from_queue(me)
    me.page.locator("[data-decide=return]").click()
    me.press("退回修改")
    me.sees("请写明退回原因")
    me.page.get_by_label("审核意见").fill(REASON)
    me.press("退回修改")
    me.sees("退回")


def open_from_queue(me):
    me.open("/review/")
    me.page.get_by_role("table").get_by_role("link", name="永兴县政务服务中心").click()
    me.sees("在职人员控制率", "82")


def correct(me, words="超定额支出一律事先报批，按季度公布执行进度。"):
    me.open("/filing/")
    me.page.get_by_role("main").get_by_role("link", name=re.compile("2020年度部门整体支出绩效评价")).click()
    me.section("六（三）预算管理")
    note = me.page.locator('[name="text-operating_note"]')
    note.fill(note.input_value() + words)
    me.finishes()
    me.page.goto(me.tasks)
    me.page.get_by_role("main").get_by_role("link", name="勾稽校验", exact=True).first.click()
    me.page.get_by_label("以上修改已逐处核对").check()
    me.page.get_by_label("我单位承诺").check()
    me.press("提交签批")


def approve(me):
    open_from_queue(me)
    me.page.locator("[data-decide=approve]").click()
    me.press("审核通过")
    me.sees("审核通过")


def undo_approval(me):
    """While the PDF is being made the act is refused with a word, and what was typed stays."""
    me.open("/review/?tab=passed")
    me.page.get_by_role("main").get_by_role("link", name=re.compile("政务服务")).first.click()
    me.page.locator("summary", has_text="撤销通过").click()
    me.page.get_by_label(re.compile("原因")).last.fill("还有一处数字要再核实")
    for _ in range(60):
        with me.page.expect_navigation():
            me.press("撤销通过")
        if not me.page.get_by_text("请稍候再办理").count():
            break
        me.page.wait_for_timeout(500)
    me.sees("待审核")


def withdraw_and_restore(publisher, visitor):
    publisher.page.get_by_label("撤下的原因").fill("附件里的一处名称有误，正在核实")
    publisher.press("撤下")
    publisher.sees("已撤下")
    visitor.open("/reports/2020/102001/")
    visitor.sees("附件里的一处名称有误，正在核实")
    publisher.page.get_by_label("恢复公开的原因").fill("核实无误，恢复公开")
    publisher.press("恢复公开")
    publisher.sees("已公开")
    visitor.open("/reports/2020/102001/")
    visitor.sees("永兴县政务服务中心2020年度部门整体支出绩效评价报告")


def ask_for_correction(me):
    me.page.goto(me.tasks)
    me.page.locator("summary", has_text="申请更正").click()
    me.page.get_by_label(re.compile("原因")).last.fill("公用经费的改进措施要补充")
    me.press("申请更正")
    me.sees("已申请更正，等财政局办理")


def allow_correction(me):
    me.open("/review/?tab=asked")
    me.page.get_by_role("main").get_by_role("link", name=re.compile("政务服务")).first.click()
    me.sees("公用经费的改进措施要补充")
    me.press("同意更正")
    me.sees("更正中")


def read_the_log(me):
    me.open("/administration/log/")
    me.sees("撤下", "恢复公开", *(["同意更正"] if THOROUGH else []))
    me.open("/administration/log/chain/")
    expect(me.page.locator("body")).not_to_contain_text("与封印不符")


def publish(me):
    me.open("/publish/")
    for _ in range(60):
        if me.page.get_by_role("link", name=re.compile("核对并公开")).count():
            break
        me.page.wait_for_timeout(500)
        me.page.goto(me.site + "/publish/?tab=ready")
    me.follow("核对并公开")
    me.press("公开发布")
    me.sees("已公开")


def read_and_download(visitor, tmp_path):
    visitor.open("/")
    visitor.page.get_by_role("searchbox").fill("政务服务")
    visitor.page.get_by_role("button", name=re.compile("查询|搜索|查找")).click()
    visitor.follow("永兴县政务服务中心2020年度部门整体支出绩效评价报告")
    visitor.sees("公务用车运行维护费预算0.58万元，未发生支出")
    with visitor.page.expect_download() as started:
        visitor.page.get_by_role("link", name=re.compile("下载 ?PDF")).first.click()
    paper = Path(tmp_path) / "report.pdf"
    started.value.save_as(paper)
    read_the_paper(paper)
    assert visitor.complaints == []


def read_the_paper(paper):
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    flat = re.sub(r"\s+", "", text)
    places = [flat.index(words) for words in IN_ORDER]
    assert places == sorted(places)
    assert "0735-0000000" not in flat


IN_ORDER = [
    "永兴县政务服务中心2020年度部门整体支出绩效评价报告",
    "一、部门、单位基本情况",
    "基本支出预算539.26万元，实际支出499.98万元",
    "电子政务项目运行维护费",
    "三、政府性基金预算支出情况",
    "在职人员控制率140.00%",
    "一是推进审批服务集中办理",
    "六是提高项目审批效率",
    "七、存在的主要问题及下一步改进措施",
    "九、其他需要说明的情况",
    "部门整体支出绩效评价指标表",
    "部门整体支出绩效评价基础数据表",
]
