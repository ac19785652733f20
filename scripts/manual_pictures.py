#!/usr/bin/env python3
"""Take the manual's pictures of the trial county, so that they never show an earlier version's pages.

scripts/demo                                         (in another window)
.venv/bin/python scripts/manual_pictures.py [ADDRESS] [FOLDER]

ADDRESS is where the county is served (http://127.0.0.1:8000), FOLDER where the pictures go (var/manual, where the
site looks for them unless MANUAL_PICTURES names another place). Needs Chromium: `scripts/setup --test`.
"""

import json
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT = 1366, 768
COLOURS = 64
# An empty date is written in the language of this machine's Chromium, not in that of the page.
STYLE = "::-webkit-datetime-edit { visibility: hidden }"
LATEST = ".now-acts a[href^='/filing/']:text('任务清单')"  # what is to be done now: the report of the newest year
# Picture, sign-in name, where to begin, and what to press on the way there.
PICTURES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("sign-in", "", "/accounts/login/", ()),
    ("portal", "", "/", ()),
    ("task-list", "112001-kj", "/filing/", (LATEST,)),
    ("base-table", "201001-kj", "/filing/", (LATEST, "main a[href$='/s/base_data/']", "#line-3 .row-help summary")),
    ("check", "112001-kj", "/filing/", (LATEST, "main a[href$='/check/']")),
    ("signing", "106003-ld", "/filing/", (LATEST,)),
    ("review-queue", "shenhe", "/review/", ()),
    ("review-report", "shenhe", "/review/", ("main tbody a[href^='/review/']",)),
    ("cycle", "jixiaogu", "/manage/", ("main a[href^='/manage/cycles/']:not([href*='new'])",)),
    ("register", "jixiaogu", "/administration/departments/", ()),
    ("release-queue", "menhu", "/publish/", ()),
    ("accounts", "xitong", "/administration/accounts/", ()),
    ("security", "anquan", "/administration/security/", ()),
    ("log", "shenji", "/administration/log/?department=政务服务中心", ()),
)


def signed_in(browser: Browser, address: str, name: str) -> Page:
    """A page of this person, or of nobody."""
    page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN", bypass_csp=True).new_page()
    if name:
        kept = json.loads((ROOT / "var" / "demo-accounts.json").read_text(encoding="utf-8"))
        page.goto(f"{address}/accounts/login/")
        page.get_by_label("用户名").fill(name)
        page.get_by_label("密码").fill(kept.get(name) or kept["departments"])
        page.locator("main form button[type=submit]").click()
        page.wait_for_url(lambda url: "/accounts/" not in url)  # a password that fails must not become a picture
    return page


def take(page: Page, start: str, presses: tuple[str, ...], path: Path) -> None:
    """Go there, and keep what is seen in few colours: the pictures travel with every page of the manual."""
    page.goto(start)
    for press in presses:
        page.locator(press).first.click()
        page.wait_for_load_state("networkidle")
    page.screenshot(path=path, style=STYLE)
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)


def main(address: str = "http://127.0.0.1:8000", folder: str = str(ROOT / "var" / "manual")) -> None:
    """Take every picture."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        pages: dict[str, Page] = {}
        for picture, name, start, presses in PICTURES:
            pages[name] = pages.get(name) or signed_in(browser, address, name)
            take(pages[name], address + start, presses, Path(folder) / f"{picture}.png")
            print(f"{picture}.png", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
