"""A table that somebody put into a text is a table of the paper, of the page and of the Word copy."""

import re
import subprocess
from datetime import date
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


def columns_of_numbers(many: int) -> str:
    return "\n".join(
        "｜".join([name, *[f"{n}{own}" for n in range(many)]])
        for name, own in (("项目", "号支出"), ("人员经费", "12,345.67"))
    )


def test_a_table_too_wide_is_set_in_smaller_type_and_a_wider_one_told_row_by_row():
    narrow, dense, wide = (table_of(columns_of_numbers(many)) for many in (4, 6, 12))
    assert [(one.code, one.dense) for one in (narrow, dense, wide)] == [
        ("written", False),
        ("written", True),
        ("records", False),
    ]
    ((title, *lines),) = wide.groups
    assert [one.text for one in title.cells] == ["项目：人员经费"] and title.cells[0].columns == len(wide.columns)
    told = [cell.text for line in lines for cell in line.cells if cell.text]
    assert told == [text for n in range(12) for text in (f"{n}号支出", f"{n}12,345.67")]
    assert all(sum(cell.columns for cell in line.cells) == len(wide.columns) for line in lines)


def test_thousands_of_cells_in_a_row_are_lines_and_no_table():
    text = "｜".join("甲" * 5000) + "\n乙｜1" * 2500
    parts = text_parts(text, PLACE)
    assert not [one for one in parts if isinstance(one, TableBlock)]
    assert "".join(map(said, parts)) == text.replace("\n", "")


def test_what_was_merged_is_merged_on_paper():
    table = table_of("类别｜项目｜金额｜\n｜｜预算｜决算\n基本支出｜人员｜1｜2\n｜公用｜3｜4\n项目支出｜校舍｜5｜6")
    assert [[(cell.text, cell.columns, cell.rows) for cell in row.cells] for row in table.heads] == [
        [("类别", 1, 2), ("项目", 1, 2), ("金额", 2, 1)],
        [("预算", 1, 1), ("决算", 1, 1)],
    ]
    assert [[(row.cells[0].text, row.cells[0].rows) for row in group] for group in table.groups] == [
        [("基本支出", 2), ("公用", 1)],
        [("项目支出", 1)],
    ]
    many = "类别｜项目｜数\n支出｜甲｜1\n" + "\n".join(f"｜乙{n}｜1" for n in range(40))
    assert all(len(group) == 1 for group in table_of(many).groups), "no page holds such a group"
    assert table_of("名称｜甲数｜乙数\n一｜1｜2\n｜3｜4").groups[1][0].cells[0].text == "", "a number names no row"


def test_a_form_has_no_head_and_its_names_head_their_values():
    form = table_of("项目名称｜校舍维修｜主管部门｜县教育局\n负责人｜张三｜联系电话｜0746-1234567")
    assert not form.headed and not form.heads
    assert [[cell.text for cell in row.cells if cell.head] for (row,) in form.groups] == [
        ["项目名称", "主管部门"],
        ["负责人", "联系电话"],
    ]


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


WORDS = "较上年增加1,234.56万元，增长12.35%"
WIDE_CELLS = st.sampled_from(
    ["12,345,678.90", "468.30", "-12.35%", "—", "", "年中调资", WORDS, "2021-04-20", "0746-1234567"]
)
WIDE_ROWS = st.integers(2, 14).flatmap(
    lambda many: st.lists(st.lists(WIDE_CELLS, min_size=many, max_size=many), min_size=1, max_size=4)
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(WIDE_ROWS)
def test_no_number_is_broken_on_paper_however_wide_its_table_is(rows):
    heads = ["项目", *(f"第{n}批资金" for n in range(1, len(rows[0])))]
    text = "\n".join("｜".join(row) for row in [heads, *(["某项支出", *row[1:]] for row in rows)])
    pdf = printed(page(report_with(duties=f"支出如下：\n{text}"))).pdf
    words = subprocess.run(
        ["pdftotext", "-l", "3", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    wanted = [number for row in rows for cell in row[1:] for number in re.findall(r"[\d,.-]{4,}%?", cell)]
    assert [number for number in wanted if words.count(number) < wanted.count(number)] == []


def test_the_word_copy_has_wide_tables_merged_heads_and_room_for_each_number():
    heads = "类别｜项目｜2019年｜｜2020年｜\n｜｜预算｜决算｜预算｜决算"
    text = f"{heads}\n基本支出｜人员｜11,112,345.67｜11,112,345.67｜11,112,345.67｜11,112,345.67\n｜公用｜3｜4｜5｜6"
    table = Document(BytesIO(as_word(report_with(duties=text), date(2021, 4, 20)))).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["类别", "项目", "2019年", "2019年", "2020年", "2020年"]
    assert [cell.text for cell in table.rows[3].cells][:2] == ["基本支出", "公用"]
    sizes = {run.font.size.pt for cell in table.rows[2].cells for run in cell.paragraphs[0].runs}
    assert sizes == {7.5} and min(cell.width.cm for cell in table.rows[2].cells[2:]) > 1.5
    assert len(table._tbl.findall(f".//{qn('w:tblHeader')}")) == 2


def test_tables_in_what_is_said_of_a_project_stand_below_it():
    note = f"两个标段：\n{TABLE}\n均已验收。"
    project = document()["projects"][0]
    blocks = composed(projects=[project | {"note": note}]).blocks
    at = next(
        n for n, one in enumerate(blocks) if isinstance(one, Paragraph) and one.lead.startswith(f"1. {project['name']}")
    )
    assert said(blocks[at]).endswith(f"两个标段：{TABLE_BELOW}。") and [
        said(one) for one in blocks[at + 1 : at + 3]
    ] == [
        "table",
        "均已验收。",
    ]
    assert len({getattr(one, "place", None) for one in blocks[at : at + 3]} - {None}) == 1
    only = composed(projects=[project | {"note": TABLE}]).blocks
    assert said(only[at]).endswith(f"{TABLE_BELOW}。") and said(only[at + 1]) == "table"
