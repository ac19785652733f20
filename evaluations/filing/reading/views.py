"""What is read only: the report as it will be printed, and what was handed in before."""

from functools import partial
from io import BytesIO

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from evaluations.checks.explanations import with_standing
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.desk.page_frame import filing_frame, preview_context
from evaluations.filing.reading.field_address import block_address
from evaluations.models import EDITABLE_STATUSES, Status
from evaluations.models.scheme import parsed_scheme
from evaluations.models.submission import every_decision
from evaluations.report import Report, compose_report
from evaluations.report.word import as_word
from evaluations.submissions.evidence_list import frozen_evidence_by_place
from evaluations.submissions.freezing import assessment_of, facts_of
from evaluations.workflow.guards_and_effects import current_submission

UNSIGNED = EDITABLE_STATUSES | {Status.AWAITING_SIGNATURE}


@allow_roles(*FILING_READERS)
@reads_only
def report_preview_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report as the public will read it, marked as a draft until it is handed in; the head signs below it."""
    evaluation = evaluation_of(request, pk)
    # What is about to be signed is read afresh.
    desk_for = Desk if evaluation.status == Status.AWAITING_SIGNATURE else showing_desk
    desk = desk_for(evaluation, request.user)
    report = desk.asked("report", lambda: desk_report(desk))
    context = preview_context(desk, report)
    context["field_address"] = partial(block_address, desk) if desk.may_edit else None
    return render(request, "filing/reading/preview.html", context)


def desk_report(desk: Desk) -> Report:
    """The desk's report; a draft until it is handed in."""
    facts = with_standing(desk.facts, desk.findings)
    return compose_report(facts, desk.scheme, desk.assessment, draft=desk.evaluation.status in UNSIGNED)


@allow_roles(*FILING_READERS)
@reads_only
def download_word_report(request: SignedInRequest, pk: int) -> FileResponse:
    """The same report as a Word file, to be passed around in the office; dated once it is handed in, as the PDF is."""
    evaluation = evaluation_of(request, pk)
    report = desk_report(Desk(evaluation, request.user))
    filed = None if report.meta.draft else current_submission(evaluation)
    signed_on = localtime(filed.submitted_at).date() if filed else None
    name = f"{report.meta.title}{'（草稿）' if report.meta.draft else ''}.docx"
    return FileResponse(BytesIO(as_word(report, signed_on)), as_attachment=True, filename=name)


@allow_roles(*FILING_READERS)
@reads_only
def filing_history_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every submission with what the bureau decided and why."""
    desk = showing_desk(evaluation_of(request, pk), request.user)
    rows = desk.evaluation.submissions.prefetch_related(every_decision()).order_by("-number")
    corrections = desk.evaluation.corrections.select_related("asked_by", "answered_by", "submission").order_by("-pk")
    context = {"submissions": [(row, row.decisions.all()) for row in rows], "corrections": corrections}
    return render(request, "filing/reading/history.html", filing_frame(desk, "history") | context)


@allow_roles(*FILING_READERS)
@reads_only
def frozen_submission_page(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """One frozen submission, as it was."""
    evaluation = evaluation_of(request, pk)
    row = get_object_or_404(evaluation.submissions.select_related("scheme", "frozen_assessment"), number=number)
    report = compose_report(facts_of(row), parsed_scheme(row.scheme), assessment_of(row))
    context = {"evaluation": evaluation, "submission": row, "report": report, "evidence": frozen_evidence_by_place(row)}
    return render(request, "filing/reading/submission.html", context)
