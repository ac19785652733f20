"""The chapters: what a section says when it is empty, ticked as nothing, numbered, or about projects."""

import pytest

from evaluations.facts.document import AchievementFacts, ProjectFacts
from evaluations.report.blocks import Heading, Paragraph
from evaluations.report.sentences import text_on_one_line
from tests.publication.papers import composed, document
from tests.report.small_reports import (
    cell_texts,
    chapter_words,
    draft_2013,
    example_2023,
    report_2023,
    report_paragraphs,
    scheme_2023,
    small_report,
    table_named,
)

BODY = 'sentence = "支出{whole.actual}万元，执行率{project_rate}，{change|change}。{text:note}"'
NOTE = 'code = "note"\nlabel = "情况说明"'
TEXT = (BODY, 'text = "note"')
PROJECTS, ACHIEVEMENTS, PURPOSE = "chapter-2-2", "chapter-6-4", "chapter-1-1"


def project(**fields):
    return {"name": "甲", "kind": "other", "budget": "1", "in_place": "1", "actual": "1"} | fields


def project_words(**fields):
    return chapter_words(composed(projects=[project(**fields)]), PROJECTS)[1]


def test_a_project_tells_amounts_items_and_what_came_of_it_in_this_order():
    items = [{"name": "租赁", "amount": "0.6"}, {"name": "维护", "amount": "0.4"}]
    assert project_words(kind="earmarked", actual="0.9", items=items, note="平稳\n运行") == (
        "1. 甲（专项资金）。预算1.00万元，到位资金1.00万元，实际支出0.90万元。其中：租赁0.60万元、维护0.40万元。平稳运行。"
    )


def test_rows_of_a_pasted_table_stay_apart_inside_a_sentence():
    note = "两个标段延期：\n标段\t计划\t实际\n一标段\t10月\t11月\n二标段\t11月\t12月\n均已\n验收"
    told = "两个标段延期：标段：一标段，计划：10月，实际：11月；标段：二标段，计划：11月，实际：12月；均已验收"
    assert text_on_one_line(note) == told


def test_a_project_without_items_and_note_ends_with_its_amounts():
    assert project_words() == "1. 甲（其他项目）。预算1.00万元，到位资金1.00万元，实际支出1.00万元。"


def test_a_projects_amounts_that_are_no_numbers_have_no_unit():
    assert project_words(in_place=None, actual="n/a", items=[{"name": "租赁", "amount": None}]) == (
        "1. 甲（其他项目）。预算1.00万元，到位资金（未填），实际支出不适用。其中：租赁（未填）。"
    )


def test_a_project_without_a_name_is_still_a_line_of_its_own():
    words = chapter_words(draft_2013(projects=(ProjectFacts(""), ProjectFacts("乙"))), PROJECTS)
    assert [line[:5] for line in words[1:]] == ["1. —（", "2. 乙（"]


def test_no_projects_are_said_to_be_none():
    assert chapter_words(composed(projects=[]), PROJECTS)[1:] == ["本年度没有逐项列出的项目。"]


def test_an_achievement_may_have_several_paragraphs_or_none():
    said = [("好办", "第一段。\n\n第二段。"), ("稳定！", ""), ("", "")]
    achievements = tuple(AchievementFacts(title, body) for title, body in said)
    words = chapter_words(draft_2013(achievements=achievements), ACHIEVEMENTS)
    assert words == ["一是好办。第一段。", "第二段。", "二是稳定！", "三是（未填）。"]


def test_the_title_of_an_achievement_is_emphasised_and_its_body_is_not():
    blocks = composed(achievements=[{"title": "好办", "body": "少跑路。"}]).blocks
    assert Paragraph("少跑路。", lead="一是好办。") in blocks


def test_a_report_without_achievements_says_that_they_are_missing():
    assert chapter_words(composed(achievements=[]), ACHIEVEMENTS) == ["（未填）"]


def test_a_section_ticked_as_nothing_hides_what_was_typed_before():
    narratives = document()["narratives"] | {"other": "旧话。"}
    ticked, open_ = (composed(narratives=narratives, none_sections=one) for one in (["other"], []))
    assert "旧话。" not in report_paragraphs(ticked) and report_paragraphs(ticked)[-1] == "无。"
    assert report_paragraphs(open_)[-1] == "旧话。"


def test_what_a_ticked_section_says_is_the_forms_own_word():
    form = ('none_text = "无。"', 'none_text = "本年度没有此项支出。"')
    assert report_paragraphs(small_report(form, none_sections=["text"])) == ["本年度没有此项支出。"]


def test_a_tick_where_the_form_offers_none_hides_nothing():
    assert report_paragraphs(composed(none_sections=["basic_info"]))[0] == "1. 管理政务服务大厅。"


