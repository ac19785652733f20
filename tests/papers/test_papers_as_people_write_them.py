"""Headings, tables and sentences that differ from the form's own."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.papers.figures_in_tables import FigureTable
from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_head import paper_head
from evaluations.schemes.loading import load_scheme
from tests.papers.reading import checked, opened

SCHEME = load_scheme("hunan-2013")
# 附件3 as counties of Hunan print it: columns change from group to group, 编制数 stands above its number.
ANNEX = """财政供养人员情况\t编制数\t2018年实际在职人数\t控制率
\t143\t136\t95.10%
经费控制情况\t2017年决算数\t2018年预算数\t2018年决算数
三公经费\t29.08\t63.46\t44.29
1、公务用车购置和维护经费\t11.86\t41.46\t39.30
其中：公车购置\t\t29.46\t29.46
公车运行维护\t11.86\t12\t9.84
2、出国经费\t\t\t
3、公务接待\t17.22\t22\t4.99
水费、电费、差旅费\t17.92\t7.50\t25.36
政府采购金额\t16.14\t30.66\t30.66
部门整体支出预算调整\t——\t1922.76\t2690.62"""
PAPER = f"""附件3
某县水利局
2018年度部门整体支出绩效评价报告
一、部门基本概况
（一）主要职能。负责全县水利工作。
六、部门整体支出绩效情况
（三）预算管理情况
“三公经费”预算63.46万元，实际支出44.29万元，控制率69.79%。公务接待费支出5.99万元。
附件1
部门整体支出绩效评价指标表
一级指标\t分值\t二级指标\t分值\t三级指标\t分值\t评价标准\t得分
投入\t13\t预算配置\t13\t在职人员控制率\t5\t以100%为标准\t5
\t\t\t\t“三公经费”变动率\t8\t≤0计8分\t8
总分\t\t\t\t\t\t\t13
附件2
{ANNEX}
"""


@pytest.fixture(scope="module")
def paper():
    return checked(PAPER)


def test_a_file_that_begins_as_an_annex_is_read(paper):
    assert (paper.reading.head.department, paper.reading.head.year) == ("某县水利局", 2018)
    assert len(paper.reading.layout.chapters) == 3


def test_the_annex_as_counties_print_it_is_read(paper):
    figures = paper.reading.facts.figures
    wanted = {
        "establishment_posts": "143", "staff_in_post": "136", "three_public.last_actual": "29.08",
        "three_public.budget": "63.46", "vehicle_purchase.budget": "29.46", "vehicle_operation.actual": "9.84",
        "reception.actual": "4.99", "procurement.budget": "30.66", "budget_begin": "1922.76", "budget_adjusted": "2690.62",
    }  # fmt: skip
    assert {name: str(figures.get(name)) for name in wanted} == wanted
    assert "overseas_travel.actual" not in figures  # blank is not known


def test_the_text_is_held_against_the_annex(paper):
    found = [(one.check, one.read, one.expected) for one in paper.findings if one.check == "14"]
    assert found == [("14", "“公务接待费支出5.99万元”", "4.99万元（公务接待费（2018年决算数），表2第9行）")]


def test_a_merged_line_written_into_each_column_is_no_head_of_columns():
    table = "单位：万元\n项目\t2019年决算数\t2020年预算数\t2020年决算数\n{}\n政府采购金额\t10\t12\t11\n"
    read = [
        checked(
            f"某县某局2020年度部门整体支出绩效评价报告\n附件2\n基础数据表\n{table.format(line)}"
        ).reading.facts.figures
        for line in ("政府采购和预算调整\t\t\t", "\t".join(["政府采购和预算调整"] * 4))
    ]
    assert read[0] == read[1] and str(read[0]["procurement.budget"]) == "12"


def test_printed_scores_are_compared(paper):
    assert str(paper.reading.facts.entries["staff_control_rate"].self_score) == "5"
    assert {one.value for one in paper.reading.facts.stated if one.name == "total"} == {"13"}


def test_the_same_paper_as_a_web_page(paper):
    rows = lambda text: "".join(  # noqa: E731 - one use, and the cells are its point
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(chr(9)))}</tr>" for line in text.splitlines()
    )
    page = f"<html><body><p>2018年度某县水利局部门整体支出绩效评价报告</p><table>{rows(ANNEX)}</table></body></html>"
    assert checked(page).reading.chosen.keys() == {
        one for one in paper.reading.chosen if paper.reading.chosen[one].passage is None
    }


def test_a_table_with_the_rows_as_headings_is_read():
    rows = (
        ("单位", "收入合计", "支出合计", "项目支出"),
        ("预算数", "707", "707", "168"),
        ("决算数", "712", "701.73", "150"),
    )
    found = FigureTable(SCHEME, 2020, PaperTable(rows, 1), ()).read()
    assert [(one.figure, str(one.value)) for one in found.readings] == [
        *(("revenue.budget", "707"), ("expenditure.budget", "707"), ("project.budget", "168")),
        *(("revenue.actual", "712"), ("expenditure.actual", "701.73"), ("project.actual", "150")),
    ]


def test_yuan_is_turned_into_wan():
    table = PaperTable((("项目", "2020年预算数", "2020年决算数"), ("公务接待费", "16,200.00", "13690")), 1)
    found = FigureTable(SCHEME, 2020, table, ("单位：元",)).read()
    assert {one.figure: str(one.value) for one in found.readings} == {
        "reception.budget": "1.6200",
        "reception.actual": "1.3690",
    }


@settings(max_examples=10, deadline=None)
@given(st.lists(st.decimals(0, 99999, places=2), min_size=6, max_size=6), st.booleans(), st.permutations(range(2)))
def test_cells_come_back_wherever_their_columns_stand(values, merged, order):
    heads = ["2020年预算数", "2020年决算数"]
    rows = [("一、项目支出合计", values[:2]), ("其中：公务接待", values[2:4]), ("公用经费（万元）", values[4:])]
    lead = ("", "") if merged else ("",)
    table = [(*lead[:-1], "项目", *(heads[n] for n in order))]
    table += [(*lead[:-1], label, *(str(cells[n]) for n in order)) for label, cells in rows]
    found = FigureTable(SCHEME, 2020, PaperTable(tuple(table), 1), ()).read()
    wanted = dict(
        zip(
            (
                "project.budget",
                "project.actual",
                "reception.budget",
                "reception.actual",
                "operating.budget",
                "operating.actual",
            ),
            values,
            strict=True,
        )
    )
    assert {one.figure: one.value for one in found.readings} == {name: Decimal(value) for name, value in wanted.items()}


@pytest.mark.parametrize(
    "lines, department, year",
    [
        ("某县财政局2021年度部门整体支出绩效自评报告", "某县财政局", 2021),
        ("2021年某县教育局整体支出绩效评价报告", "某县教育局", 2021),
        ("某县人民医院\n2022年度部门整体支出绩效评价报告", "某县人民医院", 2022),
        ("部门整体支出绩效评价报告\n（2019年度）\n单位名称：某县档案馆", "某县档案馆", 2019),
        ("关于放假的通知\n各单位：国庆节放假\n各预算单位：中秋节放假", "", None),
        ("关于放假的通知\n各单位：国庆节放假\n预算单位：某县档案馆", "某县档案馆", None),
    ],
)
def test_whose_paper_it_is(lines, department, year):
    head = paper_head(opened(lines.encode()))
    assert (head.department, head.year) == (department, year)


def test_what_is_no_report_is_said_to_be_none():
    result = checked("今天天气很好。\n我们去公园玩。")
    assert result.findings == () and result.unread == (
        "没有认出报告的标题、章节和数据，这可能不是部门整体支出绩效评价报告",
    )


HEAD = "某县某局2020年度部门整体支出绩效评价报告\n一、部门基本情况\n二、一般公共预算支出情况\n"


def test_a_bare_number_of_a_year_that_is_over_is_what_was_spent():
    figures = checked(
        f"{HEAD}2020年度基本支出900万元，其中：人员经费800万元。公务接待费1.5万元。"
    ).reading.facts.figures
    assert {name: str(value) for name, value in figures.items()} == {
        "basic.actual": "900", "personnel.actual": "800", "reception.actual": "1.5"
    }  # fmt: skip


def test_a_bare_number_behind_the_word_for_a_budget_is_not():
    result = checked(f"{HEAD}根据预算批复，公务接待费1.5万元。")
    assert not result.reading.facts.figures
    assert any("公务接待费1.5万元”看不出是预算数还是决算数" in one for one in result.unread)


def test_an_equation_of_assumed_columns_is_only_a_warning():
    result = checked(f"{HEAD}2020年度支出合计950万元。基本支出900万元，项目支出60万元。")
    (found,) = [one for one in result.findings if one.check == "7"]
    assert found.level == "warning" and "没有写明是预算还是实际" in found.why
