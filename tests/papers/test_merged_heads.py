"""Tables of figures with merged cells, as Word saves them and web pages have them: each column is that of its year and kind."""

from io import BytesIO

import pytest
from docx import Document

from tests.papers.reading import checked

HEAD = (
    "测试县政务服务中心",
    "2020年度部门整体支出绩效评价报告",
    "一、部门基本情况",
    "提供服务。",
    "二、支出情况",
    "单位：万元",
)
YEARS = [
    ["项目", "2019年", "", "2020年", ""],
    ["", "预算数", "决算数", "预算数", "决算数"],
    ["三公经费", "8.00", "7.50", "6.00", "5.20"],
    ["基本支出", "500.00", "490.00", "539.26", "536.20"],
]
PARTS = [
    ["类别", "项目", "合计", "", "其中：其他资金", ""],
    ["", "", "年初预算", "决算数", "年初预算", "决算数"],
    ["基本支出", "人员经费", "438.00", "436.40", "1.00", "2.00"],
    ["", "公用经费", "101.26", "99.80", "3.00", "4.00"],
]
SOURCES = [
    ["项目", "财政拨款", "", "其他资金", ""],
    ["", "年初预算", "决算数", "年初预算", "决算数"],
    ["基本支出", "438.00", "436.40", "1.00", "2.00"],
    ["项目支出", "101.26", "99.80", "3.00", "4.00"],
]
ONE_SOURCE = [[*row[:3]] for row in SOURCES]
YEARS_MERGED = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)]
PARTS_MERGED = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (2, 0, 3, 0)]
SOURCES_MERGED = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)]
MERGED = {
    id(YEARS): YEARS_MERGED,
    id(PARTS): PARTS_MERGED,
    id(SOURCES): SOURCES_MERGED,
    id(ONE_SOURCE): SOURCES_MERGED[:2],
}


def in_word(rows: list[list[str]]) -> bytes:
    """A paper of Word with this table, its cells merged as the form has them."""
    document, target = Document(), BytesIO()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for top, left, bottom, right in MERGED[id(rows)]:
        table.cell(top, left).merge(table.cell(bottom, right))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            if text:
                table.cell(number, place).text = text
    document.save(target)
    return target.getvalue()


def in_html(rows: list[list[str]]) -> bytes:
    """The same as a web page."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in MERGED[id(rows)]}
    covered = {
        (line, place)
        for top, left, bottom, right in MERGED[id(rows)]
        for line in range(top, bottom + 1)
        for place in range(left, right + 1)
    } - set(spans)
    cells = [
        "".join(
            "<td rowspan={} colspan={}>{}</td>".format(*spans.get((line, place), (1, 1)), text)
            for place, text in enumerate(row)
            if (line, place) not in covered
        )
        for line, row in enumerate(rows)
    ]
    lines = "".join(f"<p>{line}</p>" for line in HEAD)
    return f"<html><body>{lines}<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>".encode()


@pytest.mark.parametrize("written", [in_word, in_html])
def test_a_year_over_several_columns_is_the_year_of_each(written):
    figures = checked(written(YEARS)).reading.facts.figures
    told = {name: str(value) for name, value in figures.items() if name.startswith(("three_public", "basic"))}
    assert told == {
        "three_public.last_budget": "8",
        "three_public.last_actual": "7.5",
        "three_public.budget": "6",
        "three_public.actual": "5.2",
        "basic.budget": "539.26",
        "basic.actual": "536.2",
    }


@pytest.mark.parametrize("written", [in_word, in_html])
def test_columns_of_a_part_beside_the_sum_are_not_the_sum(written):
    read = sorted((one.figure, str(one.value)) for one in checked(written(PARTS)).reading.readings)
    assert read == [
        ("operating.actual", "99.8"),
        ("operating.budget", "101.26"),
        ("personnel.actual", "436.4"),
        ("personnel.budget", "438"),
    ]


@pytest.mark.parametrize("written", [in_word, in_html])
def test_of_several_sources_without_a_sum_none_is_the_sum(written):
    assert not checked(written(SOURCES)).reading.readings
    assert len(checked(written(ONE_SOURCE)).reading.readings) == 4
