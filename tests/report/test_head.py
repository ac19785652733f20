"""The head of a report and its key figures: what a reader looks for first, and never only the good side."""

import pytest

from evaluations.report.blocks import KeyFigure
from tests.publication.papers import composed, document
from tests.report.small_reports import FIGURES, report_2023, small_report

TITLE = 'report_title = "{department}{year}年度报告"'


@pytest.mark.parametrize(
    "template, lines",
    [
        ("{department}{year}年度报告", ("甲局", "2021年度报告")),
        ("{year}年度{department}报告", ("2021年度甲局报告",)),
        ("{department}", ("甲局",)),
        ("年度报告", ("年度报告",)),
    ],
)
def test_a_title_breaks_only_behind_the_department_that_begins_it(template, lines):
    assert small_report((TITLE, f'report_title = "{template}"')).title_lines == lines


def test_the_head_identifies_report_department_form_and_result():
    meta = composed().meta
    assert (meta.title, meta.department, meta.county) == (
        "测试县政务服务中心2020年度部门整体支出绩效评价报告",
        "测试县政务服务中心",
        "测试县",
    )
    assert (meta.year, meta.total, meta.full_marks, meta.grade) == ("2020", "96.68", "100", "优")
    assert meta.scheme == "部门整体支出绩效评价指标体系（2013年版）"
    assert meta.notice_reference == "《关于开展2020年度绩效自评工作的通知》（测财绩〔2021〕1号）"


def test_the_first_sentence_tells_notice_score_and_grade():
    assert composed().lead == (
        "根据《关于开展2020年度绩效自评工作的通知》（测财绩〔2021〕1号）要求，我单位对2020年度部门整体支出开展了绩效自评，"
        "按评分标准计算得96.68分，等级为“优”。现将情况报告如下。"
    )


def test_a_report_is_a_draft_only_where_it_is_said():
    assert composed(draft=True).meta.draft and not composed().meta.draft


def test_what_is_missing_in_the_head_is_said_or_left_blank():
    meta = small_report(figures=FIGURES | {"basic.last": None}).meta
    assert (meta.total, meta.grade, meta.notice_reference) == ("（未填）", "（未填）", "")


def test_score_and_grade_come_first():
    assert composed().key_figures[:2] == (KeyFigure("自评得分", "96.68 分"), KeyFigure("等级", "优"))


def test_without_all_scores_the_key_figures_show_dashes_for_score_and_grade():
    report = small_report(figures=FIGURES | {"basic.last": None})
    assert report.key_figures == (
        KeyFigure("自评得分", "—"),
        KeyFigure("等级", "—"),
        KeyFigure("支出控制率", "55.56%"),
        KeyFigure("项目支出执行率", "33.33%"),
    )


def test_what_lost_points_goes_before_what_did_not_and_rates_without_points_come_last():
    labels = [figure.label for figure in small_report().key_figures]
    assert labels == ["自评得分", "等级", "基本支出变动率", "支出控制率", "项目支出执行率"]
    lost = composed(figures=document()["figures"] | {"staff_in_post": "35"}).key_figures[2:]
    assert KeyFigure("在职人员控制率", "140.00%") == lost[0]


def test_no_more_than_eight_percentages_are_key():
    assert len(composed().key_figures) == 2 + 8


def test_counts_and_grades_are_no_percentages():
    labels = [figure.label for figure in composed().key_figures]
    assert not {"管理制度健全性", "资金使用合规性", "行政效能"} & set(labels)


def test_a_value_that_could_not_be_told_is_no_key_figure():
    labels = [figure.label for figure in composed(buildings=[]).key_figures]
    assert "新建楼堂馆所面积控制率" not in labels


def test_the_departments_own_percentages_are_key_figures_too():
    assert [(figure.label, figure.value) for figure in report_2023().key_figures[2:6]] == [
        ("年度预算执行率", "97.95%"),
        ("按期办结率", "99.60%"),
        ("平均办理时限压缩率", "64.00%"),
        ("办事群众满意度", "97.20%"),
    ]


def test_the_table_of_contents_has_the_chapters_and_nothing_below_them():
    chapters = composed().chapters
    assert [heading.text for heading in chapters[:2]] == ["一、部门、单位基本情况", "二、一般公共预算支出情况"]
    assert [heading.anchor for heading in chapters] == [f"chapter-{n}" for n in range(1, 10)]
