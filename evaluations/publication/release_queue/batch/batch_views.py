"""The pages of a batch: what was picked, with what each changes for the public; then how far it is."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused
from evaluations.jobs.background_state import background_state
from evaluations.language.small_numbers import small_number
from evaluations.models import ReleaseBatch
from evaluations.publication.release_queue.batch.batch_rows import (
    batch_progress,
    begin_batch,
    try_again,
)
from evaluations.publication.release_queue.public_difference import public_differences
from evaluations.publication.release_queue.queue_states import FROZEN_COLUMNS
from evaluations.publication.release_queue.typed_moment import MOMENT_FIELD, typed_moment

ITEMS_A_PAGE = 50
AT_A_TIME = "later"


@allow_roles(Role.PUBLISHER)
@reads_only
def batch_page(request: SignedInRequest, release: int) -> HttpResponse:
    """What was picked and is to be looked at; once begun, what became of each."""
    return show_batch(request, own_batch(request, release))


def own_batch(request: SignedInRequest, pk: int) -> ReleaseBatch:
    """The person's own batch; 404 otherwise."""
    return get_object_or_404(ReleaseBatch, pk=pk, user=request.user)


def show_batch(request: SignedInRequest, batch: ReleaseBatch, *, error: str = "", status: int = 200) -> HttpResponse:
    """The page, perhaps with what was refused and the time that was typed."""
    items = batch.items.select_related("publication__submission__evaluation", "publication__department")
    items = items.defer(*(f"publication__{name}" for name in FROZEN_COLUMNS))
    if batch.begun_at:
        items = items.order_by("-state", "pk")  # waiting, refused, done
    page = Paginator(items, ITEMS_A_PAGE).get_page(request.GET.get("page"))
    shown = [] if batch.begun_at else [item.publication for item in page if item.publication]
    differences = public_differences(shown)
    progress = batch_progress(batch)
    context = {
        "batch": batch,
        "page": page,
        "lines": [(item, differences.get(item.publication_id or 0)) for item in page],
        "progress": progress,
        "halted": background_state().words if batch.begun_at and progress.waiting else "",
        "error": error,
        "typed": request.POST.get(MOMENT_FIELD, ""),
    }
    return render(request, "publication/release_queue/batch/batch.html", context, status=status)


@allow_roles(Role.PUBLISHER)
@writes_only
def begin_picked(request: SignedInRequest, release: int) -> HttpResponse:
    """Publish what was picked, now or at the time that was typed."""
    picked = own_batch(request, release)
    try:
        moment = typed_moment(request) if request.POST.get("when") == AT_A_TIME else None
        begin_batch(picked, request, moment)
    except ActRefused as refusal:
        return show_batch(request, picked, error=refusal.message, status=refusal.status_code)
    return redirect("release_queue:batch", picked.pk)


@allow_roles(Role.PUBLISHER)
@writes_only
def retry_refused(request: SignedInRequest, release: int) -> HttpResponse:
    """Try again what was refused: one (`item`) or all of it, each as it stands now."""
    own, item = own_batch(request, release), request.POST.get("item", "")
    if not try_again(own, small_number(item) if item else None):
        messages.error(request, "没有可以重试的报告。请刷新页面查看。")
    return redirect("release_queue:batch", own.pk)
