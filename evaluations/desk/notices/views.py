"""One's own notices: all of twelve months, opened one by one, or marked as read together."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import SIGNED_IN, allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from evaluations.desk.notices.notice_place import notice_place
from evaluations.notices.own_notices import mark_as_read, own_notices

NOTICES_A_PAGE = 50


@allow_roles(SIGNED_IN)
@reads_only
def notices_page(request: SignedInRequest) -> HttpResponse:
    """All notices of the person, newest first."""
    rows = own_notices(request.user).select_related("obligation__cycle", "obligation__department").order_by("-pk")
    page = Paginator(rows, NOTICES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/notices/notices.html", {"page": page, "notices": page.object_list})


@allow_roles(SIGNED_IN)
@writes_only
def open_notice(request: SignedInRequest, notice: int) -> HttpResponse:
    """Mark one as read and go to what it is about."""
    found = get_object_or_404(own_notices(request.user).select_related("obligation__department"), pk=notice)
    mark_as_read(own_notices(request.user).filter(pk=found.pk))
    return redirect(notice_place(found, request.user))


@allow_roles(SIGNED_IN)
@writes_only
def read_all_notices(request: SignedInRequest) -> HttpResponse:
    """Mark everything as read that stood on the page; what came since stays new."""
    newest = request.POST.get("newest", "")
    rows = own_notices(request.user)
    marked = mark_as_read(rows.filter(pk__lte=int(newest))) if newest.isdecimal() and len(newest) < 19 else 0
    messages.success(request, f"已将 {marked} 条通知标为已读。" if marked else "没有未读的通知。")
    return redirect("desk:home")
