"""Each family of checks on a small scheme: found when it should be, silent when things agree."""

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from evaluations.checks.registry import blocking_findings, run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

SCHEME = parse_scheme(SMALL, "small.toml")
WHOLE = {
    "basic.last": "6",
    "basic.budget": "6",
    "basic.actual": "6",
    "project.budget": "4",
    "project.actual": "4",
    "posts": "5",
}


def findings(scheme=SCHEME, figures=None, **document):
    document = {"year": 2021, "narratives": {"note": "无特别情况"}, "figures": {**WHOLE, **(figures or {})}, **document}
    facts = read_facts(document)
    return run_checks(scheme, facts, assess_facts(scheme, facts))


def brief(**keys):
    return [(finding.check, finding.level, finding.field) for finding in findings(**keys)]


def test_what_is_complete_and_agrees_gives_nothing():
    assert findings() == ()


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("10", []),
        ("10.00", []),
        ("10.004", []),
        ("10.01", [("2", "hint", "whole.actual")]),
        ("9.99", [("2", "hint", "whole.actual")]),
        ("10.02", [("2", "error", "whole.actual")]),
        ("9.98", [("2", "error", "whole.actual")]),
    ],
)
def test_a_printed_sum_is_compared_at_the_printed_precision(printed, found):
    assert [b for b in brief(figures={"whole.actual": printed}) if b[0] == "2"] == found


def test_three_decimals_against_two():
    agree = {"basic.actual": "1.369", "project.actual": "0.83", "whole.actual": "2.20"}
    assert [f for f in findings(figures=agree) if f.check == "2"] == []
    (found,) = [f for f in findings(figures={**agree, "whole.actual": "2.21"}) if f.check == "2"]
    assert "1.369" in found.read and found.expected.startswith("2.199")


@pytest.mark.parametrize(
    ("figures", "checks"),
    [
        ({"whole.actual": "10", "project.actual": None}, ["2", "required"]),  # an empty cell counts as nothing
        ({"whole.actual": "6", "project.actual": None}, ["required"]),
        ({"whole.actual": "5", "project.actual": "n/a"}, ["2"]),
    ],
)
def test_sums_with_blank_cells(figures, checks):
    assert [b[0] for b in brief(figures=figures)] == checks


def test_a_part_nobody_mentions_leaves_room_for_a_larger_total_only():
    def document(total):
        return {"year": 2021, "figures": {"basic.actual": "6", "whole.actual": total}}

    assert "2" not in [f.check for f in findings(**document("10"))]  # the helper adds project.actual = 4: equal
    facts = [read_facts(document(total)) for total in ("10", "5")]
    found = [[f.check for f in run_checks(SCHEME, one, assess_facts(SCHEME, one))] for one in facts]
    assert "2" not in found[0] and "2" in found[1]


def test_an_equation_of_the_scheme():
    (found,) = [f for f in findings(figures={"whole.budget": "11"}) if f.check == "6"]
    assert found.level == "error" and found.field == "whole.budget" and found.section == "base"
    assert found.where == "2021年基础数据 · 支出合计（2021年预算数）"
    assert (
        found.read
        == "基本支出（2021年预算数） 6.00 + 项目支出（2021年预算数） 4.00 = 10.00，支出合计（2021年预算数） 11.00"
    )
    assert found.expected == "两边相等；现在相差 1.00" and found.key == "6:whole.budget"


def test_an_equation_with_a_missing_figure_is_skipped_and_the_figure_reported_once():
    assert brief(figures={"whole.budget": "11", "basic.budget": None}) == [
        ("2", "error", "whole.budget"),
        ("required", "error", "basic.budget"),
    ]


@pytest.mark.parametrize(
    ("travel", "found"), [("6", []), ("6.01", [("15", "error", "basic.actual")]), (None, []), ("n/a", [])]
)
def test_of_which_does_not_exceed_its_parent(travel, found):
    assert brief(figures={"travel.actual": travel}) == found


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("posts", "5.5", "25"),
        ("basic.last", "-1", "28"),
        ("posts", "-1", "28"),
    ],
)
def test_kinds_and_signs(name, value, check):
    assert check in [f.check for f in findings(figures={name: value})]


def test_yuan_typed_for_ten_thousand_yuan():
    found = [f for f in findings(figures={"project.actual": "40000"}) if f.check == "24"]
    assert [(f.level, f.field) for f in found] == [("warning", "project.actual")]
    assert not [f for f in findings(figures={"project.actual": "4000"}) if f.check == "24"]


