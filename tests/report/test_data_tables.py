"""The tables of annex 2: which columns and lines are printed, how deep they stand, and how their cells read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.facts.document import BuildingFacts, ItemFacts, ProjectFacts
from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.report.blocks import Heading, Paragraph, TableBlock
from evaluations.report.tables import number_cell
from tests.publication.papers import composed
from tests.report.small_reports import (
    FIGURES,
    annex_blocks,
    cell_texts,
    draft_2013,
    report_2023,
    small_report,
    table_line,
    table_named,
)

EARMARKED = {"name": "专项", "kind": "earmarked", "budget": "5", "actual": "4"}
OTHER = {"name": "其他", "kind": "other", "budget": "7", "actual": "6"}
LAST = 'label = "{last_year}年决算数"\noptional = true'
TRAVEL = '[[tables.rows]]\ncode = "travel"'
EACH = (TRAVEL, f'[[tables.rows]]\neach = "earmarked"\nlevel = 2\ncells = {{ actual = "actual" }}\n\n{TRAVEL}')


@pytest.mark.parametrize(
    "value, unit, text",
    [
        (None, "万元", "—"),
        (NOT_APPLICABLE, "万元", "不适用"),
        (NOT_APPLICABLE, "%", "不适用"),
        (Decimal(0), "万元", "0.00"),
        (Decimal(0), "人", "0"),
        (Decimal("1234.5"), "万元", "1,234.50"),
        (Decimal("1.37"), "万元", "1.37"),
        (Decimal("1234.5"), "㎡", "1,234.5"),
        (Decimal("1140"), "%", "1140.00%"),
        (None, "%", "—"),
    ],
)
def test_a_cell_shows_blank_zero_and_not_applicable_apart_in_the_manner_of_its_unit(value, unit, text):
    cell = number_cell(value, unit)
    assert (cell.text, cell.numeric, cell.head) == (text, True, False)


@given(st.decimals(0, 10**8, places=6))
def test_a_cell_of_money_has_two_decimals_and_is_never_rounded_to_nothing(value):
    cell = number_cell(value, "万元")
    shown = Decimal(cell.text.replace(",", ""))
    assert abs(shown - value) <= Decimal("0.005") and bool(shown) == bool(value)
    assert len(cell.text.partition(".")[2]) == 2 or 0 < value < Decimal("0.005")
    assert cell.rounded == (shown != value)
    assert all(len(part) == 3 for part in cell.text.partition(".")[0].split(",")[1:])


def test_a_table_says_where_its_printed_parts_may_differ_from_their_sum():
    """The basic expenditure is 6.2227."""
    note = "单位：万元（另有注明的除外）；“—”表示未填"
    assert table_named(small_report(), "base").note == f"{note}；金额保留两位小数，合计数可能有尾差"
    whole = small_report(figures=FIGURES | {"basic.actual": "6.22"})
    assert table_named(whole, "base").note == note


def test_columns_that_are_not_printed_are_left_out_with_their_figures():
    table = table_named(small_report((LAST, LAST + "\nprinted = false")), "base")
    assert [column.label for column in table.columns] == ["项目", "2021年预算数", "2021年决算数"]
    assert table_line(table, "基本支出") == ["基本支出", "10.00", "6.22"]
    assert table.groups[0][0].cells[0].columns == 3


def test_all_columns_but_the_first_hold_numbers():
    table = table_named(small_report(), "base")
    assert [(column.label, column.code, column.numeric) for column in table.columns] == [
        ("项目", "name", False),
        ("2020年决算数", "amount", True),
        ("2021年预算数", "amount", True),
        ("2021年决算数", "amount", True),
    ]


def test_a_heading_begins_a_group_and_spans_all_columns():
    first, *rest = table_named(small_report(), "base").groups[0]
    assert (first.style, [cell.text for cell in first.cells]) == ("group", ["支出"])
    assert first.cells[0].head and first.cells[0].columns == 4
    assert [row.style for row in rest] == [""] * 5 and all(row.cells[0].head for row in rest)


def test_lines_before_the_first_heading_are_a_group_of_their_own():
    groups = table_named(report_2023(), "funds").groups
    assert [group[0].cells[0].text for group in groups] == [
        "年度资金总额",
        "按收入性质分",
        "按支出性质分",
        "预算的形成",
    ]


def test_a_line_stands_as_deep_as_the_form_says():
    table = table_named(composed(), "base_data")
    levels = {row.cells[0].text: row.cells[0].level for group in table.groups for row in group}
    deep = ("“三公经费”合计", "公务用车购置和维护经费", "公务用车运行维护")
    assert [levels[label] for label in deep] == [0, 1, 2]


def test_a_unit_other_than_the_forms_stands_behind_the_label():
    table = table_named(small_report(('unit = "人"', 'unit = "辆"')), "base")
    assert table_line(table, "编制数（辆）") == ["编制数（辆）", "", "", "25"]
    assert table.note.startswith("单位：万元（另有注明的除外）；“—”表示未填")


def test_a_sum_that_was_not_typed_is_printed_as_computed():
    assert table_line(table_named(small_report(), "base"), "支出合计") == ["支出合计", "9.00", "13.00", "7.22"]


def test_earmarked_projects_stand_one_to_a_line_where_the_form_wants_them():
    table = table_named(small_report(EACH, projects=[OTHER, EARMARKED, EARMARKED | {"name": "二"}]), "base")
    lines = [row for row in table.groups[0] if row.cells[0].level == 2]
    assert [[cell.text for cell in row.cells] for row in lines] == [["专项", "", "", "4.00"], ["二", "", "", "4.00"]]
    assert all(row.cells[0].head and all(cell.numeric for cell in row.cells[1:]) for row in lines)


def test_without_earmarked_projects_the_table_has_no_line_for_them():
    assert len(cell_texts(table_named(small_report(EACH, projects=[OTHER]), "base"))) == 6


def test_projects_are_listed_with_their_items_and_their_sum():
    items = [{"name": "租赁", "amount": "2"}, {"name": "维护", "amount": None}]
    table = table_named(small_report(projects=[EARMARKED | {"in_place": "n/a", "items": items}, OTHER]), "projects")
    assert [column.label for column in table.columns] == ["项目名称", "类别", "预算数", "到位资金", "实际支出"]
    assert cell_texts(table) == [
        ["专项", "专项资金", "5.00", "不适用", "4.00"],
        ["租赁", "明细", "2.00", "", ""],
        ["维护", "明细", "—", "", ""],
        ["其他", "其他项目", "7.00", "—", "6.00"],
        ["合计", "12.00", "—", "10.00"],
    ]
    assert [len(group) for group in table.groups] == [3, 1, 1] and table.note == "单位：万元"


def test_the_items_of_a_project_are_indented_and_its_sum_heads_two_columns():
    table = table_named(composed(), "projects")
    assert [[row.cells[0].level for row in group] for group in table.groups] == [[0, 1, 1], [0, 1, 1], [0]]
    total = table.groups[-1][0]
    assert (total.style, total.cells[0].columns, total.cells[0].head) == ("total", 2, True)


def test_a_blank_amount_leaves_its_sum_blank_and_not_smaller():
    table = table_named(small_report(projects=[OTHER, OTHER | {"name": "乙", "budget": None}]), "projects")
    assert table_line(table, "合计") == ["合计", "—", "—", "12.00"]


def test_rows_of_a_draft_without_a_name_have_a_dash_for_it():
    report = draft_2013(
        projects=(ProjectFacts("", items=(ItemFacts("", Decimal(1)),)),),
        buildings=(BuildingFacts("", Decimal(10)),),
    )
    assert [row[0] for row in cell_texts(table_named(report, "projects"))] == ["—", "—", "合计"]
    assert cell_texts(table_named(report, "buildings")) == [["—", "10", "—", "—", "—"]]


def test_the_table_of_buildings_names_units_in_its_head():
    table = table_named(draft_2013(buildings=(BuildingFacts("大楼"),)), "buildings")
    assert [column.label for column in table.columns] == [
        "楼堂馆所名称",
        "批复规模（㎡）",
        "实际规模（㎡）",
        "预算投资（万元）",
        "实际投资（万元）",
    ]


def test_the_base_data_goes_first_and_all_tables_are_numbered_through():
    headings = [block for block in annex_blocks(composed(), 2) if isinstance(block, Heading)]
    assert [(one.text, one.anchor) for one in headings] == [
        ("一、基础数据", "table-1"),
        ("二、2020年度部门收支情况", "table-2"),
        ("三、项目支出明细", "table-3"),
        ("四、新建楼堂馆所（本年度完工）", "table-4"),
        ("五、有关比率", "table-5"),
    ]
    assert Paragraph("本年度无新建楼堂馆所竣工。") in annex_blocks(composed(), 2)


def test_the_annexs_own_table_goes_first_also_where_the_form_names_it_last():
    small = small_report(
        ('[[tables]]\ncode = "base"', FIRST_TABLE), ('chapter = "main"', 'chapter = "main"\ntable = "early"')
    )
    assert [block.code for block in annex_blocks(small, 2) if isinstance(block, TableBlock)] == [
        "base",
        "early",
        "rates",
    ]
    assert annex_blocks(small, 2)[2] == Heading("二、2021年其他数据", 2, "table-2")


FIRST_TABLE = """[[tables]]
code = "early"
title = "{year}年其他数据"

