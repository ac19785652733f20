"""A table pasted into a text: its cells are seen at once, kept as they are shown, and a copy of the paper has them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.language.text_rows import with_row_signs
from tests.filing.section import test_grid_in_browser as grid
from tests.filing.section import test_in_browser as browser
from tests.filing.section.copied import COPIES, WORD, WORD_SHOWN
from tests.language.test_text_rows import CASES, KEPT, TABLE

desk, faults, office, page, signed_in = browser.desk, browser.faults, browser.office, browser.page, browser.signed_in
modules = grid.modules
pytestmark = pytest.mark.django_db(transaction=True)
FIELD = "#id_text-usage"
parts = st.sampled_from([*"甲乙12、.（）一①●第条\t\t\t｜|\n\n", "\u3000"])
tags = st.sampled_from(["<table>", "</table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=2>", "<p>", *"甲乙12"])
PASTED = """([field, text, html]) => {
    const copied = new DataTransfer(), target = document.querySelector(field);
    copied.setData('text/plain', text);
    copied.setData('text/html', html);
    target.focus();
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: copied, bubbles: true, cancelable: true }));
}"""


def open_for_writing(desk) -> Page:
    """The page with its cursor in the text, when what reads tables has come."""
    page = desk("usage")
    with page.expect_response(lambda one: "text_rows" in one.url) as answer:
        page.locator(FIELD).focus()
    page.evaluate("async url => { await import(url); }", answer.value.url)
    return page


def test_a_pasted_table_is_shown_in_rows_counted_kept_and_taken_back(desk):
    page = open_for_writing(desk)
    browser.paste(page, FIELD, f"{TABLE}\n")
    expect(page.locator(FIELD)).to_have_value(f"{KEPT}\n")
    expect(page.locator("output[data-count='id_text-usage']")).to_have_text("32")
    page.locator(FIELD).press("Control+Z")
    expect(page.locator(FIELD)).to_have_value("")
    browser.paste(page, FIELD, "一个\t词")
    expect(page.locator(FIELD)).to_have_value("一个\t词")
    page.locator(FIELD).fill("")
    browser.paste(page, FIELD, '问题\t措施\n"不细\n不准"\t细化\n')
    expect(page.locator(FIELD)).to_have_value("问题｜措施\n不细 不准｜细化")
    page.get_by_role("button", name="填完，下一部分").click()
    page.wait_for_url(lambda url: "/usage/" not in url)
    assert collect_facts(desk.draft).narratives["usage"] == "问题｜措施\n不细 不准｜细化"


def test_a_wide_table_breaks_no_number_and_moves_within_the_page(desk, live_server):
    page = open_for_writing(desk)
    numbers = ["项目", *(f"{n}12.35" for n in range(1, 17))]
    browser.paste(page, FIELD, "\n".join("\t".join(numbers) for _ in range(3)))
    page.get_by_role("button", name="填完，下一部分").click()
    page.wait_for_url(lambda url: "/usage/" not in url)
    page.goto(f"{live_server.url}/filing/{desk.draft.pk}/preview/")
    lines = "cell => { const all = document.createRange(); all.selectNodeContents(cell); return all.getClientRects().length; }"
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 768})
        assert {cell.evaluate(lines) for cell in page.locator(".table-records td.number").all()} == {1}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_tells_rows_from_lines_as_the_server_does(modules):
    typed = [*CASES]
    assert modules("text_rows.js", "withRowSigns", [[text] for text in typed]) == [*map(with_row_signs, typed)]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(parts, max_size=14).map("".join), min_size=10, max_size=30))
def test_so_it_does_of_any_text(modules, texts):
    told = modules("text_rows.js", "withRowSigns", [[text] for text in texts])
    assert told == [with_row_signs(text) for text in texts]


def test_a_copy_is_shown_with_its_merged_cells_and_each_cell_in_one_line(modules):
    given = [[text.replace("\r\n", "\n"), html] for text, html in COPIES]
    told = [one.removesuffix("\n") for one in modules("text_rows.js", "shownCopy", given)]
    assert told == [one.removesuffix("\n") for one in COPIES.values()]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.lists(parts, max_size=12).map("".join), st.lists(tags, max_size=12).map("".join)), min_size=10
    )
)
def test_no_sign_of_what_is_copied_is_lost_or_added(modules, copies):
    told = modules("copied_tables.js", "withWholeRows", [[*one] for one in copies])
    assert ["".join(one.split()) for one in told] == ["".join(text.split()) for text, _ in copies]


def test_a_table_of_word_is_pasted_as_the_page_of_word_shows_it(desk):
    page = open_for_writing(desk)
    page.evaluate(PASTED, [FIELD, *WORD])
    expect(page.locator(FIELD)).to_have_value(WORD_SHOWN)
    page.locator(FIELD).press("Control+Z")
    expect(page.locator(FIELD)).to_have_value("")
