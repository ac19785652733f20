"""The portal staff's pages: what waits to go public, and the acts of publishing and taking down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow, reads, writes
from evaluations.audit import events
from evaluations.jobs import job_rows
from evaluations.language.small_numbers import small_number
from evaluations.models import Job, Publication
from evaluations.publication.portal import shelf
from evaluations.publication.printing.rendering import intact
from evaluations.publication.public_part import report_of
from evaluations.publication.release_queue import queue_states
from evaluations.publication.sending_paper import pdf_response
from evaluations.workflow import acting
from evaluations.workflow.guards_and_effects import render_key

A_PAGE = 20
ACTIONS = ("publish", "unpublish")
DONE = {"publish": "已公开。公众现在可以在门户查到这份报告。", "unpublish": "已撤下。公众打开原地址会看到撤下说明。"}


@allow(*queue_states.ROLES)
@reads
def queue(request: HttpRequest) -> HttpResponse:
    """The publications of the user's counties under five tabs."""
    tab = request.GET.get("tab", "ready")
    if tab not in queue_states.TABS:
        raise Http404
    rows = queue_states.tab_of(request.user, tab).order_by("-year", "department__budget_code")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    counts = queue_states.counts(request.user)
    context = {
        "tab": tab,
        "tabs": [(code, label, counts[code]) for code, label in queue_states.TABS.items()],
        "page": page,
        "lines": queue_states.lines(list(page)),
    }
    return render(request, "publication/release_queue/queue.html", context)


@allow(*queue_states.ROLES)
@reads
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One publication: its state, what may be done with it, and the report as the public will read it."""
    return shown(request, found(request, pk))


def found(request: HttpRequest, pk: int) -> Publication:
    """The publication, when it is of one of the user's counties; 404 otherwise."""
    rows = queue_states.within_reach(request.user).select_related("submission__scheme", "published_by", "department__county")
    return get_object_or_404(rows, pk=pk)


def shown(request: HttpRequest, publication: Publication, *, error: str = "", status: int = 200) -> HttpResponse:
    """The page of one publication, perhaps with what was refused; a typed reason is kept."""
    evaluation = publication.submission.evaluation
    possible = acting.available(evaluation, request.user)
    context = {
        "publication": publication,
        "line": queue_states.lines([publication])[0],
        "lost": lost(publication),
        "report": report_of(publication.submission),
        "public_address": shelf.address("report", publication, shelf.counties()),
        "version": evaluation.version,
        "acts": [one for one in possible if one.action in offered(publication)],
        "error": error,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "publication/release_queue/detail.html", context, status=status)


def lost(publication: Publication) -> bool:
    """Whether the finished PDF is gone or damaged, so that it must be made again."""
    return bool(publication.file) and not intact(publication)


def offered(publication: Publication) -> tuple[str, ...]:
    """Which acts concern this publication, whatever else the evaluation allows."""
    state = publication.state
    return {queue_states.State.READY: ("publish",), queue_states.State.LIVE: ("unpublish",)}.get(queue_states.State(state), ())


@allow(*queue_states.ROLES)
@reads
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF as a download; 404 while there is none. What the public cannot see leaves a line in the log."""
    publication = found(request, pk)
    if not publication.file:
        raise Http404
    if publication.state != queue_states.State.LIVE:
        events.record("download", user=request.user, object=publication, request=request)
    return pdf_response(request, publication)


@allow(*queue_states.ROLES)
@writes
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """公开发布, 撤下 (with a reason) or 重试; a refusal comes back with its sentence and the typed text."""
    publication = found(request, pk)
    if action == "retry":
        return retry(request, publication)
    if action not in ACTIONS:
        raise Http404
    try:
        acting.act(
            publication.submission.evaluation,
            action,
            request.user,
            version=small_number(request.POST.get("version", "")),
            reason=request.POST.get("reason", ""),
            request=request,
        )
    except acting.Refused as refusal:
        return shown(request, found(request, pk), error=refusal.message, status=refusal.status_code)
    messages.success(request, DONE[action])
    return redirect("release_queue:detail", pk)


def retry(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Let the failed job run again, or the one whose file is lost; without a job, make one."""
    key = render_key(publication.submission_id)
    job = Job.objects.filter(key=key).first()
    gone = publication.file if lost(publication) else ""
    if job is None:
        job_rows.enqueue(queue_states.KIND, {"submission": publication.submission_id}, key=key)
    elif not job_rows.retry(job, user=request.user, lost=gone, request=request):
        return shown(request, publication, error="这项任务没有失败，不用重试。请刷新页面查看进度。", status=409)
    messages.success(request, "已重新排队生成，请稍后刷新页面。")
    return redirect("release_queue:detail", publication.pk)
