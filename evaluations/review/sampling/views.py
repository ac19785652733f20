"""抽评: drawing, the protocol, and confirming a sample's score."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, counties_of, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused
from evaluations.language.small_numbers import small_number
from evaluations.models import Cycle, Draw
from evaluations.models.review_sheet import ReviewRound
from evaluations.review.campaign import campaign_context, own_cycle
from evaluations.review.own_workbook import workbook_answer
from evaluations.review.reviewable import REVIEWER_ROLES
from evaluations.review.sampling.draw_form import DrawForm
from evaluations.review.sampling.draws import draw_reports, draws_of, passed_submissions
from evaluations.review.sampling.protocol import protocol_facts, protocol_lines, protocol_table
from evaluations.review.sampling.sampled_scoring import confirm_sample, save_sample_sheet
from evaluations.review.sheet.sent_sheet import read_sent_sheet
from evaluations.review.sheet.views import refused_sheet, sheet_page_of
from evaluations.submissions.freezing import assessment_of


@allow_roles(*REVIEWER_ROLES)
@reads_only
def draws_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """The year's draws with what was drawn and how it was scored; the administrator draws here."""
    return render_draws(request, own_cycle(request, cycle), DrawForm())


@allow_roles(Role.BUREAU_ADMIN)
@writes_only
def draw_sample_reports(request: SignedInRequest, cycle: int) -> HttpResponse:
    """Draw; what was typed comes back with what is wrong about it."""
    row, form = own_cycle(request, cycle, Role.BUREAU_ADMIN), DrawForm(request.POST)
    if not form.is_valid():
        return render_draws(request, row, form, 422)
    try:
        seen = small_number(request.POST.get("after", ""))
        after = seen if seen >= 0 else None
        draw = draw_reports(row, request.user, **form.cleaned_data, after=after, request=request)
    except ActRefused as refused:
        form.add_error(None, refused.message)
        return render_draws(request, row, form, refused.status_code)
    messages.success(request, f"已抽取，抽中 {draw.drawn.count()} 个单位，抽取记录可打印存档。")
    return redirect("review:protocol", draw.pk)


def render_draws(request: SignedInRequest, cycle: Cycle, form: DrawForm, status: int = 200) -> HttpResponse:
    """The page with the form as it stands."""
    administers = cycle.county in counties_of(request.user, Role.BUREAU_ADMIN)
    context = campaign_context(cycle, "draws") | {
        "draws": draws_of(cycle),
        "form": form if administers else None,
        "passed": len(passed_submissions(cycle)),
    }
    return render(request, "review/sampling/draws.html", context, status=status)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def draw_protocol(request: SignedInRequest, draw: int) -> HttpResponse:
    """The protocol, to be printed and filed."""
    row = _own_draw(request, draw)
    context = campaign_context(row.cycle, "draws") | {
        "draw": row,
        "told": protocol_facts(row),
        "lines": protocol_lines(row),
    }
    return render(request, "review/sampling/protocol.html", context)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def download_protocol(request: SignedInRequest, draw: int) -> HttpResponseBase:
    """The protocol as .xlsx."""
    row = _own_draw(request, draw)
    return workbook_answer(protocol_table(row), "抽取记录", f"{row.cycle.year}年度抽评抽取记录{row.number}")


def _own_draw(request: SignedInRequest, pk: int) -> Draw:
    found = get_object_or_404(Draw, pk=pk)
    return get_object_or_404(draws_of(own_cycle(request, found.cycle_id)), pk=pk)


@allow_roles(Role.REVIEWER)
@writes_only
def confirm_sample_score(request: SignedInRequest, pk: int) -> HttpResponse:
    """Freeze the score of a sampled report; a refusal shows the sheet with its sentence."""
    page = sheet_page_of(request, pk, ReviewRound.SAMPLE, Role.REVIEWER)
    sent = read_sent_sheet(request.POST, assessment_of(page.submission))
    if sent.faults:
        return refused_sheet(request, page, sent, f"有 {len(sent.faults)} 行不能保存，请按提示改正。", 422)
    version = small_number(request.POST.get("version", ""))
    try:
        # What stands on the page is what is confirmed, saved by itself already or not.
        saved = save_sample_sheet(page.submission, request.user, sent.marks, version=version, request=request)
        score = confirm_sample(page.submission, request.user, version=saved.version, request=request)
    except ActRefused as refused:
        again = sheet_page_of(request, pk, ReviewRound.SAMPLE)
        return refused_sheet(request, again, sent, refused.message, refused.status_code)
    messages.success(request, f"{page.submission.evaluation}：抽评得分 {score.total.normalize():f} 分，已封存。")
    return redirect("review:sheet", pk, "sample")
