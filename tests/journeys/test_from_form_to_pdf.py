"""The whole road in real browsers: filed, signed, returned, corrected, approved, rendered, published, downloaded.

Real parts: PostgreSQL, Redis, a Celery worker in its own process, Chromium, pdftotext.
"""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from departments.roles import Role
from evaluations.demo.county import SEED_CODE, create_county
from tests.factories import make_member
from tests.journeys.people import PASSWORD, Accountant, Person

pytestmark = pytest.mark.postgresql

REASON = "公用经费超预算 35.55%，请补充下一步怎样控制。"
PRINTED_RATES = ("140.00%", "-68.93%", "77.87%", "135.55%", "62.23%", "84.51%")


@pytest.fixture
def county(transactional_db):
    """The seed county, with one person for each role on the road."""
    county = create_county()
    department = county.departments.get(budget_code=SEED_CODE)
    for role in (Role.PREPARER, Role.HEAD, Role.REVIEWER, Role.PUBLISHER):
        make_member(role, department, username=role.value, password=PASSWORD)
    return county


def test_the_seed_report_goes_all_the_way(county, live_server, browser, celery_worker_process, tmp_path):
    accountant = Accountant(browser, live_server.url, "preparer")
    head, reviewer, publisher = (Person(browser, live_server.url, name) for name in ("head", "reviewer", "publisher"))

    file_everything(accountant)
    see_the_seven_rates(accountant)
    explain_and_submit(accountant)
    sign(head)
    send_back(reviewer)
    correct(accountant)
    sign(head)
    approve(reviewer)
    publish(publisher)
    read_and_download(Person(browser, live_server.url), tmp_path)
    for person in (accountant, head, reviewer, publisher):
        assert person.complaints == []


def file_everything(me):
    me.start()
    me.section("附件2 基础数据表")
    me.enters_figures()
    me.types({"person-preparer": "填表人", "person-phone": "0735-0000000"})
    me.finishes()
    me.section("二（一）基本支出和收支情况")
    me.enters_figures()
    me.writes("personnel_use", "operating_use")
    me.finishes()
    me.section("二（二）项目支出")
    me.enters_projects()
    me.writes("projects_note")
    me.finishes()
    for label, codes in WRITTEN.items():
        me.section(label)
        me.writes(*codes)
        me.finishes()
    for label in ("三、政府性基金", "四、国有资本经营", "五、社会保险基金", "九、其他说明"):
        me.section(label)
        me.ticks("无此项")
        me.finishes()
    me.section("六（四）预算支出绩效")
    me.enters_achievements()
    me.finishes()
    me.section("附件1 指标自评表")
    me.enters_indicators()
    me.finishes()


WRITTEN = {
    "一、基本情况": ("duties", "organisation"),
    "六（一）预算配置": ("staff_note", "three_public_reason"),
    "六（二）预算执行": ("execution_note",),
    "六（三）预算管理": ("operating_note", "management_note"),
    "七、问题和改进措施": ("problems", "measures"),
    "八、结果应用和公开": ("usage",),
}


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
    me.page.get_by_label("说明（确认无误的，写明原因）").fill("77.1万元年初未分解到具体项目，年内未支出。")
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
    me.press("退回修改")
    me.sees("请写明退回原因")
    me.page.get_by_label("审核意见").fill(REASON)
    me.press("退回修改")
    me.sees("退回")


def open_from_queue(me):
    me.open("/review/")
    me.page.get_by_role("main").get_by_role("link", name=re.compile("审核")).filter(
        has_not_text=re.compile("待审核|审核通过")
    ).first.click()
    me.sees("在职人员控制率", "82")


def correct(me):
    me.open("/filing/")
    me.page.get_by_role("main").get_by_role("link", name=re.compile("2020年度部门整体支出绩效评价")).click()
    me.sees(REASON)
    me.section("六（三）预算管理")
    note = me.page.locator('[name="text-operating_note"]')
    note.fill(note.input_value() + "超定额支出一律事先报批，按季度公布执行进度。")
    me.finishes()
    me.page.goto(me.tasks)
    me.page.get_by_role("main").get_by_role("link", name="勾稽校验", exact=True).first.click()
    me.page.get_by_label("以上修改已逐处核对").check()
    me.page.get_by_label("我单位承诺").check()
    me.press("提交签批")


def approve(me):
    open_from_queue(me)
    me.sees("超定额支出一律事先报批")
    me.press("审核通过")
    me.sees("审核通过")


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
    visitor.page.get_by_label(re.compile("单位")).fill("政务服务")
    visitor.page.get_by_role("button", name=re.compile("查询|搜索|查找")).click()
    visitor.follow("永兴县政务服务中心2020年度部门整体支出绩效评价报告")
    visitor.sees("公务用车运行维护费预算0.58万元，实际支出0.00万元，控制率0.00%")
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
