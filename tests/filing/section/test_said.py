"""Under a text stands what the checks say about it: the sentence, the value that the figures give, what to write."""

import pytest
from django.template.loader import render_to_string

from evaluations.checks.registry import Finding
from evaluations.checks.text_readings import NumberReading, ReadingStanding
from evaluations.checks.unchecked_rest import TITLE_OF_REST
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.other_meaning import MEANS_ANOTHER
from evaluations.filing.section.parts.achievements import AchievementsPart
from evaluations.filing.section.parts.said import marked_number, replacement_value
from evaluations.filing.section.section_page import section_context
from evaluations.schemes.report_place import ReportPlace
from tests.factories import complete_facts
from tests.filing.pages import form_values, press

pytestmark = pytest.mark.usefixtures("kept_draft")


def under(page, place):
    """The list under one input."""
    return page.partition(f'id="said-{place}"')[2].partition("</ul>")[0]


@pytest.fixture
def filled(draft):
    store_facts(draft, complete_facts())
    return draft


def test_a_wrong_percentage_is_named_under_its_text(preparer, filled, address):
    press(preparer, address("management"), {"text-management_note": "制度健全。我单位预算执行率97.87%。"})
    page = preparer.get(address("management")).content.decode()
    found = under(page, "text-management_note")
    assert "预算执行率97.87%”" in found and "预算执行率 " in found and "改为 " in found and "预算完成" not in found
    assert "<li" not in under(page, "text-operating_note")


def numbers_under(page, place):
    """The numbers of one text, as they stand under its input."""
    return page.partition(f'id="read-{place}"')[2].partition("</details>")[0]


def test_every_number_of_a_text_says_how_it_stands_and_an_autosave_brings_those_of_the_new_text(
    preparer, filled, address
):
    note = "我中心公务接待费支出3万元，公务用车运行维护费支出9.9万元，前三季度接待费1.1万元。"
    press(preparer, address("management"), {"text-management_note": note})
    page = preparer.get(address("management")).content.decode()
    found = numbers_under(page, "text-management_note")
    assert " ".join(found.partition("</summary>")[0].split()).endswith(
        "有 3 个数：不一致 1 个，相符 1 个，说的是别的 1 个"
    )
    assert 'read-contradicts">9.9</b>万元' in found
    assert found.count("按数据应为") == 1 and found.count("按数据为") == 1
    assert f'data-word="{note.index("9.9")} {note.index("9.9") + 3}"' in found
    sent = form_values(preparer.get(address("management"))) | {"text-management_note": "公务接待费支出3万元。"}
    answer = preparer.post(address("management") + "autosave/", sent).json()
    assert "不一致" not in answer["heard"]
    assert "有 1 个数：相符" in " ".join(numbers_under(answer["page"], "text-management_note").split())


@pytest.mark.parametrize(
    "text, number, before, after",
    [
        ("公用经费｜117.83｜131.29", "117.83", "公用经费｜", ""),
        ("公用经费 117.83 131.29", "117.83", "公用经费 ", " "),
        ("公用经费｜1,117.83｜1,131.29｜131.29万元", "131.29万元", "｜1,131.29｜", ""),
        ("我中心公用经费117.83万元。", "117.83", "我中心公用经费", "万元"),
    ],
)
def test_a_marked_number_stands_with_its_words_and_no_part_of_another_number(text, number, before, after):
    start = text.rindex(number)
    found = marked_number(text, NumberReading(start, start + len(number), "", ReadingStanding.AGREES))
    assert (found.before, found.words, found.after) == (before, number, after)


def test_the_panel_counts_what_is_found_and_not_the_places_and_says_so_aloud(preparer, filled, address):
    here, wrong = address("management"), "我中心公务接待费支出9.9万元，公务用车运行维护费支出9.8万元。"
    press(preparer, here, {"text-management_note": wrong})
    page = " ".join(preparer.get(here).content.decode().split())
    assert "本页核对 <small >2 处</small>" in page and "（此处另有 1 处）" in page
    answer = preparer.post(here + "autosave/", form_values(preparer.get(here))).json()
    assert "本页核对出 2 处" in answer["heard"]
    assert "其他部分 2 处" in preparer.get(address("results")).content.decode()


def test_one_press_says_that_a_number_means_something_else_and_another_takes_that_back(preparer, filled, address):
    here, place = address("management"), "text-management_note"
    press(preparer, here, {place: "我中心公务接待费支出9.9万元。"})
    button = under(preparer.get(here).content.decode(), place).partition('name="other"')[2].partition('value="')[2]
    answer = press(preparer, here, button=("other", button.partition('"')[0]))
    assert answer["Location"] == f"{here}#id_{place}"
    explained = filled.explanations.get()
    assert explained.text == MEANS_ANOTHER and not explained.public
    page = preparer.get(here).content.decode()
    assert f"已说明：{MEANS_ANOTHER}" in under(page, place) and "不一致，已说明" in numbers_under(page, place)
    taken_back = under(page, place).partition('name="other"')[2].partition('value="')[2].partition('"')[0]
    press(preparer, here, button=("other", taken_back))
    assert not filled.explanations.exists()


