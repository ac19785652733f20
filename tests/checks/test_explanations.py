"""What an explanation covers, and what the equations, slips and idle texts say."""

import pytest

from evaluations.checks.registry import blocking_findings, run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.checks.test_figures_in_text import FIGURES
from tests.schemes.small import SMALL

SCHEME = load_scheme("hunan-2013")
SMALL_SCHEME = parse_scheme(SMALL, "small.toml")
WHOLE = {
    "basic.last": "6",
    "basic.budget": "6",
    "basic.actual": "6",
    "project.budget": "4",
    "project.actual": "4",
    "posts": "5",
}
TWICE = "预算执行率98%。公务接待费控制率12%。"


def warnings(scheme=SCHEME, check="27", **document):
    facts = read_facts({"year": 2020, "figures": FIGURES, **document})
    found = run_checks(scheme, facts, assess_facts(scheme, facts))
    return facts, [one for one in found if one.level == "warning" and one.check == check]


def explained(finding, **keys):
    return {
        "check": finding.check,
        "field": finding.explained_field,
        "text": "指另一事项",
        "found": finding.digest,
    } | keys


def test_two_numbers_of_one_text_are_explained_one_by_one():
    _, (one, other) = warnings(narratives={"management_note": TWICE})
    assert one.key != other.key and {one.field, other.field} == {"management_note"}
    facts, findings = warnings(narratives={"management_note": TWICE}, explanations=[explained(one)])
    assert [finding.explained_by(facts) for finding in findings] == ["指另一事项", None]
    assert blocking_findings(findings, facts) == [other]


def test_a_hand_written_explanation_covers_the_whole_text():
    by_hand = {"check": "27", "field": "management_note", "text": "指另一事项"}
    facts, findings = warnings(narratives={"management_note": TWICE}, explanations=[by_hand])
    assert len(findings) == 2 and blocking_findings(findings, facts) == []
    facts, findings = warnings(
        narratives={"management_note": TWICE}, explanations=[by_hand, explained(findings[1], text="说得更细")]
    )
    assert [finding.explained_by(facts) for finding in findings] == ["指另一事项", "说得更细"]


@pytest.mark.parametrize(("check", "slip"), [("24", {"project.actual": "40000"}), ("19", {"whole.actual": "10.3"})])
def test_an_explanation_ends_when_something_else_is_found(check, slip):
    name, value = next(iter(slip.items()))
    note = {"year": 2021, "narratives": {"note": "x"}}
    _, (finding,) = warnings(SMALL_SCHEME, check, figures=WHOLE | slip, **note)
    given = [explained(finding)]
    facts, (same,) = warnings(SMALL_SCHEME, check, figures=WHOLE | slip, explanations=given, **note)
    assert same.explained_by(facts) == "指另一事项"
    other = {name: value.replace("0.3", "2.3").replace("40000", "50000")}
    facts, (changed,) = warnings(SMALL_SCHEME, check, figures=WHOLE | other, explanations=given, **note)
    assert changed.key == finding.key and changed.explained_by(facts) is None
    by_hand = [{key: text for key, text in given[0].items() if key != "found"}]
    facts, (changed,) = warnings(SMALL_SCHEME, check, figures=WHOLE | slip, explanations=by_hand, **note)
    assert changed.explained_by(facts) == "指另一事项"


@pytest.mark.parametrize("change", [{"field": "change"}, {"field": ""}, {"check": "5"}, {"text": " "}])
def test_an_explanation_of_another_place_or_check_or_without_words_does_not_count(change):
    given = {"check": "19", "field": "control", "text": "年中增加任务"}
    if change == {"text": " "}:
        given["found"] = "0" * 64
        change = {}
    facts, (finding,) = warnings(
        SMALL_SCHEME, "19", figures=WHOLE | {"whole.actual": "10.3"}, explanations=[given | change]
    )
    assert finding.explained_by(facts) is None


def test_negative_cells_slip_too():
    for value in ("-40000", "40000"):
        figures = WHOLE | {"project.actual": value}
        assert [one.field for one in warnings(SMALL_SCHEME, "24", figures=figures)[1]] == ["project.actual"]


def test_the_hint_of_an_equation_never_names_its_own_operand():
    text = SMALL.replace('"basic.budget + project.budget == whole.budget"', '"basic.budget == basic.actual"')
    figures = WHOLE | {"basic.budget": "25.36", "basic.actual": "30", "basic.last": "1"}
    found = [one for one in run_checks(*case(text, figures)) if one.check == "6"]
    assert len(found) == 1 and "恰好等于" not in found[0].why
    found = [one for one in run_checks(*case(text, figures | {"basic.last": "25.36"})) if one.check == "6"]
    assert "25.36 恰好等于 基本支出（2020年决算数）" in found[0].why


def case(text, figures, **document):
    scheme = parse_scheme(text, "small.toml")
    facts = read_facts({"year": 2021, "figures": figures, "narratives": {"note": "x"}, **document})
    return scheme, facts, assess_facts(scheme, facts)


def test_a_text_kept_under_a_ticked_none_is_pointed_out():
    found = run_checks(*case(SMALL, WHOLE, none_sections=["text"]))
    assert [(one.check, one.level, one.field, one.section) for one in found] == [("none", "hint", "note", "text")]
    assert run_checks(*case(SMALL, WHOLE, none_sections=["text"], narratives={"note": " "})) == ()


def test_a_figure_in_yuan_stays_in_yuan():
    text = SMALL.replace('code = "travel"\n', 'code = "travel"\nunit = "元"\n')
    scheme, facts, result = case(text, WHOLE | {"travel.actual": "72890"})
    assert str(result.lookup("travel.actual")) == "72890" and scheme.figures["travel.actual"].unit == "元"
    assert "25" not in [one.check for one in run_checks(scheme, facts, result)]
