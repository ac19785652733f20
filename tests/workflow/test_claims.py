"""Begin is an act: a claim by the button, a comment or a decision; seen by colleagues, let go, taken over, run out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.roles import Role
from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed
from evaluations.comments.writing import create_comment
from evaluations.models import Claim, Event, Status
from evaluations.workflow.acting import lock_for_edit
from evaluations.workflow.claiming import claim_review, release_review, take_over_review
from evaluations.workflow.claims import claim_of_another, review_begun
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import make_member, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def colleague(office):
    return make_member(Role.REVIEWER, office.county)


@pytest.fixture
def submission(office):
    return current_submission(office.evaluation(Status.SUBMITTED))


def actions() -> list[str]:
    found = Event.objects.filter(action__in=["claim_review", "release_review", "take_over_review"])
    return list(found.order_by("pk").values_list("action", flat=True))


def run_out() -> None:
    past = timezone.now() - timedelta(minutes=1)
    Claim.objects.update(since=past - timedelta(minutes=30), until=past)


def test_a_claim_holds_half_an_hour_and_a_second_press_extends_it(office, submission):
    assert claim_review(submission, office.reviewer)
    first = Claim.objects.get()
    assert first.until - first.since == timedelta(minutes=30) and not first.worked
    assert not claim_review(submission, office.reviewer)
    again = Claim.objects.get()
    assert again.since == first.since and again.until > first.until and actions() == ["claim_review"]


def test_who_still_types_is_sent_to_the_bureau_once_it_is_reviewed_and_to_the_task_list_before(office, submission):
    def told():
        with pytest.raises(Conflict) as refused, lock_for_edit(submission.evaluation_id):
            pytest.fail("the report was handed in")
        return refused.value.message

    assert told().endswith("本页；要补进报告的，请先在任务清单撤回。")
    claim_review(submission, office.reviewer)
    assert told().endswith("本页；要补进报告的，请联系财政局退回。")
    office.act(submission.evaluation, "approve")
    assert told().endswith("您填写的内容仍在本页。")


def test_a_colleague_sees_it_and_neither_claims_comments_nor_decides_beside(office, submission, colleague):
    claim_review(submission, office.reviewer)
    evaluation = submission.evaluation
    assert claim_of_another(evaluation, colleague, timezone.now()).holder == office.reviewer
    with pytest.raises(Conflict, match="陈审核自.+正在审核"):
        claim_review(submission, colleague)
    with pytest.raises(Conflict, match="先接手"):
        create_comment(submission, colleague, section="projects", anchor="", level="advice", body="请核对。")
    for action in ("approve", "return"):
        with pytest.raises(Conflict, match="先接手"):
            office.act(evaluation, action, colleague)
    assert office.act(evaluation, "approve").status == Status.APPROVED


def test_it_is_taken_over_with_a_word_that_the_log_keeps(office, submission, colleague):
    claim_review(submission, office.reviewer)
    with pytest.raises(Incomplete, match="为什么由您接手"):
        take_over_review(submission, colleague, " ")
    take_over_review(submission, colleague, "陈审核外出培训")
    assert Claim.objects.get().holder == colleague
    told = Event.objects.filter(action="take_over_review", outcome="ok").get()
    assert (told.detail["reason"], told.detail["holder"]) == ("陈审核外出培训", "陈审核")
    with pytest.raises(Conflict):
        office.act(submission.evaluation, "approve")


def test_it_is_let_go_or_runs_out_and_the_department_may_withdraw(office, submission, colleague):
    claim_review(submission, office.reviewer)
    assert not release_review(submission, colleague)
    assert release_review(submission, office.reviewer) and not release_review(submission, office.reviewer)
    claim_review(submission, colleague)
    with pytest.raises(Conflict, match="不能再撤回"):
        office.act(submission.evaluation, "withdraw")
    run_out()
    assert review_begun(submission.evaluation) is None
    assert office.act(submission.evaluation, "withdraw").status == Status.DRAFT


def test_what_was_said_under_it_keeps_the_report_with_the_bureau(office, submission, colleague):
    create_comment(submission, office.reviewer, section="projects", anchor="", level="advice", body="请核对。")
    assert actions() == ["claim_review"] and Claim.objects.get().worked
    run_out()
    with pytest.raises(Conflict, match="财政局已经开始审核"):
        office.act(submission.evaluation, "withdraw")
    assert claim_review(submission, colleague)


def test_a_decision_ends_it(office, submission):
    claim_review(submission, office.reviewer)
    office.act(submission.evaluation, "return")
    claim = Claim.objects.get()
    assert (claim.holder, claim.worked) == (None, True)


def test_only_what_waits_is_claimed_and_not_by_those_who_filed_it(office, submission, colleague):
    make_member(Role.REVIEWER, office.county, user=office.head)
    with pytest.raises(NotAllowed, match="自己填报"):
        claim_review(submission, office.head)
    office.act(submission.evaluation, "approve")
    with pytest.raises(Conflict, match="不在待审核"):
        claim_review(submission, colleague)
