"""Annexes as counties fill them in: without a report around them, with other points, beside the tables of 部门决算."""

import pytest

from tests.papers.reading import checked

YEARLY = """
<p>部门整体支出绩效评价基础数据表</p><table>
<tr><td>财政供养人员情况</td><td>编制数</td><td>2018年实际在职人数</td><td>控制率</td></tr>
<tr><td></td><td>143</td><td>136</td><td>95.10%</td></tr>
<tr><td>经费控制情况</td><td>2017年决算数</td><td>2018年预算数</td><td>2018年决算数</td></tr>
<tr><td>三公经费</td><td>29.08</td><td>63.46</td><td>44.29</td></tr>
<tr><td>公务接待</td><td>17.22</td><td>22</td><td>4.99</td></tr>
<tr><td>部门整体支出预算调整</td><td></td><td>{begin}</td><td>{adjusted}</td></tr></table>
"""
SCORES = """
<p>部门整体支出绩效评价指标表</p><table>
<tr><td>一级指标</td><td>三级指标</td><td>分值</td><td>评价标准</td><td>得分</td></tr>
<tr><td>投入</td><td>在职人员控制率</td><td>{points}</td><td>不超过100%计满分</td><td>{score}</td></tr>
<tr><td>合计</td><td></td><td></td><td></td><td>96</td></tr></table>
"""
ACCOUNTS = """
<p>{above}</p><table><tr><td>项目</td><td>{numbered}</td><td>预算数</td><td>决算数</td><td>项目</td><td>预算数</td><td>决算数</td></tr>
<tr><td>{column}</td><td></td><td>1</td><td>2</td><td>{column}</td><td>3</td><td>4</td></tr>
<tr><td>公用经费</td><td></td><td>120</td><td>130</td><td>人员经费</td><td>700</td><td>710</td></tr>
<tr><td>公务接待费</td><td></td><td>5</td><td>6</td><td>印刷费</td><td>3</td><td>4</td></tr></table>
"""


def sheet(begin="1922.76", adjusted="2690.62"):
    return YEARLY.format(begin=begin, adjusted=adjusted)


def found_in(html):
    result = checked(f"<html><body>{html}</body></html>")
    return result, [(one.check, one.where) for one in result.findings]


def test_a_sheet_alone_is_of_the_last_year_that_its_columns_name():
    result, found = found_in(sheet())
    assert result.reading.head.year == 2018 and found == []
    read = {name: str(one.value) for name, one in result.reading.chosen.items()}
    assert (read["reception.last_actual"], read["reception.budget"], read["reception.actual"]) == (
        "17.22",
        "22",
        "4.99",
    )


def test_the_year_of_the_text_goes_before_that_of_a_column():
    result, _ = found_in("<p>某局2019年度部门整体支出绩效评价报告</p>" + sheet())
    assert result.reading.head.year == 2019


@pytest.mark.parametrize("adjusted", ["1900.5", "2690.62"])
def test_a_budget_that_was_cut_is_no_wrong_sum_while_nobody_printed_the_cut(adjusted):
    assert found_in(sheet(adjusted=adjusted))[1] == []


def test_scores_out_of_other_points_are_told_and_not_held_against_the_form():
    result, found = found_in(sheet() + SCORES.format(points="8", score="8"))
    assert found == []
    told = "\n".join(result.unread)
    assert "“在职人员控制率”的分值是8分，这套指标体系是5分，得分没有核对" in told and "自评总分没有核对" in told


@pytest.mark.parametrize("points", ["5", ""])
def test_a_score_above_the_points_of_the_form_is_told_where_no_others_are_printed(points):
    checks = [check for check, _ in found_in(sheet() + SCORES.format(points=points, score="8"))[1]]
    assert "17" in checks


def test_no_reason_is_asked_for_points_of_a_line_that_is_not_printed():
    overspent = sheet().replace("<td>4.99</td>", "<td>40.99</td>").replace("44.29", "80.29")
    checks = [check for check, _ in found_in(overspent + SCORES.format(points="5", score="5"))[1]]
    assert "19" not in checks and "5" in checks


@pytest.mark.parametrize(
    ("above", "numbered", "column"),
    [
        ("2018年度收入支出决算总表", "行次", "栏次"),
        ("公开03表", "", ""),
        ("一般公共预算财政拨款基本支出决算明细表", "科目编码", ""),
    ],
)
def test_a_table_of_the_final_accounts_is_named_and_not_read_as_base_data(above, numbered, column):
    accounts = ACCOUNTS.format(above=above, numbered=numbered, column=column)
    result, found = found_in(sheet() + accounts)
    assert found == [] and "personnel.actual" not in result.reading.chosen
    assert any(line.startswith("表2是决算表（") for line in result.unread)


def test_a_table_of_the_form_that_is_called_like_one_of_them_is_read():
    plain = ACCOUNTS.format(above="2018年度收入支出决算总表", numbered="", column="")
    assert "personnel.actual" in found_in(sheet() + plain)[0].reading.chosen


def test_the_line_of_journeys_abroad_is_read_by_its_short_name():
    row = "<tr><td>2、出国经费</td><td>1.5</td><td>2</td><td>1.25</td></tr>"
    result, _ = found_in(sheet().replace("<tr><td>公务接待", row + "<tr><td>公务接待"))
    assert str(result.reading.chosen["overseas_travel.actual"].value) == "1.25"
