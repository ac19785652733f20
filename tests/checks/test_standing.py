"""Which explanations stand, in which order findings come, and what a result looks like as JSON."""

import pytest

from evaluations.checks.explanations import with_standing
from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.registry import blocking_findings, run_checks
from evaluations.checks.result_json import result_as_json
from evaluations.facts.reading import read_facts
from evaluations.scoring.assessing import assess_facts
from tests.checks.changed_reports import (
    NEW_FORM,
    OLD_FORM,
    SMALL_FORM,
    check_case,
    found_by,
    new_report,
    old_report,
    small_report,
)

OVER = {"whole.actual": "10.3", "project.actual": "4.3"}


def standing(report, form=SMALL_FORM):
    """The texts of the explanations that are still about something."""
    facts = read_facts(report)
    found = run_checks(form, facts, assess_facts(form, facts))
    kept = with_standing(facts, found)
    assert kept.figures == facts.figures and kept.narratives == facts.narratives
    return [one.text for one in kept.explanations]


def explained(check, field, text, **more):
    return {"check": check, "field": field, "text": text, **more}


def test_only_an_explanation_of_a_warning_that_is_still_there_stands():
    given = [
        explained("19", "change", "没有扣分"),
        explained("19", "control", "年中增加任务"),
        explained("24", "control", "另一种核对"),
        explained("19", "control", "改过以后", found="0" * 64),
    ]
    assert standing(small_report(figures=OVER, explanations=given)) == ["年中增加任务"]
    assert standing(small_report(explanations=given)) == []


def test_an_error_or_a_hint_cannot_be_explained_away():
    error = explained("2", "whole.actual", "就是这样")
    assert standing(small_report(figures={"whole.actual": "12"}, explanations=[error])) == []
    hint = explained("none", "other", "留着")
    assert standing(old_report(narratives={"other": "文字"}, explanations=[hint]), OLD_FORM) == []


def test_two_explanations_of_one_warning_both_stand_in_their_order():
    given = [explained("19", "control", "其二"), explained("19", "control", "其一")]
    assert standing(small_report(figures=OVER, explanations=given)) == ["其二", "其一"]


def test_contradictions_come_before_what_is_missing_and_errors_before_warnings_and_hints():
    report = old_report(
        figures={"year_end_balance": None, "three_public.actual": "5.3", "operating.budget": "0"},
        narratives={"other": "文字", "usage": "由XX公司承担。"},
    )
    found = [(one.check == "required", one.level) for one in found_by(OLD_FORM, report)]
    assert set(found) == {(False, "error"), (False, "warning"), (False, "hint"), (True, "error")}
    assert found == sorted(found, key=lambda one: (one[0], ["error", "warning", "hint"].index(one[1])))


def test_hints_stop_nobody():
    report = old_report(narratives={"other": "文字"})
    found = found_by(OLD_FORM, report)
    assert [one.level for one in found] == ["hint"] and blocking_findings(found, read_facts(report)) == []


def as_json(form, report):
    case = check_case(form, report)
    found = run_checks(form, case.facts, case.assessment)
    return result_as_json(case.assessment, found, keep_ledger(form, case.facts, case.assessment, found))


def test_a_complete_result_as_json():
    written = as_json(OLD_FORM, old_report())
    assert {key: value for key, value in written.items() if not isinstance(value, list)} == {
        "scheme": "hunan-2013",
        "total": "96.68",
        "full_marks": "100",
        "grade": "优",
        "complete": True,
        "reachable": "96.68",
        "cap": "",
    }
    assert written["findings"] == [] and "projects" not in written
    (one,) = [one for one in written["indicators"] if one["code"] == "budget_control_rate"]
    assert one == {
        "code": "budget_control_rate",
        "label": "预算控制率",
        "level1": "过程",
        "level2": "预算执行",
        "unit": "%",
        "status": "computed",
        "explanation": "本年追加（减）预算数 20 ÷ 年初预算数 707 = 2.83%，在0%～10%（含）之间，扣1分，得4分；"
        "本年追加（减）预算数 ≤ 0万元时得满分",
        "policy": one["policy"],
        "value": "2.83",
        "weight": "5",
        "score": "4",
    }


def test_rates_keep_their_decimals_and_scores_drop_idle_zeros():
    written = as_json(OLD_FORM, old_report(figures={"expenditure.actual": "707", "operating.actual": "101.26"}))
    rates = {one["code"]: one for one in written["rates"]}
    assert rates["execution_rate"] == {
        "code": "execution_rate",
        "label": "预算执行率",
        "unit": "%",
        "status": "computed",
        "explanation": "支出合计（2020年决算数） 707 ÷ 支出合计（2020年预算数） 707 = 100.00%",
        "value": "100.00",
    }
    scores = {one["code"]: (one["value"], one["score"]) for one in written["indicators"]}
    assert scores["operating_control_rate"] == ("100.00", "8")


def test_what_is_missing_is_null_in_json():
    written = as_json(SMALL_FORM, small_report(figures={"basic.last": None}))
    (change,) = [one for one in written["indicators"] if one["code"] == "change"]
    assert (change["value"], change["score"], change["status"]) == (None, None, "missing")
    assert (written["grade"], written["complete"], written["total"], written["reachable"]) == (None, False, "6", "10")
    assert [one["field"] for one in written["findings"]] == ["basic.last"]


@pytest.mark.parametrize(
    ("code", "goal", "attained"),
    [("target:1", "≤950万元", "930.5万元"), ("target:8", "持续改善", "持续改善"), ("execution_rate", None, None)],
)
def test_own_targets_carry_their_goal_and_what_was_attained(code, goal, attained):
    (one,) = [one for one in as_json(NEW_FORM, new_report())["indicators"] if one["code"] == code]
    assert (one.get("goal"), one.get("attained")) == (goal, attained)
    assert ("goal" in one) == (goal is not None)


def test_projects_are_scored_beside_the_report():
    written = as_json(NEW_FORM, new_report())
    assert [(one["name"], one["total"], one["full_marks"], one["grade"]) for one in written["projects"]] == [
        ("一体化政务平台运行维护", "99.04", "100", "优"),
        ("窗口服务和延时服务", "94.58", "100", "优"),
    ]
    first = written["projects"][0]
    assert first["complete"] is True and [one["label"] for one in first["indicators"]][:2] == [
        "预算执行率",
        "运行维护总成本",
    ]
