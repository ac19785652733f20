"""整段粘贴自动拆分: what was pasted is shown cut into parts, and stored when people accept it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.pasting.preview import accepted_form, paste_preview
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.origins import changed_units
from evaluations.filing.section.saving import SaveConflict, save_section
from evaluations.filing.section.section_page import section_context
from evaluations.filing.section.sent_page import opened_version, posted_page
from evaluations.filing.section.versions import LateSending
from evaluations.filing.section.views import desk_at, save_conflict_page
from evaluations.language.texts import TextError
from evaluations.models import PlaceOrigin
from evaluations.papers.splitting import split_kind
from evaluations.workflow.acting import ActRefused


@allow_roles(Role.PREPARER)
@writes_only
def split_chapter(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    """Save what else was typed on the section's page, then show the pasted chapter in parts; or store the parts."""
    desk = desk_at(request, pk, section)
    step = request.POST.get("step", "")
    if not split_kind(desk.section):
        return redirect("filing:section", pk, section)
    if step == "accept":
        form, before = accepted_form(desk, request.POST), SectionForm.stored(desk).canonical()
        if refused := save_or_refuse(request, desk, form, False):
            return refused
        units = changed_units(form, before, form.canonical())
        PlaceOrigin.record(desk.evaluation, section, units, PlaceOrigin.Kind.PASTED)
        return accepted_split_page(request, desk)
    if step != "again":
        form = SectionForm.posted(desk, request.POST)
        if refused := save_or_refuse(request, desk, form, request.POST.get("done") == "1"):
            return refused
    return split_preview_page(request, desk_at(request, pk, section))


def save_or_refuse(request: SignedInRequest, desk: SectionDesk, form: SectionForm, done: bool) -> HttpResponse | None:
    """Save the form; the page that says why not when it could not be saved."""
    try:
        save_section(
            form, request.user, version=opened_version(request.POST), done=done, page=posted_page(request.POST)
        )
    except SaveConflict as stale:
        return save_conflict_page(request, form, stale, done)
    except LateSending:
        return redirect("filing:section", desk.evaluation.pk, desk.section.code)
    except ActRefused as refused:
        return refilled_section_page(request, form.data, desk, refused.status_code, refused=refused.message)
    return None


def accepted_split_page(request: SignedInRequest, desk: SectionDesk) -> HttpResponse:
    """The section's page after accepting: at the faults if there are any."""
    desk = desk_at(request, desk.evaluation.pk, desk.section.code)
    if desk.state.raw:
        return refilled_section_page(request, SectionForm.stored(desk).data, desk, 422)
    messages.success(request, "已采用并保存。请再看一遍，没有问题的按“填完，下一部分”。")
    return redirect("filing:section", desk.evaluation.pk, desk.section.code)


def split_preview_page(request: SignedInRequest, desk: SectionDesk) -> HttpResponse:
    """The preview; what cannot be kept goes back to the section's page with the reason."""
    pasted = request.POST.get("paste", "")
    try:
        found = paste_preview(desk, pasted, request.POST.get("way", ""))
        fault = "" if found.pasted else "还没有粘贴文字。请先从 Word 或 WPS 复制整段，粘贴到框里，再按“拆分”。"
    except TextError as error:
        fault = str(error)
    if fault:
        data = SectionForm.stored(desk).data
        return refilled_section_page(request, {**data, "paste": pasted}, desk, 422, refused=fault)
    context = filing_frame(desk, desk.section.code) | {
        "found": found,
        "section": desk.section,
        "label": desk.label(desk.section.label),
        "state": desk.state,
    }
    return render(request, "filing/pasting/split.html", context)


def refilled_section_page(
    request: SignedInRequest, data: Mapping[str, str], desk: SectionDesk, status: int, **extra: Any
) -> HttpResponse:
    """The section's page with these texts."""
    desk = desk_at(request, desk.evaluation.pk, desk.section.code)
    context = section_context(SectionForm(desk, data), **extra)
    return render(request, "filing/section/section.html", context, status=status)
