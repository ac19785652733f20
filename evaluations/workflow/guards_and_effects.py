"""What each act demands and writes besides the status: guards and effects, named in transitions.py.

Every function runs inside the transaction of perform_act, with the evaluation's row locked.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from departments.models import User
from evaluations.audit import review_begun
from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed
from evaluations.drafts.facts_of_draft import AssessedDraft, assess_evaluation, scheme_of
from evaluations.jobs.job_rows import cancel_job, enqueue_job
from evaluations.models import Decision, Evaluation, Obligation, Publication, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.report.composing import report_meta
from evaluations.report.sentences import Sentences
from evaluations.submissions.canonical_json import canonical_digest
from evaluations.submissions.freezing import (
    assessment_of,
    document_to_freeze,
    draft_changes,
    facts_of,
    freeze_submission,
)
from evaluations.workflow.obstacles import stopping_findings
from evaluations.workflow.outstanding_comments import count_not_closed, send_comments

PublicationState = Publication.State


@dataclass(frozen=True)
class Act:
    """One act while it is being done: who, in which role, with what reason, on which hash, when."""

    evaluation: Evaluation
    user: User
    role: str
    at: datetime
    reason: str = ""
    sha256: str = ""
    confirmed: bool = True

    @cached_property
    def draft(self) -> AssessedDraft:
        """The draft under the act's lock, collected and computed once for all guards and effects."""
        return assess_evaluation(self.evaluation)


def current_submission(evaluation: Evaluation) -> Submission | None:
    """The latest frozen submission, the only one that can be decided and published."""
    return evaluation.submissions.select_related("frozen_assessment").order_by("-number").first()


def current_publication(evaluation: Evaluation) -> Publication | None:
    """The publication of the latest submission, when that has been approved."""
    submission = current_submission(evaluation)
    return Publication.objects.filter(submission=submission).first() if submission else None


def live_publication(evaluation: Evaluation) -> Publication | None:
    """What the public can read of this department and year now."""
    obligation = evaluation.obligation
    return Publication.objects.filter(
        department=obligation.department_id, year=obligation.cycle.year, state=PublicationState.LIVE
    ).first()


# --- conditions: which line of the table holds, and whether a button is shown ---------------------


def needs_signature(evaluation: Evaluation) -> bool:
    """The county's notice wants the head's signature."""
    return evaluation.obligation.cycle.signature_required


def needs_no_signature(evaluation: Evaluation) -> bool:
    """The county's notice takes the preparer's word."""
    return not needs_signature(evaluation)


def nobody_reads(evaluation: Evaluation) -> bool:
    """No reviewer has opened what was handed in."""
    return review_begun.review_begun(evaluation) is None


def has_finished_paper(evaluation: Evaluation) -> bool:
    """The PDF of the approved submission is ready to go public."""
    publication = current_publication(evaluation)
    return publication is not None and publication.state == PublicationState.READY


def is_public(evaluation: Evaluation) -> bool:
    """A report of this department and year is on the portal."""
    return live_publication(evaluation) is not None


# --- guards: what refuses an act after role and status allowed it ---------------------------------


def refuse_exempted(act: Act) -> None:
    """Refuse the report of a department that was exempted meanwhile; read afresh, for another row than the locked one."""
    exempted = Obligation.objects.filter(pk=act.evaluation.obligation_id, exempted=True).first()
    if exempted:
        raise Conflict(f"本年度贵单位已免报，不用提交。原因：{exempted.exemption_reason}")


def refuse_unconfirmed(act: Act) -> None:
    """Refuse to file again what differs from the last submission until somebody has looked at every difference."""
    before = None if act.confirmed else current_submission(act.evaluation)
    if before and draft_changes(before, scheme_of(act.evaluation), act.draft):
        raise Incomplete("请先逐处核对“本次修改”列出的内容，勾选“已逐处核对”，再提交。")


def refuse_incomplete(act: Act) -> None:
    """Refuse a draft with errors, unexplained warnings or parts not done."""
    if findings := stopping_findings(act.evaluation, act.draft.facts, act.draft.findings):
        raise Incomplete(f"还有 {len(findings)} 处需要处理，处理后再提交。", findings)


def read_before_deciding(act: Act) -> None:
    """Refuse to decide on anything but the submission that the reviewer has read, by its hash."""
    submission = current_submission(act.evaluation)
    if submission is None or submission.sha256 != act.sha256:
        raise Conflict("您打开页面后，这份报告又重新报送过，请刷新页面，看过最新一次报送再作结论。")


def comments_closed(act: Act) -> None:
    """Refuse to pass a report while a 必改 comment, sent or still a draft, has not been closed."""
    if left := count_not_closed(act.evaluation):
        raise Incomplete(f"还有 {left} 条必改意见没有关闭。已经改好的请逐条关闭，不再要求的请删除，仍须修改的请退回。")


def not_own_work(act: Act) -> None:
    """Nobody reviews what he or she filed, saved a part of, gave evidence for, or signed."""
    submission = current_submission(act.evaluation)
    filed = submission and act.user.pk in (submission.submitted_by_id, submission.signed_by_id)
    gave = act.evaluation.evidence.filter(uploaded_by=act.user).exists()
    if filed or gave or ever_saved(act.evaluation, act.user):
        raise NotAllowed("不能审核自己填报或签批的报告，请由其他审核人员办理。")


