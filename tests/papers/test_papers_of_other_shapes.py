"""Papers of five very different shapes fall into the texts of the form; what fits nowhere is left to people."""

import io
from decimal import Decimal

import pytest
from docx import Document

from evaluations.papers.paper_blocks import PaperDocument, numbered_blocks
from evaluations.papers.paper_chapters import paper_chapters
from evaluations.papers.paper_reading import read_paper
from evaluations.schemes.loading import load_scheme
from tests.papers.reading import opened

TITLE, DUTIES, OFFICES = "某县林业局2020年度部门整体支出绩效评价报告", "组织全县造林绿化。", "内设六个股室。"
BY_STYLE = [
    TITLE,
    "部门基本情况",
    "主要职能",
    DUTIES,
    "机构设置情况",
    OFFICES,
    "存在的问题",
    "预算编制不细。",
    "改进措施和建议",
    "细化预算。",
]
BY_DECIMALS = f"""某县林业局
{TITLE}
1 部门概况
1.1 主要职责
{DUTIES}
1.2 机构设置
{OFFICES}
2 政府性基金预算支出情况
本年无政府性基金预算支出。
3 其他事项
另有安排。
4 存在问题
预算执行偏慢。
5 下一步措施
加快执行。"""
IN_A_TABLE = [
    ("一、基本情况", ""),
    ("（一）主要职能", DUTIES),
    ("（二）机构情况", OFFICES),
    ("七、存在的主要问题及下一步改进措施", ""),
    ("（一）存在的主要问题", "预算编制不细。"),
    ("（二）下一步改进措施", "细化预算。"),
]
ONE_PARAGRAPH = [
    "一、部门、单位基本情况",
    f"（一）主要职能：{DUTIES}",
    f"（二）机构情况：{OFFICES}",
    "七、存在的问题",
    "预算编制不细。",
    "八、改进措施",
    "细化预算。",
]
BY_PARTS = f"""{TITLE}
第一部分 部门概况
一、部门职责
{DUTIES}
二、机构设置
{OFFICES}
第二部分 评价工作开展情况
成立评价小组。
第三部分 存在问题及建议
1.预算执行偏慢。"""


def in_word(*lines: str, table=(), breaks=()) -> bytes:
    """A real .docx; `breaks`: lines of one paragraph."""
    paper, out = Document(), io.BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    if table:
        rows = paper.add_table(rows=0, cols=2)
        for texts in table:
            for cell, text in zip(rows.add_row().cells, texts, strict=True):
                cell.text = text
    if breaks:
        paper.add_paragraph("\n".join(breaks))
    paper.save(out)
    return out.getvalue()


PAPERS = {
    "headings without numbers": (in_word(*BY_STYLE), "预算编制不细。", "细化预算。"),
    "1.1": (BY_DECIMALS.encode(), "预算执行偏慢。", "加快执行。"),
    "all in a table": (in_word(TITLE, table=IN_A_TABLE), "预算编制不细。", "细化预算。"),
    "line breaks, digits of full width": (
        in_word(TITLE.replace("2020", "２０２０"), breaks=ONE_PARAGRAPH),
        "预算编制不细。",
        "细化预算。",
    ),
    "parts": (BY_PARTS.encode(), "1.预算执行偏慢。", ""),
}


@pytest.mark.parametrize("shape", PAPERS)
def test_a_paper_of_another_shape_is_cut_where_the_form_asks(shape):
    content, problems, measures = PAPERS[shape]
    reading = read_paper(opened(content), [load_scheme("hunan-2013")])
    found = paper_chapters(reading)
    texts = {code: one.text(code) for one in found.chapters.values() for code in one.narratives}
    wanted = {"duties": DUTIES, "organisation": OFFICES, "problems": problems, "measures": measures}
    assert texts == {code: text for code, text in wanted.items() if text} and reading.head.year == 2020
    assert [part.heading for part in found.unmatched] == {"1.1": ["其他事项"], "parts": ["评价工作开展情况"]}.get(
        shape, []
    )
    assert shape != "1.1" or found.chapters["government_funds"].none


@pytest.mark.parametrize(
    "block",
    ["2023年支出合计4787.50万元。", [["项目", "年初预算数", "全年执行数"], ["支出合计", "5122.70", "4787.50"]]],
    ids=["sentence", "table"],
)
def test_the_total_of_spending_is_the_funds_of_the_form_of_2023(block):
    paper = PaperDocument(numbered_blocks(["某县水利局2023年度部门整体支出绩效自评报告", block]))
    found = {one.figure: one.value for one in read_paper(paper, [load_scheme("hunan-2023")]).readings}
    assert found["funds.actual"] == Decimal("4787.50")


@pytest.mark.parametrize(
    "chapter", ["存在的主要问题及下一步改进措施", "存在的问题及原因分析和改进措施", "存在问题、下一步改进措施"]
)
def test_two_chapters_of_the_form_that_a_paper_makes_one_of_are_told_apart(chapter):
    """What stands under both and under no heading of its own goes to the first."""
    text = f"{TITLE}\n七、{chapter}\n工作中有不足。\n（一）存在的主要问题\n预算编制不细。\n（二）下一步改进措施\n细化预算。"
    found = paper_chapters(read_paper(opened(text.encode()), [load_scheme("hunan-2023")]))
    said = {code: one.text(code) for one in found.chapters.values() for code in one.narratives}
    assert said == {"problems": "工作中有不足。\n预算编制不细。", "measures": "细化预算。"}
