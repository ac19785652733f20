"""Hospitals and schools file as they are: their own kinds of expenditure are rows of both forms, and stand in 7 and 9."""

from decimal import Decimal

import pytest

from evaluations.report.sentences import Sentences
from evaluations.report.tables import data_table
from tests.checks.changed_reports import NEW_FORM, OLD_FORM, check_case, found_by, new_report, old_report

# 县人民医院: 经营支出 (the canteen), 用非财政拨款结余弥补缺口, 结余分配 to the employees' welfare fund.
HOSPITAL = {
    "remitted.budget": "0",
    "business.budget": "100",
    "business.actual": "120.5",
    "surplus_used": "60",
    "surplus_distributed": "12.25",
}
# 县一中: 上缴上级支出 of the school's enterprise, 对附属单位补助支出 to the kindergarten.
SCHOOL = {
    "remitted.budget": "30",
    "remitted.actual": "28",
    "subsidies.budget": "45",
    "subsidies.actual": "44.4",
}


def institution(own):
    """The complete report of hunan-2013 with these figures, and totals that hold with them."""
    report = old_report(figures=own)
    figures = report["figures"]

    def amount(name):
        value = figures.get(name)
        return Decimal(0) if value in (None, "n/a") else Decimal(value)

    for column in ("budget", "actual"):
        added = sum(amount(f"{row}.{column}") for row in ("basic", "project", "remitted", "business", "subsidies"))
        figures[f"expenditure.{column}"] = f"{added:.2f}"
    figures["budget_begin"] = figures["expenditure.budget"]
    figures["budget_adjusted"] = f"{amount('budget_begin') + amount('budget_added'):.2f}"
    more = amount("surplus_used") - amount("surplus_distributed")
    balance = amount("carryover_in") + amount("revenue.actual") + more - amount("expenditure.actual")
    figures["revenue.actual"] = f"{amount('revenue.actual') - balance + amount('year_end_balance'):.2f}"
    return report


def contradictions(form, report):
    return [(one.check, one.level) for one in found_by(form, report) if one.check in ("6", "7", "9", "10", "14", "23")]


@pytest.mark.parametrize("own", [HOSPITAL, SCHOOL], ids=["hospital", "school"])
def test_a_complete_report_of_an_institution_has_no_contradiction(own):
    assert contradictions(OLD_FORM, institution(own)) == []


@pytest.mark.parametrize(
    ("own", "name", "check"),
    [
        (HOSPITAL, "business.actual", "7"),
        (HOSPITAL, "business.budget", "6"),
        (HOSPITAL, "surplus_used", "9"),
        (HOSPITAL, "surplus_distributed", "9"),
        (SCHOOL, "subsidies.actual", "7"),
        (SCHOOL, "remitted.budget", "6"),
    ],
)
def test_each_of_these_rows_is_a_term(own, name, check):
    report = institution(own)
    report["figures"][name] = None
    assert (check, "error") in contradictions(OLD_FORM, report)


def test_the_form_of_2023_has_the_same_rows():
    own = {"business.begin": "10", "business.full_year": "10", "business.actual": "9", "surplus_used": "0"}
    report = new_report(figures=own)
    found = contradictions(NEW_FORM, report)
    assert ("6", "error") in found and ("7", "error") in found
    for column, added in (("begin", 10), ("full_year", 10), ("actual", 9)):
        other = Decimal(report["figures"][f"funds_other.{column}"] or 0)
        report["figures"][f"funds_other.{column}"] = f"{other + added:.2f}"
    assert contradictions(NEW_FORM, report) == []


def test_the_paper_has_these_rows_only_when_they_are_filled_in():
    def printed(report):
        case = check_case(OLD_FORM, report)
        table = data_table(OLD_FORM.table("revenue_expenditure"), Sentences(case.facts, OLD_FORM, case.assessment))
        return [row.cells[0].text for group in table.groups for row in group]

    assert not {"经营支出", "对附属单位补助支出", "结余分配"} & set(printed(old_report()))
    assert {"经营支出", "使用非财政拨款结余", "结余分配"} <= set(printed(institution(HOSPITAL)))
    assert "对附属单位补助支出" not in printed(institution(HOSPITAL))


def test_rare_rows_do_not_shift_the_numbers_of_the_others():
    table = OLD_FORM.table("revenue_expenditure")
    numbers = {row.code: table.line_number(row) for row in table.rows if row.code}
    assert numbers["surplus_used"] == "补1" and numbers["business"] == "补3" and numbers["year_end_balance"] == "9"
    assert len(set(numbers.values())) == len(numbers)
