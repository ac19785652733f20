"""The pages of the Word copy: paper, margins, styles, notes and signs, as an official paper has them."""

import datetime
import io

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import RGBColor

from evaluations.report.blocks import Annex, Heading, Paragraph, Report, ReportColumn, ReportMeta, TableBlock
from evaluations.report.type_roles import BODY_POINTS
from evaluations.report.word import DRAFT_MARK, as_word

TABLE = TableBlock("base", "表", (ReportColumn("甲", "name"), ReportColumn("乙", "name")), (), "单位：万元")
BARE = TableBlock("rates", "表", (ReportColumn("甲", "name"),), ())
META = ReportMeta("甲局报告", "甲局", "安县", "2021", "", "方案", "90", "100", "优", draft=True)


def paper(*annexes: Annex, blocks=(), draft: bool = True):
    """A small report in Word, read again."""
    meta = ReportMeta(**{**vars(META), "draft": draft})
    return Document(io.BytesIO(as_word(Report(("甲局", "报告"), "先说一句。", tuple(blocks), annexes, meta))))


def lines(word) -> list[tuple[str, str]]:
    return [(line.text, line.style.name) for line in word.paragraphs]


def test_title_first_sentence_and_chapters_have_their_styles():
    blocks = [Heading("一、概况", 1, "a"), Heading("（一）职能", 2, "b"), Paragraph("正文。")]
    assert lines(paper(blocks=blocks)) == [
        ("甲局", "报告标题"),
        ("报告", "报告标题"),
        ("先说一句。", "正文段落"),
        ("一、概况", "Heading 1"),
        ("（一）职能", "Heading 2"),
        ("正文。", "正文段落"),
        ("甲局", "正文段落"),
    ]


def test_the_beginning_of_a_paragraph_that_is_emphasised_is_in_another_face():
    word = paper(blocks=[Paragraph("少跑路。", lead="一是好办。"), Paragraph("无。")])
    emphasised, plain = word.paragraphs[3:5]
    faces = [(run.text, run._r.rPr is not None and run._r.rPr.rFonts.get(qn("w:eastAsia"))) for run in emphasised.runs]
    assert faces == [("一是好办。", "楷体"), ("少跑路。", False)]
    assert [run.text for run in plain.runs] == ["无。"]


def test_a_table_has_its_note_above_and_room_below():
    word = paper(blocks=[TABLE, BARE])
    assert lines(word)[3:6] == [("单位：万元", "表注"), ("", "表后"), ("", "表后")]
    order = [element.tag.rpartition("}")[2] for element in word.element.body][3:8]
    assert order == ["p", "tbl", "p", "tbl", "p"]


def test_several_annexes_are_listed_with_their_numbers_under_one_word():
    word = paper(Annex(1, "指标表", ()), Annex(2, "数据表", ()), Annex(5, "说明", ()))
    assert [text for text, _ in lines(word)][3:7] == [
        "附件：1. 指标表",
        "　　　2. 数据表",
        "　　　5. 说明",
        "甲局",
    ]


def test_a_single_annex_is_listed_without_a_number():
    assert lines(paper(Annex(1, "指标表", ())))[3] == ("附件：指标表", "正文段落")


def test_the_department_signs_on_the_right_with_the_day_where_the_standard_has_it():
    word = Document(
        io.BytesIO(as_word(Report(("甲局", "报告"), "先说一句。", (), (), META), datetime.date(2021, 4, 20)))
    )
    signed = word.paragraphs[-2:]
    assert [line.text for line in signed] == ["甲局", "2021年4月20日"]
    assert {line.alignment for line in signed} == {WD_ALIGN_PARAGRAPH.RIGHT}
    assert [round(line.paragraph_format.right_indent.pt / BODY_POINTS, 1) for line in signed] == [8.5, 2]


def test_an_annex_begins_on_a_page_of_its_own_with_number_and_title():
    word = paper(Annex(3, "说明", (Paragraph("如下。"),)))
    number, title, text = word.paragraphs[-3:]
    assert [number.text, title.text, text.text] == ["附件3", "说明", "如下。"]
    assert (number.style.name, title.style.name) == ("附件序号", "附件标题")
    assert str(word.sections[1].start_type).startswith("NEW_PAGE")


def test_pages_are_a4_upright_or_lying_with_the_margins_of_the_text():
    word = paper(Annex(1, "宽", (), landscape=True), Annex(2, "窄", ()))
    sizes = [(round(one.page_width.cm, 1), round(one.page_height.cm, 1)) for one in word.sections]
    assert sizes == [(21.0, 29.7), (29.7, 21.0), (21.0, 29.7)]
    margins = [
        [round(side.mm) for side in (one.top_margin, one.right_margin, one.bottom_margin, one.left_margin)]
        for one in word.sections
    ]
    assert margins == [[37, 26, 35, 28], [28, 37, 26, 35], [37, 26, 35, 28]]


@pytest.mark.parametrize("landscape, width", [(False, 15.6), (True, 22.5)])
def test_a_table_fills_the_page_between_its_margins(landscape, width):
    [table] = paper(Annex(1, "表", (TABLE,), landscape=landscape)).tables
    assert round(sum(column.width.cm for column in table.columns), 1) == width


def test_the_file_is_named_after_the_report_and_its_department():
    properties = paper().core_properties
    assert (properties.title, properties.author) == ("甲局报告", "甲局")


def test_the_mark_of_a_draft_is_red_bold_and_on_the_right():
    head = paper().sections[0].header.paragraphs[0]
    [run] = head.runs
    assert (run.text, run.bold, run.font.size.pt) == (DRAFT_MARK, True, 10.5)
    assert run.font.color.rgb == RGBColor(0xB3, 0x26, 0x1E) and head.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert DRAFT_MARK == "草稿：未经审核，不是公开文本"


def test_the_page_number_stands_at_the_outer_edge():
    section = paper().sections[0]
    sides = [foot.paragraphs[0].alignment for foot in (section.footer, section.even_page_footer)]
    assert sides == [WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT]


def test_a_line_stands_free_below_the_title_above_annexes_and_signature_and_a_form_begins_its_page():
    blocks = (Heading("1. 甲", 2, "project-1"), Heading("2. 乙", 2, "project-2", turned=True))
    word = paper(Annex(1, "自评表", blocks))
    free = {line.text: line.paragraph_format for line in word.paragraphs}
    assert free["报告"].space_after.mm == pytest.approx(15.33, abs=0.1) and free["甲局"].space_before.mm > 10
    assert free["附件：自评表"].space_before.mm > 10 and free["先说一句。"].keep_with_next
    assert (free["1. 甲"].page_break_before, free["2. 乙"].page_break_before) == (None, True)
