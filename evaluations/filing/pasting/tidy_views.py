"""整理序号和标点: what would change is shown first, and stored when people accept it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.pasting.tidying import tidied_form, tidied_texts
from evaluations.filing.pasting.views import accepted_split_page, save_or_refuse
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.views import desk_at

NOTHING_TO_TIDY = "序号和标点没有需要整理的地方。"


@allow_roles(Role.PREPARER)
@writes_only
def tidy_section_texts(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    """Save what was typed on the section's page and show its texts with marks and numbers in order; or store them so."""
    desk = desk_at(request, pk, section)
    accepted = request.POST.get("step") == "accept"
    form = tidied_form(desk) if accepted else SectionForm.posted(desk, request.POST)
    if refused := save_or_refuse(request, desk, form, False):
        return refused
    desk = desk_at(request, pk, section)
    if accepted:
        return accepted_split_page(request, desk)
    found = tidied_texts(desk)
    if not found:
        messages.success(request, NOTHING_TO_TIDY)
        return redirect("filing:section", pk, section)
    context = filing_frame(desk, desk.section.code) | {
        "found": found,
        "section": desk.section,
        "label": desk.label(desk.section.label),
        "state": desk.state,
    }
    return render(request, "filing/pasting/tidy.html", context)
