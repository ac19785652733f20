"""Approve or return: once, by one person, about the report that was read, and no typed word is lost."""

import pytest
from django.urls import reverse

from evaluations.models import Decision, Event, Status
from tests.factories import make_office, make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]
REASON = "六（三）公用经费超预算 35.55%，请写明原因。"


def decide(client, submission, action, reason="", **more):
    sent = {"action": action, "reason": reason, "sha256": submission.sha256, "version": submission.evaluation.version}
    return client.post(reverse("review:decide", args=[submission.pk]), sent | more)


def status_of(submission):
    submission.evaluation.refresh_from_db()
    return submission.evaluation.status


def test_approved_is_approved_and_the_last_report_stays_open(client, submission):
    answer = decide(client, submission, "approve")
    assert (
        answer.headers["Location"]
        == reverse("review:detail", args=[submission.pk]) + f"?year=2020&passed={submission.pk}"
    )
    assert status_of(submission) == Status.APPROVED
    assert "已审核通过。" in client.get(answer.headers["Location"]).content.decode()


def test_after_a_decision_the_next_report_opens(client, office, submission):
    other = make_submission(make_office(office.county))
    following = reverse("review:detail", args=[other.pk])
    assert decide(client, submission, "approve").headers["Location"] == f"{following}?year=2020&passed={submission.pk}"


def test_a_return_keeps_the_reason_for_the_department(client, submission):
    decide(client, submission, "return", REASON)
    assert status_of(submission) == Status.RETURNED
    assert submission.evaluation.return_reason == Decision.objects.get().reason == REASON


@pytest.mark.parametrize("reason", ["", "   ", "　\n"])
def test_a_return_without_a_reason_is_asked_for_one(client, submission, reason):
    answer = decide(client, submission, "return", reason)
    page = answer.content.decode()
    assert answer.status_code == 422 and status_of(submission) == Status.SUBMITTED
    assert '<a href="#id_reason">请写明退回原因' in page and page.count("请写明退回原因") == 2
    assert "<title>有 1 处需要核对" in page


def test_a_reason_that_says_nothing_is_refused_and_kept(client, submission):
    answer = decide(client, submission, "return", "改")
    assert answer.status_code == 422 and ">\n改</textarea>" in answer.content.decode()
    assert status_of(submission) == Status.SUBMITTED


def test_too_long_a_reason_is_kept_whole(client, submission):
    text = "长" * 2001
    answer = decide(client, submission, "return", text)
    assert answer.status_code == 422 and text in answer.content.decode()


@pytest.mark.parametrize(
    "action, broken", [("publish", {}), ("", {}), ("approve", {"version": "x"}), ("approve", {"sha256": ""})]
)
def test_a_form_that_was_tampered_with_changes_nothing(client, submission, action, broken):
    assert decide(client, submission, action, **broken).status_code == 422
    assert status_of(submission) == Status.SUBMITTED


def test_who_comes_second_learns_who_was_first(client, office, submission):
    office.act(submission.evaluation, "approve")
    answer = decide(client, submission, "return", REASON)
    page = answer.content.decode()
    assert answer.status_code == 409 and status_of(submission) == Status.APPROVED
    assert "陈审核" in page and "审核通过" in page and REASON in page
    assert Decision.objects.count() == 1


def test_a_report_taken_back_meanwhile_is_not_decided(client, office, submission):
    office.act(submission.evaluation, "withdraw")
    answer = decide(client, submission, "approve", REASON)
    assert answer.status_code == 409 and REASON in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_report_filed_anew_meanwhile_is_not_decided_unread(client, office, submission):
    evaluation = office.advance(submission.evaluation, "withdraw", "submit", "sign")
    answer = decide(client, submission, "approve")
    page = answer.content.decode()
    assert answer.status_code == 409 and status_of(submission) == Status.SUBMITTED
    assert reverse("review:detail", args=[evaluation.submissions.last().pk]) in page


def test_the_hash_decides_what_was_read(client, submission):
    assert decide(client, submission, "approve", sha256="0" * 64).status_code == 409
    assert status_of(submission) == Status.SUBMITTED


def test_nobody_decides_about_a_report_he_filed(client, office, submission):
    office.people["preparer"].memberships.create(county=office.county, role="reviewer")
    client.force_login(office.preparer)
    answer = decide(client, submission, "approve")
    assert answer.status_code == 403 and "不能审核自己" in answer.content.decode()
    assert status_of(submission) == Status.SUBMITTED


def test_a_report_of_another_county_cannot_be_decided(client):
    foreign = make_submission()
    assert decide(client, foreign, "approve").status_code == 404
    assert status_of(foreign) == Status.SUBMITTED


def test_the_log_tells_of_success_and_of_refusal(client, office, submission):
    decide(client, submission, "approve", sha256="0" * 64)
    decide(client, submission, "approve")
    told = Event.objects.filter(action="approve").values_list("outcome", "actor_name")
    assert list(told) == [("refused", "陈审核"), ("ok", "陈审核")]


def test_the_list_that_one_came_from_goes_on_with_the_decision(client, office, submission):
    other = make_submission(make_office(office.county))
    submission.evaluation.refresh_from_db()
    read = {"sha256": submission.sha256, "version": submission.evaluation.version}
    answer = client.post(
        reverse("review:decide", args=[submission.pk]) + "?tab=waiting&year=2020",
        {"action": "return", "reason": REASON, **read},
    )
    assert answer.headers["Location"] == reverse("review:detail", args=[other.pk]) + "?tab=waiting&year=2020"
