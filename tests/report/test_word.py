"""The Word copy says what the page says, block by block, and reads back in python-docx."""

import io

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from evaluations.report.blocks import TableBlock
from evaluations.report.word import DRAFT_MARK, as_word
from tests.publication.papers import composed


def opened(report):
    return Document(io.BytesIO(as_word(report)))


def paragraphs(word):
    return [line.text for line in word.paragraphs if line.text]


def written(report):
    """Everything that the report says outside of its tables, in order."""
    blocks = [*report.blocks, *(block for annex in report.annexes for block in (annex, *annex.blocks))]
    for block in blocks:
        if isinstance(block, TableBlock):
            if block.note:
                yield block.note
        else:
            yield getattr(block, "lead", "") + getattr(block, "text", getattr(block, "title", ""))


def tables(report):
    blocks = [*report.blocks, *(block for annex in report.annexes for block in annex.blocks)]
    return [block for block in blocks if isinstance(block, TableBlock)]


@pytest.fixture(scope="module")
def report():
    return composed(draft=True)


@pytest.fixture(scope="module")
def word(report):
    return opened(report)


def test_every_paragraph_is_there_in_its_order(report, word):
    found = paragraphs(word)
    assert found[: len(report.title_lines) + 1] == [*report.title_lines, report.lead]
    rest = iter(found)
    assert [text for text in written(report) if text not in rest] == []


def test_headings_are_headings(report, word):
    styled = {line.text: line.style.name for line in word.paragraphs}
    assert {styled[heading.text] for heading in report.chapters} == {"Heading 1"}


def test_every_cell_of_every_table_is_there(report, word):
    wanted = [[[cell.text for cell in row.cells] for group in one.groups for row in group] for one in tables(report)]
    assert len(word.tables) == len(wanted) >= 5
    for rows, table in zip(wanted, word.tables, strict=True):
        found = [[cell.text for cell in row.cells] for row in table.rows]
        for cells, texts in zip(rows, found[1:], strict=True):
            rest = iter(texts)
            assert [text for text in cells if text not in rest] == []


def test_joined_cells_are_joined_and_the_head_repeats(word):
    table = word.tables[0]
    assert table.rows[1].cells[0]._tc is table.rows[2].cells[0]._tc
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_fonts_are_named_for_chinese_characters_too(word):
    faces = {
        name: word.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("正文段落", "Heading 1", "报告标题")
    }
    assert faces == {"正文段落": "仿宋", "Heading 1": "黑体", "报告标题": "方正小标宋简体"}


def test_wide_annexes_lie_and_the_text_stands(word):
    assert [one.orientation for one in word.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


@pytest.mark.parametrize("draft, mark", [(True, DRAFT_MARK), (False, "")])
def test_a_draft_says_so_on_every_page(draft, mark):
    word = opened(composed(draft=draft))
    heads = [head for section in word.sections for head in (section.header, section.even_page_header)]
    assert {head.paragraphs[0].text for head in heads} == {mark}


def test_what_people_type_is_text_and_no_tag():
    odd = "价格<5元 & {{ report.meta }} {% if %}，“引号”。"
    narratives = {"usage": odd}
    assert odd in paragraphs(opened(composed(draft=True, narratives=narratives)))


def test_a_department_with_odd_characters_in_its_name_has_its_title():
    assert "甲&乙<局>" in paragraphs(opened(composed(department="甲&乙<局>")))


def test_every_page_has_its_number_at_its_foot(word):
    fields = [field.get(qn("w:instr")) for field in word.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert "".join(part.text for part in word.sections[0].footer._element.iter(qn("w:t"))) == "— 1 —"
    assert fields == ["PAGE"] and all(section.footer.is_linked_to_previous for section in word.sections[1:])


def test_one_copy_leaves_nothing_in_the_next():
    first, second = opened(composed(department="甲局")), opened(composed(department="乙局"))
    assert "甲局" in paragraphs(first) and "甲局" not in paragraphs(second)
