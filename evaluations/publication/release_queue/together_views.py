"""Several reports at once, and the copies of a report for other systems."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from departments.access import allow_roles, holds_role, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.events import record_event
from evaluations.evidence.private_files import DamagedFile, make_harmless
from evaluations.publication.release_queue.batch.batch_rows import pick_batch
from evaluations.publication.release_queue.queue_states import DESK_ROLES, DESK_TABS, DeskState
from evaluations.publication.release_queue.report_copies import file_stem, site_copy, word_copy, zipped_reports
from evaluations.publication.release_queue.together import (
    MOST_TOGETHER,
    PUBLISH_TOGETHER,
    RETRY_TOGETHER,
    picked_publications,
    retried_together,
    whole_publications,
)
from evaluations.publication.release_queue.views import own_publication

FILES = "files"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RETRIED_WORDS = "已重新排队生成"


@allow_roles(*DESK_ROLES)
@writes_only
def act_together(request: SignedInRequest) -> HttpResponse:
    """公开所选: the batch, to be looked at. 重试所选: what became of each. 下载所选: the ZIP."""
    action, tab = request.POST.get("act", ""), request.POST.get("tab", "")
    picked = list(picked_publications(request, request.user))
    back = f"{reverse('release_queue:queue')}?tab={tab if tab in DESK_TABS else 'ready'}"
    if action not in (PUBLISH_TOGETHER, RETRY_TOGETHER, FILES):
        messages.error(request, "没有认出要办理什么。请在列表里重新选择后办理。")
        return redirect(back)
    if not picked:
        messages.error(request, "没有选中报告。请先勾选要办理的报告。")
        return redirect(back)
    if action == FILES:
        return files_together(request, [one for one in picked if one.file], back)
    if action == PUBLISH_TOGETHER:
        return picked_batch(request, picked)
    outcomes = retried_together(picked, request, request.user)
    context = {
        "done": [one for one in outcomes if not one.refused],
        "refused": [one for one in outcomes if one.refused],
        "words": RETRIED_WORDS,
        "back": back,
    }
    return render(request, "publication/release_queue/together.html", context)


def picked_batch(request: SignedInRequest, picked: list) -> HttpResponse:
    """To the page on which they are looked at together before they go public."""
    if not holds_role(request.user, Role.PUBLISHER):
        raise PermissionDenied("missing role")
    return redirect("release_queue:batch", pick_batch(request.user, picked).pk)


def files_together(request: SignedInRequest, picked: list, back: str) -> HttpResponse:
    """The ZIP of those that have a PDF; one that is damaged is named, and none is sent."""
    if not picked:
        messages.error(request, "所选报告还没有生成 PDF，没有可下载的文件。")
        return redirect(back)
    if len(picked) > MOST_TOGETHER:
        messages.error(request, f"一次最多打包 {MOST_TOGETHER} 份，选了 {len(picked)} 份，请分几次下载。")
        return redirect(back)
    picked = whole_publications(picked)
    try:
        content = zipped_reports(picked)
    except DamagedFile as damage:
        messages.error(request, f"没有打包：{damage}")
        return redirect(back)
    for publication in picked:
        record_event("download", user=request.user, object=publication, request=request)
    return make_harmless(HttpResponse(content, content_type="application/zip"), f"公开报告 {len(picked)} 份.zip")


@allow_roles(*DESK_ROLES)
@reads_only
def publication_copy(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """The report as Word or as a page for the county's site."""
    publication = own_publication(request, pk)
    name = file_stem(publication)
    if kind == "word":
        answer = make_harmless(HttpResponse(word_copy(publication), content_type=WORD_TYPE), f"{name}.docx")
    elif kind == "site":
        answer = make_harmless(
            HttpResponse(site_copy(publication), content_type="text/html; charset=utf-8"), f"{name}.html"
        )
    else:
        raise Http404
    if publication.state != DeskState.LIVE:  # what the public cannot see leaves a line, as the PDF does
        record_event("download", user=request.user, object=publication, request=request)
    return answer
