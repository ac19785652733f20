"""A site that can really be stopped, and browser windows in which people type."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Error, Route, expect

from evaluations.models import Narrative
from tests.services import die_with_parent, wait_until
from tests.sources import ROOT

FIELD = "text-usage"
PASSWORD = "一个够长的试用口令-2021"
OPTIONS = ["--preload", "--worker-class", "gthread", "--threads", "4", "--no-control-socket", "--log-level", "critical"]
TEXT = "评价结果用于下年预算安排。"


def stored():
    """The text as the report has it."""
    return Narrative.objects.filter(code="usage").values_list("text", flat=True).first() or ""


class Site:
    """gunicorn on the test's database; `stop` is a kill, `start` listens on the same port again."""

    def __init__(self, environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url, self.environment, self.process = f"http://127.0.0.1:{self.port}", environment, None

    def start(self):
        """Start it where it does not run; the parent loads the application once for all its workers."""
        if not self.process:
            command = [sys.executable, "-m", "gunicorn", "config.wsgi", *OPTIONS, "--bind", f"127.0.0.1:{self.port}"]
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, start_new_session=True, preexec_fn=die_with_parent
            )
        wait_until(self.answers, "the site does not answer")
        return self

    def answers(self):
        try:
            return urlopen(f"{self.url}/healthz/", timeout=10).status == 200
        except OSError:
            return False

    def stop(self):
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=60)
            self.process = None

    def cut(self):
        """Kill the worker: a request that comes with the last breath of a page must not meet emptied tables."""
        if self.process:
            for child in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
                with suppress(ProcessLookupError):
                    os.kill(int(child), signal.SIGKILL)


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

    def restores(self):
        self.page.locator("[data-restore]").click()
        expect(self.page.locator("#local")).to_be_empty()

    def reload(self):
        """Open the address anew; while the site is stopped there is only the browser's own page of regret."""
        with suppress(Error):
            self.page.goto(self.url)

    def holds_first_autosave(self):
        """A slow network: the first request waits until somebody lets it go; the list holds it."""
        held: list[Route] = []
        self.page.route("**/autosave/", lambda route: route.continue_() if held else held.append(route))
        return held

    def waits_for(self, held):
        """Until the request that is held back has been sent; Playwright hears of it while the page waits."""
        wait_until(lambda: self.page.wait_for_timeout(50) or held, "nothing was sent by itself")
