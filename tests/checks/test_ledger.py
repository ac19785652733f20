"""The account of the checks: every check has its line, and nothing is called checked for which a figure is missing."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.ledger.account import (
    CHECKED_STATUS,
    NOT_APPLICABLE_HERE,
    NOT_CHECKABLE,
    LedgerLine,
    checked_or_missing,
    ledger_summary,
)
from evaluations.checks.ledger.keeping import LEDGER_WRITERS, keep_ledger
from evaluations.checks.registry import CROSS_CHECKS, run_checks
from evaluations.checks.result_json import ledger_from_json, result_as_json
from tests.checks.changed_reports import NEW_FORM, OLD_FORM, check_case, new_report, old_report


def ledger_of_report(form, report):
    case = check_case(form, report)
    return keep_ledger(form, case.facts, case.assessment, run_checks(form, case.facts, case.assessment))


def line(form, report, what):
    (found,) = [one for one in ledger_of_report(form, report) if one.what.startswith(what)]
    return found


def test_every_check_has_its_lines_or_stands_beside_one_that_has():
    assert set(LEDGER_WRITERS) == set(CROSS_CHECKS)


@pytest.mark.parametrize(("form", "report"), [(OLD_FORM, old_report), (NEW_FORM, new_report)])
def test_a_complete_report_leaves_nothing_open(form, report):
    lines = ledger_of_report(form, report())
    assert ledger_summary(lines).missing == 0 == ledger_summary(lines).found
    assert all(one.reason for one in lines if one.status == NOT_APPLICABLE_HERE)
    numbers = Counter(one.check for one in lines)
    assert all(numbers[check.number] for check in form.checks)


@given(st.sets(st.sampled_from(sorted(old_report()["figures"])), max_size=12))
def test_an_equation_is_checked_exactly_when_all_its_figures_are_there(blank):
    report = old_report()
    report["figures"] = {name: value for name, value in report["figures"].items() if name not in blank}
    case = check_case(OLD_FORM, report)
    lines = {one.what: one for one in ledger_of_report(OLD_FORM, report)}
    for check in OLD_FORM.checks:
        names = (check.left.names | check.right.names) - set(check.optional)
        there = all(case.value(name) is not None for name in names)
        assert (lines[check.why].status == CHECKED_STATUS) is there, check.why
        assert bool(lines[check.why].reason) is not there


def test_an_equation_over_rows_that_may_be_left_out_does_not_apply_without_them():
    found = line(OLD_FORM, old_report(), "办公经费决算一般不超过预算的 150%")
    assert found.status == NOT_APPLICABLE_HERE and found.reason.startswith("选填项没有填写：办公经费")


@pytest.mark.parametrize(("name", "actual", "found"), [("reception", "2.05", 1), ("reception", "2", 0)])
def test_a_line_above_its_budget_asks_for_a_sentence(name, actual, found):
    report = old_report(figures={f"{name}.budget": "2", f"{name}.actual": actual})
    case = check_case(OLD_FORM, report)
    told = [one for one in run_checks(OLD_FORM, case.facts, case.assessment) if one.check == "5"]
    assert [(one.level, one.field) for one in told] == [("warning", f"{name}.actual")] * found


def test_a_detail_without_a_budget_of_its_own_is_no_excess():
    report = old_report(figures={"operating_office.actual": "1"})
    case = check_case(OLD_FORM, report)
    assert [one for one in run_checks(OLD_FORM, case.facts, case.assessment) if one.check == "5"] == []


def test_an_equation_that_is_broken_is_checked_and_counts_what_it_found():
    found = line(OLD_FORM, old_report(figures={"personnel.actual": "1"}), "人员经费决算 + 公用经费决算")
    assert (found.status, found.found) == (CHECKED_STATUS, 1)


def test_what_is_missing_is_named_and_not_all_of_a_hundred():
    assert checked_or_missing("6", "甲", ["乙", "乙", "丙"]).reason == "缺少乙、丙"
    assert checked_or_missing("6", "甲", "ABCDEF").reason == "缺少A、B、C、D 等 6 项"


def test_a_total_with_an_unknown_part_says_that_only_one_direction_was_compared():
    figures = {
        "three_public.last_actual": "10.10",
        "vehicle_operation.last_actual": "3.7",
        "overseas_travel.last_actual": "0",
    }
    report = {"year": 2019, "figures": figures}
    case = check_case(OLD_FORM, report)
    assert [one for one in run_checks(OLD_FORM, case.facts, case.assessment) if one.check == "2"] == []
    found = line(OLD_FORM, report, "“三公经费”合计（2018年决算数）＝")
    assert found.status == CHECKED_STATUS and found.reason.startswith(
        "分项不全，只核对了合计不小于已填各分项之和；缺少公务用车"
    )
    smaller = {"year": 2019, "figures": figures | {"three_public.last_actual": "3"}}
    assert line(OLD_FORM, smaller, "“三公经费”合计（2018年决算数）＝").found == 1


def test_sums_that_are_computed_cannot_be_wrong_and_say_so():
    lines = ledger_of_report(NEW_FORM, {"year": 2023, "figures": {"funds_general.actual": "1"}})
    computed = [one for one in lines if one.what == "合计＝各分项之和"]
    assert {one.status for one in computed} == {NOT_APPLICABLE_HERE}
    assert all(one.reason.startswith("由系统按分项相加") for one in computed)


def test_a_rate_that_a_text_names_and_nobody_can_compute_is_not_called_checked():
    report = old_report(narratives={"management_note": "公用经费控制率90%。"})
    del report["figures"]["operating.budget"]
    found = line(OLD_FORM, report, "文字中的比率")
    assert (found.status, found.reason) == (NOT_CHECKABLE, "缺少公用经费控制率的计算结果")
    without = old_report(narratives={"management_note": "控制有力。"})
    assert line(OLD_FORM, without, "文字中的比率").status == NOT_APPLICABLE_HERE


def test_printed_scores_without_data_are_compared_as_far_as_they_go():
    entries = {"budget_completion_rate": {"self_score": "0"}, "budget_control_rate": {"self_score": "3"}}
    report = {"year": 2016, "entries": entries}
    found = line(OLD_FORM, report, "报告所列得分＝")
    assert found.status == NOT_CHECKABLE and "“预算完成率”的数据" in found.reason
    assert line(OLD_FORM, report, "必填的数据").found == 1


def test_the_words_of_the_summary_name_only_what_there_is():
    lines = [LedgerLine("6", "甲", CHECKED_STATUS), LedgerLine("7", "乙", NOT_CHECKABLE, "缺少丙")]
    assert ledger_summary(lines).words == "已核对 1 项，1 项因缺少数据未核对"
    assert ledger_summary(lines[:1]).words == "已核对 1 项"
    assert ledger_summary([*lines, LedgerLine("8", "丁", NOT_APPLICABLE_HERE, "没有")]).words.endswith("，1 项不适用")


def test_the_ledger_comes_back_from_json_and_older_results_have_none():
    case = check_case(OLD_FORM, old_report())
    lines = ledger_of_report(OLD_FORM, old_report())
    assert ledger_from_json(result_as_json(case.assessment, (), lines)) == lines
    assert ledger_from_json({"findings": []}) is None
