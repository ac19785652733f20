"""认可: a reviewer lets a finding stand, or takes that back. Who does either reviews the report, as with a comment."""

from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict
from evaluations.checks.finding import Finding
from evaluations.models import FindingAcceptance, Submission
from evaluations.submissions.freezing import facts_of, findings_of
from evaluations.workflow.claiming import locked_review, note_claim

ACCEPT_FINDING, TAKE_BACK_ACCEPTANCE = "accept_finding", "take_back_acceptance"


def accept_finding(submission: Submission, user: User, mark: str, request: HttpRequest | None = None) -> bool:
    """Let the finding of this mark (Finding.mark_in) stand; False where somebody has accepted it already.

    Raises Conflict where a colleague reviews, the report no longer waits or has no such finding, NotAllowed for own work.
    """
    with locked_review(ACCEPT_FINDING, submission, user, request) as evaluation:
        finding = _finding(submission, mark)
        note_claim(evaluation, submission, user, request, worked=True)
        given = {"submission": submission, "accepted_by": user, "accepted_at": database_now()}
        _, made = FindingAcceptance.objects.get_or_create(evaluation=evaluation, mark=mark, defaults=given)
        if made:
            _told(ACCEPT_FINDING, submission, finding, user, request)
        return made


def take_back_acceptance(submission: Submission, user: User, mark: str, request: HttpRequest | None = None) -> bool:
    """The finding is open again; False where it was not accepted (any more). Raises what accept_finding does."""
    with locked_review(TAKE_BACK_ACCEPTANCE, submission, user, request) as evaluation:
        finding = _finding(submission, mark)
        note_claim(evaluation, submission, user, request, worked=True)
        gone, _ = FindingAcceptance.objects.filter(evaluation=evaluation, mark=mark).delete()
        if gone:
            _told(TAKE_BACK_ACCEPTANCE, submission, finding, user, request)
        return bool(gone)


def _finding(submission: Submission, mark: str) -> Finding:
    facts = facts_of(submission)
    for finding in findings_of(submission):
        if finding.mark_in(facts) == mark:
            return finding
    raise Conflict("这次报送里没有这处疑点。请刷新页面查看。")


def _told(action: str, submission: Submission, finding: Finding, user: User, request: HttpRequest | None) -> None:
    detail = {"number": submission.number, "check": finding.check, "section": finding.section or ""}
    record_event(action, user=user, object=submission.evaluation, detail=detail, request=request, role=Role.REVIEWER)