def test_a_text_that_is_needed_and_empty_is_missing_and_an_optional_one_is_not_there():
    assert report_paragraphs(small_report(TEXT, narratives={"note": " \n　"})) == ["（未填）"]
    optional = (NOTE, NOTE + "\noptional = true")
    assert report_paragraphs(small_report(TEXT, optional)) == ["无。"]


@pytest.mark.parametrize("posts, said", [("25", "（未填）"), ("20", "无。"), (None, "无。")])
def test_a_text_that_is_needed_under_a_condition_is_missing_only_then(posts, said):
    needed = (NOTE, NOTE + '\nrequired_when = "posts > 20"')
    assert report_paragraphs(small_report(TEXT, needed, figures={"posts": posts})) == [said]


def test_plain_text_is_printed_by_paragraph_with_the_numbers_that_were_typed():
    assert report_paragraphs(small_report(TEXT, narratives={"note": "1、甲。\n 2、乙。 "})) == ["1、甲。", "2、乙。"]


def test_numbered_text_is_numbered_by_line():
    numbered = (NOTE, NOTE + '\nstyle = "numbered"')
    lines = "\n".join(f"第{n}件事。" for n in range(1, 12))
    said = report_paragraphs(small_report(TEXT, numbered, narratives={"note": lines}))
    assert (said[0], said[-1]) == ("1. 第1件事。", "11. 第11件事。")


@pytest.mark.parametrize(
    "first, second", [("一是甲。", "二是乙。"), ("第一，甲。", "第二，乙。"), ("一要甲。", "二要乙。")]
)
def test_lines_that_count_in_words_get_no_number_before_that(first, second):
    narratives = document()["narratives"] | {"duties": f"{first}\n{second}"}
    assert chapter_words(composed(narratives=narratives), PURPOSE) == [first, second]


def test_words_that_do_not_count_from_one_are_numbered():
    narratives = document()["narratives"] | {"duties": "一是甲。\n三是乙。"}
    assert chapter_words(composed(narratives=narratives), PURPOSE) == ["1. 一是甲。", "2. 三是乙。"]


def test_what_does_not_count_itself_keeps_its_number_behind_ours():
    narratives = document()["narratives"] | {"duties": "三、四季度督查。\n一般事务。"}
    assert chapter_words(composed(narratives=narratives), PURPOSE) == ["1. 三、四季度督查。", "2. 一般事务。"]


def test_a_chapter_for_which_the_form_has_no_section_reads_nothing():
    chapter = '[[chapters]]\ncode = "main"\nheading = "正文"'
    report = small_report((chapter, chapter + '\n\n[[chapters]]\ncode = "end"\nheading = "附则"'))
    assert report.blocks[-2:] == (Heading("二、附则", 1, "chapter-2"), Paragraph("无。"))


def test_sections_of_one_chapter_are_numbered_through_and_lead_to_their_anchors():
    headings = [block for block in composed().blocks if isinstance(block, Heading) and block.level == 2]
    found = [(one.text, one.anchor) for one in headings if one.anchor.startswith(("chapter-2", "chapter-7"))]
    assert found == [
        ("（一）基本支出情况", "chapter-2-1"),
        ("（二）项目支出情况", "chapter-2-2"),
        ("（一）存在的主要问题", "chapter-7-1"),
        ("（二）下一步改进措施", "chapter-7-2"),
    ]


def test_more_than_nine_chapters_are_numbered_on():
    chapters = report_2023().chapters
    assert [chapters[8].text[:2], chapters[9].text[:2]] == ["九、", "十、"]
    assert len(chapters) == len(scheme_2023().chapters) == 10


def test_a_table_of_figures_may_stand_in_the_text():
    table = table_named(small_report((BODY, 'table = "base"')), "base")
    assert table.label == "2021年基础数据" and cell_texts(table)[0] == ["支出"]


def test_the_table_of_buildings_stands_in_the_text_only_when_there_are_buildings():
    within = (BODY, 'table = "buildings"')
    assert report_paragraphs(small_report(within)) == ["无。"]
    report = small_report(within, buildings=[{"name": "大楼", "actual_area": "1000"}])
    assert cell_texts(table_named(report, "buildings")) == [["大楼", "—", "1,000", "—", "—"]]


def test_the_departments_own_targets_may_stand_in_the_text():
    sentence = 'text = "goal_result"'
    table = table_named(report_2023((sentence, 'table = "targets"')), "targets")
    names = [
        cell.text for group in table.groups for row in group for cell in row.cells if cell.head and not cell.joined
    ]
    assert names[0] == "部门支出总额" and names[-1] == "办事群众满意度" and len(names) == 9
    open_, *rest = example_2023()["targets"]
    still = table_named(
        report_2023((sentence, 'table = "targets"'), targets=[open_ | {"attained": ""}, *rest]), "targets"
    )
    assert cell_texts(still)[0][2:5] == ["部门支出总额", "≤950万元", "—"]
    assert table.label == "绩效指标" and not any(row.style for group in table.groups for row in group)
