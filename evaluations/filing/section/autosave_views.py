"""What an open section page sends by itself: its text after each pause, and the copy that the browser has kept."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from departments.access import allow, writes
from departments.roles import Role
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section import versions
from evaluations.filing.section.conflict import brought_in, clashing, unsaved
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.live_answer import live
from evaluations.filing.section.parts.said import said
from evaluations.filing.section.saving import Stale, save
from evaluations.filing.section.sent_page import page_of, seen
from evaluations.filing.section.versions import Late
from evaluations.filing.section.views import desk_at
from evaluations.workflow.acting import Refused

STRANGER = "这一页不是您打开的：现在登录的是{}。内容没有保存，保留在本机，请原来填报的人重新登录后再保存。"
UNDONE = "这一部分有内容没有通过检查，已改回“还没有填完”；改好后请重新选“填完了”并保存。"


@allow(Role.PREPARER)
@writes
def autosave(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Store the text as 暂存 does, without a word on whether it is finished. Every refusal leaves all as it was."""
    desk = desk_at(request, pk, section)
    post = request.POST
    if post.get("person", str(request.user.pk)) != str(request.user.pk):
        return refusal("stranger", STRANGER.format(request.user))
    # Ticks that delete imported values wait for a button.
    typed = {name: post[name] for name in post if not name.startswith("printed-")}
    form = SectionForm.posted(desk, typed)
    try:
        saved = save(form, request.user, version=seen(post), done=None, page=page_of(post))
    except Stale as stale:
        return conflict(desk, stale, request)
    except Late:
        return refusal("late", "")
    except Refused as refused:
        return refusal("locked", refused.message)
    return JsonResponse(told(Desk(desk.evaluation, desk.user, desk.section, shows=True), form, saved))


def refusal(kind: str, message: str, **more) -> HttpResponse:
    """Nothing was stored; the page keeps its text and says why."""
    return JsonResponse({"kind": kind, "message": message} | more, status=409)


def conflict(desk, stale, request) -> HttpResponse:
    """Both texts side by side, as a plain save shows them."""
    context = {"clash": clashing(desk, stale, request.user), "evaluation": desk.evaluation, "section": desk.section}
    return refusal("clash", "", html=render_to_string("filing/section/conflict.html", context))


def told(desk, form, saved) -> dict:
    """What the page shows after a save. `texts`: what a colleague changed, for the inputs that are not being typed in."""
    taken = saved.merge.taken if saved.merge else []
    return live(desk) | {
        "version": saved.version,
        "at": timezone.localtime().strftime("%H:%M"),
        "wrong": len(form.errors),
        "whole": not form.cut,
        "done": saved.done,
        "undone": UNDONE if saved.undone else "",
        "merged": brought_in(desk, saved, desk.user) if taken else "",
        "texts": {name: saved.merge.texts.get(name, "") for name in taken if name in form.labels and not in_row(form, name)},
        "said": {one.id: render_to_string("filing/section/said.html", {"one": one}) for one in said(desk, form.sent)},
        "rows": any(name not in form.labels or in_row(form, name) for name in taken),
    }  # fmt: skip


def in_row(form, name) -> bool:
    """Whether a field stands in a row, whose number on the page is not that of the stored text."""
    return any(name.startswith(f"{prefix}-") for prefix in form.lists)


@allow(Role.PREPARER)
@writes
def compare(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """How a copy kept by the browser differs from what is stored; no html when nothing in it is missing here."""
    desk = desk_at(request, pk, section)
    form, page = SectionForm.posted(desk, request.POST), page_of(request.POST)
    # Without a number it was never sent as it is.
    arrived = page.sending and versions.rows(desk.state).filter(page=page.token, sending__gte=page.sending).exists()
    places = () if arrived else unsaved(desk, form, seen(request.POST), page)
    context = {"places": places, "editable": desk.may_edit}
    html = render_to_string("filing/section/local_copy.html", context) if places else ""
    return JsonResponse({"html": html, "version": desk.state.version})
