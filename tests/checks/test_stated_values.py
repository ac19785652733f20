"""Values printed a second time: compared at the precision they are printed with."""

import pytest

from tests.checks.test_registry import findings

FULL = {"basic.last": "6", "project.actual": "4.133"}  # control 101.33 %, project rate 103.325 %


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("project_rate", "103.33", None),
        ("project_rate", "103.3", None),
        ("project_rate", "103", None),
        ("project_rate", "103.33%", None),
        ("project_rate", "103.32", ("5", "hint")),
        ("project_rate", "103.34", ("5", "error")),
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
