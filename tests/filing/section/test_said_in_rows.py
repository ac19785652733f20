"""What the checks say under a text that stands in a row of a list, or beside an indicator."""

import pytest

from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from tests.factories import complete_facts
from tests.filing.pages import form_values, press
from tests.filing.section.test_said import numbers_under, under

pytestmark = pytest.mark.usefixtures("kept_draft")
WRONG = "全年网络运行平稳，公务接待费支出9.9万元，公务用车运行维护费支出1.5万元。"


@pytest.fixture
def filled(draft):
    store_facts(draft, complete_facts())
    return draft


def page_of(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize(
    "section, place, said, right",
    [
        ("projects", "project-1-note", "全年网络运行平稳，窗口服务支出9.9万元", "64.0"),
        ("indicators", "entry-budget_completion_rate-reason", "全年网络运行平稳，公务接待费支出9.9万元", "3.0"),
    ],
)
def test_a_number_is_marked_mended_and_put_back_by_the_buttons_under_its_text(
    preparer, filled, address, section, place, said, right
):
    here = address(section)
    press(preparer, here, {place: f"{said}，公务用车运行维护费支出1.5万元。"})
    page = page_of(preparer, here)
    assert f"{said}”" in under(page, place) and 'read-contradicts">9.9</b>' in numbers_under(page, place)
    button = under(page, place).partition('name="put"')[2].partition('value="')[2].partition('"')[0]
    answer = press(preparer, here, button=("put", button))
    assert answer["Location"].startswith(f"{here}#id_{place}")
    page = page_of(preparer, here)
    assert "改回“9.9”" in under(page, place) and "9.9" not in numbers_under(page, place)
    assert said.replace("9.9", right) in str(collect_facts(filled)) and said not in str(collect_facts(filled))


def test_remarks_go_with_their_project_and_not_with_its_number(preparer, filled, address):
    here, place = address("projects"), "project-1-note"
    press(preparer, here, {place: WRONG})
    assert "<li" in under(page_of(preparer, here), place)
    sent = {name: text for name, text in form_values(preparer.get(here)).items() if not name.startswith("project-0-")}
    answer = preparer.post(f"{here}autosave/", sent).json()
    assert "<li" in under(answer["page"], place)


def test_an_answer_brings_what_another_amount_makes_of_a_text(preparer, filled, address):
    here, place = address("projects"), "project-0-note"
    note = {place: "电子政务运行维护全年支出96.50万元。"}
    told = preparer.post(f"{here}autosave/", form_values(preparer.get(here)) | note).json()
    assert "相符" in numbers_under(told["page"], place)
    later = {"page": "two", "version": told["version"], "differs": 1, "shows": told["stamp"]}
    answer = preparer.post(f"{here}autosave/", later | {"project-0-actual": "95.60"}).json()
    assert "<li" in under(answer["page"], place) and "不一致" in numbers_under(answer["page"], place)


def test_a_row_that_was_emptied_does_not_silence_those_below_it(preparer, filled, address):
    here, place = address("projects"), "project-1-note"
    press(preparer, here, {place: WRONG})
    shown = form_values(preparer.get(here))
    emptied = {name: "" for name in shown if name.startswith("project-0-")}
    answer = preparer.post(f"{here}autosave/", shown | emptied).json()
    assert "<li" in under(answer["page"], place)


def test_an_answer_says_how_a_number_stands_now_where_nothing_is_found_before_and_after(preparer, filled, address):
    here, place = address("projects"), "project-0-note"
    typed = {place: "电子政务运行维护全年支出96.50万元。", "project-0-actual": ""}
    told = preparer.post(f"{here}autosave/", form_values(preparer.get(here)) | typed).json()
    assert "没有可比的数" in numbers_under(told["page"], place)
    later = {"page": "two", "version": told["version"], "differs": 1, "shows": told["stamp"]}
    answer = preparer.post(f"{here}autosave/", later | {"project-0-actual": "96.50"}).json()
    assert "相符" in numbers_under(answer["page"], place)
