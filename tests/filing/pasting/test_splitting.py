"""A chapter pasted from Word: recognised as people number, nothing lost, stored only when accepted."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.models import SectionState
from evaluations.papers.splitting import items_with_lead, numbering_ways, split_items, split_texts
from tests.filing.pages import form_values, press
from tests.quickness import least_seconds

pytestmark = pytest.mark.usefixtures("kept_draft")

SEED = json.loads((Path(__file__).parents[3] / "evaluations/demo/yongxing-2020.json").read_text())
NUMERALS = "一二三四五六"


def chapter(head="（四）预算支出绩效\n"):
    """The seed's achievements as they stand in its Word file."""
    parts = [f"{NUMERALS[n]}是{one['title']}。{one['body']}" for n, one in enumerate(SEED["achievements"])]
    return head + "\n".join(f"\u3000\u3000{part}" for part in parts)


def titles(text, way=""):
    return [item.title for item in split_items(text, way).items]


def test_the_seed_is_recognised_as_it_was_written():
    split = split_items(chapter())
    assert [(one.title, one.body) for one in split.items] == [
        (one["title"], one["body"]) for one in SEED["achievements"]
    ]
    assert split.way == "一是、二是……" and split.lead == "（四）预算支出绩效"


@pytest.mark.parametrize(
    "text",
    [
        "一是抓落实。甲。\n二是抓监督。乙。",
        "存在的问题：一是抓落实。甲。二是抓监督。乙。",
        "成效有两点：一是抓落实；二是抓监督。",
        "首先抓落实。甲。其次，抓监督。乙。",
        "第一，抓落实。甲。\n第二，抓监督。乙。",
        "第一是抓落实：甲。\n第二是抓监督：乙。",
        "（一）抓落实。甲。\n（二）抓监督。乙。",
        "(一)抓落实\n甲。\n(二)抓监督\n乙。",
        "一、抓落实。甲\n二、抓监督。乙",
        "1、抓落实。甲\n2、抓监督。乙",
        "1.抓落实。甲\n2.抓监督。乙",
        "1． 抓落实。甲\n2． 抓监督。乙",
        "（1）抓落实。甲\n（2）抓监督。乙",
        "⑴抓落实。甲\n⑵抓监督。乙",
        "①抓落实。甲\n②抓监督。乙",
        "● 抓落实。甲\n● 抓监督。乙",
        "抓落实。甲\n\n抓监督。乙",
    ],
)
def test_the_ways_in_which_people_number(text):
    assert titles(text) == ["抓落实", "抓监督"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("一是抓落实。（1）甲。\n（2）乙。\n二是抓监督。", ["抓落实", "抓监督"]),
        ("一是抓落实。问题：一是慢；二是散。\n二是抓监督。丙。", ["抓落实", "抓监督"]),
        ("一是抓落实。甲。\n三是抓监督。乙。", ["抓落实", "抓监督"]),
        ("1. 抓落实。增长1.5倍，2.3万元。\n2. 抓监督。", ["抓落实", "抓监督"]),
        ("一是否决事项减少。乙", ["一是否决事项减少"]),
        ("一是抓落实。他说：“好。”二是抓监督。", ["抓落实", "抓监督"]),
    ],
)
def test_numbers_that_belong_to_the_text_stay_in_it(text, expected):
    assert titles(text) == expected


def test_the_inner_numbering_can_be_chosen():
    text = "一、总体\n（1）甲。\n（2）乙。\n二、其他\n丙"
    assert len(titles(text)) == 2 and [code for code, _ in numbering_ways(text)] == ["chinese", "in-brackets"]
    assert titles(text, "in-brackets")[0] == "甲"


def test_a_long_first_sentence_is_no_title():
    split = split_items("一是" + "长" * 61 + "。后文。\n二是短。后文。")
    assert [one.title for one in split.items] == ["", "短"]
    assert split.items[0].body.endswith("。后文。")


def test_a_lead_goes_where_it_is_wanted():
    split = split_items("总体情况良好。\n一是甲。乙。\n二是丙。")
    assert [one.body for one in items_with_lead(split.items, split.lead, "first")] == ["总体情况良好。\n乙。", ""]
    assert [one.title for one in items_with_lead(split.items, split.lead, "own")] == ["总体情况良好", "甲", "丙"]
    assert items_with_lead(split.items, split.lead, "none") == list(split.items)


TEXTS = st.lists(
    st.sampled_from(
        [
            "一是",
            "二是",
            "三是",
            "首先",
            "其次",
            "第一，",
            "第二、",
            "（一）",
            "(二)",
            "1.",
            "2、",
            "（1）",
            "⑵",
            "①",
            "● ",
            "甲",
            "乙。",
            "丙：",
            "；",
            "1.5",
            "\n",
            " ",
            "“",
            "”",
            ",",
            "10:30",
            "十一是",
            "一一是",
        ]
    ),
    max_size=40,
).map("".join)


@given(st.one_of(TEXTS, st.text(max_size=80)))
def test_nothing_is_lost(text):
    for way in ("", "is", "in-brackets"):
        split = split_items(text, way)
        parts = [part for one in split.items for part in (one.mark, one.title, one.joint, one.body)]
        assert "".join("".join((split.lead, *parts)).split()) == "".join(text.split())


@given(TEXTS)
def test_a_text_under_headings_is_kept_in_order(text):
    lead, found = split_texts(
        f"{text}\n1、存在的问题：{text}\n2.下一步改进措施\n{text}", {"p": ["存在的主要问题"], "m": ["改进措施"]}
    )
    again = "".join("".join((lead, *found.values())).split())
    assert again == "".join(text.split()) * 3 and set(found) == {"p", "m"}


