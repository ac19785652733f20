"""Figures in plain words: the limit, last year and the difference, never more than the report says."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.report.plain_figures import lost_points, plain_figures
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts

PEOPLE = st.integers(0, 3000).map(Decimal)
MONEY = st.decimals(0, 99999, places=2)


def sentences(amounts, last=None):
    return {one.label: one for one in plain_figures(amounts, last or {})}


@pytest.mark.parametrize(
    "staff, posts, words",
    [
        (35, 25, "在职 35 人，编制 25 人，超编 10 人。"),
        (20, 25, "在职 20 人，编制 25 人，空编 5 人。"),
        (25, 25, "在职 25 人，编制 25 人，与编制数相同。"),
    ],
)
def test_staff_against_its_posts(staff, posts, words):
    figure = sentences({"staff_in_post": Decimal(staff), "establishment_posts": Decimal(posts)})["在职人数"]
    assert figure.sentence == words and figure.over is (staff > posts)


@settings(max_examples=30)
@given(PEOPLE, PEOPLE, PEOPLE)
def test_the_staff_of_last_year_is_the_difference_away(staff, posts, before):
    amounts = {"staff_in_post": staff, "establishment_posts": posts}
    sentence = sentences(amounts, {"staff_in_post": before})["在职人数"].sentence
    more = staff - before
    word = "与上年相同" if not more else f"比上年{'增加' if more > 0 else '减少'} {abs(more)} 人"
    assert word in sentence


@settings(max_examples=30)
@given(MONEY, MONEY)
def test_what_lies_beyond_the_budget_is_said_and_nothing_else(spent, budget):
    figure = sentences({"operating.actual": spent, "operating.budget": budget})["公用经费"]
    assert figure.over is (spent > budget)
    assert ("超出预算" in figure.sentence) is (spent > budget > 0)
    assert ("没有安排预算" in figure.sentence) is (budget == 0) and figure.last == "—"


def test_what_the_report_repeats_of_last_year_goes_before_last_years_report():
    own = {
        "three_public.actual": Decimal("1.37"),
        "three_public.budget": Decimal("2.2"),
        "three_public.last_actual": Decimal(2),
    }
    assert "比上年减少 0.63 万元" in sentences(own, {"three_public.actual": Decimal(9)})["“三公经费”"].sentence


def test_last_years_report_may_have_the_other_form():
    own = {"funds.actual": Decimal(10), "funds.full_year": Decimal(20)}
    assert "比上年增加 4.00 万元" in sentences(own, {"expenditure.actual": Decimal(6)})["支出合计"].sentence


def test_what_does_not_apply_is_left_out():
    assert not sentences({"procurement.actual": NOT_APPLICABLE, "procurement.budget": NOT_APPLICABLE})


def test_lost_points_come_largest_first_with_the_departments_reason():
    lost = lost_points(assess_facts(load_scheme("hunan-2013"), complete_facts()))
    points = [Decimal(one.lost) for one in lost]
    assert lost and points == sorted(points, reverse=True) and all(one.explanation for one in lost)
    assert not [one for one in lost if one.reason and one.reason.rstrip("。") in one.explanation]
    assert not [one for one in lost if "得满分" in one.explanation or "≤" in one.explanation], "what a citizen reads"
