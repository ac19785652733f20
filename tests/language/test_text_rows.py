"""Rows of a table in a text: which lines are rows, and what becomes of the tabs that nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.text_rows import before_rows, row_runs
from evaluations.language.texts import TextError, clean_line, clean_typed_text, count_characters

TABLE = "项目\t预算数\t决算数\n人员经费\t468.30\t481.22\n合计\t520.40\t"
KEPT = "项目｜预算数｜决算数\n人员经费｜468.30｜481.22\n合计｜520.40｜"
# A table as Word, Excel and people have it, and what is none; static/filing/section/text_rows.js tells them alike.
CASES = {
    TABLE: KEPT,
    f"如下：\n\u3000{TABLE}\n以上。": f"如下：\n{KEPT}\n以上。",
    "表一\t\t\n\t2019年\t2020年\n支出\t1\t2": "表一｜｜\n｜2019年｜2020年\n支出｜1｜2",
    "序号\t事项\n1\t预算\n2\t决算\n1、\t说明": "序号｜事项\n1｜预算\n2｜决算\n1、｜说明",
    "1、\t第一条\n2、\t第二条": "1、 第一条\n2、 第二条",
    "（一）\t概况\n1.1\t职能\n①\t机构": "（一） 概况\n1.1 职能\n① 机构",
    "一、\t支出\n项目\t数额\t备注\n办公\t2\t无": "一、 支出\n项目｜数额｜备注\n办公｜2｜无",
    "编制数\t25\n实有数\t24": "编制数｜25\n实有数｜24",
    "甲|乙\n丙 | 丁": "甲｜乙\n丙｜丁",
    "只有\t一行\t是表": "只有 一行 是表",
    "收入\t1\n\n支出\t2": "收入 1\n\n支出 2",
    "段落。\t\n\t又一段。": "段落。\n又一段。",
    "项目\t决算\n人员\t3\n\t\n合计\t5": "项目｜决算\n人员｜3\n合计｜5",
    "\t\t\n\t\n段落。": "段落。",
    "科目\t金额\n一、收入\t\n拨款\t9\n利息\t\n以上。\t": "科目｜金额\n一、收入｜\n拨款｜9\n利息｜\n以上。",
    "l\t加强管理\nl\t完善制度": "l 加强管理\nl 完善制度",
    "\uf06c\t加强管理\n\uf06c\t完善制度": "加强管理\n完善制度",
    "A.\t加强管理\nB.\t完善制度": "A. 加强管理\nB. 完善制度",
    "(1).\t加强管理\n(2).\t完善制度": "(1). 加强管理\n(2). 完善制度",
    "第一，\t加强管理\n二是\t完善制度": "第一， 加强管理\n二是 完善制度",
    "等级\t得分\nA\t90\nB\t80": "等级｜得分\nA｜90\nB｜80",
}


@pytest.mark.parametrize("typed", CASES)
def test_rows_that_stand_together_keep_their_cells(typed):
    assert clean_typed_text(typed) == CASES[typed] == clean_typed_text(CASES[typed])


@given(st.text("甲1、.\t｜|\n \u3000", max_size=40))
def test_cells_are_kept_once_and_for_all(typed):
    try:
        once = clean_typed_text(typed)
    except TextError:
        return
    assert clean_typed_text(once) == once and "\t" not in once
    letters = [one for one in typed if one in "甲1、."]
    assert [one for one in once if one in "甲1、."] == letters and count_characters(once) >= len(letters)


def test_a_line_has_no_rows_and_a_length_no_signs():
    assert clean_line("甲\t乙\n丙\t丁", limit=20) == "甲 乙 丙 丁"
    assert count_characters(KEPT) == count_characters(TABLE)


def test_a_text_is_told_apart_at_its_first_table():
    assert before_rows(f"其中：\n另有。\n{KEPT}\n以上。") == ("其中：\n另有。", f"{KEPT}\n以上。")
    assert before_rows("没有表。") == ("没有表。", "")
    assert [len(rows) for rows, _ in row_runs(f"甲\n{KEPT}\n\n{KEPT}".split("\n"))] == [0, 3, 0, 3]
