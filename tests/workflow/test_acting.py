"""What each act demands, writes and tells; who may do it, and what a second press is answered."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from departments.models import Membership
from departments.roles import Role
from evaluations.audit.events import events_of, record_event
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.models import Decision, Evaluation, Event, Job, Publication, Status
from evaluations.models.standing import standing_words
from evaluations.workflow.acting import (
    Conflict,
    Incomplete,
    NotAllowed,
    available_acts,
    can_edit,
    lock_for_edit,
    open_draft,
    perform_act,
)
from evaluations.workflow.guards_and_effects import current_submission
from evaluations.workflow.obstacles import mark_done
from tests.factories import complete_figures, finish_paper, make_member, make_office
from tests.workflow.looking import everything, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def test_without_signature_submitting_freezes_at_once():
    office = make_office(signature_required=False)
    evaluation = office.act(office.evaluation(), "submit")
    submission = current_submission(evaluation)
    assert evaluation.status == Status.SUBMITTED
    assert (submission.submitted_by, submission.signed_by) == (office.preparer, None)


def test_with_signature_the_head_freezes_and_is_named(office):
    waiting = office.evaluation(Status.AWAITING_SIGNATURE)
    assert current_submission(waiting) is None
    submission = current_submission(office.act(waiting, "sign"))
    assert (submission.signed_by, submission.signer_name) == (office.head, "李主任")
    assert (submission.submitted_by, submission.submitter_name) == (office.preparer, "王会计")


def test_people_of_other_places_may_do_nothing(office):
    stranger = make_office()
    evaluation = office.evaluation(Status.SUBMITTED)
    for person in (stranger.reviewer, stranger.head):
        with pytest.raises(NotAllowed):
            office.act(evaluation, "approve", person)
    neighbour = make_member(Role.PREPARER, make_office(office.county).department)
    with pytest.raises(NotAllowed):
        office.act(evaluation, "withdraw", neighbour)
    assert not available_acts(evaluation, stranger.reviewer)


def test_a_right_taken_away_ends_at_once_even_for_an_open_page(office):
    evaluation = office.evaluation(Status.SUBMITTED)
    assert available_acts(evaluation, office.reviewer)
    Membership.objects.filter(user=office.reviewer).delete()
    with pytest.raises(NotAllowed):
        office.act(evaluation, "approve")


def test_a_blocked_person_may_do_nothing(office):
    evaluation = office.evaluation(Status.SUBMITTED)
    office.reviewer.is_active = False
    office.reviewer.save()
    with pytest.raises(NotAllowed):
        office.act(evaluation, "approve")


def test_nobody_reviews_his_own_report(office):
    evaluation = office.evaluation(Status.SUBMITTED)
    make_member(Role.REVIEWER, office.county, user=office.head)
    with pytest.raises(NotAllowed, match="自己填报或签批"):
        office.act(evaluation, "approve", office.head)


@pytest.mark.parametrize(
    "status, action",
    [("submitted", "return"), ("awaiting_signature", "refuse_signature"), ("published", "unpublish")],
)
def test_a_return_says_why(office, status, action):
    evaluation = office.evaluation(status)
    for reason in ("", "   ", "改", "\u200e\u200e\u200e\u200e", "\x07\x07\x07\x07\x07"):
        with pytest.raises(Incomplete, match="原因"):
            office.act(evaluation, action, reason=reason)
        assert fresh(evaluation).status == status, repr(reason)


def test_the_reason_is_kept_where_people_look(office):
    returned = office.act(office.evaluation(Status.SUBMITTED), "return", reason="公用经费与附件2不一致\r\n请核对")
    assert returned.return_reason == current_submission(returned).decision.reason == "公用经费与附件2不一致\n请核对"
    assert events_of(returned).last().detail["reason"] == returned.return_reason


def test_a_second_press_gets_a_friendly_answer(office):
    evaluation = office.evaluation()
    version = evaluation.version
    office.act(evaluation, "submit", version=version)
    with pytest.raises(Conflict, match=f"已经提交过了.+（{office.preparer} .+ 提交报告）。$"):
        office.act(evaluation, "submit", version=version)
    signed = office.act(evaluation, "sign")
    with pytest.raises(Conflict, match="已经签批过了"):
        office.act(signed, "sign")
    approved = office.act(signed, "approve")
    with pytest.raises(Conflict, match="已经审核通过了"):
        office.act(approved, "approve")
    assert Decision.objects.count() == Publication.objects.count() == Job.objects.count() == 1


def test_an_old_page_cannot_act(office):
    evaluation = office.evaluation(Status.SUBMITTED)
    told = r"又有过新的操作（.+ \d+月\d+日 \d\d:\d\d 签批并报送）。请重新打开报告，核对后再办理。"
    with pytest.raises(Conflict, match=told):
        office.act(evaluation, "withdraw", version=evaluation.version - 1)


def test_who_comes_too_late_reads_who_was_quicker_and_with_what(office):
    evaluation = office.advance(office.evaluation(Status.AWAITING_SIGNATURE), "withdraw")
    told = rf"（{office.preparer} \d+月\d+日 \d\d:\d\d 撤回报告），不能办理“签批并报送”。$"
    with pytest.raises(Conflict, match=told):
        office.act(evaluation, "sign")


def test_what_the_bureau_keeps_to_itself_is_told_to_nobody_who_comes_too_late(office):
    evaluation = office.evaluation(Status.SUBMITTED)
    record_event("first_approve", user=office.reviewer, object=evaluation)
    record_event("withdraw", user=office.preparer, object=evaluation, outcome="refused")
    with pytest.raises(Conflict, match="又有过新的操作。"):  # nor is what was done before told as new
        office.act(evaluation, "withdraw", version=0)
    with pytest.raises(Conflict, match=f"（{office.head} .+ 签批并报送），不能办理"):
        office.act(evaluation, "publish", version=0)


@pytest.mark.parametrize("action", ["approve", "return"])
def test_only_what_was_read_is_decided(office, action):
    evaluation = office.evaluation(Status.SUBMITTED)
    read = current_submission(evaluation).sha256
    office.advance(evaluation, "withdraw")
    store_facts(evaluation, complete_figures(satisfaction_rate="95"))
    mark_done(evaluation)
    office.advance(evaluation, "submit", "sign")
    for sha256 in (read, "", "0" * 64):
        with pytest.raises(Conflict, match="看过最新一次"):
            office.act(evaluation, action, sha256=sha256)
    office.act(evaluation, action)


def test_approving_orders_the_paper_and_publishing_waits_for_it(office):
    approved = office.evaluation(Status.APPROVED)
    submission = current_submission(approved)
    job = Job.objects.get()
    assert (job.kind, job.key, job.payload) == ("render", f"render:{submission.pk}", {"submission": submission.pk})
    publication = submission.publication
    assert (publication.state, publication.department, publication.year) == ("preparing", office.department, 2020)
    assert publication.title == f"{office.department.name}2020年度部门整体支出绩效评价报告"
    with pytest.raises(Conflict, match="还在生成"):
        perform_act(approved, "publish", office.publisher, version=approved.version)
    finish_paper(publication)
    office.act(approved, "publish")
    publication.refresh_from_db()
    assert (publication.state, publication.published_by) == ("live", office.publisher)


def test_a_correction_replaces_the_old_report_only_when_it_is_published(office):
    published = office.evaluation(Status.PUBLISHED)
    old = current_submission(published).publication
    again = office.advance(published, "correct", "allow_correction", "submit", "sign", "approve")
    old.refresh_from_db()
    assert old.state == "live"
    office.act(again, "publish")
    old.refresh_from_db()
    assert old.state == "superseded"
    assert [p.state for p in Publication.objects.order_by("pk")] == ["superseded", "live"]


def test_the_old_report_can_be_taken_down_while_it_is_corrected(office):
    correcting = office.advance(office.evaluation(Status.PUBLISHED), "correct", "allow_correction")
    assert [line.action for line in available_acts(correcting, office.publisher)] == ["unpublish"]
    after = office.act(correcting, "unpublish", reason="数字有误，先撤下")
    old = Publication.objects.get()
    assert (after.status, old.state, old.withdrawn_reason) == ("draft", "withdrawn", "数字有误，先撤下")
    with pytest.raises(Conflict, match="没有公开"):
        office.act(after, "unpublish")


def test_a_correction_before_publication_takes_the_approved_version_out_of_the_queue(office):
    approved = office.evaluation(Status.APPROVED)
    first = current_submission(approved)
    again = office.advance(approved, "correct", "allow_correction")
    assert not Publication.objects.exists() and not Job.objects.exists()
    assert first.decision.outcome == "approved"
    assert events_of(again).last().detail["dropped"] == first.pk
    office.advance(again, "submit", "sign", "approve", "publish")
    assert Publication.objects.get().submission.number == 2


def test_a_withdrawn_version_is_not_published_again(office):
    down = office.advance(office.evaluation(Status.PUBLISHED), "unpublish")
    assert down.status == Status.APPROVED
    with pytest.raises(Conflict, match="可以恢复公开"):
        office.act(down, "publish")


def test_a_draft_is_edited_by_its_preparers_only_and_only_as_a_draft(office):
    evaluation = office.evaluation()
    assert can_edit(office.preparer, evaluation)
    assert not can_edit(office.head, evaluation) and not can_edit(office.reviewer, evaluation)
    with lock_for_edit(evaluation.pk) as locked:
        assert locked == evaluation
    handed_in = office.act(evaluation, "submit")
    assert not can_edit(office.preparer, handed_in)
    with pytest.raises(Conflict) as refused, lock_for_edit(evaluation.pk):
        pytest.fail("the draft was handed in")
    at = timezone.localtime(handed_in.submitted_at)
    assert refused.value.message == (
        f"这份报告现在是“{standing_words(handed_in)}”（{office.preparer} {at.month}月{at.day}日 {at:%H:%M} 提交），不能再修改。"
        "您填写的内容仍在本页；要补进报告的，请先在任务清单撤回。"
    )


def test_a_draft_is_opened_once_and_by_its_preparer(office):
    first = office.evaluation()
    assert open_draft(first.obligation, office.preparer) == first
    with pytest.raises(NotAllowed):
        open_draft(first.obligation, make_office().preparer)
    obligation = first.obligation
    obligation.exempted, obligation.exemption_reason = True, "机构已撤销"
    obligation.save()
    with pytest.raises(Conflict, match="机构已撤销"):
        open_draft(obligation, office.preparer)


def test_an_act_is_done_wholly_or_not_at_all(office, monkeypatch):
    evaluation = office.evaluation(Status.SUBMITTED)
    before = everything()

    def fail(*args, **kwargs):
        raise DatabaseError("disk full")

    for broken in (Decision, Publication, Job, Event):
        with monkeypatch.context() as full, pytest.raises(DatabaseError):
            full.setattr(broken, "save", fail)
            office.act(evaluation, "approve")
        assert everything() == before, broken


def test_the_log_tells_every_act(office):
    evaluation = office.evaluation(Status.PUBLISHED)
    rows = events_of(evaluation)
    assert [row.action for row in rows] == ["open", "submit", "sign", "approve", "publish"]
    approve = rows[3]
    assert (approve.actor_name, approve.role, approve.department) == ("陈审核", "reviewer", office.county.bureau_name)
    assert approve.detail["from"] == "submitted" and approve.detail["to"] == "approved"
    assert approve.detail["sha256"] == current_submission(evaluation).sha256


def test_an_act_is_never_part_of_a_greater_transaction(office):
    """Its refusal would be logged and rolled back with the rest, its job woken before the change is there."""
    evaluation = office.evaluation()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        office.act(evaluation, "submit")


def test_nobody_reviews_a_report_of_which_he_or_she_saved_a_part(office):
    evaluation = office.evaluation(Status.SUBMITTED)
    colleague = make_member("preparer", office.department)
    make_member("reviewer", office.department.county, colleague)
    evaluation.section_states.filter(section="usage").update(saved_by=colleague)
    for action in ("approve", "return"):
        with pytest.raises(NotAllowed, match="自己填报"):
            office.act(evaluation, action, colleague)
    assert office.act(evaluation, "approve").status == Status.APPROVED


def test_nobody_signs_what_they_handed_in(office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    make_member(Role.HEAD, office.department, office.preparer)
    with pytest.raises(NotAllowed, match="不能签批自己提交的报告"):
        office.act(evaluation, "sign", office.preparer)
    assert not evaluation.submissions.exists()


def test_a_correction_says_why(office):
    published = office.evaluation(Status.PUBLISHED)
    with pytest.raises(Incomplete, match="须写明原因"):
        office.act(published, "correct", reason="")
    assert Evaluation.objects.get(pk=published.pk).status == Status.PUBLISHED
