"""撤销 within seconds: who passed the report takes it back by one press; later, or another person, writes a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.roles import Role
from evaluations.models import DecisionRevocation, Event, Job, Status
from evaluations.review.decision import undoing
from evaluations.workflow.publishing import render_key
from tests.factories import make_member, make_office, make_submission
from tests.review.returns import decide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]


def undo(client, submission):
    answer = client.post(reverse("review:undo", args=[submission.pk]), follow=True)
    submission.evaluation.refresh_from_db()
    return answer.content.decode()


def test_the_next_report_offers_to_take_it_back(client, office, submission):
    other = make_submission(make_office(office.county))
    page = client.get(decide(client, submission, "approve").headers["Location"]).content.decode()
    assert reverse("review:undo", args=[submission.pk]) in page and str(other.evaluation.department) in page
    assert "已撤销通过" in undo(client, submission)
    assert submission.evaluation.status == Status.SUBMITTED
    assert DecisionRevocation.objects.get().reason == undoing.UNDO_REASON
    assert Event.objects.filter(action="unapprove", outcome="ok").count() == 1


def test_a_second_press_is_told_that_it_is_done(client, submission):
    decide(client, submission, "approve")
    undo(client, submission)
    assert "已经过了直接撤销的时间" in undo(client, submission) and DecisionRevocation.objects.count() == 1


def test_later_a_reason_is_asked_for(client, submission, monkeypatch):
    decide(client, submission, "approve")
    monkeypatch.setattr(undoing, "UNDO_PERIOD", -undoing.PRESSED_AGAIN - timedelta(seconds=1))
    page = undo(client, submission)
    assert "请在本页“撤销通过”里写明原因" in page and submission.evaluation.status == Status.APPROVED


def test_while_its_paper_is_printed_it_may_be_pressed_again(client, submission, monkeypatch):
    page = client.get(decide(client, submission, "approve").headers["Location"]).content.decode()
    assert page.count("：已审核通过。") == 1
    printing = Job.objects.filter(key=render_key(submission.pk))
    printing.update(state=Job.State.RUNNING, lease_until=timezone.now() + timedelta(minutes=5), owner="printer")
    page = undo(client, submission)
    assert "PDF 正在生成" in page and "再次撤销" in page and submission.evaluation.status == Status.APPROVED
    printing.update(state=Job.State.DONE, lease_until=None, owner="")
    monkeypatch.setattr(undoing, "UNDO_PERIOD", -undoing.UNDO_ARRIVES)  # a minute has gone by
    assert "已撤销通过" in undo(client, submission)


def test_what_was_published_meanwhile_is_not_offered_to_be_undone_again(client, office, submission):
    decide(client, submission, "approve")
    submission.evaluation.refresh_from_db()
    office.act(submission.evaluation, "publish")
    page = undo(client, submission)
    assert "没有撤销" in page and "再次撤销" not in page and submission.evaluation.status == Status.PUBLISHED


def test_nobody_takes_back_a_colleague_s_approval_without_a_word(client, office, submission):
    decide(client, submission, "approve")
    client.force_login(make_member(Role.REVIEWER, office.county, username="second"))
    page = client.get(reverse("review:detail", args=[submission.pk]) + f"?passed={submission.pk}").content.decode()
    assert reverse("review:undo", args=[submission.pk]) not in page
    undo(client, submission)
    assert submission.evaluation.status == Status.APPROVED
