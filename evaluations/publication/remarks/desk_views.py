"""The bureau's pages: which remarks wait, and the answer to one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, counties_of, reads_and_writes, reads_only
from departments.requests import SignedInRequest
from evaluations.audit.refusals import ActRefused
from evaluations.models import ReaderRemark
from evaluations.publication.portal.shelf import portal_address, shelf_counties
from evaluations.publication.release_queue.queue_states import DESK_ROLES
from evaluations.publication.remarks.remark_acts import answer_remark
from evaluations.publication.remarks.remark_forms import RemarkAnswerForm

REMARKS_A_PAGE = 50


def own_remarks(request: SignedInRequest) -> QuerySet[ReaderRemark]:
    """Remarks on reports of the person's counties."""
    counties = counties_of(request.user, *DESK_ROLES)
    rows = ReaderRemark.objects.filter(publication__department__county__in=counties)
    return rows.select_related("publication__department__county", "answered_by")


@allow_roles(*DESK_ROLES)
@reads_only
def remarks_page(request: SignedInRequest) -> HttpResponse:
    """All remarks, the open ones first, the oldest of them on top."""
    rows = own_remarks(request).filter(state=ReaderRemark.State.OPEN)
    answered = own_remarks(request).exclude(state=ReaderRemark.State.OPEN).order_by("-answered_at", "-pk")
    page = Paginator(answered, REMARKS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "publication/remarks/list.html", {"waiting": rows, "page": page})


@allow_roles(*DESK_ROLES)
@reads_and_writes
def remark_detail_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """One remark with its report, and the form of the answer."""
    remark = get_object_or_404(own_remarks(request), pk=pk)
    if request.method != "POST":
        return show_remark(request, remark, RemarkAnswerForm())
    form = RemarkAnswerForm(request.POST)
    if not form.is_valid():
        return show_remark(request, remark, form, 422)
    try:
        answer_remark(remark, request.user, form.cleaned_data["state"], form.cleaned_data["answer"], request)
    except ActRefused as refused:
        remark.refresh_from_db()
        form.add_error(None, refused.message)
        return show_remark(request, remark, form, refused.status_code)
    messages.success(request, "已答复。提交纠错的人凭查询码可以看到。")
    return redirect("remark_desk:list")


def show_remark(
    request: SignedInRequest, remark: ReaderRemark, form: RemarkAnswerForm, status: int = 200
) -> HttpResponse:
    """The page, perhaps with an answer that could not be kept."""
    address = portal_address("report", remark.publication, shelf_counties())
    open_still = remark.state == ReaderRemark.State.OPEN
    context = {"remark": remark, "form": form, "address": address, "shown": open_still or form.is_bound}
    return render(request, "publication/remarks/detail.html", context, status=status)
