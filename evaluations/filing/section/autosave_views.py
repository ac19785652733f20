"""What an open section page sends by itself: its text after each pause, and the copy that the browser has kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from departments.access import allow_roles, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.desk.kept_results import desk_after_save, shown_state
from evaluations.filing.section.conflict import brought_in, clash_context, unsaved_differences
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.saving import SaveConflict, SaveOutcome, save_locked
from evaluations.filing.section.section_page import section_context
from evaluations.filing.section.sent_differences import (
    UnknownStart,
    sent_of_shown,
    spare_rows,
    whole_page,
)
from evaluations.filing.section.sent_page import SENDS_DIFFERENCES, opened_version, posted_page
from evaluations.filing.section.versions import LateSending, kept_versions
from evaluations.filing.section.views import desk_at
from evaluations.filing.section.ways_back import ways_back
from evaluations.language.severities import HINT_LEVEL
from evaluations.workflow.acting import ActRefused, refuse_locked_in

STRANGER = "这一页不是您打开的：现在登录的是{}。内容没有保存，保留在本机，请原来填报的人重新登录后再保存。"
DONE_TAKEN_BACK = "这一部分有内容未通过检查，已改为“尚未填完”；改正后请按“填完，下一部分”。"


@allow_roles(Role.PREPARER)
@writes_only
def autosave_section(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    """Store the text as 暂存 does, without a word on whether it is finished. Every refusal leaves all as it was."""
    post = request.POST
    if post.get("person", str(request.user.pk)) != str(request.user.pk):
        desk_at(request, pk, section)
        return autosave_refusal("stranger", STRANGER.format(request.user))
    # Ticks that delete imported values wait for a button.
    typed = {name: post[name] for name in post if not name.startswith("printed-")}
    today = timezone.localdate()  # what passes midnight is told by the next answer
    try:
        # One reading: whether the person may, what the form is, and the lock.
        with transaction.atomic():
            desk = desk_at(request, pk, section, locked=True)
            refuse_locked_in(desk.evaluation)
            version, page = opened_version(post), posted_page(post)
            form = SectionForm.posted(
                desk, whole_page(desk, typed, version, page) if SENDS_DIFFERENCES in post else typed
            )
            sent = sent_of_shown(desk, post, typed, today)
            saved = save_locked(form, desk.evaluation, request.user, version=version, done=None, page=page)
    except SaveConflict as stale:
        return autosave_conflict(desk_at(request, pk, section), stale, request)
    except LateSending:
        return autosave_refusal("late", "")
    except UnknownStart:
        return autosave_refusal("whole", "")
    except ActRefused as refused:
        return autosave_refusal("locked", refused.message)
    return JsonResponse(autosave_answer(request, form, saved, sent, today))


def autosave_refusal(kind: str, message: str, **more: Any) -> HttpResponse:
    """Nothing was stored; the page keeps its text and says why."""
    return JsonResponse({"kind": kind, "message": message} | more, status=409)


def autosave_conflict(desk: SectionDesk, stale: SaveConflict, request: SignedInRequest) -> HttpResponse:
    """Both texts side by side, as a plain save shows them."""
    context = {
        "clash": clash_context(desk, stale, request.user),
        "evaluation": desk.evaluation,
        "section": desk.section,
    }
    return autosave_refusal("clash", "", html=render_to_string("filing/section/conflict.html", context))


def autosave_answer(
    request: SignedInRequest, form: SectionForm, saved: SaveOutcome, sent: frozenset[str] | None, today: date
) -> dict:
    """What the page shows after a save; of long tables what changed, where it shows what was stored but for what it `sent`.

    `page`: the page as if it were opened now, its rows numbered as they were sent;
    `texts`: what a colleague changed, for the inputs that are not being typed in; `differs`: the next time it may send what
    differs from this time, `spare`: and the rows that begin so."""
    desk = desk_after_save(form.desk, saved.known, sent)
    shown = form_as_shown(desk, form)
    spare = spare_rows(form, shown)
    back = ways_back(request.session, shown.desk, shown.data)
    context = section_context(shown, opened=saved.version, answers=True, ways_back=back)
    taken = saved.merge.taken if saved.merge else []
    merged = saved.merge.texts if saved.merge else {}
    return {
        "page": render_to_string("filing/section/section.html", context, request),
        "heard": heard_words(context),
        "version": saved.version,
        "stamp": shown_state(desk.evaluation, today),
        "at": timezone.localtime().strftime("%H:%M"),
        "wrong": len(form.errors),
        "field": next((form.labels[name][1] for name in form.errors if name in form.labels), ""),
        "whole": not form.cut,
        # A page of 1.8.0 knows `differs` alone, and would leave empty rows out of what it sends.
        "differs": spare == [],
        "spare": spare,
        "done": saved.done,
        "undone": DONE_TAKEN_BACK if saved.undone else "",
        "merged": brought_in(desk, saved, desk.user) if taken else "",
        "texts": {name: merged.get(name, "") for name in taken if name in form.labels and not in_row(form, name)},
        "rows": any(name not in form.labels or in_row(form, name) for name in taken),
    }


def heard_words(context: Mapping[str, Any]) -> str:
    """What a listener hears: the score once there is one, how much is found on this page, and before the panel tells that
    how many numbers of its texts contradict."""
    total = f"自评得分 {context['total']} 分" if context["begun"] else ""
    found = f"本页核对出 {context['found']} 处" if context["here"] else ""
    wrong = contradicting_numbers(context["desk"]) if context["quiet"] else 0
    found = f"文字里有 {wrong} 个数不一致" if wrong else found
    return "，".join(one for one in (total, found) if one)


def contradicting_numbers(desk: SectionDesk) -> int:
    """How many numbers of the section's texts contradict and are not explained."""
    own = [one for one in desk.findings if one.section == desk.section.code and one.spot and one.level != HINT_LEVEL]
    return sum(not one.explained_by(desk.facts) for one in own)


def form_as_shown(desk: SectionDesk, form: SectionForm) -> SectionForm:
    """The form as a page opened now shows it, with the rows of the page that sent it: one that is empty stays there."""
    # What was read for the save is read, unless its rows bear other numbers; one that is empty says nothing.
    typed = form if form.data.items() <= form.sent.items() else SectionForm(desk, form.sent)
    return SectionForm(desk, {**form.sent, **typed.canonical()}).beside(typed)


def in_row(form: SectionForm, name: str) -> bool:
    """Whether a field stands in a row, whose number on the page is not that of the stored text."""
    return any(name.startswith(f"{prefix}-") for prefix in form.lists)


@allow_roles(Role.PREPARER)
@writes_only
def compare_local_copy(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    """How a copy kept by the browser differs from what is stored; no html when nothing in it is missing here."""
    desk = desk_at(request, pk, section)
    form, page = SectionForm.posted(desk, request.POST), posted_page(request.POST)
    # Without a number it was never sent as it is.
    arrived = page.sending and kept_versions(desk.state).filter(page=page.token, sending__gte=page.sending).exists()
    places = () if arrived else unsaved_differences(desk, form, opened_version(request.POST), page)
    context = {"places": places, "editable": desk.may_edit}
    html = render_to_string("filing/section/local_copy.html", context) if places else ""
    return JsonResponse({"html": html, "version": desk.state.version})
