"""整段粘贴自动拆分: what was pasted is shown cut into parts, and stored when people accept it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow, writes
from departments.roles import Role
from evaluations.filing.desk import page_frame
from evaluations.filing.pasting.preview import accepted, preview
from evaluations.filing.pasting.splitting import offered
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.saving import Stale, save
from evaluations.filing.section.sent_page import page_of, seen
from evaluations.filing.section.versions import Late
from evaluations.filing.section.views import conflict, desk_at
from evaluations.language.bounded_texts import TextError
from evaluations.workflow.acting import Refused


@allow(Role.PREPARER)
@writes
def split(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Save what else was typed on the section's page, then show the pasted chapter in parts; or store the parts."""
    desk = desk_at(request, pk, section)
    step = request.POST.get("step", "")
    if not offered(desk.section):
        return redirect("filing:section", pk, section)
    if step == "accept":
        return stored(request, desk, accepted(desk, request.POST), False) or told(request, desk)
    if step != "again":
        form = SectionForm.posted(desk, request.POST)
        if refused := stored(request, desk, form, request.POST.get("done") == "1"):
            return refused
    return shown(request, desk_at(request, pk, section))


def stored(request, desk, form: SectionForm, done: bool) -> HttpResponse | None:
    """Save the form; the page that says why not when it could not be saved."""
    try:
        save(form, request.user, version=seen(request.POST), done=done, page=page_of(request.POST))
    except Stale as stale:
        return conflict(request, form, stale, done)
    except Late:
        return redirect("filing:section", desk.evaluation.pk, desk.section.code)
    except Refused as refused:
        return page(request, form.data, desk, refused.status_code, refused=refused.message)
    return None


def told(request, desk) -> HttpResponse:
    """The section's page after accepting: at the faults if there are any."""
    desk = desk_at(request, desk.evaluation.pk, desk.section.code)
    if desk.state.raw:
        return page(request, SectionForm.stored(desk).data, desk, 422)
    messages.success(request, "已采用并保存。请再看一遍，没有问题的选“填完了”。")
    return redirect("filing:section", desk.evaluation.pk, desk.section.code)


def shown(request, desk) -> HttpResponse:
    """The preview; what cannot be kept goes back to the section's page with the reason."""
    pasted = request.POST.get("paste", "")
    try:
        found = preview(desk, pasted, request.POST.get("way", ""))
        fault = "" if found.pasted else "还没有粘贴文字。请先从 Word 或 WPS 复制整段，粘贴到框里，再按“拆分”。"
    except TextError as error:
        fault = str(error)
    if fault:
        data = SectionForm.stored(desk).data
        return page(request, {**data, "paste": pasted}, desk, 422, refused=fault)
    context = page_frame.frame(desk, desk.section.code) | {
        "found": found,
        "section": desk.section,
        "label": desk.label(desk.section.label),
        "state": desk.state,
    }
    return render(request, "filing/pasting/split.html", context)


def page(request, data, desk, status: int, **extra) -> HttpResponse:
    """The section's page with these texts."""
    desk = desk_at(request, desk.evaluation.pk, desk.section.code)
    context = page_frame.section_page(SectionForm(desk, data), **extra)
    return render(request, "filing/section/section.html", context, status=status)
