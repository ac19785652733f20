"""The annexes in their order, the indicators with reasons, and the explanations that close the report."""

from typing import Any

import pytest

from evaluations.report.blocks import Report, ReportRow, TableBlock
from tests.publication.papers import composed, document
from tests.report.small_reports import FIGURES, cell_texts, report_2023, small_report, table_named

WEIGHT_5 = 'level1 = "过程"\nweight = 4'
INDICATORS = """[[indicators]]
code = "extra_{n}"
label = "附加{n}"
level1 = "过程"
weight = 1
formula = "posts * 100"
rule = {{ form = "points_over_limit", limit = 100, lose = 1 }}

"""


def explained(*fields: str) -> list[dict[str, Any]]:
    return [
        {"check": "13", "field": field, "text": f"说明{n}。", "person": "王某某"} for n, field in enumerate(fields, 1)
    ]


def reason_cell(reason: str, **figures: str) -> str:
    """What the first line of the indicators says, with this reason entered."""
    report = small_report(figures=FIGURES | figures, entries={"control": {"reason": reason}})
    return cell_texts(table_named(report, "indicators"))[0][4]


def indicator_groups(report: Report) -> list[tuple[ReportRow, ...]]:
    """The groups of 附件1 without its total."""
    return list(table_named(report, "indicators").groups[:-1])


def more_indicators(count: int) -> list[tuple[str, str]]:
    """The small form with one group of so many more indicators."""
    source = "".join(INDICATORS.format(n=n) for n in range(count))
    return [("full_marks = 10", f"full_marks = {10 + count}"), ("[[checks]]", source + "[[checks]]")]


def test_annexes_stand_in_the_order_of_their_numbers_and_wide_ones_lie():
    found = [(annex.number, annex.anchor, annex.title, annex.landscape) for annex in small_report().annexes]
    assert found == [
        (1, "annex-1", "2021年度部门整体支出绩效评价指标表", True),
        (2, "annex-2", "2021年基础数据", False),
    ]


def test_annexes_have_the_numbers_of_the_list_below_the_text():
    assert [annex.heading for annex in small_report().annexes] == ["附件1", "附件2"]


def test_the_annex_of_projects_stands_where_the_form_says():
    swapped = report_2023(("annex = 3", "annex = 9"), explanations=explained("projects"))
    assert [(annex.number, annex.title) for annex in swapped.annexes][2:] == [
        (9, "2023年度项目支出绩效自评表"),
        (10, "有关差异的说明"),
    ]
    assert [annex.landscape for annex in swapped.annexes] == [False, True, True, False]


def test_an_annex_of_projects_between_two_others_is_printed_between_them():
    report = report_2023(("annex = 1\n", "annex = 4\n"))
    assert [(annex.number, annex.title[:8]) for annex in report.annexes] == [
        (2, "2023年度部门"),
        (3, "2023年度项目"),
        (4, "2023年度部门"),
    ]


def test_a_report_without_explanations_has_no_annex_for_them():
    assert "有关差异的说明" not in [annex.title for annex in composed(explanations=[]).annexes]


def test_what_was_explained_to_the_bureau_alone_is_not_printed():
    given = [one | {"audience": "bureau"} for one in explained("project.budget")]
    assert "有关差异的说明" not in [annex.title for annex in composed(explanations=given).annexes]
    both = composed(explanations=[*given, explained("project.actual")[0] | {"audience": "public", "text": "公开的。"}])
    assert [row[2] for row in cell_texts(table_named(both, "explanations"))] == ["公开的。"]


def test_one_public_text_for_several_places_is_one_line_and_frozen_papers_keep_theirs():
    old = [one | {"text": "同一原因。"} for one in explained("project.budget", "project.actual")]
    assert len(cell_texts(table_named(composed(explanations=old), "explanations"))) == 2
    new = [one | {"audience": "public"} for one in old]
    assert cell_texts(table_named(composed(explanations=new), "explanations")) == [
        ["1", "项目支出合计（2020年预算数）；项目支出合计（2020年决算数）", "同一原因。"]
    ]


@pytest.mark.parametrize(
    "field, place",
    [
        ("project.budget", "项目支出合计（2020年预算数）"),
        ("projects.budget", "逐项填写的项目预算合计"),
        ("execution_rate", "预算执行率"),
        ("staff_control_rate", "在职人员控制率"),
        ("management", "六（三）预算管理"),
        ("management#3", "六（三）预算管理"),
        ("targets[2].name", "其他事项"),
        ("total", "其他事项"),
    ],
)
def test_an_explanation_names_what_it_is_about_in_the_words_of_the_form(field, place):
    report = composed(explanations=explained(field))
    assert cell_texts(table_named(report, "explanations")) == [["1", place, "说明1。"]]


def test_explanations_are_numbered_and_each_may_stand_on_a_page_of_its_own():
    table = table_named(composed(explanations=explained("project.budget", "project.actual")), "explanations")
    assert [column.label for column in table.columns] == ["序号", "事项", "说明"]
    assert [row[0] for row in cell_texts(table)] == ["1", "2"] and [len(group) for group in table.groups] == [1, 1]
    number, place, _ = table.groups[0][0].cells
    assert number.numeric and place.head


