"""A paper's chapters as what people would type: the form's own sentences are left out, nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.papers.paper_chapters import GENERATED, PROJECT, paper_chapters
from evaluations.papers.paper_projects import told_note
from evaluations.papers.printed_sentences import SectionSentences
from evaluations.report.body import without_numbers
from evaluations.schemes.loading import load_scheme
from tests.papers.reading import SEED, checked, example_facts, exported_word

ANNEXED = {"goal"}  # printed in an annex alone, as a table


@pytest.mark.parametrize("name", ["complete.json", "complete-2023.json"])
def test_the_texts_of_our_own_word_file_come_back_each_in_its_place(name):
    facts = example_facts(name)
    reading = checked(exported_word(facts)).reading
    found = paper_chapters(reading)
    texts = {code: one.text(code) for one in found.chapters.values() for code in one.narratives}
    assert {code: without_numbers(text.split("\n")) for code, text in texts.items()} == {
        code: text.split("\n") for code, text in facts.narratives.items() if code not in ANNEXED
    }
    assert tuple(one for chapter in found.chapters.values() for one in chapter.achievements) == facts.achievements


def test_a_paper_as_people_write_it_is_cut_where_the_form_asks():
    found = paper_chapters(checked(SEED).reading)
    money = found.chapters["general_budget"]
    assert money.text("personnel_use").startswith("基本工资、津贴补贴") and money.text("personnel_use").endswith(
        "奖励金等。"
    )
    assert money.text("operating_use").startswith("办公费、印刷费")
    assert {line.use for line in found.chapters["projects"].lines} == {PROJECT}
    assert found.chapters["allocation"].lines[0].use == GENERATED and found.chapters["government_funds"].none
    assert [part.heading for part in found.unmatched] == ["开头"]


def test_every_paragraph_is_on_the_page_once():
    reading = checked(SEED).reading
    found = paper_chapters(reading)
    shown = [line.number for one in found.chapters.values() for line in one.lines]
    shown += [one.number for part in found.unmatched for one in part.paragraphs]
    assert sorted(shown) == sorted(one.number for part in reading.layout.parts for one in part.paragraphs)


COUNTY = """某县甲局2020年度部门整体支出绩效评价报告
根据通知要求，现将有关情况报告如下：
二、一般公共预算支出情况
（二）项目支出情况
1.网络运行费（专项资金）。预算10万元，实际支出9万元。其中：网络租赁6万元、机房电费3万元。全年网络没有中断。
2.其他项目支出。预算5万元，实际支出5万元。资金年内用完；其中邮寄费增长较快。
六、部门整体支出绩效情况
（三）预算管理
公用经费预算10万元，实际支出12万元，控制率120%。
延时服务使水电费增加。
“三公经费”预算2万元，实际支出1万元，控制率50%。
财务管理制度健全，支出逐级审批。"""


def test_a_project_that_is_called_like_its_chapter_opens_no_part_and_keeps_what_is_said_of_it():
    reading = checked(COUNTY).reading
    assert [one.project.name for one in reading.told] == ["网络运行费", "其他项目支出"]
    notes = [told_note(reading.scheme, reading.facts, one) for one in reading.told]
    assert notes == ["全年网络没有中断。", "资金年内用完；其中邮寄费增长较快。"]


def test_a_sentence_of_figures_leads_to_the_text_behind_the_one_that_it_is_most_like():
    management = paper_chapters(checked(COUNTY).reading).chapters["management"]
    assert management.text("operating_note") == "延时服务使水电费增加。"
    assert management.text("management_note") == "财务管理制度健全，支出逐级审批。"


def test_the_title_and_the_first_sentence_are_nobody_elses_to_place():
    assert not paper_chapters(checked(COUNTY).reading).unmatched
    (left,) = paper_chapters(checked(COUNTY.replace("根据", "一句话。\n根据")).reading).unmatched
    assert left.heading == "开头"


SECTIONS = {section.code: section for section in load_scheme("hunan-2013").sections}
CLAUSES = [
    "公用经费101万元，主要包括：",
    "办公费、水费",
    "；",
    "。",
    "人员经费438万元，主要包括：",
    "年末在职35人",
    "（",
    "）",
]


@given(st.sampled_from(sorted(SECTIONS)), st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=8).map("".join))
def test_whatever_the_clauses_pieces_are_the_paragraph(code, paragraph):
    assert "".join(SectionSentences(SECTIONS[code]).pieces(paragraph)) == paragraph
