"""复核评分表: saving what a reviewer typed, and freezing it with the approval.

A sheet is saved by compare-and-set on its version under the report's lock, as drafts are; who scores holds the claim.
What is typed is kept as it is, whatever it says: contradictions are findings, and only stop the approval.
"""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import HttpRequest

from departments.kept_statement import KeptStatement
from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete
from evaluations.checks.finding import Finding
from evaluations.checks.review_findings import SheetCase, review_findings
from evaluations.language.severities import ERROR_LEVEL
from evaluations.models import Decision, Evaluation, ReviewScore, ReviewSheet, Submission
from evaluations.models.review_sheet import ReviewRound
from evaluations.models.scheme import parsed_scheme
from evaluations.models.submission import frozen_content
from evaluations.scoring.kept_review import keep_review, review_as_json
from evaluations.scoring.review_sheet import ReviewMarks, read_review_marks, review_assessment
from evaluations.submissions.freezing import assessment_of, facts_of
from evaluations.submissions.review_scores import review_score_digest
from evaluations.workflow.claiming import locked_review, note_claim
from evaluations.workflow.guards_and_effects import Act, current_submission

SCORE_SHEET = "score_sheet"
SHEET_MOVED_ON = "您打开页面后，他人保存过这张评分表。请对照下面标出的内容，核对后再保存。"
SHEET_WANTED = "本年度要求先填写复核评分表，再审核通过。请先打开评分表，核对后保存。"
INDICATOR_PREFIX = "indicator."


def sheet_of(submission: Submission, round: str = ReviewRound.FIRST) -> ReviewSheet:
    """The sheet as saved; else a new one, with what the review of the submission before said of unchanged lines."""
    saved = submission.review_sheets.filter(round=round).select_related("saved_by").first()
    if saved is not None:
        return saved
    marks = carried_marks(submission) if round == ReviewRound.FIRST else {}
    return ReviewSheet(submission=submission, round=round, marks=marks)


def carried_marks(submission: Submission) -> dict[str, Any]:
    """Marks of the sheet before this submission, on lines that were filed the same again."""
    before = ReviewSheet.objects.filter(
        submission__evaluation=submission.evaluation_id, submission__number__lt=submission.number, round="first"
    )
    sheet = before.select_related("submission__frozen_assessment").order_by("-submission__number").first()
    if sheet is None:
        return {}
    old, new = assessment_of(sheet.submission).results, assessment_of(submission).results
    return {code: mark for code, mark in sheet.marks.items() if code in new and old.get(code) == new[code]}


def sheet_case(submission: Submission, marks: ReviewMarks) -> SheetCase:
    """The computed sheet with what it is held against."""
    scheme, facts = parsed_scheme(submission.scheme), facts_of(submission)
    plan = submission.evaluation.obligation.cycle.reviewing
    sheet = review_assessment(scheme, facts, assessment_of(submission), plan, marks)
    files = Counter(item["place"].removeprefix(INDICATOR_PREFIX) for item in submission.evidence or ())
    return SheetCase(scheme, facts, sheet, files)


def stopping_contradictions(case: SheetCase) -> list[Finding]:
    """What keeps the sheet from being confirmed."""
    return [finding for _, finding in review_findings(case) if finding.level == ERROR_LEVEL]


def save_review_sheet(
    submission: Submission, user: User, marks: ReviewMarks, *, version: int, request: HttpRequest | None = None
) -> ReviewSheet:
    """Store the marks of a reviewer who may decide now; the same again changes nothing.

    Raises Conflict where the sheet was saved meanwhile, the report no longer waits, or a colleague has claimed it.
    """
    with locked_review(SCORE_SHEET, submission, user, request) as evaluation:
        note_claim(evaluation, submission, user, request, worked=True)
        sheet = store_marks(submission, ReviewRound.FIRST, user, marks, version)
        if sheet is not None:
            detail = {"number": submission.number}
            record_event(SCORE_SHEET, user=user, object=evaluation, detail=detail, request=request, role=Role.REVIEWER)
    return ReviewSheet.objects.get(submission=submission, round=ReviewRound.FIRST)


def store_marks(submission: Submission, round: str, user: User, marks: ReviewMarks, version: int) -> ReviewSheet | None:
    """Write the marks by compare-and-set; the sheet where this person is a new hand in it, for the log.

    The caller holds the report's lock. Raises Conflict for another version than the stored one.
    """
    sheet, _ = ReviewSheet.objects.get_or_create(submission=submission, round=round)
    before = sheet.saved_by_id
    told = {code: mark.to_json() for code, mark in marks.items() if mark.said}
    if sheet.version != version:
        raise Conflict(SHEET_MOVED_ON)
    if before == user.pk and told == sheet.marks:
        return None
    same = ReviewSheet.objects.filter(pk=sheet.pk, version=version)
    if not same.update(marks=told, version=F("version") + 1, saved_by=user, saved_at=database_now()):
        raise Conflict(SHEET_MOVED_ON)
    return sheet if before != user.pk else None


def refuse_contradicting_sheet(act: Act) -> None:
    """Refuse to pass a report while its score sheet contradicts itself, or is missing where the year wants one."""
    submission = current_submission(act.evaluation)
    assert submission is not None  # read_before_deciding has seen it
    sheet = submission.review_sheets.filter(round=ReviewRound.FIRST).first()
    if sheet is None:
        if act.evaluation.obligation.cycle.reviewing.sheet_required:
            raise Incomplete(SHEET_WANTED)
        return
    if found := stopping_contradictions(sheet_case(submission, read_review_marks(sheet.marks))):
        first = found[0]
        raise Incomplete(
            f"复核评分表还有 {len(found)} 处要改正，先改正再审核通过。例如“{first.where}”：{first.read}，应为{first.expected}。"
        )


def freeze_review_score(
    submission: Submission, user: User, at: datetime, decision: Decision | None = None
) -> dict[str, Any]:
    """Freeze the sheet with its decision (None: the score of a sample); what the event tells, {} without a sheet.

    Raises Incomplete for a sheet that contradicts itself.
    """
    round = ReviewRound.FIRST if decision else ReviewRound.SAMPLE
    sheet = submission.review_sheets.filter(round=round).first()
    if sheet is None:
        return {}
    case = sheet_case(submission, read_review_marks(sheet.marks))
    content = review_as_json(keep_review(case.sheet))
    row = ReviewScore.objects.create(
        submission=submission,
        round=round,
        decision=decision,
        content=content,
        own_total=case.sheet.own_total,
        total=case.sheet.total,
        grade=case.sheet.grade or "",
        sha256=review_score_digest(submission.sha256, round, content),
        made_by=user,
        made_at=at,
    )
    return {"review_score": content["total"], "own_score": content["own_total"], "review_sha256": row.sha256}


# Most reports have none, as every look at a task list finds out.
TOLD_SCORES = KeptStatement(
    lambda: ReviewScore.objects.filter(decision__revocation=None).order_by("-pk"),
    ("made_by", "submission"),
    without=frozen_content("submission__"),
    field="submission__evaluation",
)


def told_scores(evaluation: Evaluation) -> list[ReviewScore]:
    """The scores of a report that its department may read: of the approval that stands, and of a sample, newest first."""
    return TOLD_SCORES.rows_of(evaluation.pk)
