"""认领: who is reviewing a submission, until when. To open a report is no claim; the button, a comment or a decision is.

A claim is a row with a lease, changed by compare-and-set, so that of two reviewers one has it. It ends with a decision,
when it is released or left, and by itself half an hour after the last act. What the acts ask of it stands in claiming.py.
"""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.refusals import Conflict
from evaluations.models import Assignment, Claim, Evaluation, Obligation, Status, Submission
from evaluations.models.evaluation import PASSED_STATUSES
from evaluations.submissions.report_lines import keep_report_lines

REVIEW_LEASE = timedelta(minutes=30)
CLAIM_MOVED_ON = "刚刚有人办理了这份报告的认领，请刷新页面查看。"


def newest_claim(evaluation: Evaluation) -> Claim | None:
    """The claim row of what waits for a decision; None while nobody ever had one."""
    if evaluation.status != Status.SUBMITTED:
        return None
    rows = evaluation.submissions.select_related("claim__holder").defer("facts", "result", "evidence")
    newest = rows.order_by("-number").first()
    return getattr(newest, "claim", None)


def review_begun(evaluation: Evaluation) -> Claim | None:
    """The claim that keeps the department from withdrawing: one that is held, or under which something was done."""
    claim = newest_claim(evaluation)
    return claim if claim and (claim.worked or claim.held_at(database_now())) else None


def way_back_words(evaluation: Evaluation) -> str:
    """；要补进报告的，请先在任务清单撤回: how the department gets back what it handed in; "" once it has passed."""
    if evaluation.status in PASSED_STATUSES:
        return ""
    return f"；要补进报告的，请{'联系财政局退回' if review_begun(evaluation) else '先在任务清单撤回'}"


def claim_of_another(evaluation: Evaluation, user: User, at: datetime) -> Claim | None:
    """The claim that a colleague holds at this moment."""
    claim = newest_claim(evaluation)
    return claim if claim and claim.held_at(at) and claim.holder_id != user.pk else None


def assigned_to_another(evaluation: Evaluation, user: User) -> User | None:
    """The colleague to whom the report is given; nobody who is no reviewer of the county any more, nor who has given the
    first of two words: the last one is anybody else's."""
    row = Assignment.objects.filter(
        obligation=evaluation.obligation_id,
        reviewer__is_active=True,
        reviewer__memberships__role=Role.REVIEWER,
        reviewer__memberships__county=F("obligation__cycle__county"),
    )
    if evaluation.obligation.cycle.reviewing.second_person:
        row = row.exclude(reviewer=F("obligation__line__first_word_by"))
    found = row.exclude(reviewer=user).select_related("reviewer").first()
    return found.reviewer if found else None


def give_review(obligation: Obligation, reviewer: User, by: User) -> None:
    """Note whose report it is from now on, inside the act of whoever has locked it."""
    columns = {"reviewer": reviewer, "assigned_by": by, "assigned_at": database_now()}
    Assignment.objects.update_or_create(obligation=obligation, defaults=columns)
    keep_report_lines(obligation.pk)


def assigned_words(reviewer: User) -> str:
    """这份报告分配给陈审核审核."""
    return f"这份报告分配给{reviewer}审核"


def clock_words(moment: datetime) -> str:
    """3月5日10:21."""
    local = timezone.localtime(moment)
    return f"{local.month}月{local.day}日{local:%H:%M}"


def claim_words(claim: Claim) -> str:
    """陈审核自3月5日10:21起正在审核这份报告."""
    return f"{claim.holder}自{clock_words(claim.since)}起正在审核这份报告" if claim.since else ""


def begun_words(claim: Claim, at: datetime) -> str:
    """The same for the department, also when nobody holds it at the moment."""
    return f"财政局{claim_words(claim)}" if claim.held_at(at) else "财政局已经开始审核这份报告"


def hold_claim(submission: Submission, user: User, at: datetime, *, worked: bool, over: bool = False) -> bool:
    """Hold the submission for a whole lease from now; True where the person did not hold it before.

    `over`: take it from a colleague. Raises Conflict where a colleague holds it, or was quicker. The caller has locked the
    evaluation.
    """
    claim, _ = Claim.objects.get_or_create(submission=submission)
    mine = claim.holder_id == user.pk
    if claim.held_at(at) and not mine and not over:
        raise Conflict(f"{claim_words(claim)}。需要由您办理的，请先接手。")
    if not over and (other := assigned_to_another(submission.evaluation, user)):
        raise Conflict(f"{assigned_words(other)}。需要由您办理的，请先接手。")
    continued = mine and claim.held_at(at)
    _move(
        claim,
        holder=user,
        since=claim.since if continued else at,
        until=at + REVIEW_LEASE,
        worked=claim.worked or worked,
    )
    return not continued


def drop_claim(claim: Claim, *, worked: bool) -> None:
    """Nobody holds it any more; that review has begun is remembered where something was done."""
    _move(claim, holder=None, since=None, until=None, worked=claim.worked or worked)


def end_claim(submission: Submission) -> None:
    """With a decision the claim ends, and review has begun for good."""
    claim, _ = Claim.objects.get_or_create(submission=submission)
    drop_claim(claim, worked=True)


def _move(claim: Claim, **columns: object) -> None:
    """Compare-and-set on the version that was read."""
    same = Claim.objects.filter(pk=claim.pk, version=claim.version)
    if not same.update(version=F("version") + 1, **columns):
        raise Conflict(CLAIM_MOVED_ON)


def begun_review_words(evaluation: Evaluation) -> str:
    """What the department reads of a begun review; "" while it may withdraw."""
    claim = review_begun(evaluation)
    return begun_words(claim, timezone.now()) if claim else ""
