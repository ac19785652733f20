"""The self-evaluation tables: money with its score, the goal, every target with its reason; one more for each project."""

from typing import Any

import pytest

from evaluations.report.blocks import Heading, TableBlock
from tests.report.small_reports import annex_blocks, cell_texts, example_2023, report_2023, table_line, table_named

GOAL_TEXTS = ('goal = "goal"\nresult = "goal_result"', "")


def targets(**changes: Any) -> list[dict[str, Any]]:
    """The department's targets, the first one changed."""
    first, *rest = example_2023()["targets"]
    return [first | changes, *rest]


def own_lines(report) -> list[list[str]]:
    return cell_texts(table_named(report, "targets"))


def projects(**changes: Any) -> list[dict[str, Any]]:
    first, *rest = example_2023()["projects"]
    return [first | changes, *rest]


def without_total(report) -> dict[str, Any]:
    """What closes the department's table while something is missing."""
    row = table_named(report, "targets").groups[-1][0]
    return {cell.text: cell.columns for cell in row.cells}


def test_the_annex_has_money_goal_and_targets_in_this_order():
    found = [
        (block.text, block.anchor) if isinstance(block, Heading) else block.kind
        for block in annex_blocks(report_2023(), 2)
    ]
    assert found == [
        ("年度预算执行情况", "execution"),
        "table",
        ("年度总体目标", "goal"),
        "table",
        ("绩效指标", "targets"),
        "table",
    ]


def test_weight_rate_and_score_stand_beside_the_total_of_the_money_alone():
    table = table_named(report_2023(), "funds")
    assert [column.label for column in table.columns[-3:]] == ["分值", "执行率", "得分"]
    assert table_line(table, "年度资金总额")[-3:] == ["10", "97.95%", "9.79"]
    plain = [row for group in table.groups for row in group if not row.style][1:]
    assert {tuple(cell.text for cell in row.cells[-3:]) for row in plain} == {("", "", "")}
    assert {len(row.cells) for row in plain} == {len(table.columns)}
    assert (table.label, table.note) == ("2023年度预算执行情况", "单位：万元（另有注明的除外）；“—”表示未填")


def test_the_headings_of_the_money_span_the_columns_of_the_score_too():
    table = table_named(report_2023(), "funds")
    heads = [row.cells for group in table.groups for row in group if row.style == "group"]
    assert [[(cell.text, cell.columns, cell.head) for cell in cells] for cells in heads] == [
        [("按收入性质分", 7, True)],
        [("按支出性质分", 7, True)],
        [("预算的形成", 7, True)],
    ]


def test_an_execution_that_cannot_be_told_has_its_weight_and_dashes():
    figures = example_2023()["figures"] | {"funds_other.full_year": None}
    line = table_line(table_named(report_2023(figures=figures), "funds"), "年度资金总额")
    assert line[2:] == ["—", "930.50", "10", "—", "—"]


def test_goal_and_result_stand_side_by_side_by_paragraph():
    narratives = example_2023()["narratives"] | {"goal": "一、提速。\n\n 二、提质。 ", "goal_result": ""}
    table = table_named(report_2023(narratives=narratives), "goal")
    assert [column.label for column in table.columns] == ["预期目标", "实际完成情况"]
    assert cell_texts(table) == [["一、提速。\n二、提质。", "—"]]


def test_a_form_that_asks_for_no_goal_prints_none():
    blocks = annex_blocks(report_2023(GOAL_TEXTS), 2)
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["年度预算执行情况", "绩效指标"]


def test_a_target_tells_what_was_wanted_reached_and_earned():
    table = table_named(report_2023(), "targets")
    assert [column.label for column in table.columns] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "评分情况、偏差原因分析及改进措施",
    ]
    how = "实际4.22万元，目标不高于5万元，得10分"
    assert table_line(table, "“三公”经费支出") == ["“三公”经费支出", "≤5万元", "4.22万元", "10", "10", how]


def test_an_indicator_of_the_form_shows_its_value_and_has_no_target():
    assert own_lines(report_2023())[0][:7] == [
        "预算执行\n（10分）",
        "预算执行\n（10分）",
        "年度预算执行率",
        "—",
        "97.95%",
        "10",
        "9.79",
    ]


def test_a_deviation_is_explained_below_the_score_and_no_reason_leaves_no_line():
    reasons = {row[-6]: row[-1] for row in own_lines(report_2023())[:-1]}
    assert reasons["新增“一件事一次办”主题"].endswith(
        "，得8分\n偏差原因：两个主题涉及的省级系统未开放接口，推迟到下一年度。"
    )
    assert "偏差原因" not in reasons["按期办结率"] and "\n" not in reasons["按期办结率"]
    padded = report_2023(targets=targets(deviation_reason=" 节约。 "))
    assert table_line(table_named(padded, "targets"), "成本指标\n（20分）")[-1].endswith("分\n偏差原因：节约。")
    blank = report_2023(targets=targets(deviation_reason=" \n"))
    assert "偏差原因" not in table_line(table_named(blank, "targets"), "成本指标\n（20分）")[-1]


