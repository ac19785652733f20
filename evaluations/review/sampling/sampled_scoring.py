"""The score of a sampled report: its own sheet beside the first, confirmed once for all."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import HttpRequest

from departments.models import Membership, User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import ActRefused, Conflict, Incomplete, NotAllowed, refusals_noted
from evaluations.models import DrawnReport, Evaluation, ReviewScore, ReviewSheet, Submission
from evaluations.models.review_sheet import ReviewRound
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.scoring.review_sheet import ReviewMarks, read_review_marks
from evaluations.submissions.report_lines import keep_report_lines
from evaluations.workflow.guards_and_effects import Act, not_own_work, told_submission
from evaluations.workflow.review_scoring import (
    SHEET_MOVED_ON,
    freeze_review_score,
    sheet_case,
    stopping_contradictions,
    store_marks,
)

SCORE_SAMPLE, CONFIRM_SAMPLE = "score_sample", "confirm_sample"


def save_sample_sheet(
    submission: Submission, user: User, marks: ReviewMarks, *, version: int, request: HttpRequest | None = None
) -> ReviewSheet:
    """Store the marks of a drawn report's second sheet; raises as save_review_sheet does."""
    with _locked(SCORE_SAMPLE, submission, user, request) as evaluation:
        if store_marks(submission, ReviewRound.SAMPLE, user, marks, version) is not None:
            detail = {"number": submission.number}
            record_event(SCORE_SAMPLE, user=user, object=evaluation, detail=detail, request=request, role=Role.REVIEWER)
    return ReviewSheet.objects.get(submission=submission, round=ReviewRound.SAMPLE)


def confirm_sample(
    submission: Submission, user: User, *, version: int, request: HttpRequest | None = None
) -> ReviewScore:
    """Freeze the sample's score. Raises Conflict for another version, Incomplete for no sheet or one that contradicts itself."""
    with _locked(CONFIRM_SAMPLE, submission, user, request) as evaluation:
        sheet = submission.review_sheets.filter(round=ReviewRound.SAMPLE).first()
        if sheet is None:
            raise Incomplete("还没有填写抽评评分表。请先核对各项，按“保存”，再确认抽评得分。")
        if sheet.version != version:
            raise Conflict(SHEET_MOVED_ON)
        if found := stopping_contradictions(sheet_case(submission, read_review_marks(sheet.marks))):
            raise Incomplete(f"抽评评分表还有 {len(found)} 处要改正：“{found[0].where}”{found[0].read}。")
        told = told_submission(submission) | freeze_review_score(submission, user, database_now())
        record_event(CONFIRM_SAMPLE, user=user, object=evaluation, detail=told, request=request, role=Role.REVIEWER)
        tell_people(Occasion(CONFIRM_SAMPLE, evaluation.obligation, user, database_now()))
        keep_report_lines(evaluation.obligation_id)
    return ReviewScore.objects.get(submission=submission, round=ReviewRound.SAMPLE)


def may_score_sample(submission: Submission, user: User) -> bool:
    """Whether the person may fill in the sample's sheet now."""
    roles = Membership.objects.filter(user=user, county=submission.evaluation.cycle.county, role=Role.REVIEWER)
    try:
        _refuse(submission, submission.evaluation, user)
    except ActRefused:
        return False
    return roles.exists()


def _refuse(submission: Submission, evaluation: Evaluation, user: User) -> None:
    """Refuse what was not drawn, what is confirmed, one's own work, and the eyes that have passed it already."""
    if not DrawnReport.objects.filter(submission=submission).exists():
        raise Conflict("这份报告没有被抽中，不用抽评。")
    if ReviewScore.objects.filter(submission=submission, round=ReviewRound.SAMPLE).exists():
        raise Conflict("抽评得分已经确认，不能再改。")
    not_own_work(Act(evaluation, user, Role.REVIEWER, submission.submitted_at))
    others = Membership.objects.filter(county=evaluation.cycle.county, role=Role.REVIEWER).exclude(user=user)
    if submission.decisions.filter(decided_by=user).exists() and others.exists():
        raise NotAllowed("这份报告是您审核通过的，请由其他审核人员抽评。")


@contextmanager
def _locked(action: str, submission: Submission, user: User, request: HttpRequest | None) -> Iterator[Evaluation]:
    with refusals_noted(action, user, request, submission.evaluation), transaction.atomic():
        rows = Evaluation.objects.select_for_update(of=("self",)).select_related(
            "obligation__cycle__county", "obligation__department"
        )
        evaluation = rows.get(pk=submission.evaluation_id)
        _refuse(submission, evaluation, user)
        yield evaluation
