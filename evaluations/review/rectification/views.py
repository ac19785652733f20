"""整改: the year's list with its numbers, the notice and its check, and the check of what the department answered."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from departments.access import allow_roles, counties_of, reads_only, writes_only
from departments.models import User
from departments.requests import SignedInRequest
from evaluations.audit.refusals import ActRefused
from evaluations.language.small_numbers import small_number
from evaluations.models import Cycle, Rectification
from evaluations.review.campaign import campaign_context, own_cycle
from evaluations.review.rectification.notice_form import NoticeForm, RectificationForm
from evaluations.review.reviewable import REVIEWER_ROLES
from evaluations.workflow.rectification_moves import (
    RECTIFICATION_MOVES,
    UNSENT_STATES,
    awaits_person,
    needs_second_person,
)
from evaluations.workflow.rectifying import (
    ask_rectification,
    move_rectification,
    rectification_counts,
    redraft_rectification,
)

JUDGEMENT_DONE = {
    "send": "已审核通过，整改通知已下达单位。",
    "return": "已退回拟稿人修改。",
    "close": "已核查通过并销号。",
    "reject": "已退回单位继续整改。",
    "drop": "已撤销整改通知。",
}
RECTIFICATION_ROWS_A_PAGE = 50
MINE_STATE = "mine"  # in the address, beside the states: what waits for this person
# What waits for the bureau stands first, what is over last.
STATE_ORDER = ("answered", "checking", "drafting", "asked", "closed", "dropped")


@allow_roles(*REVIEWER_ROLES)
@reads_only
def rectifications_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """The year's list; `state` narrows it."""
    row = own_cycle(request, cycle)
    return render_rectifications(request, row, RectificationForm(cycle=row))


@allow_roles(*REVIEWER_ROLES)
@writes_only
def ask_for_rectification(request: SignedInRequest, cycle: int) -> HttpResponse:
    """Send a notice, or have it read first; what was typed comes back with what is wrong about it."""
    row = own_cycle(request, cycle)
    form = RectificationForm(request.POST, cycle=row)
    if not form.is_valid():
        return render_rectifications(request, row, form, 422)
    try:
        made = ask_rectification(user=request.user, request=request, **form.cleaned_data)
    except ActRefused as refused:
        form.add_error(None, refused.message)
        return render_rectifications(request, row, form, refused.status_code)
    unit = made.obligation.department
    told = (
        f"已向{unit}下达整改通知，期限 {made.due_on}。"
        if made.sent_at
        else f"{unit}的整改通知已送审，由另一人审核后下达。"
    )
    messages.success(request, told)
    return redirect("review:rectifications", cycle)


def render_rectifications(
    request: SignedInRequest, cycle: Cycle, form: RectificationForm, status: int = 200
) -> HttpResponse:
    """The page with the form as it stands."""
    rows = all_of(cycle)
    held = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    state = request.GET.get("state", "")
    mine = rows.filter(awaits_person(request.user))
    own = mine.order_by().count()
    if state == MINE_STATE:
        rows = mine
    elif state in Rectification.State.values:
        rows = rows.filter(state=state)
    labels = {MINE_STATE: "待我办理", **dict(Rectification.State.choices)}
    context = campaign_context(cycle, "rectifications") | {
        "page": Paginator(rows, RECTIFICATION_ROWS_A_PAGE).get_page(request.GET.get("page")),
        "counts": rectification_counts(cycle),
        "states": [
            (MINE_STATE, labels[MINE_STATE], own),
            *((code, labels[code], held[code]) for code in STATE_ORDER if code in held),
        ],
        "total": sum(held.values()),
        "state": state if state in labels else "",
        "state_label": labels.get(state, ""),
        # In full: the answer to a refused notice stands under another address, which only takes forms.
        "address": reverse("review:rectifications", args=[cycle.pk]),
        "form": form,
        "checked": cycle.reviewing.notice_checked,
        "today": timezone.localdate(),
    }
    return render(request, "review/rectification/list.html", context, status=status)


def all_of(cycle: Cycle) -> QuerySet[Rectification]:
    """Every rectification of the year, what waits for the bureau first, then what is due first."""
    rows = Rectification.objects.filter(obligation__cycle=cycle).select_related("obligation__department", "made_by")
    place = Case(
        *(When(state=state, then=Value(n)) for n, state in enumerate(STATE_ORDER)), output_field=IntegerField()
    )
    return rows.order_by(place, "due_on", "pk")


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
    request: SignedInRequest,
    row: Rectification,
    status: int = 200,
    told: Mapping[str, object] | None = None,
    form: NoticeForm | None = None,
) -> HttpResponse:
    """The page of one; `told`: what was refused, with what was typed; `form`: the notice as it was written anew."""
    context = campaign_context(row.obligation.cycle, "rectifications") | {
        "row": row,
        "steps": row.steps.select_related("done_by"),
        "possible": [
            (name, RECTIFICATION_MOVES[name].act.label, RECTIFICATION_MOVES[name].needs_text)
            for name in possible_judgements(row, request.user)
        ],
        "form": (form or NoticeForm(initial=model_to_dict(row))) if row.state in UNSENT_STATES else None,
        "sent": row.sent_at is not None,
        "told": {"message": "", "text": "", "action": "", "due_on": row.due_on, **(told or {})},
        "today": timezone.localdate(),
    }
    return render(request, "review/rectification/rectification.html", context, status=status)


def possible_judgements(row: Rectification, user: User) -> list[str]:
    """The acts whose buttons the page shows: not those of the second person to whoever wrote the notice."""
    first = needs_second_person(row.obligation) and row.made_by_id == user.pk
    moves = {name: RECTIFICATION_MOVES[name] for name in JUDGEMENT_DONE}
    return [name for name, move in moves.items() if row.state in move.sources and not (move.second and first)]


@allow_roles(*REVIEWER_ROLES)
@writes_only
def judge_rectification(request: SignedInRequest, rectification: int, action: str) -> HttpResponse:
    """Send, return, close, reject or drop it; a refusal shows the page again with its sentence and what was typed."""
    row = own_rectification(request, rectification)
    if action not in JUDGEMENT_DONE:
        raise Http404
    text, version = request.POST.get("text", ""), small_number(request.POST.get("version", ""))
    due_on = _day(request.POST.get("due_on", ""))
    try:
        move_rectification(row, request.user, action, version=version, text=text, due_on=due_on, request=request)
    except ActRefused as refused:
        told = {"message": refused.message, "text": text, "action": action, "due_on": due_on or row.due_on}
        return render_rectification(request, own_rectification(request, rectification), refused.status_code, told)
    messages.success(request, JUDGEMENT_DONE[action])
    return redirect("review:rectification", rectification)


@allow_roles(*REVIEWER_ROLES)
@writes_only
def rewrite_notice(request: SignedInRequest, rectification: int) -> HttpResponse:
    """Write a notice anew before it is sent; a refusal shows the page again with what was typed."""
    row, form = own_rectification(request, rectification), NoticeForm(request.POST)
    if not form.is_valid():
        return render_rectification(request, row, 422, form=form)
    version = small_number(request.POST.get("version", ""))
    try:
        redraft_rectification(row, request.user, version=version, request=request, **form.cleaned_data)
    except ActRefused as refused:
        again, told = own_rectification(request, rectification), {"message": refused.message}
        return render_rectification(request, again, refused.status_code, told, form)
    messages.success(request, "整改通知已修改，由另一人审核后下达。")
    return redirect("review:rectification", rectification)


def _day(text: str) -> date | None:
    """The day that was typed; None for none, or for what is no day."""
    try:
        return parse_date(text)
    except ValueError:
        return None