def ever_saved(evaluation: Evaluation, user: User) -> bool:
    """Whether the person ever saved a part, whoever saved it later; versions are pruned, the last of each person stays."""
    return any(rows.filter(saved_by=user).exists() for rows in (evaluation.section_states, evaluation.section_versions))


def not_own_draft(act: Act) -> None:
    """The signature is a second pair of eyes: nobody signs what he or she handed in."""
    if act.user.pk == act.evaluation.submitted_by_id:
        raise NotAllowed("不能签批自己提交的报告，请由另一位单位负责人签批；没有的，请联系财政局增设。")


def read_before_signing(act: Act) -> None:
    """Refuse to sign anything but the document that the head has read, by the hash under which it would be frozen."""
    if act.sha256 and act.sha256 != canonical_digest(document_to_freeze(scheme_of(act.evaluation), act.draft)):
        raise Conflict("您打开页面后，报告的内容有变化。请重新打开预览，看过现在的内容再签批。")


def not_begun(act: Act) -> None:
    """Refuse to withdraw what a reviewer is already reading: two people would work on two different texts."""
    if begun := review_begun.review_begun(act.evaluation):
        when = timezone.localtime(begun.at)
        raise Conflict(
            f"财政局{begun.actor_name}已于{when.month}月{when.day}日{when:%H:%M}打开这份报告开始审核，不能再撤回。"
            "需要修改的，请联系财政局退回。"
        )


def paper_ready(act: Act) -> None:
    """Refuse to publish before the PDF is finished, or after it was withdrawn."""
    publication = current_publication(act.evaluation)
    if publication is None or publication.state == PublicationState.PREPARING:
        raise Conflict("公开用的 PDF 还在生成，请稍候刷新页面再公开。")
    if publication.state != PublicationState.READY:
        raise Conflict(f"这一版报告{publication.get_state_display()}，不能原样再公开；请先更正并重新报送。")


# --- effects: the rows of an act ------------------------------------------------------------------


def freeze_unsigned(act: Act) -> dict:
    """Freeze the draft on the preparer's word."""
    return _told_frozen(freeze_submission(act.evaluation, act.draft, signed_by=None, at=act.at))


def freeze_signed(act: Act) -> dict:
    """Freeze the draft under the head's signature."""
    return _told_frozen(freeze_submission(act.evaluation, act.draft, signed_by=act.user, at=act.at))


def _told_frozen(submission: Submission) -> dict:
    return _told(submission) | {"assessment": submission.frozen_assessment.sha256}


def _told(submission: Submission) -> dict:
    told = {"submission": submission.number, "sha256": submission.sha256}
    return told | ({"evidence": canonical_digest(submission.evidence)} if submission.evidence else {})


def pass_submission(act: Act) -> dict:
    """Note the decision, and have the PDF made for the portal."""
    submission = _decide(act, Decision.Outcome.APPROVED)
    Publication.objects.create(
        submission=submission,
        department=act.evaluation.department,
        year=act.evaluation.cycle.year,
        title=title_of(submission),
    )
    enqueue_job("render", {"submission": submission.pk}, key=render_key(submission.pk))
    return _told(submission) | send_comments(act.evaluation, act.at)


def return_submission(act: Act) -> dict:
    """Note the decision with its reason, and let the department see the comments."""
    return _told(_decide(act, Decision.Outcome.RETURNED)) | send_comments(act.evaluation, act.at)


def _decide(act: Act, outcome: str) -> Submission:
    submission = current_submission(act.evaluation)
    assert submission is not None  # read_before_deciding has seen it under the lock
    Decision.objects.create(
        submission=submission, outcome=outcome, reason=act.reason, decided_by=act.user, decided_at=act.at
    )
    return submission


def title_of(submission: Submission) -> str:
    """The title that the frozen report itself carries, whatever the department is called by now."""
    scheme = parsed_scheme(submission.scheme)
    words = Sentences(facts_of(submission), scheme, assessment_of(submission))
    return report_meta(words, draft=False).title


def go_live(act: Act) -> dict:
    """Let the new version replace the old one on the portal, in one moment."""
    new, old = current_publication(act.evaluation), live_publication(act.evaluation)
    assert new is not None  # paper_ready has seen it under the lock
    if old:
        Publication.objects.filter(pk=old.pk, state=PublicationState.LIVE).update(state=PublicationState.SUPERSEDED)
    Publication.objects.filter(pk=new.pk, state=PublicationState.READY).update(
        state=PublicationState.LIVE, published_at=act.at, published_by=act.user
    )
    return {"publication": new.pk, "superseded": old.pk if old else None}


def drop_unpublished(act: Act) -> dict:
    """A version that was approved but never public leaves the portal's queue; submission and decision stay."""
    waiting = current_publication(act.evaluation)
    if waiting is None or waiting.state not in (PublicationState.PREPARING, PublicationState.READY):
        return {}
    waiting.delete()
    cancel_job(render_key(waiting.submission_id))
    return {"dropped": waiting.submission_id}


def render_key(submission_pk: int) -> str:
    """The name of the one job that prints this submission."""
    return f"render:{submission_pk}"


def take_down(act: Act) -> dict:
    """Take the public version off the portal; it stays on record with the reason."""
    live = live_publication(act.evaluation)
    if live is None:
        raise Conflict("这份报告现在没有公开，不用撤下。")
    Publication.objects.filter(pk=live.pk).update(state=PublicationState.WITHDRAWN, withdrawn_reason=act.reason)
    return {"publication": live.pk}
