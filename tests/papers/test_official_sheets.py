"""The official 自评表 is one table, for the department and for each project: read whole, and held against itself."""

import pytest

from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.table_parts import parts_of_table
from tests.papers.reading import checked

LIST = (
    "<tr><td>绩效指标<td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分<td>偏差原因分析"
)
OUTPUT = "<tr><td><td>产出指标（40分）<td>数量指标<td>{}"
OTHERS = """<tr><td><td>成本指标（20分）<td>经济成本指标<td>维修总成本<td>≤280万元<td>250万元<td>20<td>20<td>
<tr><td><td>效益指标（20分）<td>社会效益指标<td>受益人口<td>≥3万人<td>3.2万人<td>20<td>20<td>
<tr><td><td>满意度指标（10分）<td>服务对象满意度指标<td>群众满意度<td>≥90%<td>93%<td>10<td>10<td>"""
MONEY = "<tr><td>{name}<td><td><td>年初预算数<td>全年预算数<td>全年执行数<td>分值<td>执行率<td>得分"
GOALS = (
    "<tr><td>年度总体目标<td>预期目标<td><td><td><td>实际完成情况<tr><td><td>维修山塘20座。<td><td><td><td>维修22座。"
)
DEPARTMENT = f"""<p>附件1</p><p>2023年度部门整体支出绩效自评表</p><table>
<tr><td>部门名称<td colspan=8>清溪县水利局
{MONEY.format(name="年度预算申请（万元）")}
<tr><td><td>年度资金总额<td><td>1100<td>1200<td>1150<td>10<td>95.83%<td>9.58
<tr><td><td>按支出性质分：基本支出<td><td>780<td>800<td>800<td>—<td><td>
<tr><td><td>项目支出<td><td>320<td>400<td>350<td>—<td><td>
{GOALS}{LIST}{OUTPUT.format("维修山塘<td>≥20座<td>22座<td>40<td>40<td>")}{OTHERS}
<tr><td>总分<td><td><td><td><td><td>100<td>99.58<td></table>"""
PROJECT = f"""<p>附件2</p><p>2023年度项目支出绩效自评表</p><table>
<tr><td>项目支出名称<td colspan=8>山塘维修
<tr><td>主管部门<td colspan=4>清溪县水利局<td>实施单位<td colspan=3>清溪县水利局
{MONEY.format(name="项目资金（万元）")}
<tr><td><td>年度资金总额<td><td>220<td>280<td>250<td>10<td>89.29%<td>8.93
<tr><td><td>其中：当年财政拨款<td><td>200<td>260<td>230<td>—<td><td>
{GOALS}{LIST}{OUTPUT.format("维修山塘<td>≥20座<td>22座<td>40<td>40<td>")}{OTHERS}
<tr><td>总分<td><td><td><td><td><td>100<td>98.93<td></table>"""
LISTED = """<p>项目支出明细</p><table><tr><td>项目名称<td>年初预算数<td>全年预算数<td>全年执行数
<tr><td>山塘维修<td>220<td>280<td>250<tr><td>水毁修复<td>100<td>120<td>100</table>"""
HEAD = "<html><p>清溪县水利局2023年度部门整体支出绩效自评报告</p><p>一、部门基本情况</p><p>管理水利工程。</p>"
RIGHT = HEAD + LISTED + DEPARTMENT + PROJECT


def told(page: str) -> set[tuple[str, str]]:
    """The findings but for lost points without a reason."""
    return {(one.check, one.read) for one in checked(page).findings if one.check != "19"}


def test_one_table_is_read_as_money_goals_and_indicators():
    reading = checked(RIGHT).reading
    assert {"funds.actual", "basic.full_year", "project.begin"} <= set(reading.chosen)
    assert [one.name for one in reading.facts.targets] == ["维修山塘", "维修总成本", "受益人口", "群众满意度"]
    assert [len(one.targets) for one in reading.facts.projects] == [4, 0]
    assert reading.own_total is not None and reading.own_total.stated.value == "99.58"


def test_a_right_sheet_is_silent():
    assert told(RIGHT) == set()


@pytest.mark.parametrize(
    ("was", "wrong", "check", "read"),
    [
        ("95.83%", "98.53%", "5", "98.53"),
        ("<td>9.58", "<td>9.85", "18", "9.85分"),
        ("<td>89.29%", "<td>98.29%", "5", "执行率 98.29%"),
        ("<td>8.93", "<td>9.83", "18", "预算执行率 9.83分"),
        ("<td>98.93", "<td>99.83", "17", "总分 99.83分"),
        ("<td>220<td>280<td>250<td>10", "<td>220<td>280<td>205<td>10", "14", "“山塘维修”全年执行数 205.00"),
        ("3.2万人", "2.4万人", "18", "20分"),
    ],
)
def test_a_wrong_cell_of_a_sheet_is_found(was, wrong, check, read):
    assert was in RIGHT
    assert (check, read) in told(RIGHT.replace(was, wrong))


def test_projects_that_only_their_sheets_name_are_read_but_are_no_list_of_all():
    result = checked(HEAD + DEPARTMENT + PROJECT)
    assert [(one.name, str(one.actual)) for one in result.reading.facts.projects] == [("山塘维修", "250")]
    assert "13" not in {one.check for one in result.findings}


def test_a_sheet_that_is_not_held_against_anything_is_told():
    other = RIGHT.replace("项目支出名称<td colspan=8>山塘维修", "项目支出名称<td colspan=8>水库除险")
    assert any("（水库除险）不在项目明细里，没有核对" in line for line in checked(other).unread)
    nameless = HEAD + PROJECT.replace("项目支出名称<td colspan=8>山塘维修", "主管部门<td colspan=8>水利局")
    assert any("没有认出项目名称" in line for line in checked(nameless).unread)


def test_sheets_of_projects_before_the_departments_own_do_not_swallow_it():
    assert checked(HEAD + PROJECT + DEPARTMENT).reading.facts.targets == checked(RIGHT).reading.facts.targets


def test_rows_are_counted_as_in_the_file():
    heads = ("三级指标", "分值", "得分")
    table = PaperTable((("年度资金总额", "10", ""), heads, ("维修山塘", "40", "40"), ("项目名称", "甲", "")), 3)
    assert [part.row_name(1) for part in parts_of_table(table)] == ["表3第1行", "表3第2行", "表3第4行"]


def test_a_title_above_the_headings_is_no_part_of_its_own():
    table = PaperTable((("2023年度自评表", "", ""), ("三级指标", "分值", "得分"), ("维修山塘", "40", "40")), 1)
    assert len(list(parts_of_table(table))) == 1
