"""勾稽校验: everything found, with where, why and remedy; explanations; and the submission itself."""

from itertools import zip_longest

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from departments.access import allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.filing.checking.converting import (
    CHANGED_SINCE,
    SLIP_GONE,
    convert_block,
    last_conversion,
    take_conversion_back,
)
from evaluations.filing.checking.explaining import store_explanations
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.kept_results import remembered_results
from evaluations.filing.desk.page_frame import check_context
from evaluations.workflow.acting import ActRefused

UNIT_IS_RIGHT = "经核对，金额单位确为万元，数据无误。"


@allow_roles(*FILING_READERS)
@reads_only
def findings_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The findings by level, and below them the act that comes next."""
    desk = Desk(evaluation_of(request, pk), request.user, reading=remembered_results)
    conversion = last_conversion(desk) if desk.may_edit else None
    return render(request, "filing/checking/check.html", check_context(desk) | {"conversion": conversion})


@allow_roles(Role.PREPARER)
@writes_only
def explain_warnings(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store why warnings may stand, all that was typed on the page; an emptied text takes its explanation back."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    typed = changed_texts(request)
    if refused := refused_explanations(request, desk, typed):
        return refused
    messages.success(
        request, "说明已保存。" if not typed or any(text.strip() for text in typed.values()) else "说明已删去。"
    )
    return redirect(reverse("filing:check", args=[pk]) + "#explain")


def refused_explanations(request: SignedInRequest, desk: Desk, typed: dict[str, str]) -> HttpResponse | None:
    """Store what was typed; the page with the reasons where something cannot be kept."""
    status = 422
    try:
        told = store_explanations(desk, typed, request.user)
    except ActRefused as error:
        told, status = dict.fromkeys(typed, str(error)), error.status_code
    if not told:
        return None
    refused = {key: (typed[key], message) for key, message in told.items()}
    context = check_context(Desk(desk.evaluation, request.user), typed=refused)
    return render(request, "filing/checking/check.html", context | {"conversion": None}, status=status)


@allow_roles(Role.PREPARER)
@writes_only
def convert_unit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the unit of one finding's amounts right, or take the latest conversion back; what was typed is kept."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    if refused := refused_explanations(request, desk, changed_texts(request)):
        return refused
    try:
        if "back" in request.POST:
            back = take_conversion_back(desk, request)
            messages.success(request, "已撤销换算，各数恢复原样。") if back else messages.warning(
                request, CHANGED_SINCE
            )
        else:
            key, _, found = request.POST.get("convert", "").rpartition(" ")
            done = convert_block(desk, key, found, request)
            messages.success(request, done.words) if done else messages.warning(request, SLIP_GONE)
    except ActRefused as error:
        messages.error(request, str(error))
    return redirect("filing:check", pk)


def changed_texts(request: SignedInRequest) -> dict[str, str]:
    """Key → text where it is not what the page showed: an explanation nobody touched keeps its author, or a colleague's."""
    keys, texts, shown = (request.POST.getlist(name) for name in ("key", "text", "was"))
    told = zip_longest(keys, texts, shown[: len(keys)])
    typed = {
        key: text or "" for key, text, was in told if key is not None and bare_lines(text or "") != bare_lines(was)
    }
    kept = request.POST.get("keep", "")  # the button 确为万元，保留: its words unless the person has written some
    if kept and not typed.get(kept, "").strip():
        typed[kept] = UNIT_IS_RIGHT
    return typed


def bare_lines(text: str | None) -> list[str] | None:
    """Without what browsers change in line ends; a form that does not say what it showed has changed everything."""
    return None if text is None else text.strip().splitlines()