def test_targets_of_one_level_share_its_cells_as_far_as_the_page_goes():
    first = targets()[0]
    many = [first | {"name": f"成本{n}", "weight": "2"} for n in range(29)]
    table = table_named(report_2023(targets=[*many, *targets()[1:]]), "targets")
    cost = [group for group in table.groups if group[0].cells[0].text.startswith("成本指标")]
    assert sum(map(len, cost)) == 30 and len(cost) > 1
    for group in cost:
        joined = [(cell.text, cell.rows, cell.head) for cell in group[0].cells if cell.joined]
        assert joined == [(f"{name}\n（68分）", len(group), True) for name in ("成本指标", "经济成本指标")]
        assert all(len(row.cells) == 6 and not any(cell.joined for cell in row.cells) for row in group[1:])


def test_total_and_grade_close_the_table():
    report = report_2023()
    assert own_lines(report)[-1] == ["总分", "100", "97.29", "等级：优"]
    assert without_total(report) == {"总分": 5, "100": 1, "97.29": 1, "等级：优": 1}
    assert report.meta.total == "97.29" and report.meta.full_marks == "100"


def test_without_all_scores_there_is_neither_total_nor_grade():
    report = report_2023(targets=targets(attained=""))
    line = table_line(table_named(report, "targets"), "成本指标\n（20分）")
    assert line[2:7] == ["部门支出总额", "≤950万元", "—", "10", "—"]
    assert own_lines(report)[-1] == ["总分", "100", "—", "尚有指标未填，暂不评定等级"]


def test_a_ceiling_is_told_below_the_grade():
    cap = '[[caps]]\nwhen = "execution_rate > 90"\nat_most = 89\nreason = "执行过快，总分不超过89分"\n\n[[tables]]'
    assert own_lines(report_2023(("[[tables]]", cap)))[-1] == [
        "总分",
        "100",
        "89",
        "等级：良\n各项得分合计 97.29 分，执行过快，总分不超过89分",
    ]


def test_every_project_has_one_form_of_two_tables_with_nothing_between_them():
    blocks = annex_blocks(report_2023(), 3)
    headings = [(block.text, block.anchor) for block in blocks if isinstance(block, Heading)]
    assert [block.turned for block in blocks if isinstance(block, Heading)] == [False, True]
    assert headings == [("1. 一体化政务平台运行维护", "project-1"), ("2. 窗口服务和延时服务", "project-2")]
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    assert [(one.code, one.continued) for one in tables] == [("project-form", True), ("targets", False)] * 2


@pytest.mark.parametrize(("times", "turned"), [(1, False), (26, True)])
def test_indicators_whose_first_line_would_be_torn_begin_on_the_next_page(times, turned):
    written = projects(note="全年按计划完成，资金支付与进度一致。" * times)
    table = table_named(report_2023(projects=written), "targets", 1)
    assert table.turned is turned


def test_the_form_of_a_project_names_it_and_shows_its_money_with_the_execution():
    table = table_named(report_2023(), "project-form")
    assert cell_texts(table)[:4] == [
        ["项目名称", "一体化政务平台运行维护"],
        ["主管部门、实施单位", "测试县行政审批服务局"],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "150.00", "230.00", "220.00", "10", "95.65%", "9.57"],
    ]
    assert not table.headed and {
        sum(cell.columns for cell in row.cells) for group in table.groups for row in group
    } == {8}


def test_a_projects_goal_stands_beside_what_came_of_it():
    table = table_named(report_2023(projects=projects(goal="全年不断网。", note="")), "project-form")
    assert cell_texts(table)[4:] == [["年度总体目标", "预期目标", "实际完成情况"], ["", "全年不断网。", "—"]]


def test_no_cell_of_the_upper_part_joins_lines_for_a_long_goal_may_go_over_the_page():
    groups = table_named(report_2023(projects=projects(goal="长" * 4000)), "project-form").groups
    assert {cell.rows for group in groups for row in group for cell in row.cells} == {1}


@pytest.mark.parametrize(
    "changes, closing",
    [
        ({}, ["总分", "100", "99.04", "等级：优"]),
        ({"full_year": None}, ["总分", "100", "—", "尚有指标未填，暂不评定等级"]),
        ({"targets": []}, ["总分", "100", "—", "尚有指标未填，暂不评定等级"]),
    ],
)
def test_a_project_is_totalled_by_itself(changes, closing):
    report = report_2023(projects=projects(**changes))
    own, first, second = (cell_texts(table_named(report, "targets", place))[-1] for place in range(3))
    assert first == closing
    assert (own[2], second) == ("97.29", ["总分", "100", "94.58", "等级：优"])


def test_without_projects_there_is_no_annex_for_them():
    assert [annex.number for annex in report_2023(projects=[]).annexes] == [1, 2]


def test_a_target_without_a_second_level_repeats_the_first():
    satisfaction = ('level2 = "服务对象满意度指标"', 'level2 = "满意度指标"')
    lines = own_lines(report_2023(satisfaction))
    assert lines[-2][:3] == ["满意度指标\n（10分）", "满意度指标\n（10分）", "办事群众满意度"]
