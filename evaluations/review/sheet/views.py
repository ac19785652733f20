"""The score sheet: a page that saves itself, and works without a script; the same as a workbook."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from departments.access import allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused
from evaluations.language.small_numbers import small_number
from evaluations.models.review_sheet import ReviewRound
from evaluations.review.claim.review_claim import ReviewClaim
from evaluations.review.own_workbook import workbook_answer
from evaluations.review.reviewable import REVIEWER_ROLES, own_submission
from evaluations.review.sampling.sampled_scoring import save_sample_sheet
from evaluations.review.sheet.score_workbook import score_table
from evaluations.review.sheet.sent_sheet import SentSheet, read_sent_sheet
from evaluations.review.sheet.sheet_page import SheetPage
from evaluations.submissions.freezing import assessment_of
from evaluations.workflow.review_scoring import save_review_sheet

SHEET_SAVED = {
    "first": "评分表已保存。作出结论前可以修改，审核通过时封存。",
    "sample": "抽评评分表已保存。核对无误的，请确认抽评得分，确认后封存。",
}


@allow_roles(*REVIEWER_ROLES)
@reads_only
def score_sheet_page(request: SignedInRequest, pk: int, round: str) -> HttpResponse:
    """The sheet to be filled in by whoever may decide now; for others, and once frozen, to be read."""
    return render_sheet(request, sheet_page_of(request, pk, round))


@allow_roles(Role.REVIEWER)
@writes_only
def save_score_sheet(request: SignedInRequest, pk: int, round: str) -> HttpResponse:
    """Store what was typed; a refusal shows it again, beside what was saved meanwhile."""
    page = sheet_page_of(request, pk, round, Role.REVIEWER)
    sent = read_sent_sheet(request.POST, assessment_of(page.submission))
    if sent.faults:
        return refused_sheet(request, page, sent, f"有 {len(sent.faults)} 行不能保存，请按提示改正。", 422)
    version = small_number(request.POST.get("version", ""))
    try:
        save = save_sample_sheet if round == ReviewRound.SAMPLE else save_review_sheet
        saved = save(page.submission, request.user, sent.marks, version=version, request=request)
    except ActRefused as refused:
        return refused_sheet(request, page, sent, refused.message, refused.status_code)
    if wants_json(request):
        again = SheetPage(own_submission(request, pk), round, request.user)
        html = render_to_string("review/sheet/sheet.html", sheet_context(again), request)
        return JsonResponse({"version": saved.version, "at": timezone.localtime().strftime("%H:%M"), "page": html})
    messages.success(request, SHEET_SAVED[round])
    return redirect("review:sheet", pk, round)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def download_score_sheet(request: SignedInRequest, pk: int, round: str) -> HttpResponseBase:
    """The sheet as it is frozen, or as it stands, as .xlsx."""
    page = sheet_page_of(request, pk, round)
    word = ReviewRound(round).label
    score = page.frozen
    made = f"{word}：{score.made_by} {timezone.localtime(score.made_at):%Y-%m-%d}" if score else f"{word}中，尚未定稿"
    table = score_table(page.submission, page.kept, word, made)
    return workbook_answer(table, f"{word}评分表", f"{page.submission.evaluation.department}{word}评分表")


def sheet_page_of(request: SignedInRequest, pk: int, round: str, *roles: str) -> SheetPage:
    """The page of one round; 404 for a round that there is not."""
    if round not in ReviewRound.values:
        raise Http404
    return SheetPage(own_submission(request, pk, *roles), round, request.user)


def wants_json(request: SignedInRequest) -> bool:
    """Whether the page saves itself."""
    return request.headers.get("Accept") == "application/json"


def refused_sheet(
    request: SignedInRequest, page: SheetPage, sent: SentSheet, message: str, status: int
) -> HttpResponse:
    """Nothing was stored: the page with what was typed; for a page that saves itself the sentence alone."""
    if wants_json(request):
        return JsonResponse({"message": message}, status=status)
    again = SheetPage(page.submission, page.round, page.user, typed=sent.marks, faults=sent.faults)
    return render_sheet(request, again, message, status)


def sheet_context(page: SheetPage, message: str = "") -> dict[str, object]:
    """What the template of the sheet names."""
    return {
        "page": page,
        "submission": page.submission,
        "word": ReviewRound(page.round).label,
        "choices": page.submission.evaluation.cycle.reviewing.choices,
        "claim": ReviewClaim.of(page.submission, page.user, offered=page.open) if page.first else ReviewClaim(),
        "may_take_over": False,
        "refused": {},
        "message": message,
        # What was typed is shown again whatever has happened, even where the sheet is frozen by now.
        "typed": page.typed is not None,
        "editing": page.open or page.typed is not None,
    }


def render_sheet(request: SignedInRequest, page: SheetPage, message: str = "", status: int = 200) -> HttpResponse:
    """The page, with what was refused."""
    return render(request, "review/sheet/sheet.html", sheet_context(page, message), status=status)
