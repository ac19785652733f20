#!/usr/bin/env python
"""Chromium: from the first key to the painted cell in a table of 300 rows more, and the largest paint with a slow processor.

python benchmarks/browser.py [--quick]

Milliseconds of the browser's own clock: Event Timing (in steps of 8 ms), and largest-contentful-paint with a processor four
times as slow (the server's is not, its time is in both). Aims: 50 ms, and 1 s. They are what a person waits, and no ratio:
they count only on a machine that does nothing else, so each line says the load.
"""

import os
import shutil
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measuring import table
from benchmarks.ready import make_tables
from benchmarks.second_year import cookie_of, second_year
from benchmarks.served import served_site

LOOKS = 1 if "--quick" in sys.argv else 7
SLOWER = 4
CELL = "table[data-grid] input[type=text]:not([readonly])"
WATCH = """() => {
  window.keyPaints = [];
  new PerformanceObserver(list => { for (const one of list.getEntries()) window.keyPaints.push(one.duration); })
    .observe({ type: 'event', durationThreshold: 16, buffered: true });
  new PerformanceObserver(list => { for (const one of list.getEntries()) window.firstInput = one.duration; })
    .observe({ type: 'first-input', buffered: true });
}"""
PAINTED = """() => new Promise(done => {
  const look = () => window.firstInput === undefined ? setTimeout(look, 50) : done(longest());
  const longest = () => Math.max(window.firstInput, ...window.keyPaints);
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


def main() -> None:
    make_tables()
    long, short = second_year(long=True), second_year()
    people = [(report, cookie_of(report.office.preparer, report.page(""))) for report in (long, short)]
    desk = f"/review/{short.submission.pk}/"
    pages = {
        "the portal": ("/", ""),
        "a section with a table": (short.page(), people[1][1]),
        "the table with 300 rows more": (long.page(), people[0][1]),
        "the task list": (short.page(""), people[1][1]),
        "the review desk": (desk, cookie_of(short.office.reviewer, desk)),
    }
    connection.close()
    rows = []
    with served_site() as site, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=shutil.which("chromium-headless-shell"))
        measures = [("largest paint, processor ÷ 4", largest_paint, SLOWER, name) for name in pages]
        measures += [
            (f"first key, processor ÷ {slower}", first_key, slower, "the table with 300 rows more")
            for slower in (1, SLOWER)
        ]
        for what, measure, slower, name in measures:
            path, cookie = pages[name]
            measure(browser, site + path, cookie, slower)  # the server has drawn it once
            spent = [measure(browser, site + path, cookie, slower) for _ in range(LOOKS)]
            rows.append((what, name, f"{min(spent):.0f}", f"{median(spent):.0f}", f"{os.getloadavg()[0]:.1f}"))
        browser.close()
    table("in Chromium", ("what", "page", "best ms", "median ms", "load"), rows)


if __name__ == "__main__":
    main()
