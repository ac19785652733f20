"""One page with a line for each part that most departments leave empty, instead of a page for each."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from departments.access import allow_roles, reads_and_writes
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.filing.comments.comment_list import Comments
from evaluations.filing.desk.draft_desk import Desk, evaluation_of
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.section.empty_parts import NOTHING_HERE, SOMETHING_HERE, EmptyPart, empty_parts
from evaluations.filing.section.form import NONE_INPUT, SectionForm
from evaluations.filing.section.saving import SaveConflict, save_section
from evaluations.filing.tasks.task_list import section_tasks
from evaluations.language.small_numbers import small_number
from evaluations.workflow.acting import ActRefused

UNANSWERED = "请选择“无”或“有”。"
FILLED = "这一部分填有内容，没有改为“无”。请打开核对，确认删去内容后再选“无”。"
CHANGED = "这一部分刚刚有人改过，没有保存您的选择。请核对后再选。"


@allow_roles(Role.PREPARER)
@reads_and_writes
def empty_parts_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which parts have nothing to report; what is answered is stored line by line, the rest is asked again."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    if request.method != "POST":
        return _page(request, desk, empty_parts(desk), 200)
    try:
        told = [_answered(request, desk, part) for part in empty_parts(desk)]
    except ActRefused as refused:
        messages.error(request, refused.message)
        return redirect("filing:tasks", pk)
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    if any(part.message for part in told):
        versions = {part.section.code: part.version for part in empty_parts(desk)}
        return _page(request, desk, [replace(one, version=versions[one.section.code]) for one in told], 422)
    messages.success(request, "已保存。")
    return redirect(_next_address(desk, told))


def _page(request: SignedInRequest, desk: Desk, parts: list[EmptyPart], status: int) -> HttpResponse:
    context = filing_frame(desk, "nothing") | {
        "parts": parts,
        "summary": [(one.name, one.message) for one in parts if one.message],
    }
    return render(request, "filing/nothing/nothing.html", context, status=status)


def _answered(request: SignedInRequest, desk: Desk, part: EmptyPart) -> EmptyPart:
    """The part after what was chosen for it; with a message where that could not be stored."""
    chosen = request.POST.get(part.name, "")
    if chosen not in (NOTHING_HERE, SOMETHING_HERE):
        return replace(part, message=UNANSWERED)
    if chosen == NOTHING_HERE and part.filled and part.answer != NOTHING_HERE:
        return replace(part, message=FILLED)
    agreed = chosen == part.answer and (part.settled or chosen == SOMETHING_HERE)
    if agreed or (chosen == SOMETHING_HERE and part.answer != NOTHING_HERE):
        return replace(part, answer=chosen)
    there = desk.at(part.section)
    texts = {**SectionForm.stored(there).data, NONE_INPUT: "on" if chosen == NOTHING_HERE else ""}
    form = SectionForm.arranged(there, texts)
    version = small_number(request.POST.get(f"{part.name}-version", ""))
    try:
        save_section(form, request.user, version=version, done=chosen == NOTHING_HERE)
    except SaveConflict:
        return replace(part, message=CHANGED)
    return replace(part, answer=chosen)


def _next_address(desk: Desk, told: list[EmptyPart]) -> str:
    """The first part said to have something that is not finished, else the first of all that is not, else the list."""
    codes = [one.section.code for one in told if one.answer == SOMETHING_HERE]
    waiting = [task.code for task in section_tasks(desk, Comments(desk)) if not task.complete]
    first = next((code for code in codes if code in waiting), next(iter(waiting), ""))
    name, more = ("filing:section", [first]) if first else ("filing:tasks", [])
    return reverse(name, args=[desk.evaluation.pk, *more])
