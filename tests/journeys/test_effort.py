"""The seed report filed from an empty form with what an accountant knows, Excel and Ctrl+V: nothing lost, and little work.

Every key and every click is counted. The bounds are what it takes today and a little more: a page that asks for more
work fails here. `-s` shows the counts, the time by the keystroke-level model, and how long the site itself took.
"""

import sys
import time

import pytest
from playwright.sync_api import expect

from departments.roles import Role
from evaluations.demo.county import SEED_CODE, create_county
from evaluations.facts.reading import read_facts
from evaluations.models import Evaluation, Status
from evaluations.report.body import without_numbers
from evaluations.workflow.acting import perform_act
from tests.factories import make_member
from tests.journeys.clerk import (
    Clerk,
    accounts,
    begins,
    hand_in,
    indicators,
    looks_through,
    people,
    projects,
    texts,
)
from tests.journeys.excel import Excel
from tests.journeys.offices import SEED_NAME
from tests.journeys.people import PASSWORD, SEED
from tests.journeys.word import export_of_accounts, paragraphs, report_in_word
from tests.patience import thorough_only

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department(transactional_db):
    department = create_county().departments.get(budget_code=SEED_CODE)
    for role in (Role.PREPARER, Role.HEAD):
        make_member(role, department, username=role.value, password=PASSWORD)
    return department


@pytest.fixture
def clerk(department, whole_browser, live_server):
    clerk = Clerk(whole_browser, live_server.url, "preparer")
    yield clerk
    clerk.context.close()


@thorough_only
def test_tables_and_the_whole_text_are_pasted(clerk):
    """Two tables from Excel, the text from Word in one piece, and one look at every part."""
    begins(clerk)
    clerk.goes_on()
    accounts(clerk)
    clerk.page.goto(clerk.tasks)
    clerk.link("从 Word 导入")
    clerk.hands.pastes(
        "\n".join(["永兴县政务服务中心2020年度部门整体支出绩效评价报告", *paragraphs()]), clerk.field("text")
    )
    clerk.button("上传并核对")
    clerk.hands.thinks()
    clerk.button("采用勾选的内容")
    clerk.link("二（一）基本支出和收支情况")
    looks_through(clerk)
    indicators(clerk)
    clerk.goes_on()
    hand_in(clerk)
    compare(clerk)
    told(clerk, "tables and the whole text pasted", keys=60, clicks=60)


@thorough_only
def test_everything_is_pasted(clerk):
    begins(clerk)
    clerk.goes_on()
    accounts(clerk)
    clerk.narratives("personnel_use", "operating_use")
    clerk.goes_on()
    projects(clerk)
    clerk.goes_on()
    texts(clerk)
    clerk.at("附件1 指标自评表")
    indicators(clerk)
    clerk.goes_on()
    hand_in(clerk)
    compare(clerk)
    told(clerk, "everything pasted", keys=90, clicks=92)


@thorough_only
def test_everything_but_the_texts_comes_in_a_workbook(clerk, tmp_path):
    clerk.button(f"开始填报 {SEED_NAME} · 2020年度部门整体支出绩效评价")
    clerk.link("Excel 填报")
    with clerk.page.expect_download() as started:
        clerk.link("下载工作簿")
    started.value.save_as(tmp_path / "填报表.xlsx")
    excel = Excel(tmp_path / "填报表.xlsx", clerk.hands)
    excel.fill()
    clerk.hands.click(clerk.page.get_by_label("填好的工作簿（.xlsx、.xls、.et）"), elsewhere=True)
    clerk.page.get_by_label("填好的工作簿（.xlsx、.xls、.et）").set_input_files(excel.path)
    clerk.button("上传并核对")
    clerk.hands.thinks()
    clerk.button("确认导入")
    expect(clerk.page.locator("#notices")).to_contain_text("已导入")
    clerk.page.goto(clerk.tasks)
    clerk.link("附件2 基础数据表")
    clerk.goes_on()
    clerk.narratives("personnel_use", "operating_use")
    clerk.goes_on()
    clerk.narratives("projects_note")
    clerk.goes_on()
    texts(clerk)
    clerk.at("附件1 指标自评表")
    clerk.goes_on()
    hand_in(clerk)
    compare(clerk)
    told(clerk, "workbook", keys=340, clicks=82)


@thorough_only
def test_the_report_in_word_and_the_final_accounts(clerk, tmp_path):
    """Both files in, then one look at every part; by hand is only what stands in neither."""
    clerk.button(f"开始填报 {SEED_NAME} · 2020年度部门整体支出绩效评价")
    clerk.link("从决算报表导入")
    clerk.chooses("部门决算报表（.xls、.et、.xlsx、.xlsm）", export_of_accounts(tmp_path / "财决导出.xlsx"))
    for figure in ("vehicle_purchase.budget", "overseas_travel.budget", "budget_added"):
        clerk.hands.thinks()
        clerk.hands.click(clerk.page.locator(f'[name="take"][value="{figure}"]'))
    clerk.button("确认导入")
    clerk.link("从 Word 导入")
    clerk.chooses("自评报告文件", report_in_word(tmp_path / "自评报告.docx"))
    clerk.button("采用勾选的内容")
    clerk.link("附件2 基础数据表")
    for name in ("procurement.budget", "procurement.actual"):
        clerk.hands.types("不适用", clerk.field(name))
    people(clerk)
    looks_through(clerk)
    clerk.hands.click(clerk.field("entry-procurement_execution_rate-na"))
    clerk.hands.types(SEED["figures"]["satisfaction_rate"], clerk.field("satisfaction_rate"))
    clerk.goes_on()
    hand_in(clerk)
    # A row that the county does not use stays empty; of the key works the paper gives the points alone.
    compare(clerk, remitted=None, key_work_completion={"score": "8", "maximum": "8"})
    told(clerk, "Word and final accounts", keys=40, clicks=50)


def compare(clerk, remitted="0", **entries):
    """What the head signs is the seed: as the demonstration's file says it, but for who said the explanation."""
    assert clerk.complaints == []
    evaluation = Evaluation.objects.get()
    assert evaluation.status == Status.AWAITING_SIGNATURE
    head = evaluation.department.memberships.get(role=Role.HEAD).user
    evaluation = perform_act(evaluation, "sign", head, version=evaluation.version)
    frozen, wanted = evaluation.submissions.get().facts, read_facts(SEED).to_json()
    for one in frozen["explanations"]:
        one.pop("found", None)
    # Word's own numbers came along; they are kept, and the report numbers anew.
    for code in ("duties", "problems", "measures"):
        frozen["narratives"][code] = "\n".join(without_numbers(frozen["narratives"][code].splitlines()))
    wanted["entries"] |= entries
    wanted["figures"] |= {"remitted.budget": remitted, "remitted.actual": remitted}
    wanted["figures"] = {name: value for name, value in wanted["figures"].items() if value is not None}
    wanted["explanations"][0] |= {"person": frozen["explanations"][0]["person"], "audience": "bureau"}
    assert frozen == wanted


def told(clerk, name, *, keys, clicks):
    """Print what it took, and hold it to its bound."""
    done = clerk.hands.done
    waited = time.monotonic() - clerk.begun
    minutes, read = clerk.hands.seconds() / 60, clerk.hands.reading_seconds() / 60
    sys.stdout.write(
        f"\n{name}: {dict(done)}; by the model {minutes:.1f} min, "
        f"with all of it read {minutes + read:.1f}; driven {waited:.1f} s\n"
    )
    assert done["keys"] <= keys and done["clicks"] + done["wheel"] <= clicks
