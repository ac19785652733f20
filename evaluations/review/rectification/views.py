"""整改: the year's list with its numbers, the notice, and the check of what the department answered."""

from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from departments.access import allow_roles, counties_of, reads_only, writes_only
from departments.requests import SignedInRequest
from evaluations.audit.refusals import ActRefused
from evaluations.language.small_numbers import small_number
from evaluations.models import Cycle, Rectification
from evaluations.review.campaign import campaign_context, own_cycle
from evaluations.review.rectification.notice_form import RectificationForm
from evaluations.review.reviewable import REVIEWER_ROLES
from evaluations.workflow.rectifying import (
    RECTIFICATION_MOVES,
    ask_rectification,
    move_rectification,
    rectification_counts,
)

JUDGEMENT_DONE = {"close": "已核查通过并销号。", "reject": "已退回单位继续整改。", "drop": "已撤销整改通知。"}


@allow_roles(*REVIEWER_ROLES)
@reads_only
def rectifications_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """The year's list; `state` narrows it."""
    row = own_cycle(request, cycle)
    return render_rectifications(request, row, RectificationForm(cycle=row))


@allow_roles(*REVIEWER_ROLES)
@writes_only
def ask_for_rectification(request: SignedInRequest, cycle: int) -> HttpResponse:
    """Send a notice; what was typed comes back with what is wrong about it."""
    row = own_cycle(request, cycle)
    form = RectificationForm(request.POST, cycle=row)
    if not form.is_valid():
        return render_rectifications(request, row, form, 422)
    try:
        made = ask_rectification(user=request.user, request=request, **form.cleaned_data)
    except ActRefused as refused:
        form.add_error(None, refused.message)
        return render_rectifications(request, row, form, refused.status_code)
    messages.success(request, f"已向{made.obligation.department}下达整改通知，期限 {made.due_on}。")
    return redirect("review:rectifications", cycle)


def render_rectifications(
    request: SignedInRequest, cycle: Cycle, form: RectificationForm, status: int = 200
) -> HttpResponse:
    """The page with the form as it stands."""
    rows = all_of(cycle)
    state = request.GET.get("state", "")
    if state in Rectification.State.values:
        rows = rows.filter(state=state)
    context = campaign_context(cycle, "rectifications") | {
        "rows": rows,
        "counts": rectification_counts(cycle),
        "states": Rectification.State.choices,
        "state": state,
        "form": form,
        "today": timezone.localdate(),
    }
    return render(request, "review/rectification/list.html", context, status=status)


def all_of(cycle: Cycle) -> QuerySet[Rectification]:
    """Every rectification of the year, what waits for the bureau first, then what is due first."""
    rows = Rectification.objects.filter(obligation__cycle=cycle).select_related("obligation__department", "made_by")
    return rows.order_by("state", "due_on")


@allow_roles(*REVIEWER_ROLES)
@reads_only
def rectification_page(request: SignedInRequest, rectification: int) -> HttpResponse:
    """One with all its steps."""
    return render_rectification(request, own_rectification(request, rectification))


def own_rectification(request: SignedInRequest, pk: int) -> Rectification:
    """The row, if it is of a county of this person; else 404."""
    rows = Rectification.objects.select_related("obligation__cycle__county", "obligation__department", "made_by")
    counties = counties_of(request.user, *REVIEWER_ROLES)
    return get_object_or_404(rows.filter(obligation__cycle__county__in=counties), pk=pk)


def render_rectification(
    request: SignedInRequest, row: Rectification, status: int = 200, **told: str | date | None
) -> HttpResponse:
    """The page of one; `told`: what was refused, with what was typed."""
    possible = [name for name in JUDGEMENT_DONE if row.state in RECTIFICATION_MOVES[name].sources]
    context = campaign_context(row.obligation.cycle, "rectifications") | {
        "row": row,
        "steps": row.steps.select_related("done_by"),
        "possible": [
            (name, RECTIFICATION_MOVES[name].act.label, RECTIFICATION_MOVES[name].needs_text) for name in possible
        ],
        "told": {"message": "", "text": "", "action": "", "due_on": row.due_on} | told,
        "today": timezone.localdate(),
    }
    return render(request, "review/rectification/rectification.html", context, status=status)


@allow_roles(*REVIEWER_ROLES)
@writes_only
def judge_rectification(request: SignedInRequest, rectification: int, action: str) -> HttpResponse:
    """Close, reject or drop it; a refusal shows the page again with its sentence and what was typed."""
    row = own_rectification(request, rectification)
    if action not in JUDGEMENT_DONE:
        raise Http404
    text, version = request.POST.get("text", ""), small_number(request.POST.get("version", ""))
    due_on = _day(request.POST.get("due_on", ""))
    try:
        move_rectification(row, request.user, action, version=version, text=text, due_on=due_on, request=request)
    except ActRefused as refused:
        again, day = own_rectification(request, rectification), due_on or row.due_on
        told = {"message": refused.message, "text": text, "action": action}
        return render_rectification(request, again, refused.status_code, **told, due_on=day)
    messages.success(request, JUDGEMENT_DONE[action])
    return redirect("review:rectification", rectification)


def _day(text: str) -> date | None:
    """The day that was typed; None for none, or for what is no day."""
    try:
        return parse_date(text)
    except ValueError:
        return None
