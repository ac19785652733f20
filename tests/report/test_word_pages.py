"""The pages of the Word copy: paper, margins, styles, notes and signs, as an official paper has them."""

import io

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import RGBColor

from evaluations.report.blocks import Annex, Heading, Paragraph, Report, ReportColumn, ReportMeta, TableBlock
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


def test_the_beginning_of_a_paragraph_that_is_emphasised_is_bold_and_the_rest_is_not():
    word = paper(blocks=[Paragraph("少跑路。", lead="一是好办。"), Paragraph("无。")])
    emphasised, plain = word.paragraphs[3:5]
    assert [(run.text, bool(run.bold)) for run in emphasised.runs] == [("一是好办。", True), ("少跑路。", False)]
    assert [(run.text, bool(run.bold)) for run in plain.runs] == [("无。", False)]


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


def test_the_department_signs_on_the_right():
    word = paper(Annex(1, "指标表", ()))
    signed = [line.alignment for line in word.paragraphs if line.text == "甲局"]
    assert signed == [None, WD_ALIGN_PARAGRAPH.RIGHT]


def test_an_annex_begins_on_a_page_of_its_own_with_number_and_title():
    word = paper(Annex(3, "说明", (Paragraph("如下。"),)))
    number, title, text = word.paragraphs[-3:]
    assert [number.text, title.text, text.text] == ["附件3", "说明", "如下。"]
    assert (number.alignment, title.style.name) == (WD_ALIGN_PARAGRAPH.LEFT, "附件标题")
    assert str(word.sections[1].start_type).startswith("NEW_PAGE")


def test_pages_are_a4_upright_or_lying_with_the_margins_of_the_text():
    word = paper(Annex(1, "宽", (), landscape=True), Annex(2, "窄", ()))
    sizes = [(round(one.page_width.cm, 1), round(one.page_height.cm, 1)) for one in word.sections]
    assert sizes == [(21.0, 29.7), (29.7, 21.0), (21.0, 29.7)]
    margins = {round(side.cm, 1) for one in word.sections for side in (one.left_margin, one.right_margin)}
    ends = {round(side.cm, 2) for one in word.sections for side in (one.top_margin, one.bottom_margin)}
    assert (margins, ends) == ({2.6}, {2.5})


@pytest.mark.parametrize("landscape, width", [(False, 15.8), (True, 24.5)])
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


def test_the_page_number_stands_in_the_middle():
    assert paper().sections[0].footer.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER


SIZES = {
    "Normal": 16,
    "正文段落": 16,
    "报告标题": 22,
    "附件标题": 16,
    "表注": 10.5,
    "表格文字": 10.5,
    "表后": 6,
    "Heading 1": 16,
}


@pytest.mark.parametrize("name, size", SIZES.items(), ids=SIZES)
def test_each_style_has_its_size_in_black_upright_latin_and_chinese(name, size):
    style = paper().styles[name]
    assert (style.font.size.pt, style.font.name, bool(style.font.bold)) == (size, "Times New Roman", False)
    assert style.font.color.rgb == RGBColor(0, 0, 0) and not style.font.italic
    faces = style.element.rPr.rFonts
    assert faces.get(qn("w:eastAsia")) in ("宋体", "黑体")
    assert [key for key in faces.attrib if key.endswith("Theme")] == []


def test_the_faces_are_song_for_text_and_hei_for_heads():
    styles = paper().styles
    song = ("Normal", "正文段落", "表注", "表格文字", "表后")
    hei = ("报告标题", "附件标题", "Heading 1", "Heading 2")
    faces = {name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in (*song, *hei)}
    assert faces == dict.fromkeys(song, "宋体") | dict.fromkeys(hei, "黑体")


def test_text_and_headings_begin_two_characters_in_and_titles_do_not():
    styles = paper().styles
    indents = {name: styles[name].paragraph_format.first_line_indent for name in ("正文段落", "Heading 1", "Heading 2")}
    assert {name: indent.pt for name, indent in indents.items()} == dict.fromkeys(indents, 32)
    assert all(styles[name].paragraph_format.first_line_indent is None for name in ("报告标题", "表格文字", "表注"))


def test_lines_stand_apart_in_text_and_close_in_tables():
    styles = paper().styles
    spacing = {
        name: styles[name].paragraph_format.line_spacing for name in ("正文段落", "报告标题", "表格文字", "表后")
    }
    assert spacing == {"正文段落": 1.5, "报告标题": 1.5, "表格文字": 1.0, "表后": 1.0}
    around = [styles[name].paragraph_format for name in ("正文段落", "Heading 1", "表格文字")]
    assert {(one.space_before.pt, one.space_after.pt) for one in around} == {(0, 0)}


def test_titles_stand_in_the_middle_notes_on_the_right_and_headings_with_what_follows():
    styles = paper().styles
    places = {name: styles[name].paragraph_format.alignment for name in ("报告标题", "附件标题", "表注", "正文段落")}
    middle, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    assert places == {"报告标题": middle, "附件标题": middle, "表注": right, "正文段落": None}
    assert all(styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2))
