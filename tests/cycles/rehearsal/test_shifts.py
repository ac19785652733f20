"""Which indicators moved a department, and what its old report lacks: computed from a real report, without a database."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from departments.models import County, Department
from evaluations.checks.registry import Finding, run_checks
from evaluations.cycles.rehearsal.rehearsal_json import rehearsal_as_json, rehearsal_as_lines
from evaluations.cycles.rehearsal.rehearsing import DepartmentMove, Rehearsal, shift, shifts
from evaluations.models import Cycle, Submission
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts

SCHEME = load_scheme("hunan-2013")
ASSESSED = assess_facts(SCHEME, complete_facts())


def frozen(**scores: str | None) -> list[Mapping[str, Any]]:
    """The indicators as a submission froze them: as assessed, but for the scores given."""
    assessed: dict[str, str | None] = {one.code: str(one.score) for one in ASSESSED.indicators}
    points = assessed | scores
    return [{"code": code, "label": f"旧{code}", "score": score} for code, score in points.items()]


def without(*figures: str):
    """The report with these figures left out."""
    given = complete_facts().to_json()["figures"]
    return complete_facts(figures={name: value for name, value in given.items() if name not in figures})


def test_what_kept_its_points_is_no_reason():
    assert shifts(frozen(), ASSESSED) == ()


def test_reasons_are_ordered_by_their_weight_either_way():
    moved = shifts(frozen(staff_control_rate="4", satisfaction="1", disclosure="0.5"), ASSESSED)
    sizes = [abs(one.difference) for one in moved]
    assert {one.code for one in moved} == {"staff_control_rate", "satisfaction", "disclosure"}
    assert sizes == sorted(sizes, reverse=True) and all(one.note == "" for one in moved)


def test_an_indicator_that_came_and_one_that_went_are_called_so():
    old = [row for row in frozen() if row["code"] != "satisfaction"] + [
        {"code": "gone", "label": "行政效能", "score": "6"}
    ]
    found = {one.code: one for one in shifts(old, ASSESSED)}
    assert (found["satisfaction"].note, found["satisfaction"].old) == ("新增", None)
    assert (found["gone"].note, found["gone"].label, found["gone"].difference) == ("取消", "行政效能", -6)


def test_an_indicator_that_had_no_points_then_wins_what_it_has_now():
    (one,) = shifts(frozen(satisfaction=None), ASSESSED)
    assert (one.old, one.difference) == (None, ASSESSED.results["satisfaction"].score) and one.note == ""


def test_what_cannot_be_scored_now_is_open_and_no_loss():
    assessed = assess_facts(SCHEME, without("satisfaction_rate"))
    assert shifts(frozen(), assessed) == ()
    one = shift("satisfaction", {"code": "satisfaction", "label": "旧", "score": "6"}, assessed.results["satisfaction"])
    assert (one.note, one.old, one.new) == ("未算", 6, None) and one.label == assessed.results["satisfaction"].label


def test_an_indicator_that_went_without_ever_having_points_moves_nobody():
    assert shifts([*frozen(), {"code": "gone", "label": "行政效能", "score": None}], ASSESSED) == ()


# --- what is lacking ----------------------------------------------------------------------------


def lacking(*figures: str) -> tuple[Finding, ...]:
    """What the check finds missing where these figures are left out."""
    facts = without(*figures)
    return tuple(one for one in run_checks(SCHEME, facts, assess_facts(SCHEME, facts)) if one.check == "required")


def rehearsal(*found: tuple[Finding, ...]) -> Rehearsal:
    county = County(name="永兴县")
    moves = tuple(
        DepartmentMove(
            department=Department(name=f"单位{number}", budget_code=str(number)),
            submission=Submission(number=1),
            old_total=Decimal(90),
            old_grade="优",
            new_total=Decimal(84),
            new_grade=None,
            reachable=Decimal(90),
            shifts=(),
            lacking=one,
        )
        for number, one in enumerate(found)
    )
    return Rehearsal(Cycle(county=county, year=2020), SCHEME, moves, ())


def test_what_is_lacking_is_counted_by_departments_with_the_most_frequent_first():
    one, two = lacking("satisfaction_rate"), lacking("satisfaction_rate", "staff_in_post")
    assert one and len(two) > len(one)
    found = rehearsal(one, two, one).lacking
    assert found[0] == (one[0].where, one[0].expected, 3)
    assert [number for *_, number in found] == sorted((number for *_, number in found), reverse=True)
    assert len(found) == len(two) and found[-1][2] == 1


def test_what_is_lacking_twice_in_one_report_is_one_department():
    one = lacking("satisfaction_rate")
    assert rehearsal(one * 2).lacking == [(one[0].where, one[0].expected, 1)]


def test_each_lacking_figure_is_a_line_and_an_entry():
    one = lacking("satisfaction_rate")
    found = rehearsal(one, one)
    where, expected = one[0].where, one[0].expected
    assert list(rehearsal_as_lines(found))[-1] == f"缺少 {where}（{expected}）：2 个单位"
    told = rehearsal_as_json(found)
    assert told["totals"]["lacking"] == [{"where": where, "expected": expected, "departments": 2}]
    assert told["departments"][0]["lacking"] == [{"field": one[0].field, "where": where}]


@pytest.mark.parametrize("row, merged", [(3, True), (None, False)])
def test_rows_that_every_department_names_differently_are_counted_by_their_section(row, merged):
    (finding,) = lacking("satisfaction_rate")
    placed = replace(finding, place=replace(finding.place, row=row, section="projects"))
    found = rehearsal((placed,)).place(placed)
    assert found == (f"{SCHEME.section('projects').label} · 每一行" if merged else finding.where)
