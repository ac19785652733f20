"""A button under a text puts the right number in, without JavaScript, and another one takes it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from evaluations.filing.section.word_swap import WordSwap, read_swap
from tests.factories import complete_facts
from tests.filing.pages import press

TEXT = "制度健全。\n我中心公务接待费支出3.52万元，比上年减少1万元。"
INPUT = "text-management_note"


@pytest.fixture
def written(kept_draft, preparer, draft, address):
    store_facts(draft, complete_facts())
    press(preparer, address("management"), {INPUT: TEXT})
    return draft


def button(page, label):
    """The value of the button whose words begin so."""
    before = page[: page.index(f">{label}")]
    return before.rpartition('value="')[2].partition('"')[0]


def management(draft):
    return collect_facts(draft).narratives["management_note"]


def test_a_press_puts_the_right_number_in_and_another_one_takes_it_back(preparer, written, address):
    here = address("management")
    page = preparer.get(here).content.decode()
    assert f'href="#id_{INPUT}"' in page and 'data-word="' in page
    answer = press(preparer, here, button=("put", button(page, "改为 3")))
    assert management(written) == TEXT.replace("3.52", "3.00")
    assert answer["Location"] == f"{here}#id_{INPUT}", "no word of a report stands in an address"
    page = preparer.get(here).content.decode()
    assert "已把“3.52”改为“3.00”" in page
    again = preparer.get(here).content.decode()
    assert "改回“3.52”" in again, "the old number is not lost when the page is loaded again"
    press(preparer, here, button=("put", button(again, "改回")))
    assert management(written) == TEXT
    assert preparer.get(here).content.decode().count("改回“") == 1, "back and forth is one way, not two"


def test_every_exchanged_word_has_its_way_back_as_long_as_the_new_one_stands(preparer, written, address):
    here, text = address("management"), TEXT + "公务接待费决算3.63万元。"
    press(preparer, here, {INPUT: text})
    for _ in range(2):
        press(preparer, here, button=("put", button(preparer.get(here).content.decode(), "改为 3")))
    page = preparer.get(here).content.decode()
    assert page.index("改回“3.63”") < page.index("改回“3.52”"), "the last one first"
    assert "改回" not in preparer.get(address("usage")).content.decode()
    press(preparer, here, {INPUT: text.replace("3.52", "5.55").replace("3.63", "6.66")})
    assert "改回" not in preparer.get(here).content.decode()


def test_what_is_typed_meanwhile_stays_and_the_word_is_found_where_it_went(preparer, written, address):
    here = address("management")
    value = button(preparer.get(here).content.decode(), "改为 3")
    press(preparer, here, {INPUT: "先写一句。" + TEXT}, button=("put", value))
    assert management(written) == "先写一句。" + TEXT.replace("3.52", "3.00")


def test_a_word_that_is_gone_is_not_exchanged_and_that_is_said(preparer, written, address):
    here = address("management")
    value = button(preparer.get(here).content.decode(), "改为 3")
    press(preparer, here, {INPUT: "公务接待费支出13.52万元。"}, button=("put", value))
    assert management(written) == "公务接待费支出13.52万元。"
    assert "“3.52”那一处已经改动，没有替换" in preparer.get(here).content.decode()


@pytest.mark.parametrize(
    "value", ["", "text-management_note|x|3|4", "nobody|0|3|4", "text-management_note|0||4", "|||"]
)
def test_a_button_that_nobody_made_changes_nothing(preparer, written, address, value):
    assert press(preparer, address("management"), button=("put", value)).status_code == 302
    assert management(written) == TEXT


texts = st.text("3.52万元，费 ", max_size=30)


@given(texts, texts)
def test_only_that_word_changes_and_the_way_back_leads_back(before, after):
    text = f"{before}，88.07{'万元' + after}"
    mended, done = WordSwap("x", len(before) + 1, "88.07", "77").applied({"x": text})
    assert done and mended["x"] == f"{before}，77万元{after}"
    back, _ = done.undone.applied(mended)
    assert back["x"] == text and read_swap(done.value) == done
