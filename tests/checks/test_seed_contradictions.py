"""The seed report contradicts itself in six places; fed one by one, each is found with place and remedy."""

import json
from pathlib import Path

import pytest

from evaluations.checks.registry import run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts

DATA = Path(__file__).parent.parent / "data"
SCHEME = load_scheme("hunan-2013")
QUIET = {"required", "19"}  # what the paper leaves out, and the reasons it does not give


def printed(**changes):
    """The paper without its contradictions, but for the changes of a test."""
    document = json.loads((DATA / "yongxing-2020-printed.json").read_text())
    document["projects"].append({"name": "未列出的项目", "budget": "77.10"})
    for key, value in changes.items():
        document[key] = {**document.get(key, {}), **value} if isinstance(value, dict) else value
    return document


def contradictions(document, quiet=QUIET):
    facts = read_facts(document)
    findings = run_checks(SCHEME, facts, assess_facts(SCHEME, facts))
    return [finding for finding in findings if finding.check not in quiet]


def stated(name, value, where=""):
    return printed(stated=[{"name": name, "value": value, "where": where}])


def test_what_agrees_gives_no_finding():
    assert contradictions(printed()) == []


def test_a_control_rate_of_25_46_percent_at_zero_spending():
    (found,) = contradictions(stated("vehicle_operation_rate", "25.46", "六（三）"))
    assert (found.check, found.level, found.read, found.expected) == ("5", "error", "25.46", "0.00%")
    assert found.where == "六（三） · 公务用车运行维护费控制率"
    assert "0 ÷ 公务用车运行维护（2020年预算数） 0.58 = 0.00%" in found.why
    assert "请改正比率" in found.remedy


def test_the_same_rate_in_free_text():
    text = "公务用车运行维护费预算0.58万元，实际支出0万元，控制率25.46%"
    (found,) = contradictions(printed(narratives={"management_note": text}))
    assert (found.check, found.level, found.field, found.section) == ("27", "warning", "management_note", "management")
    assert "25.46%" in found.read and "0.00%" in found.expected and found.remedy


def test_total_expenditure_filled_in_as_basic_expenditure():
    found = contradictions(printed(figures={"basic.actual": "550.55"}))
    assert [f.check for f in found] == ["7"]
    assert found[0].where.endswith("基本支出（2020年决算数）") and "601.12" in found[0].read
    assert "50.57" in found[0].expected and "支出合计填成了基本支出" in found[0].remedy


def test_basic_expenditure_printed_twice_with_different_amounts():
    (found,) = contradictions(stated("basic.actual", "550.55", "二（一）"))
    assert (found.check, found.level, found.read) == ("14", "error", "550.55")
    assert found.expected.startswith("499.98") and found.where == "二（一） · 基本支出（2020年决算数）"


def test_personnel_and_operating_add_up_to_the_budget_instead_of_the_actual():
    figures = {"personnel.actual": "438", "operating.actual": "101.26"}
    (found,) = contradictions(printed(figures=figures, stated=[]))
    assert (found.check, found.level, found.field) == ("8", "error", "personnel.actual")
    assert "539.26" in found.read and "恰好等于 基本支出（2020年预算数）" in found.why


def test_operating_expenses_printed_as_101_26_and_as_137_26():
    (found,) = contradictions(stated("operating.actual", "101.26", "二（一）"))
    assert (found.check, found.read) == ("14", "101.26") and found.expected.startswith("137.26")


def test_90_64_described_of_a_project_budget_of_167_74():
    document = printed()
    document["projects"].pop()
    (found,) = contradictions(document)
    assert (found.check, found.level, found.field, found.section) == ("13", "warning", "project.budget", "projects")
    assert "90.64" in found.read and "167.74" in found.read and "77.10" in found.expected


def test_50_57_spent_of_projects_that_report_more():
    document = printed()
    for project, actual in zip(document["projects"], ["69.15", "21.49", "0"], strict=True):
        project["actual"] = actual
    (found,) = contradictions(document)
    assert found.check == "13" and "50.57" in found.read and "90.64" in found.read


def test_a_self_score_of_91_cannot_be_reached():
    # staff 5 + completion 5 + operating 8 are lost: 100 - 18 = 82
    (found,) = contradictions(stated("total", "91"))
    assert (found.check, found.level, found.read, found.expected) == ("17", "error", "91", "最多 82")
    for lost in ("在职人员控制率扣5分", "预算完成率扣5分", "公用经费控制率扣8分"):
        assert lost in found.why


@pytest.mark.parametrize("total", ["82", "50"])
def test_a_self_score_that_can_be_reached_is_not_disputed_while_scores_are_missing(total):
    assert contradictions(stated("total", total)) == []


def test_points_lost_without_a_reason():
    reasons = [finding for finding in contradictions(printed(), quiet={"required"}) if finding.check == "19"]
    assert {finding.field for finding in reasons} == {
        "staff_control_rate",
        "budget_completion_rate",
        "operating_control_rate",
    }


def test_all_contradictions_at_once():
    document = printed(
        figures={"basic.actual": "550.55", "personnel.actual": "438"},
        stated=[
            {"name": "total", "value": "91"},
            {"name": "vehicle_operation_rate", "value": "25.46"},
            {"name": "operating.actual", "value": "101.26"},
            {"name": "execution_rate", "value": "77.87"},
        ],
    )
    document["projects"].pop()
    assert sorted(f.check for f in contradictions(document)) == sorted(["5", "7", "8", "13", "14", "17"])


@pytest.mark.parametrize("name", ["公务运行维护经费控制率", "公务用车运行维护费控制率", "公车运行维护费控制率"])
def test_a_short_sentence_with_the_wrong_rate_is_found(name):
    (found,) = contradictions(printed(narratives={"management_note": f"{name}25.46%。"}))
    assert (found.check, found.read) == ("27", f"“{name}25.46%”")
    assert found.expected.endswith("0.00%")
