"""Second looks: the slip of the unit, rates above 100 %, points lost, scores that somebody wrote down, approved budgets."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations.checks.approved_budget import check_approved_budgets
from evaluations.checks.case import CheckCase
from tests.checks.changed_reports import (
    NEW_FORM,
    OLD_FORM,
    SMALL_FORM,
    as_told,
    check_case,
    found_by,
    level_and_field,
    new_report,
    old_report,
    small_form,
    small_report,
)

TABLE = "2020年度部门整体支出绩效评价基础数据表"
DELETE = "导入的得分已不必再核对的，请在这一部分的“另处印出的数”中勾选“删除”后保存"


def slips(form=SMALL_FORM, **figures):
    names = {name.replace("__", "."): value for name, value in figures.items()}
    return [one.field for one in found_by(form, small_report(figures=names), "24")]


@pytest.mark.parametrize(
    ("actual", "found"),
    [
        ("11999.9", False),  # of 4
        ("12000", True),
        ("40000", True),
        ("120000", True),
        ("120000.1", False),
        ("-40000", True),
        ("0", False),
        ("0.001", True),
        ("n/a", False),
        (None, False),
    ],
)
def test_two_cells_about_ten_thousand_apart_may_be_in_two_units(actual, found):
    smaller = actual == "0.001"
    assert slips(project__actual=actual) == (["project.budget" if smaller else "project.actual"] if found else [])


def test_the_largest_cell_of_the_row_is_doubted_whatever_stands_between():
    assert slips(basic__last="3", basic__budget="500", basic__actual="30000") == ["basic.actual"]


def test_persons_and_yuan_have_no_smaller_unit_to_slip_into():
    yuan = small_form(('code = "project"\n', 'code = "project"\nunit = "元"\n'))
    assert slips(yuan, project__actual="40000") == []


def test_a_slip_is_told_with_both_cells():
    (found,) = found_by(OLD_FORM, old_report(figures={"operating.last_actual": "998000"}), "24")
    assert as_told(found) == {
        "where": f"{TABLE} · 公用经费（2019年决算数）",
        "read": "公用经费（2019年决算数） 998000.00",
        "expected": "以万元为单位的数（参照：公用经费（2020年决算数） 99.80万元）",
        "why": "公用经费（2019年决算数）是其 10000 倍，可能把以元为单位的数填成了万元",
        "remedy": "请核对单位；原来以元为单位的，请换算为万元（除以 10000）；确实以万元为单位的，请说明原因",
    }


def test_a_row_that_is_only_shown_again_is_doubted_once():
    figures = {
        "project.begin": "2400000",
        "project.last_actual": None,
        "project.full_year": None,
        "project.actual": "350",
    }
    assert len(found_by(NEW_FORM, new_report(figures=figures), "24")) == 1


def test_something_spent_where_nothing_was_planned_is_pointed_out():
    (found,) = found_by(OLD_FORM, old_report(figures={"operating.budget": "0"}), "5")
    assert level_and_field([found]) == [("5", "hint", "operating_control_rate")]
    assert found.where == "指标“公用经费控制率”" and found.read.startswith("公用经费（2020年决算数） 99.8 ÷ ")
    assert (found.expected, found.why, found.remedy) == (
        "有预算再支出",
        "分母为 0，比率无法计算",
        "请核对预算数是否漏填",
    )


def test_an_indicator_that_is_declared_void_points_out_nothing():
    report = old_report(figures={"procurement.budget": "0"})
    assert [one.field for one in found_by(OLD_FORM, report, "5")] == ["procurement_execution_rate"]
    report["entries"]["procurement_execution_rate"] = {"not_applicable": True, "reason": "全部由上级统一采购"}
    assert found_by(OLD_FORM, report, "5") == []


@pytest.mark.parametrize(("balance", "found"), [("0", False), ("-0.01", True)])
def test_more_than_all_is_worth_a_look_where_more_is_better(balance, found):
    assert bool(found_by(OLD_FORM, old_report(figures={"year_end_balance": balance}), "5")) is found


def test_a_rate_above_100_is_told_as_a_percentage():
    (found,) = found_by(OLD_FORM, old_report(figures={"year_end_balance": "-1"}), "5")
    assert level_and_field([found]) == [("5", "warning", "budget_completion_rate")]
    assert as_told(found) == {
        "where": "指标“预算完成率”",
        "read": "100.14%",
        "expected": "不超过 100%",
        "why": "超过 100% 的部分不加分，但可能是数据填错",
        "remedy": "请核对数据；确实如此的，请说明原因",
    }


def test_a_rate_above_100_is_no_slip_where_less_is_better_or_nothing_is_percent():
    assert found_by(OLD_FORM, old_report(figures={"staff_in_post": "50"}), "5") == []
    times = small_form(
        ('rule = { form = "points_over_limit", limit = 100, lose = 1 }', 'rule = { form = "linear" }\nunit = "倍"')
    )
    assert found_by(times, small_report(figures={"whole.actual": "11"}), "5") == []


@pytest.mark.parametrize("reason", ["", " "])
def test_points_lost_ask_for_a_reason_in_the_table_of_the_form(reason):
    (found,) = found_by(OLD_FORM, old_report(entries={"budget_control_rate": {"reason": reason}}), "19")
    assert as_told(found) == {
        "where": "指标“预算控制率”",
        "read": "扣1分，没有写原因",
        "expected": "写明扣分原因",
        "why": "扣分要说明原因",
        "remedy": "请在“附件1 指标自评表”该行填写扣分原因",
    }
    assert level_and_field([found]) == [("19", "warning", "budget_control_rate")]


@pytest.mark.parametrize(
    ("given", "check", "expected"),
    [("8", None, ""), ("8.00", None, ""), ("8.01", "17", "0～8分"), ("7.99", "18", "8分："), ("0", "18", "8分：")],
)
def test_a_score_somebody_wrote_down_is_the_computed_one(given, check, expected):
    report = old_report(entries={"management_system": {"checked": [True] * 4, "self_score": given}})
    found = found_by(OLD_FORM, report, "17", "18")
    assert level_and_field(found) == ([(check, "error", "management_system")] if check else [])
    assert all(one.expected.startswith(expected) for one in found)


def test_a_wrong_score_says_how_the_right_one_came_about_and_how_to_get_rid_of_it():
    report = old_report(entries={"management_system": {"checked": [True] * 4, "self_score": "6"}})
    (wrong,) = found_by(OLD_FORM, report, "18")
    assert as_told(wrong) == {
        "where": "指标“管理制度健全性” 自评得分",
        "read": "6分",
        "expected": "8分：4项全部符合，得8分",
        "why": "得分应等于按评分标准算出的分数",
        "remedy": f"请核对数据；{DELETE}",
    }
    report["entries"]["management_system"]["self_score"] = "9"
    (high,) = found_by(OLD_FORM, report, "17")
    assert (high.read, high.expected, high.why) == ("9分", "0～8分", "得分不能超过分值")
    assert high.remedy == f"请核对自评得分；{DELETE}"


def test_a_score_for_which_the_figures_are_missing_waits():
    report = old_report(entries={"management_system": {"self_score": "6"}})
    assert found_by(OLD_FORM, report, "17", "18") == []


def approved(filed, **amounts):
    """The case of the old example where the bureau's books hold these budgets."""
    case = check_case(OLD_FORM, old_report(figures={"project.budget": filed}))
    books = {name.replace("__", "."): Decimal(amount) for name, amount in amounts.items()}
    return list(check_approved_budgets(CheckCase(OLD_FORM, replace(case.facts, approved=books), case.assessment)))


