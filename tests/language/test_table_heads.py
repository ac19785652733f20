"""What the lines on top of a table name: its columns, in one line or in several, or, in a form, nothing."""

import pytest

from evaluations.language.table_heads import HeadCell, head_cells, head_lines, is_form, joined_heads


def rows_of(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("｜")) for line in text.split("\n")]


HEADS = {
    "项目｜预算\n人员｜1": ["项目", "预算"],
    "项目｜金额｜｜备注\n｜年初预算｜决算数｜\n人员｜1｜2｜": ["项目", "金额年初预算", "金额决算数", "备注"],
    "｜2019年｜｜2020年｜\n项目｜预算｜决算｜预算｜决算\n人员｜1｜2｜3｜4": [
        "项目",
        "2019年预算",
        "2019年决算",
        "2020年预算",
        "2020年决算",
    ],
    "项目｜｜金额\n类别｜名称｜\n基本｜人员｜2": ["项目类别", "项目名称", "金额"],
    "项目｜金额｜｜\n｜2019年｜2020年｜\n｜决算｜预算｜决算\n人员｜1｜2｜3": [
        "项目",
        "金额2019年决算",
        "金额2020年预算",
        "金额2020年决算",
    ],
    "项目｜2020年｜\n｜2020年预算｜2020年决算\n人员｜1｜2": ["项目", "2020年预算", "2020年决算"],
    "事项｜金额｜\n预算｜良好｜无\n支出｜20｜": ["事项", "金额", ""],
    "类别｜问题｜措施\n｜不准｜核对\n甲｜乙｜丙": ["类别", "问题", "措施"],
    "项目｜2019｜2020\n支出｜1｜2": ["项目", "2019", "2020"],
    "项目名称｜建设规模｜预算金额｜完成情况\n校舍｜20间｜20｜完成": ["项目名称", "建设规模", "预算金额", "完成情况"],
    "单位名称｜预算数\n教育单位｜20": ["单位名称", "预算数"],
}


@pytest.mark.parametrize("table", HEADS)
def test_each_column_is_named_by_all_lines_above_it(table):
    assert joined_heads(head_lines(rows_of(table))) == HEADS[table]


def test_merged_cells_of_a_head_cover_their_columns_and_lines():
    heads = head_lines(rows_of("项目｜金额｜｜备注\n｜年初预算｜决算数｜\n人员｜1｜2｜"))
    assert head_cells(heads) == [
        [HeadCell("项目", 1, 2), HeadCell("金额", 2, 1), HeadCell("备注", 1, 2)],
        [HeadCell("年初预算", 1, 1), HeadCell("决算数", 1, 1)],
    ]
    wide = rows_of("项目｜金额｜｜\n｜2019年｜2020年｜\n｜决算｜预算｜决算\n人员｜1｜2｜3")
    for table in (wide, *map(rows_of, HEADS)):
        cells = head_cells(head_lines(table))
        assert sum(one.columns * one.rows for line in cells for one in line) == len(head_lines(table)) * len(table[0])


@pytest.mark.parametrize(
    ("table", "form"),
    [
        ("项目名称｜校舍维修｜主管部门｜县教育局\n负责人｜张三｜联系电话｜0746-1234567", True),
        ("项目名称：｜校舍维修\n资金来源：｜本级财政", True),
        ("项目名称｜校舍维修｜｜\n主管部门｜县教育局｜实施单位｜学校\n预算金额（万元）｜20.00｜执行数｜18.00", True),
        ("项目名称｜主管部门｜预算金额｜负责人\n校舍｜教育局｜20｜张", False),
        ("单位名称｜预算数\n教育单位｜20", False),
        ("问题｜措施\n不细｜细化", False),
        ("编制数｜25\n实有数｜24", False),
        ("单位｜上年｜本年\n编制数｜25｜24\n在职人数｜20｜21", False),
    ],
)
def test_a_form_has_names_before_its_values_and_none_above(table, form):
    assert is_form(rows_of(table)) is form
    assert not form or not head_lines(rows_of(table))