def test_a_text_that_agrees_has_an_empty_list_for_what_comes_later(preparer, filled, address):
    page = preparer.get(address("management")).content.decode()
    assert 'id="said-text-management_note"' in page and "<li" not in under(page, "text-management_note")


def test_an_achievement_has_its_own_remarks_and_the_panel_leads_to_it(preparer, filled, address):
    typed = {"achievement-0-title": "甲", "achievement-0-body": "好。", "achievement-1-title": "乙"}
    press(preparer, address("results"), typed | {"achievement-1-body": "2020年度预算执行率12.34%。"})
    page = preparer.get(address("results")).content.decode()
    assert "<li" not in under(page, "achievement-0-body")
    assert "12.34%" in under(page, "achievement-1-body")
    assert f"{address('results')}#id_achievement-1-body" in page


def test_an_achievement_below_an_emptied_one_keeps_its_own_remarks(preparer, filled, address):
    typed = {f"achievement-{number}-title": title for number, title in enumerate("甲乙丙")}
    typed |= {f"achievement-{number}-body": f"2020年度预算执行率{number}2.34%。" for number in range(3)}
    press(preparer, address("results"), typed)
    emptied = {"achievement-0-title": "", "achievement-0-body": ""}
    sent = form_values(preparer.get(address("results"))) | emptied
    page = preparer.post(address("results") + "autosave/", sent).json()["page"]
    assert ["<li" in under(page, f"achievement-{number}-body") for number in range(3)] == [False, True, True]
    assert "12.34%" in under(page, "achievement-1-body") and "22.34%" in under(page, "achievement-2-body")


def test_the_remarks_find_the_rows_of_an_open_page(office, filled):
    """Rows are numbered as the page numbers them, with gaps where some were removed."""
    rows = [{"title": "甲", "body": "好。"}, {"title": "乙", "body": "预算执行率1%。"}]
    store_facts(filled, complete_facts(achievements=rows))
    desk = Desk(filled, office.preparer)
    desk = desk.at(desk.scheme.section("results"))
    sent = {f"achievement-{n}-{name}": row[name] for n, row in zip((4, 2), rows, strict=True) for name in row}
    page = render_to_string(
        "filing/section/parts/achievements.html",
        section_context(SectionForm(desk, sent)) | {"part": AchievementsPart(desk, sent)},
    )
    assert "<li" not in under(page, "achievement-4-body") and "<li" in under(page, "achievement-2-body")


@pytest.mark.parametrize(
    "check, read, expected, instead",
    [
        ("27", "“控制率25.46%”", "公务用车运行维护费控制率 0.00%", "0.00%"),
        ("27", "“比上年减少60%”", "“三公经费”变动率 -68.93%", "减少68.93%"),
        ("27", "“比上年增长60%”", "“三公经费”变动率 -68.93%", "减少68.93%"),
        ("27", "“变动率68.93%”", "“三公经费”变动率 -68.93%", "-68.93%"),
        ("14", "“实际支出550.55万元”", "499.98万元（基础数据表）", "499.98万元"),
        ("28", "“下降-81%”", "不带负号的百分数", ""),
    ],
)
def test_what_to_write_instead(check, read, expected, instead):
    told = {"where": "某处", "read": read, "expected": expected, "why": "", "remedy": ""}
    finding = Finding(check=check, level="warning", place=ReportPlace(), **told)
    assert replacement_value(finding) == instead


@pytest.mark.parametrize("length, word", [(49, "，偏短"), (50, ""), (800, ""), (801, "，偏长")])
def test_a_text_says_whether_it_is_as_long_as_suggested(preparer, filled, address, length, word):
    press(preparer, address("management"), {"text-management_note": "字" * length})
    page = preparer.get(address("management")).content.decode()
    counter = page.partition('data-count="id_text-management_note">')[2]
    assert counter.startswith(f'{length:,}</output> 字（建议 50–800）<span class="off">{word}</span>')


def test_the_chapter_says_how_much_is_written(preparer, filled, address):
    typed = {"achievement-0-title": "四字标题", "achievement-0-body": "字" * 1_996}
    press(preparer, address("results"), typed)
    page = preparer.get(address("results")).content.decode()
    assert "共约 <output data-chapter>" in page


def test_what_was_not_reached_has_nothing_to_write_instead():
    expected = "前面的数改正以后，再核对后面的数"
    rest = Finding(
        check="14",
        level="warning",
        place=ReportPlace(),
        where="某处",
        read="第9个字以后",
        expected=expected,
        why="",
        remedy="",
        title=TITLE_OF_REST,
    )
    assert replacement_value(rest) == ""
