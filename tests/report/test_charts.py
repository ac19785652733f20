"""The charts of the public page: what is drawn, how long, and where; without colours two series still read apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.report.blocks import BAR_HEIGHT, caption_lines
from evaluations.report.charts import drawn_chart
from tests.publication.papers import composed, document
from tests.report.small_reports import FIGURES, cell_texts, report_2023, small_report

CHAPTER = 'label = "说明"\nchapter = "main"'
EXTRA = """[[tables]]
code = "extra"
title = "{year}年收支"

[[tables.columns]]
code = "last"
label = "{last_year}年决算数"

[[tables.columns]]
code = "budget"
label = "{year}年预算数"

[[tables.columns]]
code = "hidden"
label = "{year}年调整数"
printed = false

[[tables.columns]]
code = "actual"
label = "{year}年决算数"

[[tables.rows]]
group = "收入"

[[tables.rows]]
code = "income"
label = "收入合计"

[[tables.rows]]
code = "grant"
label = "财政拨款"
level = 1

[[tables.rows]]
code = "granted"
label = "县级"
level = 2

[[tables.rows]]
code = "kept"
label = "结转"
cells = { actual = "kept" }

[[tables.rows]]
code = "cars"
label = "车辆"
unit = "辆"

[[rates]]"""
INCOME = {"income.budget": "200", "income.actual": "100", "grant.budget": "50", "grant.actual": None}


def money_chart(**figures):
    changes = (("[[rates]]", EXTRA), (CHAPTER, CHAPTER + '\ntable = "extra"'))
    given_figures = FIGURES | INCOME | {"granted.budget": "9", "kept": "3", "cars.budget": "400", "cars.actual": "300"}
    return small_report(*changes, figures=given_figures | figures).charts[0]


def lines_of(*values, limit=None):
    return drawn_chart("code", "标题", "%", ("一",), [(f"第{n}项", [value]) for n, value in enumerate(values)], limit)


def test_the_last_two_printed_columns_of_the_main_lines_are_drawn():
    chart = money_chart()
    assert (chart.code, chart.title, chart.unit) == ("chart-extra", "2021年收支", "万元")
    assert chart.series == ("2021年预算数", "2021年决算数")
    assert [label for label, _ in chart.groups] == ["收入合计", "财政拨款"]


def test_what_is_counted_is_not_drawn_among_the_money():
    assert "车辆" not in [bar.label for bar in money_chart().bars]
    assert max(bar.width for bar in money_chart().bars) == 180


def test_bars_are_as_long_as_their_numbers_and_carry_them():
    shown = [(bar.label, bar.series, bar.value, bar.width, bar.value_x) for bar in money_chart().bars]
    assert shown == [
        ("收入合计", 0, "200.00", 180, 186),
        ("收入合计", 1, "100.00", 90, 96),
        ("财政拨款", 0, "50.00", 45, 51),
        ("财政拨款", 1, "—", 0, 6),
    ]


def test_a_line_without_any_number_is_not_drawn_and_a_chart_without_lines_is_none():
    chart = money_chart(**{"grant.budget": None})
    assert [label for label, _ in chart.groups] == ["收入合计"]
    nothing = money_chart(**{"grant.budget": "n/a", "income.budget": None, "income.actual": None})
    assert nothing.code == "chart-rates"


def test_the_same_numbers_stand_in_a_table_for_those_who_read_tables():
    table = money_chart().table
    assert (table.code, table.label) == ("chart-extra-table", "2021年收支（万元）")
    assert [column.label for column in table.columns] == ["项目", "2021年预算数", "2021年决算数"]
    assert cell_texts(table) == [["收入合计", "200.00", "100.00"], ["财政拨款", "50.00", "—"]]
    assert all(row.cells[0].head for group in table.groups for row in group)


def test_a_long_label_stands_in_lines_of_one_length_around_its_own_height():
    (label, y), *_ = report_2023().charts[-1].groups
    assert label == "在职人员控制率" and next(report_2023().charts[-1].captions) == (label, y)
    chart = drawn_chart("code", "标题", "%", ("一",), [("纳入专户管理的非税收入拨款", [Decimal(1)])])
    assert list(chart.captions) == [("纳入专户管理的", 2), ("非税收入拨款", 19)]
    assert caption_lines("社会公众或服务对象满意度") == ["社会公众或服", "务对象满意度"]


def test_labels_of_three_lines_do_not_stand_over_one_another():
    long = "一般公共预算“三公”经费支出较上年变动率"
    chart = drawn_chart("code", "标题", "%", ("一",), [(long, [Decimal(1)]), (long, [Decimal(2)])])
    heights = [y for _, y in chart.captions]
    assert len(heights) == 6 and all(after - y >= 17 for y, after in zip(heights, heights[1:], strict=False))
    assert [bar.middle for bar in chart.bars] == [16, 67] and [y for _, y in chart.groups] == [18, 69]


def test_bars_follow_one_another_with_a_gap_between_lines():
    chart = money_chart()
    assert [bar.y for bar in chart.bars] == [0, 20, 54, 74]
    assert [bar.middle for bar in chart.bars] == [8, 28, 62, 82]
    assert chart.groups == (("收入合计", 20), ("财政拨款", 74)) and chart.height == 108
    assert chart.canvas_height == chart.top + chart.height + 6 == 146


def test_two_series_differ_by_hatching_and_a_single_one_is_plain():
    money, rates = composed().charts
    assert (len(money.series), money.hatched) == (2, 0)
    assert (rates.series, rates.hatched) == (("比率",), -1)


def test_rates_are_drawn_against_the_mark_of_a_hundred():
    rates = composed().charts[-1]
    assert (rates.code, rates.title, rates.unit, rates.limit_x) == ("chart-rates", "主要比率", "%", 180)
    assert [bar.width for bar in rates.bars] == [Decimal("177.4"), Decimal("172.2"), 165, 150]
    assert {bar.value_x for bar in rates.bars} == {186}


def test_a_rate_beyond_a_hundred_moves_the_mark_to_the_left():
    figures = document()["figures"] | {"reception.actual": "9"}
    chart = composed(figures=figures).charts[-1]
    assert chart.limit_x == 72 and max((bar.width, bar.value) for bar in chart.bars) == (180, "250.00%")


def test_money_has_no_mark():
    assert composed().charts[0].limit_x is None


def test_a_negative_rate_has_its_number_and_no_bar():
    change = next(bar for bar in report_2023().charts[-1].bars if bar.label == "“三公”经费支出变动率")
    assert (change.value, change.width) == ("-20.40%", 0)


def test_numbers_that_are_all_nothing_are_drawn_without_length():
    chart = lines_of(Decimal(0), Decimal(0))
    assert chart is not None and [bar.width for bar in chart.bars] == [0, 0]


@pytest.mark.parametrize("values", [(), (None,), (None, None)])
def test_nothing_to_show_is_no_chart(values):
    assert lines_of(*values) is None


numbers = st.one_of(st.none(), st.decimals(-(10**6), 10**6, places=2))


@given(st.lists(numbers, min_size=1, max_size=8), st.sampled_from([None, Decimal(100)]))
def test_every_bar_fits_the_plot_and_longer_numbers_have_no_shorter_bars(values, limit):
    chart = lines_of(*values, limit=limit)
    drawn = [value for value in values if value is not None]
    assert (chart is None) == (not drawn)
    if chart:
        assert all(0 <= bar.width <= 180 for bar in chart.bars) and len(chart.bars) == len(drawn)
        widths = [bar.width for _, bar in sorted(zip(drawn, chart.bars, strict=True), key=lambda pair: pair[0])]
        assert widths == sorted(widths)
        ends = [bar.y + BAR_HEIGHT for bar in chart.bars]
        assert all(end <= bar.y for end, bar in zip(ends, chart.bars[1:], strict=False)) and ends[-1] <= chart.height
