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
from tests.journeys import papers
from tests.journeys.excel import Excel
from tests.journeys.hands import Hands
from tests.journeys.offices import SEED_NAME
from tests.journeys.people import FINISHED, PASSWORD, SEED, Accountant
from tests.journeys.word import export_of_accounts, paragraphs, report_in_word
from tests.patience import thorough_only

pytestmark = pytest.mark.django_db(transaction=True)


class Clerk(Accountant):
    """The accountant with counted hands."""

    def __init__(self, *given):
        super().__init__(*given)
        self.hands, self.begun = Hands(self.page), time.monotonic()

    def button(self, name):
        self.hands.click(self.page.get_by_role("button", name=name, exact=True).last)

    def link(self, name):
        self.hands.click(self.page.get_by_role("main").get_by_role("link", name=name, exact=True).first)

    def field(self, name):
        return self.page.locator(f'[name="{name}"]:visible')

    def pastes(self, **texts):
        for name, text in texts.items():
            self.hands.thinks()
            self.hands.pastes(text, self.field(name))

    def narratives(self, *codes):
        self.pastes(**{f"text-{code}": SEED["narratives"][code] for code in codes})

    def chapter(self, text):
        """整段粘贴自动拆分: open, paste, split, look, accept."""
        self.hands.thinks()
        self.hands.click(self.page.get_by_text("整段粘贴自动拆分"))
        self.hands.pastes(text, self.field("paste"))
        self.button("拆分")
        self.hands.thinks()
        self.button("采用并保存")

    def chooses(self, label, path):
        """A file in the dialogue of the system (open, pick, confirm), sent; its comparison is looked at."""
        for _ in range(3):
            self.hands.click(self.page.get_by_label(label), elsewhere=True)
        self.page.get_by_label(label).set_input_files(path)
        self.button("上传并核对")
        self.hands.thinks()
        self.hands.compares(self.page.locator("[name=take]"))

    def at(self, heading):
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def goes_on(self):
        """Say that the part is done, and on to the next."""
        here = self.page.url
        self.hands.thinks()
        self.hands.reads(self.page.locator("#section-form"))
        self.hands.click(self.page.get_by_role("button", name=FINISHED).last)
        self.page.wait_for_url(lambda url: url != here)
        expect(self.page.locator("#notices")).to_contain_text("已填完")


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


def begins(clerk):
    """An empty form, and annex 2 from Excel."""
    clerk.button(f"开始填报 {SEED_NAME} · 2020年度部门整体支出绩效评价")
    clerk.link("附件2 基础数据表")
    clerk.hands.thinks()
    clerk.page.wait_for_load_state("networkidle")  # nobody pastes before the page is there
    clerk.hands.pastes(
        papers.table("附件2　基础数据表（单位：万元）", papers.BASE, papers.COLUMNS),
        clerk.page.locator("table.sheet input").first,
    )
    expect(clerk.page.locator("[data-paste-bar] [role=status]")).to_contain_text("按项目名称或行次对应")
    people(clerk)


def accounts(clerk):
    """The second table."""
    clerk.hands.thinks()
    clerk.hands.pastes(
        papers.table("收支情况（万元）", papers.ACCOUNTS, ("budget", "actual")),
        clerk.page.locator("table.sheet input").first,
    )
    expect(clerk.page.locator("[data-paste-bar] [role=status]")).to_contain_text("按项目名称或行次对应")


def looks_through(clerk):
    """Every part up to annex 1 is looked at and gone on from."""
    while "附件1" not in clerk.page.get_by_role("heading", level=1).inner_text():
        nothing(clerk, answered=True) if clerk.page.url.endswith("/nothing/") else clerk.goes_on()


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


def people(clerk):
    clerk.hands.thinks()
    clerk.hands.types(SEED["people"]["preparer"], clerk.field("person-preparer"))
    clerk.hands.presses("Tab")
    clerk.hands.types(SEED["people"]["head"])
    clerk.hands.presses("Tab")
    clerk.hands.types(SEED["people"]["phone"])


