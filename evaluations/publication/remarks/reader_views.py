"""Public pages, without login: say what is wrong in a report, and read what became of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from departments.access import allow_everybody, reads_and_writes, reads_only
from evaluations.audit.refusals import ActRefused
from evaluations.models import Publication, ReaderRemark
from evaluations.publication.portal.portal_frame import portal_frame, portal_page
from evaluations.publication.portal.shelf import (
    PortalSearch,
    ShelfState,
    county_choice_address,
    find_publications,
    portal_address,
    shelf_counties,
)
from evaluations.publication.remarks.remark_acts import receive_remark
from evaluations.publication.remarks.remark_forms import RemarkForm


@allow_everybody
@reads_and_writes
def remark_page(request: HttpRequest, year: int, budget_code: str) -> HttpResponse:
    """The form, and what is sent by it. Only of a report that is on show: 404; the same code in several counties: choose."""
    found = find_publications(year, budget_code, PortalSearch.of(request.GET).county)
    live = [one for one in found if one.state == ShelfState.LIVE]
    if not live:
        return portal_page("publication/portal/missing.html", {}, status=404)
    if len(live) > 1:
        return redirect(county_choice_address(year, budget_code))
    if request.method != "POST":
        return show_form(request, live[0], RemarkForm())
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return show_form(request, live[0], form, 422)
    try:
        remark = receive_remark(live[0], form.cleaned_data, request)
    except ActRefused as refused:
        form.add_error(None, refused.message)
        return show_form(request, live[0], form, refused.status_code)
    return redirect("remarks:answer", remark.token)


def show_form(request: HttpRequest, publication: Publication, form: RemarkForm, status: int = 200) -> HttpResponse:
    """In the portal's frame; the form's token needs the request, and so no cache may keep the page."""
    address = portal_address("report", publication, shelf_counties())
    context: dict[str, Any] = {"publication": publication, "form": form, "address": address}
    context |= portal_frame(publication.department.county)
    return render(request, "publication/remarks/form.html", context, status=status)


@allow_everybody
@reads_only
@never_cache
def remark_answer_page(request: HttpRequest, token: str) -> HttpResponse:
    """What was written, and the bureau's answer, for whoever knows the code."""
    remark = ReaderRemark.objects.filter(token=token).select_related("publication__department__county").first()
    if remark is None:
        return portal_page("publication/portal/missing.html", {}, status=404)
    county = remark.publication.department.county
    return portal_page("publication/remarks/answer.html", {"remark": remark}, county=county)
