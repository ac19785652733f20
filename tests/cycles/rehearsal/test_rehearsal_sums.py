"""What a rehearsal counts and prints, from moves that are known by heart: no report, no database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.models import County, Department
from evaluations.cycles.rehearsal.rehearsal_json import rehearsal_as_json, rehearsal_as_lines
from evaluations.cycles.rehearsal.rehearsing import (
    DepartmentMove,
    IndicatorShift,
    Rehearsal,
    mean,
    movement_order,
    signed,
)
from evaluations.models import Cycle, Submission
from evaluations.schemes.loading import load_scheme

SCHEME = load_scheme("hunan-2013")
COUNTY = County(name="永兴县", code="431023")
CYCLE = Cycle(county=COUNTY, year=2020)
POINTS = st.decimals(0, 100, places=2)


def move(
    old="90", new="90", best=None, grades=("优", "优"), name="县档案馆", code="101001", shifts=()
) -> DepartmentMove:
    """A department whose total goes from old to new, or up to best by what its report does not say."""
    return DepartmentMove(
        department=Department(name=name, budget_code=code, county=COUNTY),
        submission=Submission(number=2),
        old_total=Decimal(old),
        old_grade=grades[0],
        new_total=Decimal(new),
        new_grade=grades[1],
        reachable=Decimal(best or new),
        shifts=tuple(IndicatorShift(label, label, was, will) for label, was, will in shifts),
        lacking=(),
    )


def rehearsal(*moves: DepartmentMove, absent: tuple[str, ...] = ()) -> Rehearsal:
    return Rehearsal(CYCLE, SCHEME, moves, tuple(Department(name=name) for name in absent))


# --- one department -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "points, text", [("1.50", "+1.5"), ("-2.00", "-2"), ("0.00", "0"), ("-0", "0"), ("0.01", "+0.01"), ("100", "+100")]
)
def test_a_difference_has_its_sign_and_no_idle_zeros(points, text):
    assert signed(Decimal(points)) == text


@pytest.mark.parametrize(
    "old, new, best, text",
    [
        ("90", "92.5", None, "+2.5"),
        ("90", "90", None, "0"),
        ("90", "88", "94", "-2 ～ +4"),
        ("90", "80", "85", "-10 ～ -5"),
        ("90", "90", "96", "0 ～ +6"),
    ],
)
def test_what_may_still_come_makes_a_range(old, new, best, text):
    assert move(old, new, best).signed == text


@given(POINTS, POINTS, POINTS)
def test_open_points_lie_between_the_worst_and_the_best_case(old, new, more):
    one = move(old, new, new + more)
    assert one.at_best - one.difference == one.open_points == more
    assert one.size == max(abs(one.difference), abs(one.at_best)) >= 0


@pytest.mark.parametrize(
    "grades, regraded",
    [(("优", "良"), True), (("优", "优"), False), (("优", None), False), ((None, "优"), False), ((None, None), False)],
)
def test_a_grade_changes_only_where_both_are_known(grades, regraded):
    assert move(grades=grades).regraded is regraded


def test_an_indicator_that_one_scheme_lacks_counts_as_nothing_there():
    shifts = [IndicatorShift("a", "甲", None, Decimal(3)), IndicatorShift("b", "乙", Decimal(4), None)]
    assert [(one.difference, one.signed) for one in shifts] == [(3, "+3"), (-4, "-4")]


def test_the_three_greatest_reasons_are_shown():
    shifts = tuple((f"指标{number}", Decimal(0), Decimal(9 - number)) for number in range(5))
    assert [one.label for one in move(shifts=shifts).main_shifts] == ["指标0", "指标1", "指标2"]


# --- all departments ----------------------------------------------------------------------------


@given(st.lists(st.tuples(POINTS, POINTS, POINTS), max_size=8))
def test_every_department_goes_up_or_down_or_stays_or_is_open(totals):
    found = rehearsal(*(move(old, new, new + more) for old, new, more in totals))
    assert found.up + found.down + found.same + found.undecided == len(totals)
    assert found.up == sum(new > old for old, new, _ in totals)
    assert found.down == sum(new + more < old for old, new, more in totals)
    assert found.same == sum(new == old and more == 0 for old, new, more in totals)
    assert found.incomplete == sum(more > 0 for _, _, more in totals)


@given(st.lists(st.tuples(POINTS, POINTS, POINTS), min_size=1, max_size=8))
def test_averages_lie_within_half_a_cent_of_the_exact_ones(totals):
    found = rehearsal(*(move(old, new, new + more) for old, new, more in totals)).means
    exact = [sum(column) / len(totals) for column in zip(*((o, n, n + m) for o, n, m in totals), strict=True)]
    assert all(abs(rounded - value) <= Decimal("0.005") for rounded, value in zip(found, exact, strict=True))
    assert found[1] <= found[2]


def test_an_average_is_rounded_as_people_round():
    assert mean((Decimal("1.00"), Decimal("1.01"))) == Decimal("1.01")
    assert rehearsal().means == (0, 0, 0)


def test_the_greatest_movement_either_way_leads_and_codes_decide_between_equals():
    moves = [move("90", "91", code="3"), move("90", "80", "95", code="2"), move("90", "100", code="1"), move(code="0")]
    assert [one.department.budget_code for one in sorted(moves, key=movement_order)] == ["1", "2", "3", "0"]


def test_grades_that_change_are_counted_with_the_most_frequent_first():
    moves = [move(grades=pair) for pair in [("优", "良"), ("良", "优"), ("良", "优"), ("优", "优"), ("优", None)]]
    assert rehearsal(*moves).grades == [("良", "优", 2), ("优", "良", 1)]


def test_nothing_can_be_compared_only_where_no_report_scores_a_point():
    nothing, something = move("90", "0", "100"), move("90", "5", "100")
    assert rehearsal(nothing, nothing).incomparable
    assert not rehearsal(nothing, something).incomparable and not rehearsal().incomparable


# --- as text and as JSON ------------------------------------------------------------------------

WEIGHTS = (("在职人员控制率", Decimal(5), Decimal(8)), ("行政效能", Decimal(6), None))
FULL = (
    move("90.50", "87.5", grades=("优", "良"), shifts=WEIGHTS),
    move("80", "78", "84", grades=("良", None), name="县图书馆", code="101002"),
)


def test_the_account_in_lines():
    assert list(rehearsal_as_lines(rehearsal(*FULL, absent=("县文化馆", "县水利站")))) == [
        f"永兴县2020年度 2 份报告，按“{SCHEME.title}”试算：",
        "上升 0，下降 1，不变 0，未定 1。",
        "平均 85.25 → 82.75～85.75 分。",
        "等级 优 → 良：1 个单位",
        "",
        "      -3  县档案馆：90.5 优 → 87.5 良  在职人员控制率 +3；行政效能 -6",
        " -2 ～ +4  县图书馆：80 良 → 78 （另有 6 分暂不能计算）",
        "未报送，没有试算：县文化馆、县水利站",
    ]


def test_an_account_without_gaps_has_one_average_and_no_word_of_absence():
    lines = list(rehearsal_as_lines(rehearsal(move("90", "92", grades=(None, "优")))))
    assert lines[2] == "平均 90 → 92 分。" and lines[-1] == "      +2  县档案馆：90 → 92 优"
    assert len(lines) == 5


def test_the_account_for_programs():
    found = rehearsal_as_json(rehearsal(*FULL, absent=("县文化馆",)))
    assert {key: found[key] for key in ("scheme", "county", "year", "without_submission")} == {
        "scheme": "hunan-2013",
        "county": "永兴县",
        "year": 2020,
        "without_submission": ["县文化馆"],
    }
    assert found["scheme_digest"] == SCHEME.digest
    assert found["totals"] == {
        "departments": 2,
        "up": 0,
        "down": 1,
        "same": 0,
        "undecided": 1,
        "incomplete": 1,
        "mean_old": "85.25",
        "mean_new": "82.75",
        "mean_new_at_best": "85.75",
        "grades": [{"old": "优", "new": "良", "departments": 1}],
        "lacking": [],
    }


def test_each_department_for_programs():
    first, second = rehearsal_as_json(rehearsal(*FULL))["departments"]
    assert first == {
        "department": "县档案馆",
        "budget_code": "101001",
        "submission": 2,
        "old_total": "90.5",
        "old_grade": "优",
        "new_total": "87.5",
        "new_grade": "良",
        "difference": "-3",
        "difference_at_best": "-3",
        "open_points": "0",
        "indicators": [
            {"code": "在职人员控制率", "label": "在职人员控制率", "old": "5", "new": "8", "difference": "3"},
            {"code": "行政效能", "label": "行政效能", "old": "6", "new": None, "difference": "-6"},
        ],
        "lacking": [],
    }
    assert (second["new_grade"], second["difference_at_best"], second["open_points"]) == (None, "4", "6")
