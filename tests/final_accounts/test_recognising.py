"""Sheets are recognised by the title in them, never by number, name or place; each gets an answer."""

import pytest

from evaluations.final_accounts.sheet_grid import SheetGrid
from tests.final_accounts.small_accounts import basic_codes, head, overview, read, remarks, sheet, spending, values


def statuses(reading):
    return {one.sheet.name: str(one.answer) for one in reading.sheets}


@pytest.mark.parametrize(
    "title",
    [
        "支出决算表",
        "支出决算总表",
        "某县林业局2024年度支出决算表",
        "部门支出决算表",
        "某县财政局支出决算表",
        " 支 出 决 算 表（公开07表）",
    ],
)
def test_a_title_is_known_in_every_dress(title):
    rows = spending()
    rows[0] = [title]
    assert values(read(sheet("随便", rows)))["basic.actual"] == "834.38"


def test_a_title_that_says_more_is_another_table():
    rows = spending()
    rows[0] = ["一般公共预算财政拨款支出决算表"]
    found = values(read(sheet("公开03表", rows)))
    assert found["funds_general.actual"] == "1857.98" and "basic.actual" not in found


def test_every_sheet_gets_an_answer():
    contents = [["附件：2024年度部门决算公开表"], ["公开01表 收入支出决算总表"], ["公开03表 支出决算表"]]
    reading = read(
        sheet("目录", contents),
        sheet("表", spending()),
        sheet("Sheet1", []),
        sheet("取数过程", spending(total=1)),
        sheet("附", head("资产负债简表")),
        sheet("随笔", [["今年的工作"]]),
    )
    assert statuses(reading) == {
        "目录": "not_needed",
        "表": "recognised",
        "Sheet1": "blank",
        "取数过程": "draft",
        "附": "not_needed",
        "随笔": "not_understood",
    }
    assert values(reading)["expenditure.actual"] == "1857.98"


def test_rows_and_columns_may_slip():
    moved = [[], [], *([None, None, *row] for row in spending())]
    assert values(read(sheet("表", moved)))["project.actual"] == "1023.6"


def test_labels_of_the_right_half_are_found():
    found = values(read(sheet("Z01", overview())))
    assert (found["basic.actual"], found["personnel.budget"], found["operating.actual"]) == ("55", "40", "11")
    assert (found["revenue.actual"], found["year_end_balance"], found["budget_added"]) == ("100", "20", "25")


def test_the_amounts_of_a_label_end_where_the_next_block_begins():
    grid = SheetGrid(sheet("Z01", overview()), 3)
    assert grid.columns_right_of(grid.sheet.cells[11, 1]) == [3, 4, 5]
    assert grid.columns_right_of(grid.sheet.cells[11, 6]) == [8, 9, 10]


def test_a_table_by_codes_and_its_totals_across_the_blocks():
    found = values(read(sheet("Z08_1", basic_codes())))
    assert found["operating_utilities_travel.actual"] == "6" and found["operating.actual"] == "11"
    assert found["personnel.actual"] == "44"


def test_a_code_in_two_columns():
    rows = [
        *head("一般公共预算财政拨款基本支出决算表"),
        ["科目编码", None, "科目名称", "决算数"],
        ["类", "款", None, None],
        ["302", None, "商品和服务支出", 4],
        ["302", "01", "办公费", 4],
    ]
    assert values(read(sheet("表", rows)))["operating_office.actual"] == "4"


def test_what_is_hidden_is_read_but_named_and_asked():
    reading = read(sheet("藏", spending(), hidden=True), sheet("Z", overview(), hidden_rows=frozenset({8})))
    assert "隐藏的" in remarks(reading) and "第 8 行" in remarks(reading)
    doubted = {one.name for one in reading.figures if one.doubts}
    assert {"personnel.budget", "remitted.actual"} <= doubted and "revenue.actual" not in doubted


def test_tables_below_each_other_on_one_page():
    page = [*spending(), [], *overview(revenue=100)]
    found = values(read(sheet("网页", page)))
    assert found["revenue.actual"] == "100" and "project.actual" not in found  # 1023.6 there, 35 here: neither
