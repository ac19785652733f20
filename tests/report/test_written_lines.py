"""A table in a text is told in words where the paper has no room for a table: in a cell, within a sentence."""

from collections import Counter

import pytest
from django.template.loader import render_to_string

from evaluations.report import written_lines
from evaluations.report.written_lines import cell_text
from tests.report.small_reports import cell_texts, example_2023, report_2023, table_named

TABLE = "项目｜金额｜\n｜预算数｜决算数\n人员经费｜468.30｜481.22\n公用经费｜52.10｜"
TOLD = "项目：人员经费，金额预算数：468.30，金额决算数：481.22\n项目：公用经费，金额预算数：52.10"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"其中：\n\n{TABLE}\n以上。", f"其中：\n{TOLD}\n以上。"),
        ("类别｜名称｜数\n基本｜人员｜1\n｜公用｜2", "类别：基本，名称：人员，数：1\n类别：基本，名称：公用，数：2"),
        ("支出表｜｜\n项目｜数｜备注\n甲｜1｜无", "支出表\n项目：甲，数：1，备注：无"),
        ("编制数｜25\n实有数｜24", "编制数，25\n实有数，24"),
        ("项目｜数｜备注\n甲｜1｜\n乙｜2｜", "项目：甲，数：1，备注：—\n项目：乙，数：2，备注：—"),
        (
            "项目名称｜校舍｜主管部门｜县教育局\n负责人：｜张三｜联系电话｜无",
            "项目名称：校舍，主管部门：县教育局\n负责人：张三，联系电话：无",
        ),
        ("没有表。\n第二段。", "没有表。\n第二段。"),
    ],
)
def test_each_row_is_a_line_that_names_what_it_says(text, told):
    assert cell_text(text) == told


def test_no_word_of_a_table_is_lost():
    told = cell_text(TABLE)
    assert all(cell in told for line in TABLE.split("\n") for cell in line.split("｜"))


def test_a_form_of_thousands_of_lines_is_told_at_once():
    """What names the columns is found once, not for every line: 13 s for the longest text of all."""
    lines = 3_900
    counted = Counter[str]()
    with pytest.MonkeyPatch.context() as patch:
        whole = written_lines.name_columns
        patch.setattr(written_lines, "name_columns", lambda rows: counted.update(["read"]) or whole(rows))
        told = cell_text("甲：｜乙\n" * lines)
    assert told.count("甲：乙") == lines and counted["read"] == 1


def test_goals_reasons_and_explanations_have_the_rows_in_words():
    text, told = f"其中：\n{TABLE}", f"其中：\n{TOLD}"
    report = report_2023(
        narratives=example_2023()["narratives"] | {"goal": text, "goal_result": text},
        projects=[example_2023()["projects"][0] | {"goal": text, "note": text}],
        targets=[one | {"deviation_reason": text} for one in example_2023()["targets"]],
        explanations=[{"field": "basic.budget", "text": text, "check": "1"}],
    )
    assert cell_texts(table_named(report, "goal")) == [[told, told]]
    assert cell_texts(table_named(report, "project-form"))[-1][-2:] == [told, told]
    assert cell_texts(table_named(report, "explanations"))[0][-1] == told
    reasons = [cell for line in cell_texts(table_named(report, "targets")) for cell in line if "其中：" in cell]
    assert reasons and all(one.endswith(told) for one in reasons)
    assert "｜" not in render_to_string("report/body.html", {"report": report})
