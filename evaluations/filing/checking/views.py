"""勾稽校验: everything found, with where, why and remedy; explanations; and the submission itself."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
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
from evaluations.filing.checking.posted_explanations import PostedExplanations, posted_explanations
from evaluations.filing.checking.warning_lines import TypedExplanations
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.desk.page_frame import check_context
from evaluations.workflow.acting import ActRefused

NO_WARNING_TICKED = "请先在上面勾选这条说明适用的各处，再按“用于勾选的各处”。"


@allow_roles(*FILING_READERS)
@reads_only
def findings_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The findings by level, and below them the act that comes next."""
    desk = showing_desk(evaluation_of(request, pk), request.user)
    conversion = last_conversion(desk) if desk.may_edit else None
    return render(request, "filing/checking/check.html", check_context(desk) | {"conversion": conversion})


@allow_roles(Role.PREPARER)
@writes_only
def explain_warnings(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store why warnings may stand, all that was typed on the page; an emptied text takes its explanation back.

    The page's own script asks for JSON: what could not be kept, and what now stands before a submission.
    """
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    posted = posted_explanations(request.POST)
    told, status = told_explanations(request, desk, posted)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"refused": told, **renewed_parts(request, desk)}, status=status)
    if told or posted.shared.text.strip():
        return refused_page(request, desk, posted, told, status)
    emptied = posted.texts and not any(text.strip() for text in posted.texts.values())
    messages.success(request, "说明已删去。" if emptied else "说明已保存。")
    return redirect(reverse("filing:check", args=[pk]) + "#explain")


def told_explanations(request: SignedInRequest, desk: Desk, posted: PostedExplanations) -> tuple[dict[str, str], int]:
    """Store what was typed: key → why it cannot be kept, with the status of the answer (200 where all is kept)."""
    try:
        told = store_explanations(desk, posted.texts, request.user, posted.public)
    except ActRefused as error:
        return dict.fromkeys(posted.texts, str(error)), error.status_code
    return told, 422 if told else 200


def refused_page(
    request: SignedInRequest, desk: Desk, posted: PostedExplanations, told: dict[str, str], status: int
) -> HttpResponse:
    """The page with the reasons where something cannot be kept, and all that was typed; a shared text needs a tick."""
    refused = {key: (posted.texts[key], message) for key, message in told.items()}
    shared = replace(posted.shared, message=NO_WARNING_TICKED if posted.shared.text.strip() else "")
    context = check_context(Desk(desk.evaluation, request.user), TypedExplanations(refused, posted.public, shared)) | {
        "conversion": None
    }
    return render(request, "filing/checking/check.html", context, status=status if told else 422)


def renewed_parts(request: SignedInRequest, desk: Desk) -> dict[str, str]:
    """What an explanation changes on the page: how many warnings still want one, and what stands before the submission."""
    context = check_context(Desk(desk.evaluation, request.user))
    parts = {"count": "filing/checking/warning_count.html", "submit": "filing/checking/submit.html"}
    return {name: render_to_string(template, context, request) for name, template in parts.items()}


@allow_roles(Role.PREPARER)
@writes_only
def convert_unit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the unit of one finding's amounts right, or take the latest conversion back; what was typed is kept."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    posted = posted_explanations(request.POST)
    told, status = told_explanations(request, desk, posted)
    if told or posted.shared.text.strip():
        return refused_page(request, desk, posted, told, status)
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
