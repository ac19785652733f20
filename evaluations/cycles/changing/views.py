"""The settings of one year's task: its text and days, its end, and who changed what when."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.event_words import event_word
from evaluations.audit.events import OUTCOME_OK, events_of
from evaluations.audit.refusals import ActRefused
from evaluations.cycles.changing.closing import close_cycle, reopen_cycle, unfinished_reports
from evaluations.cycles.changing.cycle_changes import (
    anything_begun,
    anything_filed,
    change_cycle,
    cycle_differences,
    cycle_digest,
)
from evaluations.cycles.changing.forms import ChangeCycleForm, CloseCycleForm, ReopenCycleForm
from evaluations.cycles.opening.views import own_cycle
from evaluations.cycles.together.acting_together import EXTEND_TOGETHER, REVOKE_TOGETHER
from evaluations.models import Cycle, Event


@allow_roles(Role.BUREAU_ADMIN)
@reads_only
def cycle_settings_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """What the task says, what may be changed about it, and every change so far."""
    return show_settings(request, own_cycle(request, cycle))


@allow_roles(Role.BUREAU_ADMIN)
@writes_only
def act_on_cycle(request: SignedInRequest, cycle: int, action: str) -> HttpResponse:
    """Change, close or reopen; a refusal shows the page again with what was typed."""
    row = own_cycle(request, cycle)
    if action == "change":
        return change_shown_cycle(request, row)
    if action not in ("close", "reopen"):
        raise Http404
    closing = action == "close"
    form = CloseCycleForm(request.POST) if closing else ReopenCycleForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            (close_cycle if closing else reopen_cycle)(row, request.user, form.cleaned_data["reason"], request)
        except ActRefused as refused:
            form.add_error("reason", refused.message)
            status = refused.status_code
        else:
            done = "已归档。单位不能再填报，公开的报告不变。" if closing else "已重新开启，单位可以继续办理。"
            messages.success(request, f"{row.year}年度{done}")
            return redirect("cycles:settings", cycle)
    now = own_cycle(request, cycle)
    return show_settings(request, now, status, close=form if closing else None, reopen=None if closing else form)


def change_shown_cycle(request: SignedInRequest, row: Cycle) -> HttpResponse:
    """Store the form; what somebody else changed meanwhile is shown beside what was typed."""
    form = ChangeCycleForm(request.POST, cycle=row)
    if not form.is_valid():
        return show_settings(request, row, 422, change=form)
    given = {"seen": form.cleaned_data["seen"], "reason": form.cleaned_data["reason"], "request": request}
    try:
        changed = change_cycle(row, form.change, request.user, **given)
    except ActRefused as refused:
        form.add_error("reason" if refused.status_code == 422 else None, refused.message)
        now = own_cycle(request, row.pk)
        differences = list(cycle_differences(now, form.change)) if refused.status_code == 409 else []
        # What was typed stays; a second press means it against what the task says now.
        form.data = request.POST.copy()  # `|` would make a list of every answer
        form.data["seen"] = cycle_digest(now)
        return show_settings(request, now, refused.status_code, differences, change=form)
    words = "、".join(label for label, _, _ in changed)
    messages.success(request, f"已修改：{words}。" if changed else "没有改动。")
    return redirect("cycles:settings", row.pk)


def show_settings(
    request: SignedInRequest,
    row: Cycle,
    status: int = 200,
    differences: Sequence[tuple[str, str, str]] = (),
    *,
    change: ChangeCycleForm | None = None,
    close: CloseCycleForm | None = None,
    reopen: CloseCycleForm | None = None,
) -> HttpResponse:
    """The page; a given form is the one that could not be done, `differences` what it would change by now."""
    context = {
        "cycle": row,
        "change": change or ChangeCycleForm(cycle=row),
        "close": close or CloseCycleForm(),
        "reopen": reopen or ReopenCycleForm(),
        "sent": change or close or reopen,
        "differences": differences,
        "begun": anything_begun(row),
        "filed": anything_filed(row),
        "unfinished": unfinished_reports(row),
        "history": cycle_history(row),
    }
    return render(request, "cycles/changing/settings.html", context, status=status)


def cycle_history(cycle: Cycle) -> list[tuple[Event, str, bool]]:
    """Every act on the task with its word and whether it can be taken back as a whole, newest first."""
    events = list(events_of(cycle).filter(outcome=OUTCOME_OK).order_by("-pk"))
    undone = {event.detail["event"] for event in events if event.action == REVOKE_TOGETHER}
    return [
        (event, event_word(event.action), event.action == EXTEND_TOGETHER and event.pk not in undone)
        for event in events
    ]
