#!/usr/bin/env python
"""Chromium: from the first key to the painted cell in a table of 300 rows more, and the largest paint with a slow processor.

python benchmarks/browser.py [--quick]

Milliseconds of the browser's own clock: Event Timing (in steps of 8 ms) of the keyboard's events alone (a page that loads
under the mouse has others, which waited for it to load), and largest-contentful-paint with a processor four times as slow
(the server's is not, its time is in both). Aims: 50 ms, and 1 s. They are what a person waits, and count only on a machine
that does nothing else, so each line says the load; beside the first key stands, in turn, that of a bare page: as many rows
and inputs, no script and no style.
"""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measuring import table
from benchmarks.ready import make_tables
from benchmarks.second_year import SecondYear, cookie_of, second_year
from benchmarks.served import served_site

LOOKS = 1 if "--quick" in sys.argv else 7
SLOWER = 4
LONG, BARE = "the table with 300 rows more", "a bare page of as many rows"
BARE_ROWS = 320
BARE_CELLS = "".join(f"<td><input type=text class=form-control value={one}.00></td>" for one in range(3))
BARE_TABLE = f"<table data-grid>{f'<tr><th>行</th>{BARE_CELLS}</tr>' * BARE_ROWS}</table>"
BARE_PAGE = f"data:text/html;charset=utf-8,{quote(f'<!doctype html><form>{BARE_TABLE}</form>')}"
CELL = "table[data-grid] input[type=text]:not([readonly])"
Pages = Mapping[str, tuple[str, str]]  # name → address, session
Measure = Callable[[Browser, str, str, int], float]
WATCH = """() => {
  window.keyPaints = [];
  const typed = list => window.keyPaints.push(...list.getEntries().filter(one => /^(key|beforeinput|input)/.test(one.name)));
  new PerformanceObserver(typed).observe({ type: 'event', durationThreshold: 16 });
  new PerformanceObserver(typed).observe({ type: 'first-input' });
}"""
PAINTED = """() => new Promise(done => {
  const longest = () => Math.max(...window.keyPaints.map(one => one.duration));
  const look = () => window.keyPaints.length ? done(longest()) : setTimeout(look, 50);
  setTimeout(look, 300);
})"""
LARGEST = """() => new Promise(done => new PerformanceObserver(list => {
  const all = list.getEntries(); done(all[all.length - 1].startTime);
}).observe({ type: 'largest-contentful-paint', buffered: true }))"""


def opened(browser: Browser, address: str, cookie: str, slower: int) -> Page:
    """A page of a new browser profile: nothing is kept from before."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    if cookie:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address, wait_until="networkidle")
    return page


def first_key(browser: Browser, address: str, cookie: str, slower: int) -> float:
    """Milliseconds from the first key in the middle of the table until it is painted."""
    page = opened(browser, address, cookie, slower)
    page.evaluate(WATCH)
    cells = page.locator(CELL)
    cells.nth(cells.count() // 2).evaluate(
        "cell => { cell.scrollIntoView({ block: 'center' }); cell.focus(); cell.select(); }"
    )
    page.wait_for_timeout(500)
    page.keyboard.press("7")
    spent = float(page.evaluate(PAINTED))
    page.context.close()
    return spent


def largest_paint(browser: Browser, address: str, cookie: str, slower: int) -> float:
    """Milliseconds until the largest part of the first screen is painted."""
    page = opened(browser, address, cookie, slower)
    spent = float(page.evaluate(LARGEST))
    page.context.close()
    return spent


def in_turn(browser: Browser, what: str, measure: Measure, slower: int, pages: Pages) -> list[tuple[str, ...]]:
    """A line for each page, opened in turn: a busy machine is so for all of them."""
    spent: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(LOOKS + 1):
        for name, (address, cookie) in pages.items():
            spent[name].append(measure(browser, address, cookie, slower))
    load = f"{os.getloadavg()[0]:.1f}"
    # The first time the server had not drawn it before.
    return [(what, name, f"{min(one[1:]):.0f}", f"{median(one[1:]):.0f}", load) for name, one in spent.items()]


def pages_of_site(short: SecondYear, long: SecondYear) -> Pages:
    """Name → path and session, of those that are measured."""
    filing, own = (cookie_of(report.office.preparer, report.page("")) for report in (short, long))
    desk = f"/review/{short.submission.pk}/"
    return {
        "the portal": ("/", ""),
        "a section with a table": (short.page(), filing),
        LONG: (long.page(), own),
        "the task list": (short.page(""), filing),
        "the review desk": (desk, cookie_of(short.office.reviewer, desk)),
    }


def main() -> None:
    make_tables()
    long, short = second_year(long=True), second_year()
    pages = pages_of_site(short, long)
    connection.close()
    with served_site() as site, sync_playwright() as engine:
        pages = {name: (site + path, cookie) for name, (path, cookie) in pages.items()}
        browser = engine.chromium.launch(executable_path=shutil.which("chromium-headless-shell"))
        rows = in_turn(browser, f"largest paint, processor ÷ {SLOWER}", largest_paint, SLOWER, pages)
        typed = {LONG: pages[LONG], BARE: (BARE_PAGE, "")}
        for slower in (1, SLOWER):
            rows += in_turn(browser, f"first key, processor ÷ {slower}", first_key, slower, typed)
        browser.close()
    table("in Chromium", ("what", "page", "best ms", "median ms", "load"), rows)


if __name__ == "__main__":
    main()
