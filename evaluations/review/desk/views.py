"""One report to be read: as the public will see it, beside all that helps to decide about it."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from evaluations.comparison.side_by_side import contrast_by_place
from evaluations.evidence.page_view import PAGE_KINDS, pages_context
from evaluations.evidence.private_files import DamagedFile
from evaluations.evidence.sending import evidence_response
from evaluations.evidence.sheet_view import SHEET_KINDS, sheet_context
from evaluations.language.small_numbers import small_number
from evaluations.models import Submission
from evaluations.review.decision.decision_form import DecisionForm
from evaluations.review.desk.desk_context import desk_context
from evaluations.review.reviewable import REVIEWER_ROLES, own_submission
from evaluations.submissions.evidence_list import frozen_evidence_item, frozen_sources
from evaluations.submissions.freezing import submission_changes


@allow_roles(*REVIEWER_ROLES)
@reads_only
def review_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report as the public will see it, beside its scores, findings and history. A script of the open page asks for
    the parts that an act changes."""
    submission = own_submission(request, pk, light=True)
    return show_submission(request, submission, DecisionForm.for_reading(submission))


@allow_roles(*REVIEWER_ROLES)
@reads_only
def submission_differences(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """What this submission says differently from an earlier one of the same report."""
    submission = own_submission(request, pk)
    earlier = get_object_or_404(
        submission.evaluation.submissions.select_related("scheme", "frozen_assessment"), number=number
    )
    found = submission_changes(earlier, submission)
    names = {"old_name": f"第 {number} 次报送", "new_name": f"第 {submission.number} 次报送"}
    context = {"submission": submission, "places": contrast_by_place(found), "count": len(found)}
    return render(request, "review/desk/differences.html", context | names)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def submitted_evidence(request: SignedInRequest, pk: int, file: UUID) -> HttpResponse:
    """One file of the evidence that was handed in with this submission."""
    item = frozen_evidence_item([own_submission(request, pk)], str(file))
    if item is None:
        raise Http404
    return evidence_response(request, **{name: item[name] for name in ("file", "sha256", "name", "kind")})


@allow_roles(*REVIEWER_ROLES)
@reads_only
def submitted_pages(request: SignedInRequest, pk: int, file: UUID) -> HttpResponse:
    """Some pages of a PDF that was handed in, from ?from= on: a page of its own, or the part that a script asks for."""
    submission = own_submission(request, pk)
    item = frozen_evidence_item([submission], str(file))
    if item is None or item["kind"] not in PAGE_KINDS:
        raise Http404
    first = max(1, small_number(request.GET.get("from", "")))
    try:
        context = pages_context(item["file"], item["sha256"], item["name"], first)
    except DamagedFile as damage:
        return render(request, "evidence/damaged.html", {"reason": damage, "name": item["name"]}, status=500)
    template = "evidence/page_pictures.html" if request.htmx else "evidence/pages.html"
    return render(request, template, context | {"address": request.path} | way_back(submission))


@allow_roles(*REVIEWER_ROLES)
@reads_only
def submitted_accounts_sheet(request: SignedInRequest, pk: int, workbook: UUID) -> HttpResponse:
    """A workbook that was handed in, opened at the cells of ?figure=, or at ?sheet=."""
    submission = own_submission(request, pk)
    item = frozen_evidence_item([submission], str(workbook))
    if item is None or item["kind"] not in SHEET_KINDS:
        raise Http404
    asked = request.GET.get("figure", "")
    source = next((one for one in frozen_sources(submission) if (one.figure, one.file) == (asked, item["file"])), None)
    sheet = request.GET.get("sheet") or (source.sheet if source else "")
    try:
        context = sheet_context(item["file"], item["sha256"], item["name"], sheet, source.cells if source else ())
    except DamagedFile as damage:
        return render(request, "evidence/damaged.html", {"reason": damage, "name": item["name"]}, status=500)
    figure = source and {"figure": source.figure, "sheet": source.sheet, "formula": source.formula}
    place = {"label": source.place, "scope": source.scope} if source else {}
    return render(
        request, "evidence/sheet.html", context | {"figure": figure and figure | place} | way_back(submission)
    )


def way_back(submission: Submission) -> dict[str, object]:
    """What templates/evidence/way_back.html is given: the report that a file was handed in with."""
    return {
        "department": submission.evaluation.department,
        "year": submission.evaluation.cycle.year,
        "way_back": reverse("review:detail", args=[submission.pk]),
    }


def show_submission(
    request: SignedInRequest, submission: Submission, form: DecisionForm, status: int = 200, **told: str
) -> HttpResponse:
    """The page of one submission; buttons only where the workflow would accept them. `told`: what was refused."""
    context = desk_context(request, submission, form, **told)
    parts = request.htmx and status == HTTPStatus.OK
    return render(request, "review/desk/parts.html" if parts else "review/desk/detail.html", context, status=status)
