"""The accountant with counted hands, and what there is to do between an empty form and the button 提交签批."""

import time

from playwright.sync_api import expect

from tests.journeys import papers
from tests.journeys.hands import Hands
from tests.journeys.offices import SEED_NAME
from tests.journeys.people import FINISHED, SEED, Accountant


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


def begins(clerk):
    """An empty form, and annex 2 from Excel."""
    clerk.button(f"开始填报 {SEED_NAME} · 2020年度部门整体支出绩效评价")
    clerk.link("附件2 基础数据表")
    clerk.hands.thinks()
    clerk.at("附件2")
    clerk.page.wait_for_load_state()  # nobody pastes before the page and its scripts are there
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
    # Who leaves before may find the figures offered again instead of filled in: nothing is lost, but it is another way.
    expect(clerk.page.locator("#autosave")).to_contain_text("已自动暂存")


def looks_through(clerk):
    """Every part up to annex 1 is looked at and gone on from."""
    while "附件1" not in clerk.page.get_by_role("heading", level=1).inner_text():
        nothing(clerk, answered=True) if clerk.page.url.endswith("/nothing/") else clerk.goes_on()


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
    clerk.page.wait_for_load_state()
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
    expect(clerk.page.get_by_role("heading", level=1)).not_to_contain_text("有无此项")


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
