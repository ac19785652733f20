"""The list of cycles, one cycle with its obligations, and the form that opens a year."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, counties_of, reads_and_writes, reads_only, writes_only
from departments.models import County
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused
from evaluations.cycles.forms import CycleForm, ObligationFilter
from evaluations.cycles.opening.order import OpenedCycle, list_newcomers, missing_departments, open_cycle
from evaluations.cycles.opening.overview import OBLIGATION_LABELS, cycle_obligations, cycle_tabs, cycles_of, owing_lines
from evaluations.language.states import CLOSED_YEAR_LABEL
from evaluations.models import Cycle

OBLIGATIONS_A_PAGE = 50


def own_counties(request: SignedInRequest) -> QuerySet[County]:
    """The counties whose bureau administrator the person is."""
    return counties_of(request.user, Role.BUREAU_ADMIN)


def own_cycle(request: SignedInRequest, pk: int) -> Cycle:
    """A cycle of one of these counties with its numbers; any other is not found (404)."""
    return get_object_or_404(cycles_of(own_counties(request)), pk=pk)


@allow_roles(Role.BUREAU_ADMIN)
@reads_only
def cycles_page(request: SignedInRequest) -> HttpResponse:
    """Every year's cycle, newest first, with how far its reports have come."""
    counties = own_counties(request)
    rows = [(cycle, cycle_tabs(cycle)[1:]) for cycle in cycles_of(counties)]
    context = {
        "cycles": rows,
        "several": len(counties) > 1,
        "labels": OBLIGATION_LABELS,
        "closed_label": CLOSED_YEAR_LABEL,
    }
    return render(request, "cycles/opening/cycles.html", context)


@allow_roles(Role.BUREAU_ADMIN)
@reads_and_writes
def new_cycle_page(request: SignedInRequest) -> HttpResponse:
    """Open a year; a second press leads to the same cycle."""
    form = CycleForm(request.POST or None, counties=own_counties(request), initial=first_guess(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_cycle(form.order, user=request.user, request=request)
        except ActRefused as refused:
            form.add_error("year", refused.message)
            status = refused.status_code
        else:
            messages.success(request, opened_words(opened))
            return redirect("cycles:cycle", opened.cycle.pk)
    elif request.method == "POST":
        status = 422
    return render(request, "cycles/opening/new_cycle.html", {"form": form}, status=status)


def first_guess(request: SignedInRequest) -> dict:
    """The year after the last one, and the scheme the person comes from or, failing that, used last."""
    last = Cycle.objects.filter(county__in=own_counties(request)).order_by("-year").first()
    scheme = request.GET.get("scheme") or (last.scheme_id if last else None)
    return {"scheme": scheme, "year": last.year + 1 if last else None}


def opened_words(opened: OpenedCycle) -> str:
    """What opening a year has done, in one or two sentences."""
    year = opened.cycle.year
    if not opened.new and not opened.listed:
        return f"{year}年度任务已经下达过，没有重复建立。"
    text = f"{year}年度任务已下达，列入 {opened.listed} 个单位。" if opened.new else f"补列 {opened.listed} 个单位。"
    if not opened.carrying:
        return text
    return f"{text}其中 {opened.carrying} 个单位有以前年度审核通过的报告，开始填报时自动带入最近的一份。"


@allow_roles(Role.BUREAU_ADMIN)
@reads_only
def cycle_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """One cycle: its notice, its numbers, and what each department owes."""
    found = own_cycle(request, cycle)
    chosen = ObligationFilter(request.GET)
    state, text = chosen.chosen
    page = Paginator(cycle_obligations(found, state, text), OBLIGATIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": found,
        "closed_label": CLOSED_YEAR_LABEL,
        "filter": chosen,
        "state": state,
        "narrowed": bool(text),
        "tabs": cycle_tabs(found),
        "page": page,
        "rows": owing_lines(page),
        "missing": missing_departments(found),
    }
    return render(request, "cycles/opening/cycle.html", context)


@allow_roles(Role.BUREAU_ADMIN)
@writes_only
def add_newcomers(request: SignedInRequest, cycle: int) -> HttpResponse:
    """List the departments that have come since the cycle was opened."""
    found = own_cycle(request, cycle)
    try:
        listed = list_newcomers(found, user=request.user, request=request)
    except ActRefused as refused:
        messages.error(request, refused.message)
        return redirect("cycles:cycle", found.pk)
    messages.success(request, f"已补列 {listed} 个单位。" if listed else "没有需要补列的单位。")
    return redirect("cycles:cycle", found.pk)
