"""Assigning, claiming, deciding and giving back at the same moment: one of two wins, the other one is told why."""

import pytest

from evaluations.models import Assignment, Claim, Event, ReportLine
from evaluations.workflow.acting import perform_act
from evaluations.workflow.assigning import AssignmentPlan, assign_together
from evaluations.workflow.claiming import claim_review, release_review, take_over_review
from tests.factories import make_member, make_office
from tests.workflow.test_races import RACES, many_submitted, race

pytestmark = pytest.mark.django_db(transaction=True)
ONE_WINNER = {"won": 1, "Conflict": 1}


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def colleague(office):
    return make_member("reviewer", office.county, display_name="赵审核")


def assigning(office, rows, person, by):
    """A runner that gives each report, which nobody had, to this person."""

    def run(number):
        duty = rows[number].evaluation.obligation_id
        return assign_together(office.cycle, AssignmentPlan({duty: person and person.pk}, {duty: None}), by) > 0

    return run


def told_words():
    """What the losers were told, without the names of departments."""
    rows = Event.objects.filter(outcome="refused").values_list("detail__message", flat=True)
    return {str(words)[-24:] for words in rows}


def check_lines(rows):
    """Each list line says what the assignment says."""
    for row in rows:
        given = Assignment.objects.filter(obligation=row.evaluation.obligation_id).first()
        line = ReportLine.objects.filter(pk=row.evaluation.obligation_id).first()
        assert (line.reviewer_id if line else None) == (given.reviewer_id if given else None)


def test_of_two_who_assign_one_does(office, colleague):
    rows, other = many_submitted(office, RACES), make_member("bureau_admin", office.county)
    results = race(
        assigning(office, rows, colleague, office.bureau_admin),
        assigning(office, rows, office.reviewer, other),
        rounds=RACES,
    )
    assert results == [ONE_WINNER] * RACES
    assert Event.objects.filter(action="assign_review").count() == Assignment.objects.count() == RACES
    assert all("请核对后再办理" in words for words in told_words())
    check_lines(rows)


def test_a_report_is_given_to_one_or_begun_by_another_and_never_both(office, colleague):
    rows = many_submitted(office, RACES)
    results = race(
        assigning(office, rows, colleague, office.bureau_admin),
        lambda n: claim_review(rows[n], office.reviewer),
        rounds=RACES,
    )
    assert results == [ONE_WINNER] * RACES
    held = set(Claim.objects.exclude(holder=None).values_list("submission__evaluation__obligation", flat=True))
    assert not held & set(Assignment.objects.values_list("pk", flat=True))
    assert Event.objects.filter(action__in=["assign_review", "claim_review"], outcome="ok").count() == RACES
    assert all("接手" in words for words in told_words())


def test_a_decision_and_an_assignment_to_somebody_else_exclude_each_other(office, colleague):
    rows = many_submitted(office, RACES)
    results = race(
        assigning(office, rows, colleague, office.bureau_admin),
        lambda n: perform_act(rows[n].evaluation, "return", office.reviewer, version=1, reason="请核对三公经费"),
        rounds=RACES,
    )
    assert all(one.get("won") in (1, 2) and sum(one.values()) == 2 for one in results)
    # Given away first, the decision is refused; decided first, the returned report may still be given to somebody.
    for row in rows:
        row.evaluation.refresh_from_db()
        assert (
            row.evaluation.status == "returned" or Assignment.objects.filter(pk=row.evaluation.obligation_id).exists()
        )
    check_lines(rows)


def test_a_take_over_and_a_release_leave_one_holder(office, colleague):
    rows = many_submitted(office, RACES)
    for row in rows:
        claim_review(row, office.reviewer)

    def take_over(number):
        take_over_review(rows[number], colleague, "外出培训")
        return True

    race(take_over, lambda n: release_review(rows[n], office.reviewer) or True, rounds=RACES)
    assert set(Claim.objects.values_list("holder", flat=True)) == {colleague.pk}
