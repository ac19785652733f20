"""Comments at the same moment as decisions and as each other: what was decided fits what was said."""

import pytest

from evaluations.comments.writing import answer_comment, close_comment, create_comment, reopen_comment
from evaluations.models import Comment, Decision, Evaluation, Reply, Status
from evaluations.workflow.acting import perform_act
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import make_comment, make_member, make_office
from tests.patience import tries
from tests.workflow.test_races import many_submitted, race

pytestmark = pytest.mark.django_db(transaction=True)
RACES = tries(6, 60)
PLACE = {"section": "base_data", "anchor": "retirees", "body": "请核对。"}


def test_a_required_comment_and_an_approval_exclude_each_other():
    office = make_office()
    other, rows = make_member("reviewer", office.county), many_submitted(office, RACES)

    def approve(number):
        row = rows[number]
        return perform_act(row.evaluation, "approve", office.reviewer, version=1, sha256=row.sha256)

    def say(number):
        return create_comment(rows[number], other, level="required", request=None, **PLACE)

    results = race(approve, say, rounds=RACES)
    assert all(result in ({"won": 1, "Incomplete": 1}, {"won": 1, "Conflict": 1}) for result in results), results
    for row in rows:
        passed = Evaluation.objects.get(pk=row.evaluation_id).status == Status.APPROVED
        assert passed != Comment.objects.filter(submission=row).exists()


def test_a_comment_is_sent_with_the_return_or_refused():
    """Of one reviewer in two windows; a colleague is kept out by the claim."""
    office = make_office()
    rows = many_submitted(office, RACES)

    def send_back(number):
        row = rows[number]
        return perform_act(row.evaluation, "return", office.reviewer, version=1, sha256=row.sha256, reason="请核对数据")

    def say(number):
        return create_comment(rows[number], office.reviewer, level="required", request=None, **PLACE)

    results = race(send_back, say, rounds=RACES)
    assert all(result in ({"won": 2}, {"won": 1, "Conflict": 1}) for result in results), results
    assert Decision.objects.count() == RACES and not Comment.objects.filter(sent_at=None).exists()


def test_of_two_reviewers_one_judges():
    office = make_office()
    other = make_member("reviewer", office.county)
    rows = [make_comment(one, office.reviewer) for one in many_submitted(office, RACES)]

    def close(number):
        close_comment(rows[number], office.reviewer, version=1)
        return True

    def reopen(number):
        reopen_comment(rows[number], other, version=1)
        return True

    assert all(result == {"won": 1, "Conflict": 1} for result in race(close, reopen, rounds=RACES))
    assert Reply.objects.count() == RACES


def test_two_preparers_are_both_heard():
    office = make_office()
    other = make_member("preparer", office.department)
    evaluation = office.evaluation(Status.RETURNED)
    rows = [make_comment(current_submission(evaluation), office.reviewer) for _ in range(10)]

    def answer(user, text):
        return lambda number: answer_comment(rows[number], user, text=text, mended=False)

    results = race(answer(office.preparer, "甲说。"), answer(other, "乙说。"), rounds=len(rows))
    assert all(result == {"won": 2} for result in results), results
    assert Reply.objects.count() == 2 * len(rows) and set(Comment.objects.values_list("version", flat=True)) == {3}