def test_unknown_names_are_reported_with_a_near_one():
    found = findings(
        figures={"basic.actul": "1"},
        narratives={"note": "x", "nota": "y"},
        entries={"contrl": {"reason": "x"}},
        stated=[{"name": "totl", "value": 1}],
        none_sections=["txt"],
    )
    assert {f.field: f.remedy for f in found if f.check == "names"} == {
        "basic.actul": "是否应为“basic.actual”",
        "nota": "是否应为“note”",
        "contrl": "是否应为“control”",
        "totl": "是否应为“total”",
        "txt": "是否应为“text”",
    }


def test_points_lost_need_a_reason_and_a_given_score_must_be_the_computed_one():
    figures = {"whole.actual": "10.3", "project.actual": "4.3"}
    entries = {"control": {"self_score": "6"}, "change": {"self_score": "5", "reason": "x"}}
    assert brief(figures=figures, entries=entries) == [
        ("18", "error", "control"),
        ("17", "error", "change"),
        ("19", "warning", "control"),
    ]
    assert brief(figures=figures, entries={"control": {"self_score": "3", "reason": "临时任务"}}) == []


def test_not_applicable_needs_permission_and_a_reason():
    assert brief(entries={"control": {"not_applicable": True}, "change": {"not_applicable": True}}) == [
        ("25", "error", "control"),
        ("required", "error", "change"),
    ]


def test_texts_are_required_unless_there_is_nothing_to_tell():
    assert brief(narratives={}) == [("required", "error", "note")]
    assert brief(narratives={}, none_sections=["text"]) == []


def test_items_of_a_project():
    scheme = load_scheme("hunan-2013")
    projects = [
        {"name": "甲", "budget": "10", "items": [{"name": "一", "amount": "4"}, {"name": "二", "amount": "5.98"}]},
        {"name": "乙", "budget": "10", "items": [{"name": "一", "amount": "4"}, {"name": "二", "amount": "6"}]},
    ]
    (found,) = [f for f in findings(scheme, projects=projects) if f.check == "12"]
    assert found.where == "项目“甲”" and "9.98" in found.expected and found.field == "projects.0.budget"


def test_rows_and_entries_of_the_whole_form_are_required():
    scheme = load_scheme("hunan-2013")
    fields = {f.field for f in findings(scheme, projects=[{"name": "甲"}]) if f.check == "required"}
    assert {
        "projects.0.budget",
        "projects.0.actual",
        "buildings",
        "achievements",
        "management_system",
        "fund_compliance",
        "satisfaction_rate",
        "duties",
        "three_public_reason",
    } <= fields
    assert "staff_note" not in fields and "execution_note" not in fields and "three_public.actual" not in fields
    over = {f.field for f in findings(scheme, figures={"staff_in_post": "35", "establishment_posts": "25"})}
    assert "staff_note" in over


def test_rates_above_100_percent_where_more_is_better():
    scheme = load_scheme("hunan-2013")
    figures = {
        "carryover_in": "1",
        "budget_begin": "10",
        "budget_added": "0",
        "year_end_balance": "-1",
        "satisfaction_rate": "101",
    }
    found = {(f.check, f.field) for f in findings(scheme, figures=figures)}
    assert {("5", "budget_completion_rate"), ("28", "year_end_balance"), ("25", "satisfaction_rate")} <= found


def test_an_optional_figure_is_required_once_an_indicator_needs_it():
    assert brief(figures={"basic.last": None}) == [("required", "error", "basic.last")]


def test_not_applicable_is_no_way_around_a_figure():
    found = findings(figures={"whole.budget": "n/a"})
    assert ("25", "error", "control", "不适用") in [(f.check, f.level, f.field, f.read) for f in found]


cells = st.one_of(st.none(), st.just("n/a"), st.sampled_from(["0", "5", "6.5"]))


@given_any(st.dictionaries(st.sampled_from(sorted(SCHEME.figures)), cells, min_size=1))
def test_whatever_cannot_be_scored_stops_a_submission(figures):
    facts = read_facts({"figures": figures, "narratives": {"note": "x"}})
    result = assess_facts(SCHEME, facts)
    assert result.complete or any(f.level == "error" for f in run_checks(SCHEME, facts, result))


def test_an_explained_warning_no_longer_blocks_and_an_error_always_does():
    explanations = [
        {"check": "19", "field": "control", "text": "年中增加任务", "person": "张三"},
        {"check": "2", "field": "whole.actual", "text": "就是这样", "person": "张三"},
    ]
    document = {"year": 2021, "figures": {**WHOLE, "whole.actual": "12"}, "narratives": {"note": "x"}}
    for given, blocked in ([], ["2", "19"]), (explanations, ["2"]):
        facts = read_facts({**document, "explanations": given})
        assert [
            f.check for f in blocking_findings(run_checks(SCHEME, facts, assess_facts(SCHEME, facts)), facts)
        ] == blocked