def projects(clerk):
    """All projects as one block from Excel; what each was for, and its items, in its details."""
    hands = clerk.hands
    clerk.page.wait_for_load_state("networkidle")
    hands.thinks()
    hands.pastes(papers.projects(), clerk.field("project-0-name"))
    last = len(SEED["projects"]) - 1
    expect(clerk.field(f"project-{last}-actual")).not_to_have_value("")
    for n, project in enumerate(SEED["projects"]):
        hands.thinks()
        clerk.button(f"项目{n + 1}的详情")
        hands.pastes(project["note"], clerk.field(f"project-{n}-note"))
        hands.pastes(papers.items(project), clerk.field(f"project-{n}-item-0-name"))
        expect(clerk.field(f"project-{n}-item-{len(project['items']) - 1}-amount")).not_to_have_value("")
    clerk.narratives("projects_note")


def texts(clerk):
    """The chapters in the order in which the desk leads through them."""
    said = SEED["narratives"]
    clerk.at("一、基本情况")
    clerk.chapter(papers.chapter(("主要职能", papers.listed("duties")), ("机构情况", said["organisation"])))
    clerk.goes_on()
    nothing(clerk)
    clerk.at("六（一）预算配置")
    clerk.narratives("staff_note", "three_public_reason")
    clerk.goes_on()
    clerk.narratives("execution_note")
    clerk.goes_on()
    clerk.narratives("operating_note", "management_note")
    clerk.goes_on()
    clerk.chapter(papers.achievements())
    clerk.goes_on()
    clerk.at("七、问题和改进措施")
    clerk.chapter(
        papers.chapter(("存在的主要问题", papers.listed("problems")), ("下一步改进措施", papers.listed("measures")))
    )
    clerk.goes_on()
    clerk.narratives("usage")
    clerk.goes_on()


def nothing(clerk, *, answered=False):
    """The four parts that have nothing to say, on one page."""
    clerk.at("有无此项")
    clerk.hands.thinks()
    for one in [] if answered else clerk.page.get_by_label("无", exact=True).all():
        clerk.hands.click(one)
    clerk.button("保存，下一部分")


def indicators(clerk):
    """Ticks and grades by clicks, three numbers by keys, reasons by paste."""
    hands = clerk.hands
    for code, entry in SEED["entries"].items():
        start = f"entry-{code}"
        hands.thinks()
        for n, _ in enumerate(entry.get("checked", ())):
            hands.click(clerk.field(f"{start}-check{n}"))
        if entry.get("not_applicable"):
            hands.click(clerk.field(f"{start}-na"))
        if "grade" in entry:
            hands.choose(clerk.field(f"{start}-grade"), entry["grade"])
        for name in ("cases", "score", "maximum"):
            if name in entry:
                hands.types(str(entry[name]), clerk.field(f"{start}-{name}"))
        if "reason" in entry:
            reasons(clerk, code, entry["reason"])
    hands.thinks()
    hands.types(SEED["figures"]["satisfaction_rate"], clerk.field("satisfaction_rate"))


def reasons(clerk, code, text):
    """The place for a reason stands open where points are lost; elsewhere it is unfolded first."""
    field = clerk.field(f"entry-{code}-reason")
    if not field.count():
        clerk.hands.click(clerk.page.locator(f"#entry-{code} details.reason summary"))
    clerk.hands.pastes(text, field)


def hand_in(clerk):
    """From the task list: look at the checks, explain, promise, hand in."""
    clerk.link("勾稽校验")
    (said,) = SEED["explanations"]
    clerk.hands.thinks()
    clerk.hands.pastes(said["text"], clerk.page.get_by_label("说明（核对无误的，写明原因）"))
    clerk.button("保存说明")
    clerk.hands.thinks()
    clerk.hands.click(clerk.page.get_by_label("我单位承诺"))
    clerk.button("提交签批")
    clerk.sees("待签批")


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
