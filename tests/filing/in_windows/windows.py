"""A site that cannot be reached for a while, and browser windows in which people type."""

import time

from playwright.sync_api import Error, Route, expect

from evaluations.models import Narrative
from tests.filing.in_windows.line import Line
from tests.ports import free_port
from tests.services import wait_until

FAREWELL = 0.7  # seconds
FIELD = "text-usage"
PASSWORD = "一个够长的试用口令-2021"
TEXT = "评价结果用于下年预算安排。"


def stored():
    """The text as the report has it."""
    return Narrative.objects.filter(code="usage").values_list("text", flat=True).first() or ""


class Site:
    """The live server behind a line of our own: `stop` cuts the line as a crash does, `start` listens at the same port."""

    def __init__(self, host, port):
        self.behind, self.port, self.line = (host, port), 0, None
        self.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        """Take up the line where it is cut, when what a page sent on leaving has been refused."""
        if not self.line:
            time.sleep(FAREWELL if self.port else 0)
            self.port = self.port or free_port()
            self.line = Line(self.behind, self.port)

    def stop(self):
        """Refuse new connections and break those that there are."""
        if self.line:
            self.line.cut()
            self.line = None


class Window:
    """One open section page and the hands at its keyboard."""

    def __init__(self, page, url):
        self.page, self.url = page, url
        self.dialogs = []
        page.on("dialog", self.answer)
        page.goto(url)

    def answer(self, dialog):
        """Leave the page although something is not saved: what the tests want to survive."""
        self.dialogs.append(dialog.type)
        dialog.accept()

    @property
    def field(self):
        return self.page.locator(f'[name="{FIELD}"]')

    def types(self, text):
        self.field.press("Control+End")
        self.page.keyboard.insert_text(text)

    def says(self, text):
        expect(self.page.locator("#autosave")).to_contain_text(text)

    def presses(self, name):
        self.page.locator(".actions").get_by_role("button", name=name, exact=True).click()

    def offered(self):
        expect(self.page.locator("#local")).to_contain_text("恢复本机未保存的内容")
        return self.page.locator("#local").inner_text()

    def has_again(self, text):
        """What was typed is stored: by itself, where its last request came through, or from this computer's copy."""
        offer = self.page.locator("[data-restore]")
        wait_until(
            lambda: self.page.wait_for_timeout(50) or stored() == text or offer.is_visible(),
            "the text is neither stored nor offered",
        )
        if stored() != text:
            self.restores()
        expect(self.field).to_have_value(text)
        assert stored() == text

    def restores(self):
        self.page.locator("[data-restore]").click()
        expect(self.page.locator("#local")).to_be_empty()

    def reload(self):
        """Open the address anew."""
        self.goes(self.url)

    def goes(self, url):
        """Open an address; while the site is stopped there is only the browser's own page of regret."""
        try:
            self.page.goto(url)
        except Error:  # the page comes a moment after the refusal, and would come over what is opened next
            self.page.wait_for_url("chrome-error://chromewebdata/")

    def holds_first_autosave(self):
        """A slow network: the first request waits until somebody lets it go; the list holds it."""
        held: list[Route] = []
        self.page.route("**/autosave/", lambda route: route.continue_() if held else held.append(route))
        return held

    def waits_for(self, held):
        """Until the request that is held back has been sent; Playwright hears of it while the page waits."""
        wait_until(lambda: self.page.wait_for_timeout(50) or held, "nothing was sent by itself")
