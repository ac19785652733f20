"""A table that somebody put into a text is a table of the paper, of the page and of the Word copy."""

import subprocess
from datetime import date
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from docx import Document

from evaluations.report.blocks import Paragraph, TableBlock
from evaluations.report.sentences import TABLE_BELOW
from evaluations.report.word import as_word
from evaluations.report.written_table import text_parts
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.place_lookup import text_place
from tests.publication.papers import composed, document, page, pdf_text
from tests.publication.papers import print_html as printed

PLACE = text_place(load_scheme("hunan-2013"), "duties")
TABLE = "项目｜预算数｜决算数｜备注\n人员经费｜468.30｜481.22｜年中调资\n公用经费｜52.10｜—｜"
TWO_HEADS = "支出情况表｜｜｜\n项目｜2019年｜2020年｜\n｜决算数｜预算数｜决算数\n基本支出｜1｜2｜3"


def table_of(text: str) -> TableBlock:
    (only,) = [one for one in text_parts(text, PLACE) if isinstance(one, TableBlock)]
    return only


def said(block) -> str:
    return block.kind if isinstance(block, TableBlock) else block.lead + block.text


def test_rows_become_a_table_between_the_lines_around_them():
    parts = text_parts(f"支出如下：\n{TABLE}\n以上均为财政拨款。", PLACE)
    assert [said(one) for one in parts] == ["支出如下：", "table", "以上均为财政拨款。"]
    assert {one.place for one in parts} == {PLACE}
    table = parts[1]
    assert isinstance(table, TableBlock) and [one.label for one in table.columns] == [
        "项目",
        "预算数",
        "决算数",
        "备注",
    ]
    assert [one.numeric for one in table.columns] == [False, True, True, False]
    rows = [[cell.text for cell in row.cells] for group in table.groups for row in group]
    assert rows == [["人员经费", "468.30", "481.22", "年中调资"], ["公用经费", "52.10", "—", ""]]
    assert [cell.head for cell in table.groups[0][0].cells] == [True, False, False, False]


def test_a_title_over_all_columns_stands_above_and_two_lines_of_heads_are_one():
    title, table = text_parts(TWO_HEADS, PLACE)
    assert isinstance(title, Paragraph) and isinstance(table, TableBlock)
    assert title.lead == table.label == "支出情况表"
    assert [one.label for one in table.columns] == ["项目", "2019年决算数", "2020年预算数", "2020年决算数"]


@pytest.mark.parametrize(
    ("text", "heads", "lines"),
    [
        ("编制数｜25\n实有数｜24", ["", ""], 2),
        ("项目｜2019｜2020\n支出｜1｜2", ["项目", "2019", "2020"], 1),
        ("问题｜措施\n不细｜细化\n不实｜清查", ["问题", "措施"], 2),
        ("甲｜乙\n丙｜丁｜1", ["甲", "乙", ""], 1),
    ],
    ids=["numbers alone have no head", "years are no numbers", "words", "a row that is wider"],
)
def test_the_first_line_without_a_number_is_the_head(text, heads, lines):
    table = table_of(text)
    assert [one.label for one in table.columns] == heads and len(table.groups) == lines
    assert table.headed is any(heads)


def test_numbers_that_have_no_room_side_by_side_may_be_broken():
    wide = "\n".join(["｜".join(["项目", *["123,456,789.01"] * 8])] * 2)
    assert not any(one.numeric for one in table_of(wide).columns)


def report_with(**texts: str):
    return composed(narratives=document()["narratives"] | texts)


def test_a_sentence_says_what_stands_above_the_table_and_the_table_follows():
    code = "personnel_use"
    for text, told in ((f"工资、津贴。\n{TABLE}\n均已支付。", "工资、津贴。"), (TABLE, f"{TABLE_BELOW}。")):
        blocks = report_with(**{code: text}).blocks
        at = next(n for n, one in enumerate(blocks) if isinstance(one, TableBlock))
        before = blocks[at - 1]
        assert isinstance(before, Paragraph) and before.text.endswith(told) and "｜" not in before.text
        assert (text == TABLE) or said(blocks[at + 1]) == "均已支付。"


def test_an_achievement_that_begins_with_a_table_keeps_its_title_and_its_lead():
    for body, told in (
        (f"办结快。\n{TABLE}", ["一是提速。办结快。", "table"]),
        (TABLE, ["一是提速。", "table"]),
        (f"支出情况表｜｜｜\n{TABLE}\n以上。", ["一是提速。", "支出情况表", "table", "以上。"]),
        ("", ["一是提速。"]),
    ):
        blocks = composed(achievements=[{"title": "提速", "body": body}]).blocks
        at = next(n for n, one in enumerate(blocks) if isinstance(one, Paragraph) and one.lead == "一是提速。")
        assert [said(one) for one in blocks[at : at + len(told)]] == told
        assert {getattr(one, "place", None) for one in blocks[at : at + len(told)]} == {
            getattr(blocks[at], "place", None)
        }


def test_paper_page_and_word_copy_have_the_table():
    report = report_with(duties=f"支出如下：\n{TABLE}")
    pdf = printed(page(report)).pdf
    tags = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    plain = "".join(tags.split())
    assert '"预算数"' in plain and "｜" not in pdf_text(pdf)
    before = plain[: plain.index('"预算数"')]
    assert before.rfind("TH") > before.rfind("TD") and before.count("Table") > 0
    html = render_to_string("report/body.html", {"report": report})
    assert '<th scope="col">预算数</th>' in html and "｜" not in html
    tables = Document(BytesIO(as_word(report, date(2021, 4, 20)))).tables
    assert [cell.text for cell in tables[0].rows[1].cells] == ["人员经费", "468.30", "481.22", "年中调资"]