def test_the_table_of_indicators_says_by_which_form_points_are_given():
    table = table_named(composed(), "indicators")
    assert table.note == "单位：分；评分依据：部门整体支出绩效评价指标体系（2013年版）"
    assert [column.label for column in table.columns] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "分值",
        "评分标准",
        "自评情况及扣分原因",
        "得分",
    ]


def test_an_indicator_has_its_weight_standard_way_and_points():
    _, _, name, weight, standard, how, points = table_named(composed(), "indicators").groups[0][0].cells
    assert (name.text, weight.text, points.text) == ("在职人员控制率", "5", "5")
    assert standard.text.startswith("在职人员控制率=（在职人员数÷编制数）×100%。")
    assert how.text == "年末在职人数（在编） 24 ÷ 编制数 25 = 96.00%，不超过100%，不扣分，得5分"
    assert (name.head, weight.numeric, points.numeric, standard.numeric) == (True, True, True, False)


def test_an_indicator_without_points_has_a_dash_and_says_what_is_missing():
    row = cell_texts(table_named(small_report(figures=FIGURES | {"basic.last": None}), "indicators"))[1]
    assert row == ["基本支出变动率", "4", "缺少“基本支出（2020年决算数）”（2021年基础数据），暂不能计算", "—"]


@pytest.mark.parametrize("actual, word", [("6.2227", "说明"), ("20", "扣分原因")])
def test_a_reason_is_called_a_reason_only_where_points_were_lost(actual, word):
    assert reason_cell(" 追加任务。 ", **{"basic.actual": actual}).endswith(f"\n{word}：追加任务。")


def test_a_reason_beside_a_missing_score_is_no_reason_for_lost_points():
    figures = FIGURES | {"basic.last": None}
    report = small_report(figures=figures, entries={"change": {"reason": "账还没有结。"}})
    assert cell_texts(table_named(report, "indicators"))[1][2].endswith("，暂不能计算\n说明：账还没有结。")


def test_a_ceiling_is_told_below_the_grade():
    cap = '[[caps]]\nwhen = "posts > 20"\nat_most = 5\nreason = "超编，总分不超过5分"\n\n[[tables]]'
    rows = cell_texts(table_named(small_report(("[[tables]]", cap)), "indicators"))
    assert rows[-1] == ["合计", "10", "等级：差\n各项得分合计 6 分，超编，总分不超过5分", "5"]


def test_a_blank_reason_leaves_no_line():
    assert "\n" not in reason_cell(" \n ")


def test_a_reason_that_the_way_tells_already_is_not_told_twice():
    entries = document()["entries"] | {
        "procurement_execution_rate": {"not_applicable": True, "reason": "全年没有采购。"}
    }
    lines = {row[-5]: row[-2] for row in cell_texts(table_named(composed(entries=entries), "indicators"))[:-1]}
    assert lines["政府采购执行率"] == "全年没有采购，得6分"


def test_a_level_is_joined_as_far_as_a_page_holds_it_and_then_said_again():
    table = table_named(small_report(*more_indicators(35)), "indicators")
    sizes = [len(group) for group in table.groups[:-1]]
    assert sum(sizes) == 37 and sizes[0] < sizes[1] == sizes[2]  # title and note stand on the first page
    heads = [[(cell.text, cell.rows) for cell in group[0].cells if cell.joined] for group in table.groups[:-1]]
    assert heads == [[("过程\n（45分）", size)] * 2 for size in sizes]


def test_each_level_is_said_once_with_the_points_under_it():
    form = small_report((WEIGHT_5, 'level1 = "产出"\nlevel2 = "数量"\nweight = 4'))
    heads = [[(cell.text, cell.rows) for cell in group[0].cells if cell.joined] for group in indicator_groups(form)]
    assert heads == [[("过程\n（6分）", 1)] * 2, [("产出\n（4分）", 1), ("数量\n（4分）", 1)]]
    process = indicator_groups(composed())[1]
    heads = [[(cell.text, cell.rows) for cell in row.cells if cell.joined] for row in process]
    assert heads[0] == [("过程\n（61分）", len(process)), ("预算执行\n（20分）", 3)] and heads[1] == []


def test_the_last_line_has_full_marks_grade_and_total():
    last = table_named(small_report(), "indicators").groups[-1]
    assert [row.style for row in last] == ["total"]
    assert [(cell.text, cell.columns, cell.numeric) for cell in last[0].cells] == [
        ("合计", 3, False),
        ("10", 1, True),
        ("等级：差", 1, False),
        ("6", 1, True),
    ]


def test_a_total_with_gaps_is_not_printed_as_one():
    rows = cell_texts(table_named(small_report(figures=FIGURES | {"basic.last": None}), "indicators"))
    assert rows[-1] == ["合计", "10", "尚有指标未填，暂不评定等级", "—"]


def test_the_tables_of_the_annexes_fill_all_their_columns():
    reports = [composed(explanations=explained("project.budget")), report_2023()]
    blocks = [block for report in reports for annex in report.annexes for block in annex.blocks]
    for table in (block for block in blocks if isinstance(block, TableBlock)):
        for group in table.groups:
            taken = [sum(cell.columns * cell.rows for row in group for cell in row.cells)]
            assert taken == [len(table.columns) * len(group)], (table.code, group[0])
