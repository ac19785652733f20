"""What each act demands and writes besides the status: guards and effects, named in transitions.py.

Every function runs inside the transaction of perform_act, with the evaluation's row locked.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from departments.models import Membership, User
from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed, Unconfirmed
from evaluations.drafts.facts_of_draft import AssessedDraft, assess_evaluation, scheme_of
from evaluations.models import Evaluation, Obligation, Submission
from evaluations.models.standing import awaited_department, passing_department
from evaluations.submissions.canonical_json import canonical_digest
from evaluations.submissions.freezing import document_to_freeze, draft_changes, freeze_submission
from evaluations.workflow.claims import (
    assigned_to_another,
    assigned_words,
    begun_words,
    claim_of_another,
    claim_words,
    review_begun,
)
from evaluations.workflow.obstacles import stopping_findings
from evaluations.workflow.outstanding_comments import count_not_closed

UNCONFIRMED_CHANGES = "请先逐处核对“本次修改”列出的内容，勾选“已逐处核对”，再提交。"


@dataclass(frozen=True)
class Act:
    """One act while it is being done: who, in which role, with what reason, on which hash, when; `moment`: for when it is set."""

    evaluation: Evaluation
    user: User
    role: str
    at: datetime
    reason: str = ""
    sha256: str = ""
    confirmed: bool = True
    moment: datetime | None = None

    @cached_property
    def draft(self) -> AssessedDraft:
        """The draft under the act's lock, collected and computed once for all guards and effects."""
        return assess_evaluation(self.evaluation)


def current_submission(evaluation: Evaluation) -> Submission | None:
    """The latest frozen submission, the only one that can be decided and published."""
    return evaluation.submissions.select_related("frozen_assessment").order_by("-number").first()


# --- conditions: which line of the table holds, and whether a button is shown ---------------------


def needs_signature(evaluation: Evaluation) -> bool:
    """The county's notice wants the head's signature."""
    return evaluation.obligation.cycle.signature_required


def needs_no_signature(evaluation: Evaluation) -> bool:
    """The county's notice takes the preparer's word."""
    return not needs_signature(evaluation)


def nobody_reviews(evaluation: Evaluation) -> bool:
    """No reviewer has claimed what was handed in, or said a word about it."""
    return review_begun(evaluation) is None


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
        raise Unconfirmed(UNCONFIRMED_CHANGES)


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
        raise Incomplete(f"还有 {left} 条必改意见没有关闭。已经改正的请逐条关闭，不再要求的请删除，仍须修改的请退回。")


def not_own_department(act: Act) -> None:
    """Nobody decides about the department that he or she belongs to, or that answers for its report by now."""
    department = act.evaluation.department
    own = Membership.objects.filter(user=act.user, department__in=[department.pk, department.answering_id])
    if own.exists():
        raise NotAllowed("不能办理本单位报告的审核，请由其他审核人员办理。")


def not_own_work(act: Act) -> None:
    """Nobody reviews the own department, or what he or she filed, saved a part of, gave evidence for, or signed."""
    submission = current_submission(act.evaluation)
    filed = submission and act.user.pk in (submission.submitted_by_id, submission.signed_by_id)
    gave = act.evaluation.evidence.filter(uploaded_by=act.user).exists()
    if filed or gave or ever_saved(act.evaluation, act.user):
        raise NotAllowed("不能审核自己填报或签批的报告，请由其他审核人员办理。")
    not_own_department(act)


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
    """Refuse to withdraw what a reviewer is working on: two people would work on two different texts."""
    if begun := review_begun(act.evaluation):
        raise Conflict(f"{begun_words(begun, act.at)}，不能再撤回。需要修改的，请联系财政局退回。")


def not_claimed_by_another(act: Act) -> None:
    """Refuse to decide beside a colleague who is reviewing: the report is taken over first, with a word."""
    if other := claim_of_another(act.evaluation, act.user, act.at):
        raise Conflict(f"{claim_words(other)}。需要由您作结论的，请先接手。")
    if colleague := assigned_to_another(act.evaluation, act.user):
        raise Conflict(f"{assigned_words(colleague)}。需要由您作结论的，请先接手。")


def forwarded_before(act: Act) -> None:
    """Refuse to pass a report that the supervising department has not passed on; to return it is free at any time."""
    if above := awaited_department(act.evaluation):
        raise Conflict(f"主管部门{above}还没有转报这份报告，不能审核通过。")


# --- columns besides those of the status -----------------------------------------------------------


def to_be_forwarded(act: Act) -> dict:
    """Whether what is handed in goes to a supervising department first: the year says so, and there is one in use."""
    asked = act.evaluation.obligation.cycle.forwarding
    return {"awaits_forwarding": bool(asked and passing_department(act.evaluation.department))}


# --- effects: the rows of an act ------------------------------------------------------------------


def freeze_unsigned(act: Act) -> dict:
    """Freeze the draft on the preparer's word."""
    return _told_frozen(freeze_submission(act.evaluation, act.draft, signed_by=None, at=act.at))


def freeze_signed(act: Act) -> dict:
    """Freeze the draft under the head's signature."""
    return _told_frozen(freeze_submission(act.evaluation, act.draft, signed_by=act.user, at=act.at))


def _told_frozen(submission: Submission) -> dict:
    told = {"assessment": submission.frozen_assessment.sha256, "submitter": submission.submitter_name}
    return told_submission(submission) | told


def told_submission(submission: Submission) -> dict:
    """What the log tells of a submission: number, hashes."""
    told = {"submission": submission.number, "sha256": submission.sha256}
    return told | ({"evidence": canonical_digest(submission.evidence)} if submission.evidence else {})
