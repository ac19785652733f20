"""Values printed a second time: compared at the precision they are printed with."""

import pytest

from evaluations.checks.registry import run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.checks.test_registry import findings
from tests.schemes.small import SMALL

FULL = {"basic.last": "6", "project.actual": "4.133"}  # control 101.33 %, project rate 103.325 %


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("project_rate", "103.33", None),
        ("project_rate", "103.3", None),
        ("project_rate", "103", None),
        ("project_rate", "103.33%", None),
        ("project_rate", "103.32", ("5", "hint")),
        ("project_rate", "103.34", ("5", "hint")),  # of amounts rounded to 4.13 and 4
        ("project_rate", "103.6", ("5", "error")),
        ("project_rate", "-103.33", ("5", "error")),
        ("project.actual", "4.13", None),
        ("project.actual", "4.14", ("14", "error")),
        ("project.actual", "4.133", None),
        ("control.score", "5", None),
        ("control.score", "6", ("18", "error")),
        ("total", "9", None),
        ("total", "9.5", ("17", "error")),
        ("grade", "优", None),
        ("grade", "良", ("20", "error")),
        ("project_rate", "约103", ("25", "error")),
        ("posts", "5", None),
        ("posts", "6", ("14", "error")),
        ("travel.actual", "6", None),
    ],
)
def test_stated_values(name, value, found):
    entries = {"control": {"reason": "x"}}
    results = findings(figures=FULL, entries=entries, stated=[{"name": name, "value": value, "where": "正文"}])
    assert [(f.check, f.level) for f in results] == ([found] if found else [])
    for finding in results:
        assert finding.where.startswith("正文 · ") and finding.read == value.rstrip("%") and finding.remedy


def test_the_total_says_which_scores_make_it_up():
    (found,) = [f for f in findings(figures=FULL, stated=[{"name": "total", "value": "10"}]) if f.check == "17"]
    assert found.expected == "9" and "5＋4 = 9" in found.why


def found(text, check, **document):
    scheme, facts = (
        parse_scheme(text, "small.toml"),
        read_facts({"year": 2021, "figures": {"posts": "5"}, **document}),
    )
    return [finding for finding in run_checks(scheme, facts, assess_facts(scheme, facts)) if finding.check == check]


LINES = {"control": {"self_score": "6"}, "change": {"self_score": "3"}}


COMPLETE = {
    "basic.last": "6",
    "basic.budget": "6",
    "basic.actual": "6",
    "project.budget": "4",
    "project.actual": "4",
    "posts": "5",
}


@pytest.mark.parametrize(
    ("lines", "total", "expected"),
    [
        (LINES, "9", ["10"]),
        (LINES, "8", ["10", "9"]),
        (LINES, "10", ["9"]),
        ({"control": {"self_score": "6"}}, "8", ["10"]),
        (LINES | {"change": {"self_score": "4"}}, "10", []),
    ],
)
def test_a_printed_total_is_compared_with_the_rules_and_with_its_own_lines(lines, total, expected):
    findings = found(SMALL, "17", figures=COMPLETE, entries=lines, stated=[{"name": "total", "value": total}])
    assert [one.expected for one in findings] == expected


def test_the_lines_of_a_paper_are_named_one_by_one():
    (_, line) = found(SMALL, "17", figures=COMPLETE, entries=LINES, stated=[{"name": "total", "value": "8"}])
    assert (line.read, line.why) == ("8", "各行印出的得分合计 6＋3 = 9")


def test_a_score_stated_elsewhere_is_a_printed_line_too():
    stated = [{"name": "total", "value": "8"}, {"name": "change.score", "value": "3"}]
    assert found(SMALL, "17", entries={"control": {"self_score": "6"}}, stated=stated)[-1].expected == "9"