[[tables.columns]]
code = "actual"
label = "{year}年决算数"

[[tables.rows]]
code = "income"
label = "收入"

[[tables]]
code = "base\""""


def test_a_form_that_asks_for_no_buildings_and_a_report_without_projects_have_no_tables_of_them():
    headings = [block.text for block in annex_blocks(small_report(), 2) if isinstance(block, Heading)]
    assert headings == ["一、基础数据", "二、有关比率"]


def test_the_table_that_the_self_evaluation_prints_is_not_printed_twice():
    codes = [block.code for block in annex_blocks(report_2023(), 1) if isinstance(block, TableBlock)]
    assert codes == ["base_data", "projects", "rates"]


def test_ratios_come_with_their_numbers_and_a_figure_that_stands_alone_is_no_ratio():
    lines = cell_texts(table_named(composed(), "rates"))
    assert [row[0] for row in lines[:5]] == [
        "预算执行率",
        "项目支出执行率",
        "公务用车运行维护费控制率",
        "公务接待费控制率",
        "在职人员控制率",
    ]
    assert "社会公众或服务对象满意度" not in [row[0] for row in lines]
    assert lines[0] == [
        "预算执行率",
        "98.54%",
        "支出合计（2020年决算数） 696.7 ÷ 支出合计（2020年预算数） 707 = 98.54%",
    ]


def test_a_ratio_is_told_without_the_points_that_annex_one_tells():
    lines = cell_texts(table_named(composed(), "rates"))
    assert not [how for _, _, how in lines if "得" in how and "分" in how.rpartition("得")[2]]
    building = next(row for row in lines if row[0] == "新建楼堂馆所面积控制率")
    assert building[1:] == ["不适用", "本年度没有完工的新建楼堂馆所，按规定计满分"]


@pytest.mark.parametrize(
    "figure, value, shown, how",
    [
        (
            "project.budget",
            "0",
            "—",
            "项目支出（2021年决算数） 1 ÷ 项目支出（2021年预算数） 0：由0到有，视为超过标准",
        ),
        ("project.budget", None, "—", "缺少“项目支出（2021年预算数）”（2021年基础数据），暂不能计算"),
        ("project.budget", "n/a", "不适用", "“项目支出（2021年预算数）”（2021年基础数据）不适用，不计算"),
    ],
)
def test_a_rate_without_a_value_says_why(figure, value, shown, how):
    table = table_named(small_report(figures=FIGURES | {figure: value}), "rates")
    assert table_line(table, "项目支出执行率") == ["项目支出执行率", shown, how]
