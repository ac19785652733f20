"""Every way forward has its way back: approvals revoked, withdrawals undone, corrections asked for, answered, cancelled."""

import pytest

from departments.roles import Role
from evaluations.audit.events import events_of
from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from evaluations.models import Correction, Decision, Evaluation, Evidence, Job, Publication, Status
from evaluations.submissions.freezing import facts_of
from evaluations.submissions.integrity import integrity_problems
from evaluations.workflow.acting import Conflict, Incomplete, available_acts, can_edit
from evaluations.workflow.guards_and_effects import current_submission
from tests.evidence.papers import attach_paper
from tests.factories import complete_figures, finish_paper, make_member, make_office
from tests.workflow.looking import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def offered(evaluation: Evaluation, person) -> list[str]:
    return [line.action for line in available_acts(fresh(evaluation), person)]


# --- 撤销通过 --------------------------------------------------------------------------------------


def test_an_approval_is_taken_back_with_its_paper_and_decided_again(office):
    approved = office.evaluation(Status.APPROVED)
    waiting = office.act(approved, "unapprove", office.bureau_admin, reason="误点了通过")
    submission = current_submission(waiting)
    assert (waiting.status, waiting.approved_at, submission.decision) == (Status.SUBMITTED, None, None)
    assert not Publication.objects.exists() and not Job.objects.exists()
    revocation = Decision.objects.get().revocation
    assert (revocation.reason, revocation.revoked_by) == ("误点了通过", office.bureau_admin)
    again = office.advance(waiting, "approve", "publish")
    assert again.status == Status.PUBLISHED and Decision.objects.count() == 2
    assert current_submission(again).decision.after == revocation
    assert list(integrity_problems()) == [] or not list(Publication.objects.filter(file=""))


def test_an_approval_that_was_taken_back_may_become_a_return(office):
    returned = office.advance(office.evaluation(Status.APPROVED), "unapprove", "return")
    assert returned.status == Status.RETURNED
    assert [one.outcome for one in Decision.objects.order_by("pk")] == ["approved", "returned"]


def test_what_was_public_once_is_not_unapproved(office):
    down = office.advance(office.evaluation(Status.PUBLISHED), "unpublish")
    assert "unapprove" not in offered(down, office.reviewer)
    with pytest.raises(Conflict, match="已经公开过"):
        office.act(down, "unapprove")


def test_after_a_revoked_approval_the_review_has_begun_for_the_department(office):
    waiting = office.act(office.evaluation(Status.APPROVED), "unapprove")
    with pytest.raises(Conflict, match="已经开始审核"):
        office.act(waiting, "withdraw")


# --- 撤下, 恢复公开 --------------------------------------------------------------------------------


def test_a_withdrawal_bears_day_person_and_a_public_reason_and_is_undone(office):
    down = office.act(office.evaluation(Status.PUBLISHED), "unpublish", reason="金额有误，更正后再公开")
    row = Publication.objects.get()
    assert (row.state, row.withdrawn_reason, row.withdrawn_publicly) == ("withdrawn", "金额有误，更正后再公开", True)
    assert (row.withdrawn_by, row.withdrawn_at) == (office.publisher, events_of(down).last().at) or row.withdrawn_at
    first = row.published_at
    back = office.act(down, "republish", reason="核实后数字无误")
    row.refresh_from_db()
    assert (back.status, row.state, row.withdrawn_reason, row.withdrawn_at) == ("published", "live", "", None)
    assert row.published_at == first and not row.withdrawn_publicly


def test_an_older_version_is_put_back_while_its_correction_is_under_way(office):
    correcting = office.advance(office.evaluation(Status.PUBLISHED), "correct", "allow_correction", "unpublish")
    assert offered(correcting, office.publisher) == ["republish"]
    back = office.act(correcting, "republish", reason="更正期间仍应公开")
    assert (back.status, Publication.objects.get().state) == ("draft", "live")


def test_nothing_is_put_back_that_is_not_down(office):
    published = office.evaluation(Status.PUBLISHED)
    approved = office.advance(published, "correct", "allow_correction", "unpublish", "submit", "sign", "approve")
    finish_paper(current_submission(approved).publication)
    assert offered(approved, office.publisher) == ["publish", "schedule_release"]
    with pytest.raises(Conflict, match="没有撤下"):
        office.act(approved, "republish")


# --- 更正 -----------------------------------------------------------------------------------------


