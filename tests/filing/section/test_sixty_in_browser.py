"""Sixty projects in the browser: a key is on the screen at once, rows are added and pasted without a wait, and all is saved."""

import sys
from dataclasses import replace
from statistics import median

import pytest
from playwright.sync_api import expect

from evaluations.drafts.facts_of_draft import collect_facts
from tests.factories import complete_facts
from tests.filing.section import test_in_browser as browser
from tests.page_conditions import comes_true
from tests.patience import thorough_only

faults, office, page, signed_in = browser.faults, browser.office, browser.page, browser.signed_in
pytestmark = [pytest.mark.django_db(transaction=True), thorough_only]
MANY = 60
PAINTED, GROWN = 50, 1000  # milliseconds: a key until it is painted; a row or a block until it stands there
WATCH = """() => { window.spent = []; addEventListener('keydown', () => { const from = performance.now();
    requestAnimationFrame(() => setTimeout(() => spent.push(performance.now() - from))); }, true); }"""

# The server's own time, without the browser's: from the request to the first byte.
OPENED = """() => { const [one] = performance.getEntriesByType('navigation'); return one.responseStart - one.requestStart; }"""
ANSWERED = """() => { const one = performance.getEntriesByType('resource').filter(one => one.name.endsWith('/autosave/')).pop();
    return [one.responseStart - one.requestStart, one.decodedBodySize]; }"""


@pytest.fixture
def sheet(page, office, signed_in, live_server, faults):
    """The page of sixty projects, and their draft."""
    facts = complete_facts()
    one = facts.projects[0]
    many = tuple(replace(one, name=f"项目{number}") for number in range(MANY))
    draft = office.evaluation(document=replace(facts, projects=many))
    signed_in(page.context, office.preparer)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/filing/{draft.pk}/s/projects/")
    return page, draft


def test_a_key_a_row_and_a_block_stand_there_at_once(sheet):
    page, draft = sheet
    page.evaluate(WATCH)
    page.locator('[name="project-30-budget"]').click()
    page.keyboard.type("1234567", delay=60)
    page.keyboard.press("Enter")
    comes_true(page, "spent.length >= 8")
    assert median(page.evaluate("spent")) <= PAINTED
    page.locator('[name="project-59-name"]').click()
    page.keyboard.press("Enter")
    expect(page.locator('[name="project-60-name"]')).to_be_focused()
    page.keyboard.type("第六十一个")
    block = "".join(f"新项目{number}\t其他项目\t{number}.5\t{number}\t{number}\n" for number in range(MANY))
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    page.locator('[name="project-0-name"]').click()
    page.evaluate("window.pasted = performance.now()")
    page.keyboard.press("Control+V")
    expect(page.locator('[name="project-59-actual"]')).to_have_value("59.00")
    assert page.evaluate("performance.now() - pasted") <= GROWN
    with page.expect_navigation() as sent:
        page.get_by_role("button", name="先放着").click()
    assert sent.value.status == 200
    projects = collect_facts(draft).projects
    assert [one.name for one in projects] == [*(f"新项目{number}" for number in range(MANY)), "第六十一个"]


def test_the_answer_of_a_save_is_not_much_slower_than_the_page(sheet):
    """Of the same server in the same run: the page of sixty projects, and what comes back when a figure was typed."""
    page, _ = sheet
    spent = []
    for number in range(1, 6):
        opened = page.evaluate(OPENED)
        page.locator(f'[name="project-{number}-budget"]').fill(f"{number}")
        page.locator(f'[name="project-{number}-budget"]').blur()
        expect(page.locator("#autosave")).to_contain_text("已自动暂存")
        spent.append((opened, *page.evaluate(ANSWERED)))
        page.reload(wait_until="networkidle")
    opened, answered, size = (median(one) for one in zip(*spent, strict=True))
    sys.stdout.write(
        f"\nsixty projects: page {opened:.0f} ms, answer of a save {answered:.0f} ms, {size / 1024:.0f} KB\n"
    )
    assert answered <= 4 * opened


@pytest.mark.parametrize("width", [320, 390, 1366])
def test_no_width_makes_the_sheet_wider_than_the_screen(sheet, width):
    page, _ = sheet
    page.set_viewport_size({"width": width, "height": 768})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    tabs = page.locator(".sheet-tab").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(set(map(round, tabs))) == 1
