"""Two systems of our own arrangement on figures of published reports: scored as by hand, and without a doubtful place."""

from decimal import Decimal

import pytest

from evaluations.schemes.hints import hints_on_scheme
from evaluations.scoring.assessing import assess_facts
from tests.scoring.test_variants import document, scheme_of

# By hand: 136/143; (63.46 − 32)/32 = 98.3125 %, 98 whole points; 767.86/1922.76 = 39.94 %; 2690.62/2710.42 = 99.2695 %, one half
# percent; 44.29/63.46; 4.99/22 = 22.68 %, seven tens; 30.66/30.66; 25.36/7.5 = 338.13 %, 238 whole points; four of five.
OVERALL = {
    "staff_rate": "10",
    "public3_change": "0.2",
    "added_rate": "3",
    "completion": "14",
    "public3_control": "20",
    "reception_execution": "3",
    "procurement_execution": "10",
    "utilities_control": "0",
    "rules_in_place": "8",
}
# 550.55/707 = 77.8713 %; 419.82 left of 304.08 carried in; −39.28/539.26 = −7.28 %; 101.26/137.26 × 7 = 5.1641; two cases;
# 50.57/167.74 = 30.15 %.
SERVICE = {
    "execution": "7.79",
    "balance_kept": "0",
    "basic_deviation": "6",
    "operating_control": "5.16",
    "violations": "2",
    "project_execution": "2",
}


@pytest.mark.parametrize(
    ("name", "by_hand", "total", "grade"),
    [("own-overall-2018", OVERALL, "68.2", "合格"), ("own-service-2021", SERVICE, "22.95", "基本达标")],
)
def test_points_are_those_worked_out_by_hand(name, by_hand, total, grade):
    result = assess_facts(scheme_of(name), document(name))
    assert {one.code: one.score for one in result.indicators} == {
        code: Decimal(score) for code, score in by_hand.items()
    }
    assert (result.complete, result.total, result.grade) == (True, Decimal(total), grade)


@pytest.mark.parametrize("name", ["own-overall-2018", "own-service-2021"])
def test_their_files_have_no_doubtful_place(name):
    assert hints_on_scheme(scheme_of(name)) == ()