def test_a_filed_budget_is_compared_with_the_approved_one():
    (found,) = approved("167.74", project__budget="170")
    assert level_and_field([found]) == [("14", "warning", "project.budget")]
    assert as_told(found) == {
        "where": f"{TABLE} · 项目支出合计（2020年预算数）",
        "read": "167.74",
        "expected": "170.00（财政批复数）",
        "why": "填报的预算数与财政批复的预算数不一致",
        "remedy": "请按批复改正；有调剂、追加等原因的，请说明",
    }


@pytest.mark.parametrize(
    ("filed", "books"),
    [
        ("167.74", {"project__budget": "167.740"}),
        (None, {"project__budget": "170"}),
        ("n/a", {"project__budget": "170"}),
        ("167.74", {"unknown__budget": "170"}),
        ("167.74", {}),
    ],
)
def test_a_budget_that_agrees_or_is_blank_or_nobody_knows_is_left_alone(filed, books):
    assert approved(filed, **books) == []


@pytest.mark.parametrize(("budget", "actual", "told"), [("2", "3", False), ("2", "3.01", True), ("0", "0.5", True)])
@pytest.mark.parametrize("line", ["vehicle_purchase", "overseas_travel"])
@pytest.mark.parametrize(("form", "report"), [(OLD_FORM, old_report), (NEW_FORM, new_report)])
def test_a_line_of_the_three_public_far_above_its_own_budget_is_told_at_that_line(
    form, report, line, budget, actual, told
):
    figures = {f"{line}.budget": budget, f"{line}.actual": actual, "reception.budget": "50"}
    found = [one.level for one in found_by(form, report(figures=figures), "5") if one.field == f"{line}.actual"]
    assert found == ["warning"] * told
