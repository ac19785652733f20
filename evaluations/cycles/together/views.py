"""Extending and reminding several departments: first shown line by line, then done by a press."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, reads_and_writes, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.events import events_of
from evaluations.audit.refusals import ActRefused
from evaluations.cycles.forms import BureauForm, ObligationFilter
from evaluations.cycles.opening.overview import cycle_obligations
from evaluations.cycles.opening.views import own_cycle
from evaluations.cycles.together.acting_together import (
    EXTEND_TOGETHER,
    TogetherLine,
    chosen_obligations,
    extend_together,
    extension_lines,
    remind_together,
    reminder_lines,
    undo_extension,
)
from evaluations.cycles.together.forms import ExtendTogetherForm, RemindForm
from evaluations.language.small_numbers import small_number
from evaluations.models import Cycle, Obligation

CHOSEN = "pk"


@allow_roles(Role.BUREAU_ADMIN)
@reads_and_writes
def extend_together_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """Extend the ticked departments; before the press everybody's old and new day is shown."""
    row = own_cycle(request, cycle)
    form = ExtendTogetherForm(request.POST if request.method == "POST" else None)

    def extend() -> str:
        given = form.cleaned_data
        number = extend_together(row, ticked(request), request.user, given["day"], given["reason"], request)
        return f"已将 {number} 个单位延期至 {given['day']}，可以在任务设置里撤销。"

    status = answer_together(request, form, extend, "day")
    if status is None:
        return redirect("cycles:cycle", row.pk)
    return together_page(request, row, "extend", form, extension_lines(offered(request, row)), status)


@allow_roles(Role.BUREAU_ADMIN)
@reads_and_writes
def remind_together_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """Remind the ticked departments, each once a day."""
    row = own_cycle(request, cycle)
    form = RemindForm(request.POST if request.method == "POST" else None)

    def remind() -> str:
        told = remind_together(row, ticked(request), request.user, form.cleaned_data["text"], request)
        return f"已催报 {len(told)} 个单位。"

    status = answer_together(request, form, remind, "text")
    if status is None:
        return redirect("cycles:cycle", row.pk)
    return together_page(request, row, "remind", form, reminder_lines(offered(request, row)), status)


def answer_together(request: SignedInRequest, form: BureauForm, act: Callable[[], str], field: str) -> int | None:
    """Do what the form asks and say so; else the status of the page, with a refusal at `field`. None when it is done."""
    if request.method != "POST":
        return 200
    if not form.is_valid():
        return 422
    try:
        messages.success(request, act())
    except ActRefused as refused:
        form.add_error(field, refused.message)
        return refused.status_code
    return None


def ticked(request: SignedInRequest) -> list[int]:
    """The numbers that were sent; what is none finds nothing."""
    return [small_number(text) for text in request.POST.getlist(CHOSEN)]


def offered(request: SignedInRequest, cycle: Cycle) -> list[Obligation]:
    """The departments on the page: those named in the address or sent, or else all under the filter of the list."""
    given = request.GET.getlist(CHOSEN) or request.POST.getlist(CHOSEN)
    if given:
        return chosen_obligations(cycle, [small_number(text) for text in given])
    state, text = ObligationFilter(request.GET).chosen
    return list(cycle_obligations(cycle, state, text))


def together_page(
    request: SignedInRequest, cycle: Cycle, act: str, form: BureauForm, lines: Iterable[TogetherLine], status: int
) -> HttpResponse:
    """The list with a box for each department that the act can reach."""
    lines = list(lines)
    reached = sum(not line.passed_by for line in lines)
    context = {"cycle": cycle, "act": act, "form": form, "lines": lines, "reached": reached}
    return render(request, f"cycles/together/{act}.html", context, status=status)


@allow_roles(Role.BUREAU_ADMIN)
@writes_only
def undo_extension_together(request: SignedInRequest, cycle: int, event: int) -> HttpResponse:
    """Take a common extension back, where nothing was changed since."""
    row = own_cycle(request, cycle)
    found = get_object_or_404(events_of(row).filter(action=EXTEND_TOGETHER, outcome="ok"), pk=event)
    try:
        undone, left = undo_extension(row, found, request.user, request)
    except ActRefused as refused:
        messages.error(request, refused.message)
    else:
        rest = f"；另有 {left} 个单位后来另行改过，没有动" if left else ""
        messages.success(request, f"已撤销 {undone} 个单位的延期{rest}。")
    return redirect("cycles:settings", row.pk)
