"""When a reviewer has begun: noted once, for the latest submission, and only while it waits for its decision."""

import pytest
from django.test import RequestFactory
from django.utils import timezone

from evaluations.audit.review_begun import begin_review, review_begun
from evaluations.models import Evaluation, Event, Status, Submission
from tests.factories import make_obligation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_user("王会计")


@pytest.fixture
def reviewer():
    return make_user("陈审核")


@pytest.fixture
def waiting(clerk):
    """A report that waits for its decision, without a submission yet."""
    moment = timezone.now()
    return Evaluation.objects.create(
        obligation=make_obligation(), status=Status.SUBMITTED, submitted_at=moment, submitted_by=clerk
    )


def filed(evaluation, number) -> Submission:
    clerk = evaluation.submitted_by
    return Submission.objects.create(
        evaluation=evaluation,
        number=number,
        scheme=evaluation.cycle.scheme,
        facts={},
        result={},
        sha256="0" * 64,
        submitted_by=clerk,
        submitter_name=str(clerk),
        submitted_at=evaluation.submitted_at,
    )


def test_the_first_who_opens_it_has_begun_and_the_second_adds_nothing(waiting, reviewer, clerk):
    submission = filed(waiting, 1)
    assert review_begun(waiting) is None
    for person in (reviewer, clerk):
        begin_review(submission, person, RequestFactory().get("/", REMOTE_ADDR="10.1.2.3"))
    event = review_begun(waiting)
    assert event == Event.objects.get() and (event.actor, event.ip, event.outcome) == (reviewer, "10.1.2.3", "ok")
    assert (event.action, event.object_type, event.object_id) == ("begin_review", "submission", str(submission.pk))


def test_of_two_that_opened_it_at_the_same_moment_the_first_has_begun(waiting, reviewer, clerk):
    submission = filed(waiting, 1)
    common = {"action": "begin_review", "object_type": "submission", "object_id": str(submission.pk), "outcome": "ok"}
    first, _ = (Event.objects.create(at=timezone.now(), actor=person, **common) for person in (reviewer, clerk))
    assert review_begun(waiting) == first


def test_what_was_handed_in_again_is_to_be_opened_again(waiting, reviewer):
    begin_review(filed(waiting, 1), reviewer, None)
    second = filed(waiting, 2)
    assert review_begun(waiting) is None
    begin_review(second, reviewer, None)
    assert review_begun(waiting).object_id == str(second.pk) and Event.objects.count() == 2


def test_another_act_or_another_report_of_that_number_is_no_beginning(waiting, reviewer):
    number = str(filed(waiting, 1).pk)
    for action, kind in (("download", "submission"), ("begin_review", "evaluation")):
        Event.objects.create(at=timezone.now(), action=action, object_type=kind, object_id=number, outcome="ok")
    assert review_begun(waiting) is None


@pytest.mark.parametrize("status", [Status.DRAFT, Status.AWAITING_SIGNATURE])
def test_while_the_department_has_it_nobody_begins(waiting, reviewer, status):
    submission = filed(waiting, 1)
    begin_review(submission, reviewer, None)
    submission.evaluation.status = status
    assert review_begun(submission.evaluation) is None
    begin_review(filed(submission.evaluation, 2), reviewer, None)
    assert Event.objects.count() == 1


def test_a_report_without_a_submission_was_begun_by_nobody(waiting):
    assert review_begun(waiting) is None