@pytest.mark.parametrize(
    "text", ["一是" * 50_000, "（1）" * 33_000, "\n1、甲" * 25_000, "一是" + "甲" * 100_000, "● \n" * 33_000]
)
def test_the_longest_paste_takes_no_time(text):
    def split():
        split_items(text)
        numbering_ways(text)
        split_texts(text, {"p": ["存在的主要问题"]})

    assert least_seconds(split, 2) < 2


# --- on the page ----------------------------------------------------------------------------------


def pasted(client, url, text, typed=(), **more):
    """The preview after pressing 拆分 on the section's page."""
    return client.post(f"{url}split/", form_values(client.get(url)) | dict(typed) | {"paste": text} | more)


def accepted(client, url, preview, **changed):
    reader = form_values(preview, "split-form") | changed | {"step": "accept"}
    return client.post(f"{url}split/", reader)


def test_a_chapter_is_shown_in_parts_and_stored_when_accepted(preparer, draft, address):
    url = address("results")
    preview = pasted(preparer, url, chapter())
    page = preview.content.decode()
    assert "共识别 <strong>6 条</strong>" in page and preview.status_code == 200
    assert not draft.achievements.exists()
    assert accepted(preparer, url, preview).status_code == 302
    stored = [(one.title, one.body) for one in draft.achievements.all()]
    assert stored == [(one["title"], one["body"]) for one in SEED["achievements"]]
    assert not SectionState.objects.get().done


def test_it_replaces_what_is_there_or_is_added(preparer, draft, address):
    url = address("results")
    accepted(preparer, url, pasted(preparer, url, "一是甲。子\n二是乙。丑"))
    preview = pasted(preparer, url, "一是丙。寅\n二是丁。卯")
    assert "替换现有的 2 条" in preview.content.decode()
    accepted(preparer, url, preview, mode="append")
    assert [one.title for one in draft.achievements.all()] == ["甲", "乙", "丙", "丁"]
    accepted(preparer, url, pasted(preparer, url, "一是戊。辰\n二是己。巳"))
    assert [one.title for one in draft.achievements.all()] == ["戊", "己"]


def test_what_was_typed_beside_the_box_is_saved_first(preparer, draft, address):
    url = address("results")
    pasted(preparer, url, "一是甲。", {"achievement-0-title": "手工写的一条", "achievement-0-body": "正文。"})
    assert draft.achievements.get().title == "手工写的一条"


def test_an_item_without_a_title_is_kept_and_asked_for(preparer, draft, address):
    url = address("results")
    preview = pasted(preparer, url, "一是" + "长" * 80 + "。\n二是乙。丑")
    assert "1 条没有认出小标题" in preview.content.decode()
    answer = accepted(preparer, url, preview)
    assert answer.status_code == 422 and "请填写小标题" in answer.content.decode()
    assert "长" * 80 in preparer.get(url).content.decode()


def test_an_unwanted_item_is_left_out(preparer, draft, address):
    url = address("results")
    accepted(preparer, url, pasted(preparer, url, "一是甲。子\n二是乙。丑"), **{"item-0-keep": ""})
    assert [one.title for one in draft.achievements.all()] == ["乙"]


def test_problems_and_measures_go_to_their_own_places(preparer, draft, address):
    url = address("problems")
    head = "七、存在的主要问题及下一步改进措施\n1、存在的问题：预算前瞻性不够。\n"
    text = f"{head}2、改进措施：\n（1）科学编制预算。\n（2）完善制度。"
    preview = pasted(preparer, url, text)
    assert '<option value="none" selected>' in preview.content.decode()
    accepted(preparer, url, preview)
    kept = dict(draft.narratives.values_list("code", "text"))
    assert kept == {"problems": "预算前瞻性不够。", "measures": "（1）科学编制预算。\n（2）完善制度。"}


@pytest.mark.parametrize("text, message", [("", "还没有粘贴"), ("前\x00后", "无法保存"), ("\ue000", "U+E000")])
def test_what_cannot_be_split_comes_back_with_the_reason(preparer, address, text, message):
    answer = pasted(preparer, address("results"), text)
    assert answer.status_code == 422 and message in answer.content.decode()


@pytest.mark.parametrize("section", ["results", "problems"])
def test_a_line_of_nothing_but_brackets_takes_no_time(preparer, draft, address, section):
    typed = {"version": 0, "paste": "（" * 99_000 + "\n一是甲。\n二是乙。"}
    assert least_seconds(lambda: preparer.post(address(section) + "split/", typed), 2) < 2


def test_what_a_colleague_saved_meanwhile_stands_beside_what_is_taken_over(preparer, draft, address):
    url = address("results")
    preview = pasted(preparer, url, "一是甲。子")
    press(preparer, url, {"achievement-0-title": "同事写的"})
    assert accepted(preparer, url, preview).status_code == 302
    assert {*draft.achievements.values_list("title", flat=True)} == {"同事写的", "甲"}


def test_splitting_again_leaves_the_section_alone(preparer, draft, address):
    url = address("results")
    press(preparer, url, {"achievement-0-title": "原有"})
    preview = pasted(preparer, url, "一是甲。子\n（1）乙。\n（2）丙。")
    again = preparer.post(f"{url}split/", form_values(preview, "split-form") | {"step": "again", "way": "in-brackets"})
    assert "共识别 <strong>2 条</strong>" in again.content.decode()
    assert draft.achievements.get().title == "原有"


def test_only_sections_with_several_places_offer_the_box(preparer, address):
    offers = [
        code
        for code in ("basic_info", "results", "problems", "usage", "base_data", "general_budget")
        if "整段粘贴自动拆分" in preparer.get(address(code)).content.decode()
    ]
    assert offers == ["basic_info", "results", "problems"]
    assert preparer.post(f"{address('usage')}split/", {"paste": "一是"}).status_code == 302
