"""People at their browsers: what each does with the pages, told in the words of the office."""

import json
import re
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Error, Page, expect

from departments.models import User

SEED = json.loads((Path(__file__).parents[2] / "evaluations/demo/yongxing-2020.json").read_text())
FINISHED = re.compile("^填完，(下一部分|返回清单)$")
PASSWORD = "一个够长的试用口令-2021"


class Person:
    """Somebody signed in, in a browser window of their own. Anything on the console that is an error is kept."""

    def __init__(self, browser: Browser, site: str, username: str = "") -> None:
        self.context = browser.new_context(
            viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        self.site, self.scripted = site, True
        self.complaints: list[str] = []
        self.page.on("pageerror", self.failed)
        self.page.on("console", self.listen)
        if username:
            self.sign_in(username)

    def failed(self, error: Error) -> None:
        """A script of ours that stopped."""
        self.complaints.append(str(error))

    def listen(self, line) -> None:
        """Faults of our own pages: scripts that fail, resources that the policy refuses. A 422 page is an answer."""
        if line.type == "error" and not line.text.startswith("Failed to load resource"):
            self.complaints.append(line.text)

    def sign_in(self, username: str) -> None:
        self.open("/accounts/login/")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.press("登录")

    def comes_in(self, user: User) -> None:
        """Signed in, where signing in is not what is looked at."""
        client = Client()
        client.force_login(user)
        self.takes_session_of(client)

    def takes_session_of(self, client: Client) -> None:
        """Be in this window whom the client is signed in as."""
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)


class Accountant(Person):
    """The preparer of the seed department, with the paper's figures beside the keyboard."""

    def start(self) -> None:
        self.press("开始填报 2020年度部门整体支出绩效评价")

    def section(self, label: str) -> None:
        """Open a part from the task list, and have all of it there: who counts fields does not wait for them."""
        self.page.goto(self.tasks)
        with self.page.expect_navigation():
            self.page.locator(".tasks").get_by_role("link", name=label, exact=True).click()

    @property
    def tasks(self) -> str:
        return "/".join(self.page.url.split("/")[:5]) + "/"

    def types(self, texts: dict[str, str]) -> None:
        """Type into the inputs of these names."""
        for name, text in texts.items():
            self.page.locator(f'[name="{name}"]:visible').fill(text)

    def ticks(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_label(label, exact=False).first.check()

    def finishes(self) -> None:
        """Say that the part is done, save, and go on."""
        self.page.get_by_role("button", name=FINISHED).click()
        expect(self.page.locator("#notices")).to_contain_text("已填完")

    def enters_figures(self, *tables: str) -> None:
        """All figures of the open table that the seed has; 不适用 in words, as one would type it."""
        for rare in self.page.locator("[data-rare]").all():
            rare.check()
        for field in self.page.locator("table.sheet input").all():
            value = SEED["figures"].get(field.get_attribute("name"))
            if value is not None:
                field.fill("不适用" if value == "n/a" else value)

    def enters_projects(self) -> None:
        for number, project in enumerate(SEED["projects"]):
            if number:
                self.press("＋ 增加一个项目")
            start = f"project-{number}"
            self.press(f"项目{number + 1}的详情")
            self.types({f"{start}-{name}": project[name] for name in ("name", "budget", "in_place", "actual", "note")})
            self.page.locator(f'[name="{start}-kind"]').select_option(project["kind"])
            self.enters_items(f"{start}-item", project["items"])

    def enters_items(self, start: str, items: list[dict[str, str]]) -> None:
        for place, item in enumerate(items):
            if place:
                self.page.locator(f"#add-{start}").click()
            self.types({f"{start}-{place}-name": item["name"], f"{start}-{place}-amount": item["amount"]})

    def writes(self, *codes: str) -> None:
        self.types({f"text-{code}": SEED["narratives"][code] for code in codes})

    def enters_achievements(self) -> None:
        for number, one in enumerate(SEED["achievements"]):
            if number:
                self.press("＋ 增加一条")
            self.types({f"achievement-{number}-title": one["title"], f"achievement-{number}-body": one["body"]})

    def enters_indicators(self) -> None:
        """Ticks, grades and reasons of annex 1."""
        for details in self.page.locator("details.reason").all():
            details.evaluate("element => { element.open = true }")
        for code, entry in SEED["entries"].items():
            start = f"entry-{code}"
            for number, _ in enumerate(entry.get("checked", ())):
                self.page.locator(f'[name="{start}-check{number}"]').check()
            if entry.get("not_applicable"):
                self.page.locator(f'[name="{start}-na"]').check()
            if "grade" in entry:
                self.page.locator(f'[name="{start}-grade"]').select_option(entry["grade"])
            typed = {name: str(entry[name]) for name in ("cases", "score", "maximum", "reason") if name in entry}
            self.types({f"{start}-{name}": text for name, text in typed.items()})
        self.types({"satisfaction_rate": SEED["figures"]["satisfaction_rate"]})
