"""A rate has the decimals and the unit of the form wherever it stands: sentence, table, key figure and chart agree."""

import pytest

from evaluations.report.blocks import KeyFigure
from tests.report.small_reports import (
    FIGURES,
    cell_texts,
    report_2023,
    report_paragraphs,
    small_report,
    table_line,
    table_named,
)

PLACES = "full_marks = 10"
OWN_PLACES = ("not_applicable_flag = true", "not_applicable_flag = true\npolicies = { rate_places = 0 }")
PER_HEAD = ('formula = "project.actual / project.budget * 100"', 'formula = "whole.actual / posts"\nunit = "元"')
SHARE = ('label = "编制数"\nunit = "人"', 'label = "编制数"\nunit = "%"')
SAY_SHARE = ("支出{whole.actual}万元", "占比{posts}，支出{whole.actual}万元")


def with_places(places: int) -> tuple[str, str]:
    return PLACES, f"{PLACES}\nrate_places = {places}"


@pytest.mark.parametrize(
    "places, execution, change",
    [(0, "33%", "11%"), (1, "33.3%", "11.1%"), (2, "33.33%", "11.11%"), (4, "33.3333%", "11.1111%")],
)
def test_a_rate_reads_the_same_wherever_the_report_shows_it(places, execution, change):
    report = small_report(with_places(places))
    assert report_paragraphs(report) == [f"支出7.22万元，执行率{execution}，增加{change}。（未填）。"]
    rates = table_named(report, "rates")
    assert table_line(rates, "项目支出执行率")[1] == execution
    assert table_line(rates, "基本支出变动率")[1] == change
    assert all(how.endswith(f"= {value}") for _, value, how in cell_texts(rates))
    assert KeyFigure("项目支出执行率", execution) in report.key_figures
    assert KeyFigure("基本支出变动率", change) in report.key_figures
    [chart] = report.charts
    assert [bar.value for bar in chart.bars] == [execution] == [table_line(chart.table, "项目支出执行率")[1]]


def test_an_indicator_with_decimals_of_its_own_has_them_everywhere():
    report = small_report(OWN_PLACES)
    assert report_paragraphs(report) == ["支出7.22万元，执行率33.33%，增加11%。（未填）。"]
    assert table_line(table_named(report, "rates"), "基本支出变动率")[1] == "11%"
    assert table_line(table_named(report, "rates"), "支出控制率")[1] == "55.56%"
    assert KeyFigure("基本支出变动率", "11%") in report.key_figures


def test_a_change_too_small_for_two_decimals_is_told_with_three():
    figures = FIGURES | {"basic.last": "10000", "basic.budget": "10000.4"}
    assert "，增加0.004%。" in report_paragraphs(small_report(with_places(3), figures=figures))[0]


def test_a_figure_in_per_cent_keeps_two_decimals_in_text_and_table():
    report = small_report(SHARE, SAY_SHARE, with_places(0), figures=FIGURES | {"posts": "93.5"})
    assert report_paragraphs(report)[0].startswith("占比93.50%，支出7.22万元，执行率33%，")
    assert table_line(table_named(report, "base"), "编制数（%）")[-1] == "93.50%"


def test_a_rate_that_is_no_percentage_is_not_printed_as_one():
    report = small_report(PER_HEAD)
    assert report_paragraphs(report)[0].startswith("支出7.22万元，执行率0.29，")
    assert table_line(table_named(report, "rates"), "项目支出执行率（元）") == [
        "项目支出执行率（元）",
        "0.29",
        "支出合计（2021年决算数） 7.22 ÷ 编制数 25 = 0.29元",
    ]
    assert [figure.label for figure in report.key_figures] == ["自评得分", "等级", "基本支出变动率", "支出控制率"]
    assert report.charts == ()


def test_an_indicator_that_is_no_percentage_names_its_unit_in_the_table_of_ratios():
    control = 'formula = "whole.actual / whole.budget * 100"'
    report = small_report((control, 'formula = "whole.actual / posts"\nunit = "万元"'))
    assert table_line(table_named(report, "rates"), "支出控制率（万元）")[1:] == [
        "0.29",
        "支出合计（2021年决算数） 7.22 ÷ 编制数 25 = 0.29万元",
    ]


def test_the_tables_of_the_self_evaluation_have_the_decimals_of_the_form():
    report = report_2023(('unit = "万元"', 'unit = "万元"\nrate_places = 1'))
    assert table_line(table_named(report, "funds"), "年度资金总额")[-3:] == ["10", "97.9%", "9.79"]
    assert cell_texts(table_named(report, "project-form"))[3][-3:] == ["10", "95.7%", "9.57"]
    assert table_named(report, "targets").groups[0][0].cells[4].text == "97.9%"