def test_a_correction_is_asked_for_and_opens_nothing_before_it_is_allowed(office):
    asked = office.act(office.evaluation(Status.PUBLISHED), "correct", reason="公用经费多填了一位")
    row = Correction.objects.get()
    assert (asked.status, asked.correcting, row.state) == ("published", False, "asked")
    assert (row.reason, row.asked_by, row.submission) == (
        "公用经费多填了一位",
        office.preparer,
        current_submission(asked),
    )
    assert not can_edit(office.preparer, fresh(asked))
    with pytest.raises(Conflict, match="不必再次申请"):
        office.act(asked, "correct", office.head)
    opened = office.act(asked, "allow_correction", reason="同意，请三日内报送")
    row.refresh_from_db()
    assert (opened.status, opened.correcting, row.state, row.answer) == ("draft", True, "allowed", "同意，请三日内报送")
    assert can_edit(office.preparer, fresh(opened)) and Publication.objects.get().state == "live"


def test_a_request_is_refused_with_a_reason_or_taken_back(office):
    asked = office.act(office.evaluation(Status.APPROVED), "correct")
    with pytest.raises(Incomplete, match="须写明原因"):
        office.act(asked, "refuse_correction", reason="")
    refused = office.act(asked, "refuse_correction", reason="误差在规定范围内")
    assert (refused.status, Correction.objects.get().state) == ("approved", "refused")
    again = office.advance(refused, "correct", "take_back_correction")
    assert (again.status, Correction.objects.last().state) == ("approved", "taken_back")
    with pytest.raises(Conflict, match="没有等候办理"):
        office.act(again, "allow_correction")


def test_no_approval_is_taken_back_while_the_department_waits_for_an_answer(office):
    asked = office.act(office.evaluation(Status.APPROVED), "correct")
    with pytest.raises(Conflict, match="先办理更正申请"):
        office.act(asked, "unapprove")


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.APPROVED])
def test_a_cancelled_correction_leaves_everything_as_it_was_and_keeps_what_was_typed(office, status):
    draft = office.evaluation()
    paper = attach_paper(draft, office.preparer)
    before = office.advance(draft, *office.path(status))
    opened = office.advance(before, "correct", "allow_correction")
    store_facts(opened, complete_figures(satisfaction_rate="99"))
    Evidence.objects.filter(pk=paper.pk).update(removed_at=before.opened_at)
    later = attach_paper(opened, office.preparer, place="section.projects")
    after = office.act(opened, "cancel_correction", reason="核对后不用更正")
    assert (after.status, after.correcting) == (status, False)
    for name in ("approved_at", "approved_by", "published_at", "published_by", "submitted_at", "submitted_by"):
        assert getattr(after, name) == getattr(before, name), name
    submission = current_submission(after)
    assert collect_facts(after).figures == facts_of(submission).figures
    assert list(Evidence.current(after)) == [paper] and Evidence.objects.get(pk=later.pk).removed_at
    row = Correction.objects.get()
    assert (row.state, row.abandoned["facts"]["figures"]["satisfaction_rate"]) == ("cancelled", "99")
    assert submission.publication.state == ("live" if status == Status.PUBLISHED else "preparing")
    assert [line.done for line in after.section_states.all()].count(False) == 0


def test_what_was_filed_again_is_not_cancelled(office):
    again = office.advance(office.evaluation(Status.PUBLISHED), "correct", "allow_correction", "submit", "sign")
    again = office.advance(again, "return")
    assert (again.status, again.correcting) == ("returned", True)
    assert "cancel_correction" not in offered(again, office.preparer)
    with pytest.raises(Conflict, match="没有可以取消的更正"):
        office.act(again, "cancel_correction")


def test_a_correction_ends_with_the_new_version_and_comes_back_with_its_approval(office):
    opened = office.advance(office.evaluation(Status.PUBLISHED), "correct", "allow_correction")
    passed = office.advance(opened, "submit", "sign", "approve")
    assert not passed.correcting and Correction.objects.get().state == "allowed"
    waiting = office.act(passed, "unapprove")
    assert waiting.correcting
    done = office.advance(waiting, "approve", "publish")
    assert (done.correcting, Correction.objects.get().state) == (False, "done")
    assert [one.state for one in Publication.objects.order_by("pk")] == ["superseded", "live"]


@pytest.mark.parametrize("action", ["unapprove", "correct", "republish", "refuse_correction", "cancel_correction"])
def test_every_way_back_says_why(office, action):
    paths = {
        "unapprove": ("approved", ()),
        "correct": ("published", ()),
        "republish": ("published", ("unpublish",)),
        "refuse_correction": ("published", ("correct",)),
        "cancel_correction": ("published", ("correct", "allow_correction")),
    }
    status, path = paths[action]
    there = office.advance(office.evaluation(status), *path)
    with pytest.raises(Incomplete, match="须写明原因"):
        office.act(there, action, reason=" \u200b")
    told = office.act(there, action, reason="写明原因")
    assert events_of(told).last().detail["reason"] == "写明原因"


def test_a_reviewer_who_filed_it_takes_no_approval_back(office):
    approved = office.evaluation(Status.APPROVED)
    make_member(Role.REVIEWER, office.county, user=office.head)
    with pytest.raises(Exception, match="自己填报或签批"):
        office.act(approved, "unapprove", office.head)
