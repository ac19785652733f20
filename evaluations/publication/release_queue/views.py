"""The portal staff's pages: what waits to go public, and the acts of publishing and taking down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, holds_role, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.events import record_event
from evaluations.language.small_numbers import small_number
from evaluations.models import Publication
from evaluations.publication.portal.shelf import portal_address, shelf_counties
from evaluations.publication.public_part import frozen_report
from evaluations.publication.release_queue.making_time import making_words
from evaluations.publication.release_queue.next_waiting import DESK_ORDER, next_waiting
from evaluations.publication.release_queue.public_difference import public_difference
from evaluations.publication.release_queue.queue_states import (
    DESK_ROLES,
    DESK_TABS,
    DeskState,
    desk_counts,
    desk_lines,
    publications_in_reach,
    publications_under_tab,
    with_differences,
)
from evaluations.publication.release_queue.retrying import pdf_lost, retry_refusal
from evaluations.publication.release_queue.typed_moment import MOMENT_FIELD, typed_moment
from evaluations.publication.sending_paper import pdf_response
from evaluations.workflow.acting import ActRefused, available_acts, perform_act
from evaluations.workflow.publishing import correction_reason, withdrawn_publication

PUBLICATIONS_A_PAGE = 20
DESK_ACTIONS = ("publish", "schedule_release", "cancel_release", "unpublish", "republish")
PUBLISHING_DONE = {
    "publish": "已公开。公众现在可以在门户查到这份报告。",
    "schedule_release": "已设定，到时间自动公开；在那以前可以更改或取消。",
    "cancel_release": "已取消定时公开，报告仍在“待公开”中。",
    "unpublish": "已撤下。公众打开原地址会看到撤下日期和原因。",
    "republish": "已恢复公开。公众又可以在门户查到这份报告。",
}


@allow_roles(*DESK_ROLES)
@reads_only
def publication_queue(request: SignedInRequest) -> HttpResponse:
    """The publications of the user's counties under five tabs."""
    tab = request.GET.get("tab", "ready")
    if tab not in DESK_TABS:
        raise Http404
    rows = publications_under_tab(request.user, tab).order_by(*DESK_ORDER)
    page = Paginator(rows, PUBLICATIONS_A_PAGE).get_page(request.GET.get("page"))
    counts = desk_counts(request.user)
    context = {
        "tab": tab,
        "tabs": [(code, label, counts[code]) for code, label in DESK_TABS.items()],
        "page": page,
        "lines": with_differences(desk_lines(list(page))),
        "all_picked": "all" in request.GET,
        "making": making_words(page.paginator.count) if tab == "preparing" else "",
        "publishes": holds_role(request.user, Role.PUBLISHER),
    }
    return render(request, "publication/release_queue/queue.html", context)


@allow_roles(*DESK_ROLES)
@reads_only
def publication_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """One publication: its state, what may be done with it, and the report as the public will read it."""
    return show_publication(request, own_publication(request, pk))


def own_publication(request: SignedInRequest, pk: int) -> Publication:
    """The publication, when it is of one of the user's counties; 404 otherwise."""
    rows = publications_in_reach(request.user).select_related(
        "submission__scheme",
        "published_by",
        "withdrawn_by",
        "department__county",
        "submission__evaluation__obligation__cycle",
    )
    return get_object_or_404(rows, pk=pk)


def show_publication(
    request: SignedInRequest, publication: Publication, *, error: str = "", status: int = 200
) -> HttpResponse:
    """The page of one publication, perhaps with what was refused; a typed reason is kept."""
    evaluation = publication.submission.evaluation
    possible = available_acts(evaluation, request.user)
    context = {
        "publication": publication,
        "line": desk_lines([publication])[0],
        "lost": pdf_lost(publication),
        "report": frozen_report(publication.submission),
        "public_address": portal_address("report", publication, shelf_counties()),
        "version": evaluation.version,
        "acts": [one for one in possible if one.action in offered_acts(publication)],
        "error": error,
        "reason": request.POST.get("reason", ""),
        "typed_moment": request.POST.get(MOMENT_FIELD, ""),
        "difference": public_difference(publication),
        "note": publication.correction_note or correction_reason(evaluation),
        "following": next_waiting(request.user, publication),
        "publishes": holds_role(request.user, Role.PUBLISHER),
    }
    return render(request, "publication/release_queue/detail.html", context, status=status)


def offered_acts(publication: Publication) -> tuple[str, ...]:
    """Which acts concern this publication, whatever else the evaluation allows."""
    state = publication.state
    acts = {
        DeskState.READY: ("publish", "schedule_release", "cancel_release"),
        DeskState.LIVE: ("unpublish",),
        DeskState.WITHDRAWN: ("republish",) if is_last_taken_down(publication) else (),
    }
    return acts.get(DeskState(state), ())


def is_last_taken_down(publication: Publication) -> bool:
    """Whether 恢复公开 would put back just this version."""
    return withdrawn_publication(publication.submission.evaluation) == publication


@allow_roles(*DESK_ROLES)
@reads_only
def publication_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The PDF as a download; 404 while there is none. What the public cannot see leaves a line in the log."""
    publication = own_publication(request, pk)
    if not publication.file:
        raise Http404
    if publication.state != DeskState.LIVE:
        record_event("download", user=request.user, object=publication, request=request)
    return pdf_response(request, publication)


@allow_roles(*DESK_ROLES)
@writes_only
def act_on_publication(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """公开发布, 定时公开, 撤下 (with a reason) or 重试; a refusal comes back with its sentence and the typed text."""
    publication = own_publication(request, pk)
    if action == "retry":
        return retry_rendering(request, publication)
    if action not in DESK_ACTIONS:
        raise Http404
    try:
        perform_act(
            publication.submission.evaluation,
            action,
            request.user,
            version=small_number(request.POST.get("version", "")),
            reason=request.POST.get("reason", ""),
            moment=typed_moment(request) if action == "schedule_release" else None,
            request=request,
        )
    except ActRefused as refusal:
        return show_publication(
            request, own_publication(request, pk), error=refusal.message, status=refusal.status_code
        )
    messages.success(request, PUBLISHING_DONE[action])
    return redirect("release_queue:detail", pk)


def retry_rendering(request: SignedInRequest, publication: Publication) -> HttpResponse:
    """Let the failed job run again, or the one whose file is lost; without a job, make one."""
    if error := retry_refusal(publication, request, request.user):
        return show_publication(request, publication, error=error, status=409)
    messages.success(request, "已重新排队生成，请稍后刷新页面。")
    return redirect("release_queue:detail", publication.pk)
