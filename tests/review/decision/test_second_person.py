"""A year that wants two persons for an approval: the first word, then somebody else's last one."""

import pytest
from django.urls import reverse

from departments.roles import Role
from evaluations.models import FirstApproval, Notice, Status
from tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]


@pytest.fixture
def submission(submission):
    cycle = submission.evaluation.obligation.cycle
    cycle.review_plan = cycle.reviewing.to_json() | {"second_person": True}
    cycle.save(update_fields=["review_plan"])
    return submission


@pytest.fixture
def second(office):
    return make_member(Role.REVIEWER, office.county)


def decide(client, submission, action, reason=""):
    submission.evaluation.refresh_from_db()
    sent = {"action": action, "reason": reason, "sha256": submission.sha256, "version": submission.evaluation.version}
    return client.post(reverse("review:decide", args=[submission.pk]), sent)


def status_of(submission):
    submission.evaluation.refresh_from_db()
    return submission.evaluation.status


def test_two_persons_pass_a_report(client, office, submission, second):
    assert "初审通过</button>" in client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    assert decide(client, submission, "first_approve", "数据已核对。").headers["Location"] == reverse("review:queue")
    assert status_of(submission) == Status.SUBMITTED
    assert Notice.objects.filter(action="first_approve", user=second).exists()
    assert 'value="approve"' not in client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    client.force_login(second)
    page = client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    assert "数据已核对。" in page and 'value="approve"' in page
    decide(client, submission, "approve")
    assert status_of(submission) == Status.APPROVED


def test_nobody_speaks_twice_nor_last_without_a_first(client, submission):
    assert decide(client, submission, "approve").status_code == 409
    decide(client, submission, "first_approve")
    assert decide(client, submission, "first_approve").status_code == 409
    answer = decide(client, submission, "approve")
    assert answer.status_code == 403 and "须由另一位审核人员复审" in answer.content.decode()
    assert status_of(submission) == Status.SUBMITTED


def test_after_a_revocation_both_speak_again(client, office, submission, second):
    decide(client, submission, "first_approve")
    office.act(submission.evaluation, "approve", second)
    office.act(submission.evaluation, "unapprove")
    assert decide(client, submission, "approve").status_code == 409
    assert decide(client, submission, "first_approve").status_code == 302 and FirstApproval.objects.count() == 2
