"""The table's page as a whole: what fits on a laptop, what the keyboard alone can do, how much script it costs."""

import gzip

import pytest
from playwright.sync_api import expect

from evaluations.drafts.facts_of_draft import collect_facts
from tests.filing.section import test_in_browser as browser
from tests.sources import ROOT

desk, faults, office, page, signed_in = browser.desk, browser.faults, browser.office, browser.page, browser.signed_in

pytestmark = pytest.mark.django_db(transaction=True)
CLEAR = """() => { const at = document.activeElement, box = at.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return at === document.body || at === top || at.contains(top) || Boolean(top?.contains(at)); }"""


def test_nine_rows_of_the_table_are_seen_on_a_laptop_at_once(desk):
    page = desk("base_data")
    page.evaluate("scrollTo(0, 0)")
    ends = page.locator(".sheet tbody tr:not(.grp)").evaluate_all(
        "rows => rows.map(r => r.getBoundingClientRect().bottom)"
    )
    bar = page.locator(".actions").evaluate("bar => bar.getBoundingClientRect().top")
    assert sum(end <= bar for end in ends) >= 9


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_a_row_is_a_card(desk, width):
    page = desk("base_data")
    page.set_viewport_size({"width": width, "height": 844})
    row = page.locator("tr", has=page.locator("#id_reception-budget"))
    name, amount = row.locator("th").bounding_box(), row.locator("#id_reception-budget").bounding_box()
    assert amount["y"] >= name["y"] + name["height"] and amount["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1366, 390])
def test_a_row_explains_itself_by_f1_and_the_table_stays_as_wide(desk, width):
    page = desk("base_data")
    page.set_viewport_size({"width": width, "height": 844})
    ends = (
        "[...document.querySelectorAll('.sheet, #id_reception-actual')].map(one => one.getBoundingClientRect().right)"
    )
    before = page.evaluate(ends)
    page.locator("#id_overseas_travel-actual").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#id_reception-last_actual")).to_be_focused()
    page.keyboard.press("F1")
    expect(page.get_by_text("按规定开支的各类公务接待费")).to_be_visible()
    expect(page.locator("tr:has(#id_reception-actual) summary")).to_be_focused()
    assert page.evaluate(ends) == before and page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Tab")
    expect(page.locator("#id_reception-last_actual")).to_be_focused()


def test_the_table_is_filled_and_saved_by_the_keyboard_alone(desk):
    page = desk("base_data")
    page.locator("#main").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(CLEAR), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("document.activeElement.id") == "id_establishment_posts":
            break
    for text in ("30", "28", "4", "11"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.locator("#id_vehicle_purchase-actual")).to_be_focused()
    for _ in range(150):
        page.keyboard.press("Tab")
        assert page.evaluate(CLEAR), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("document.activeElement.textContent") == "先放着":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#notices")).to_contain_text("已暂存")
    figures = collect_facts(desk.draft).figures
    assert [figures[name] for name in ("establishment_posts", "staff_in_post", "contract_staff", "retirees")] == [
        30,
        28,
        4,
        11,
    ]


def test_the_unit_of_the_clipboard_is_no_part_of_the_report(desk):
    page = desk("base_data")
    page.get_by_role("radio", name="元（自动换算）").check()
    page.locator(".actions").get_by_role("button", name="先放着").click()
    expect(page.locator("#notices")).to_contain_text("已暂存")
    expect(page.get_by_role("radio", name="万元", exact=True)).to_be_checked()


def test_typing_chinese_moves_nothing(desk):
    page = desk("base_data")
    cell = page.locator("#id_reception-actual")
    cell.click()
    composing = [{"key": key, "isComposing": True} for key in ("Enter", "Escape", "ArrowDown")] + [
        {"key": "Process", "keyCode": 229}
    ]
    for given in composing:
        cell.dispatch_event("keydown", given)
    expect(cell).to_be_focused()


def test_all_our_scripts_together_stay_small():
    """As they travel: WhiteNoise sends them compressed (gzip here, brotli is smaller still)."""
    assert sum(len(gzip.compress(path.read_bytes())) for path in (ROOT / "static").glob("*.js")) < 24_000
