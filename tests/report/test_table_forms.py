"""How the tables of a report are made for eyes and ears alike: widths, row headers, numbers on the right, names."""

import re
from functools import cache

import pytest

from evaluations.report.blocks import Heading, Report, TableBlock
from tests.publication.papers import composed
from tests.report.small_reports import report_2023, table_named
from tests.sources import ROOT

BUILDING = {"name": "大楼", "approved_area": "900", "actual_area": "1000"}
EXPLAINED = [{"check": "13", "field": "project.budget", "text": "未分解。"}]
NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?%?|—|不适用")
# What stands in words though it may read like a number: the reached value as the department wrote it.
IN_WORDS = {"年度指标值", "实际完成值", "预期目标", "实际完成情况", "评分标准"}
FREE_WIDTHS = {"text", "reason"}  # they take what the others leave


@cache
def reports() -> list[Report]:
    return [composed(buildings=[BUILDING], explanations=EXPLAINED), report_2023()]


@cache
def all_tables() -> list[TableBlock]:
    blocks = [block for one in reports() for annex in one.annexes for block in annex.blocks]
    charts = [chart.table for one in reports() for chart in one.charts]
    return [block for block in blocks if isinstance(block, TableBlock)] + charts


def column_codes(table: TableBlock) -> list[str]:
    return [column.code for column in table.columns]


@pytest.mark.parametrize(
    "code, codes",
    [
        ("indicators", ["level1", "level2", "level3", "points", "standard", "reason", "points"]),
        ("base_data", ["name", "amount", "amount", "amount"]),
        ("projects", ["name", "sort", "amount", "amount", "amount"]),
        ("buildings", ["name", "amount", "amount", "amount", "amount"]),
        ("rates", ["name", "amount", "text"]),
        ("explanations", ["points", "name", "text"]),
    ],
)
def test_each_column_of_the_2013_form_is_as_wide_as_its_kind(code, codes):
    assert column_codes(table_named(reports()[0], code)) == codes


@pytest.mark.parametrize(
    "code, place, codes",
    [
        ("funds", 0, ["name", "amount", "amount", "amount", "points", "rate", "points"]),
        ("project-form", 0, ["side", "name", "amount", "amount", "amount", "points", "rate", "points"]),
        ("goal", 0, ["text", "text"]),
        ("targets", 0, ["level1", "level2", "level3", "wanted", "wanted", "points", "points", "reason"]),
    ],
)
def test_each_column_of_the_self_evaluation_is_as_wide_as_its_kind(code, place, codes):
    assert column_codes(table_named(report_2023(), code, place)) == codes


@pytest.mark.parametrize("sheet", ["static/report/report.css", "evaluations/publication/printing/print.css"])
def test_page_and_paper_know_the_width_of_every_kind_of_column(sheet):
    named = set(re.findall(r"\.col-([a-z0-9]+)", (ROOT / sheet).read_text()))
    used = {code for table in all_tables() for code in column_codes(table)}
    assert used - FREE_WIDTHS <= named


def test_columns_of_amounts_say_that_they_hold_numbers_and_no_others_do():
    for table in all_tables():
        assert [column.numeric for column in table.columns] == [code == "amount" for code in column_codes(table)]


def tables_with_heads() -> list[TableBlock]:
    """All but the forms whose lines have heads of their own (test_self_evaluation.py)."""
    return [table for table in all_tables() if table.headed]


def test_every_line_begins_with_what_it_is_about():
    for table in tables_with_heads():
        for row in (row for group in table.groups for row in group):
            headless = table.code == "goal" or row.cells[0].text.isdigit()
            assert row.cells[0].head or headless, (table.code, row)
            assert headless or not any(cell.head for cell in row.cells if cell.numeric), (table.code, row)


def test_only_what_names_a_line_is_its_head():
    for table in tables_with_heads():
        for group in table.groups:
            heads = [sum(cell.head for cell in row.cells) for row in group]
            joined = [sum(cell.joined for cell in row.cells) for row in group]
            assert {head - with_levels for head, with_levels in zip(heads, joined, strict=True)} in ({0}, {1}), (
                table.code,
                heads,
            )


def test_numbers_stand_on_the_right_and_words_on_the_left():
    for table in all_tables():
        for row in (row for group in table.groups for row in group):
            names = [column.label for column in table.columns][-len(row.cells) :]
            names = [""] * len(names) if row.style else names  # headings and totals span columns
            for name, cell in zip(names, row.cells, strict=True):
                looks = bool(NUMBER.fullmatch(cell.text)) and name not in IN_WORDS
                assert cell.numeric == looks or not cell.text, (table.code, name, cell)


def test_places_that_the_form_does_not_have_stay_numbers_without_text():
    for code, place in (("base_data", 0), ("projects", 0), ("funds", 0)):
        report = reports()[1 if code == "funds" else 0]
        empty = [cell for group in table_named(report, code, place).groups for row in group for cell in row.cells]
        assert all(cell.numeric for cell in empty if not cell.text)


def test_the_lines_that_close_a_table_are_styled_as_totals_and_stand_alone():
    for code, report in (("indicators", reports()[0]), ("projects", reports()[0]), ("targets", report_2023())):
        styles = [[row.style for row in group] for group in table_named(report, code).groups]
        assert styles[-1] == ["total"] and not any("total" in group for group in styles[:-1])


def test_every_table_has_a_name_for_those_who_cannot_see_it():
    assert [table.label for table in all_tables()] == [
        "2020年度部门整体支出绩效评价指标表",
        "2020年度部门整体支出绩效评价基础数据表",
        "2020年度部门收支情况",
        "项目支出明细",
        "新建楼堂馆所",
        "有关比率",
        "有关差异的说明",
        "2023年度部门整体支出绩效自评基础数据表",
        "项目支出明细",
        "有关比率",
        "2023年度预算执行情况",
        "年度总体目标",
        "2023年度部门整体支出绩效自评表",
        "一体化政务平台运行维护的基本情况、资金和目标",
        "一体化政务平台运行维护",
        "窗口服务和延时服务的基本情况、资金和目标",
        "窗口服务和延时服务",
        "2020年度部门收支情况（万元）",
        "主要比率（%）",
        "2023年度预算执行情况（万元）",
        "主要比率（%）",
    ]


def test_the_head_of_the_ratios_says_number_and_how_it_came_about():
    assert [column.label for column in table_named(composed(), "rates").columns] == ["比率", "数值", "计算过程"]


def test_headings_within_an_annex_are_below_its_title():
    blocks = [block for one in reports() for annex in one.annexes for block in annex.blocks]
    assert {block.level for block in blocks if isinstance(block, Heading)} == {2}
