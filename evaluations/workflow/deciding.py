"""What a decision of the bureau writes, and what taking an approval back writes."""

from evaluations.audit.refusals import Conflict
from evaluations.models import Correction, Decision, DecisionRevocation, Evaluation
from evaluations.submissions.returned_reports import last_returned
from evaluations.workflow.claims import end_claim
from evaluations.workflow.guards_and_effects import Act, current_submission, told_submission
from evaluations.workflow.outstanding_comments import send_comments
from evaluations.workflow.publishing import drop_unpublished, order_paper
from evaluations.workflow.review_scoring import freeze_review_score


def pass_submission(act: Act) -> dict:
    """Note the decision, and have the PDF made for the portal."""
    decision = _decide(act, Decision.Outcome.APPROVED)
    submission = decision.submission
    ordered = order_paper(submission)
    scored = freeze_review_score(submission, act.user, act.at, decision)
    return told_submission(submission) | ordered | scored | send_comments(act.evaluation, act.at)


def return_submission(act: Act) -> dict:
    """Note the decision with its reason, and let the department see the comments."""
    return told_submission(_decide(act, Decision.Outcome.RETURNED).submission) | send_comments(act.evaluation, act.at)


def sent_back_now(act: Act) -> dict:
    """The bureau has returned it: it is awaited again."""
    return {"sent_back": True}


def sent_back_before(act: Act) -> dict:
    """What is withdrawn was not filed: it stands where the bureau's last word had put it."""
    return {"sent_back": Evaluation.objects.filter(last_returned(), pk=act.evaluation.pk).exists()}


def _decide(act: Act, outcome: str) -> Decision:
    submission = current_submission(act.evaluation)
    assert submission is not None  # read_before_deciding has seen it under the lock
    before = Decision.objects.filter(submission=submission).order_by("-pk").first()
    decision = Decision.objects.create(
        submission=submission,
        after=before.revocation if before else None,
        outcome=outcome,
        reason=act.reason,
        decided_by=act.user,
        decided_at=act.at,
    )
    end_claim(submission)
    return decision


def no_correction_asked(act: Act) -> None:
    """Refuse to take an approval back while the department waits for an answer about that version."""
    if Correction.objects.filter(evaluation=act.evaluation, state=Correction.State.ASKED).exists():
        raise Conflict("单位已经申请更正这份报告，请先办理更正申请。")


def revoke_approval(act: Act) -> dict:
    """The approval no longer stands, the report waits again; what was made for the portal is dropped."""
    submission = current_submission(act.evaluation)
    standing = submission.decision if submission else None
    if submission is None or standing is None:
        raise Conflict("这份报告没有可以撤销的审核结论。请刷新页面查看。")
    DecisionRevocation.objects.create(decision=standing, reason=act.reason, revoked_by=act.user, revoked_at=act.at)
    return told_submission(submission) | drop_unpublished(act)


def still_correcting(act: Act) -> dict:
    """Whether the report that waits again is the corrected version of an earlier one."""
    allowed = Correction.objects.filter(evaluation=act.evaluation, state=Correction.State.ALLOWED)
    return {"correcting": allowed.exists()}
