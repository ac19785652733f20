"""One section: shown, saved, in conflict, and with one more row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from departments.access import allow_roles, reads_and_writes, reads_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.checks.finding import Finding
from evaluations.filing.comments.comment_list import answer_all
from evaluations.filing.desk.draft_desk import Desk, SectionDesk, evaluation_of
from evaluations.filing.desk.kept_results import saving_desk, showing_desk
from evaluations.filing.section.conflict import brought_in, clash_context
from evaluations.filing.section.empty_parts import asks_together
from evaluations.filing.section.form import NONE_INPUT, SectionForm, moved_row, without_row
from evaluations.filing.section.offers import filled_with_group
from evaluations.filing.section.other_meaning import OTHER_BUTTON, other_input, store_other_meaning
from evaluations.filing.section.place_address import finding_address
from evaluations.filing.section.saving import SaveConflict, SaveOutcome, save_section
from evaluations.filing.section.section_page import neighbour_sections, section_context
from evaluations.filing.section.sent_page import opened_version, posted_page
from evaluations.filing.section.versions import LateSending
from evaluations.filing.section.ways_back import keep_swap, ways_back
from evaluations.filing.section.word_swap import SWAP_BUTTON, WORD_MOVED, WordSwap, read_swap
from evaluations.filing.tasks.task_list import filing_order, section_gaps
from evaluations.language.small_numbers import small_number
from evaluations.schemes.scheme import Section
from evaluations.workflow.acting import ActRefused

BUTTONS = ("add", "remove", "up", "down")
FILL = "fill"
NOTHING_ANSWER, DROPPED = "nothing", "drop"  # which holds where 无此项 is ticked beside a text; else the text is kept
LAST_ROW, MOST_ADDED = 999, 100  # paste.js asks for at most as many


@allow_roles(Role.PREPARER)
@reads_and_writes
def section_form_page(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    """The page of a section; POST saves it and goes on, stays, or shows what must be mended."""
    desk = desk_at(request, pk, section)
    if request.method == "POST":
        return save_posted_section(request, desk)
    form = SectionForm.stored(desk)
    if kind := request.GET.get("add"):
        form = form.with_blank(kind)
    page = section_context(form, ways_back=ways_back(request.session, desk, form.data))
    return render(request, "filing/section/section.html", page)


def desk_at(request: SignedInRequest, pk: int, code: str, *, locked: bool = False) -> SectionDesk:
    """The desk of one of the person's own evaluations at a section of its scheme, or 404. `locked`: the draft is."""
    reading = Desk if request.method == "POST" else showing_desk
    desk_for = saving_desk if locked else reading
    desk = desk_for(evaluation_of(request, pk, Role.PREPARER, locked=locked), request.user)
    found = {section.code: section for section in desk.scheme.sections}
    if code not in found:
        raise Http404
    return desk.at(found[code])


@dataclass(frozen=True)
class PressedForm:
    """The form as the pressed button arranged it. `done`: the person goes on from the section as finished (True) or put
    aside (False), or None; `asked`: 无此项 is ticked beside a text, and which of the two holds is to be asked."""

    form: SectionForm
    done: bool | None
    asked: bool = False
    swap: WordSwap | None = None


def pressed_form(request: SignedInRequest, desk: SectionDesk) -> PressedForm:
    """What was sent, after the work of the button."""
    post = request.POST
    form = rearranged(SectionForm.posted(desk, post), post)
    done = {"1": True, "0": False}.get(post.get("done", ""))
    if FILL in post:
        form, done = SectionForm.arranged(desk, filled_with_group(form, post[FILL])), False
    if answer := post.get(NOTHING_ANSWER):
        form, done = nothing_settled(form, answer), True if answer == DROPPED else None
    form, swap = exchanged(form, request)
    asked = bool(done) and nothing_in_doubt(form)
    return PressedForm(form, False if asked else done, asked, swap)


def save_posted_section(request: SignedInRequest, desk: SectionDesk) -> HttpResponse:
    """Save what was posted on top of what the page was opened with; nothing typed is lost on any way out of here."""
    post, pressed = request.POST, pressed_form(request, desk)
    form, done = pressed.form, pressed.done
    try:
        result = save_section(form, request.user, version=opened_version(post), done=done, page=posted_page(post))
    except SaveConflict as stale:
        return save_conflict_page(request, form, stale, done)
    except LateSending:
        return redirect(next_address(request, desk))
    except ActRefused as refused:
        form = SectionForm(desk_at(request, desk.evaluation.pk, desk.section.code), form.data)
        context = section_context(form, refused=refused.message)
        return render(request, "filing/section/section.html", context, status=refused.status_code)
    if faults := answer_all(desk, post, request):
        form = SectionForm(desk_at(request, desk.evaluation.pk, desk.section.code), form.data)
        return render(request, "filing/section/section.html", section_context(form, refused=faults), status=422)
    return saved_page(request, desk_at(request, desk.evaluation.pk, desk.section.code), pressed, result)


def saved_page(request: SignedInRequest, desk: SectionDesk, pressed: PressedForm, result: SaveOutcome) -> HttpResponse:
    """Where a save leads: on, back to what is not valid or missing yet, or to the question that 无此项 raises."""
    if result.merge and result.merge.taken:
        messages.info(request, brought_in(desk, result, request.user))
    elif pressed.form.errors and not any(name in request.POST for name in (*BUTTONS, FILL, SWAP_BUTTON, OTHER_BUTTON)):
        context = section_context(SectionForm(desk, pressed.form.data), kept=bool(pressed.done))
        return render(request, "filing/section/section.html", context, status=422)
    if pressed.asked:
        page = section_context(SectionForm.stored(desk), nothing_asked=True)
        return render(request, "filing/section/section.html", page, status=422)
    gaps = section_gaps(desk) if pressed.done else []
    if name := other_input(request, pressed.form.sent):
        store_other_meaning(request, desk)
        return redirect(f"{next_address(request, desk)}#id_{name}")
    report_saved(request, desk, pressed.done, gaps)
    if gaps:
        return redirect(finding_address(desk, gaps[0]))
    return redirect(swapped_address(request, desk, pressed.swap) if pressed.swap else next_address(request, desk))


def nothing_in_doubt(form: SectionForm) -> bool:
    """Whether 无此项 is ticked beside something typed."""
    return form.none and len(form.canonical()) > 1


def nothing_settled(form: SectionForm, answer: str) -> SectionForm:
    """The form without its tick, or with nothing but the tick; what is dropped stays among the kept versions."""
    kept = {} if answer == DROPPED else form.sent
    tick = "on" if answer == DROPPED else ""
    return SectionForm.arranged(form.desk, {**dict.fromkeys(form.sent, ""), **kept, NONE_INPUT: tick})


def exchanged(form: SectionForm, request: SignedInRequest) -> tuple[SectionForm, WordSwap | None]:
    """The form after 改为 was pressed under a text; when the word is gone, nothing is exchanged, and that is said."""
    asked = read_swap(request.POST.get(SWAP_BUTTON, ""))
    if asked is None or asked.input_name not in form.sent:
        return form, None
    data, swap = asked.applied(form.sent)
    if swap is None:
        messages.warning(request, WORD_MOVED.format(asked.old))
        return form, None
    return SectionForm.arranged(form.desk, data), swap


def swapped_address(request: SignedInRequest, desk: SectionDesk, swap: WordSwap) -> str:
    """The page again, at the text."""
    keep_swap(request.session, desk, swap)
    own = reverse("filing:section", args=[desk.evaluation.pk, desk.section.code])
    return f"{own}#id_{swap.input_name}"


def save_conflict_page(
    request: SignedInRequest, form: SectionForm, stale: SaveConflict, done: bool | None
) -> HttpResponse:
    """Both changed the same places: nothing is stored, and both texts are laid side by side."""
    desk = desk_at(request, form.desk.evaluation.pk, form.desk.section.code)
    clash, opened = clash_context(desk, stale, request.user), request.POST.get("version", "")
    page = section_context(SectionForm(desk, form.data), clash=clash, opened=opened, kept=bool(done))
    return render(request, "filing/section/section.html", page, status=409)


def report_saved(request: SignedInRequest, desk: SectionDesk, done: bool | None, gaps: Sequence[Finding]) -> None:
    """Say what was saved; where the person meant to go on, the first of what is still missing, by its name."""
    label = desk.label(desk.section.label)
    if gaps:
        first = f"“{label}”已保存，尚有 {len(gaps)} 处必填内容未填。第一处是：{gaps[0].where}。"
        messages.warning(request, first)
    else:
        messages.success(request, f"“{label}”{'已填完。' if done and desk.state.done else '已暂存。'}")


def rearranged(form: SectionForm, post: Mapping[str, str]) -> SectionForm:
    """The form after 删除, 上移 or 下移 was pressed."""
    for button in BUTTONS[1:]:
        prefix, _, number = post.get(button, "").rpartition("-")
        if prefix and (row_number := small_number(number)) >= 0:
            return changed_row(form, button, prefix, row_number)
    return form


def changed_row(form: SectionForm, button: str, prefix: str, number: int) -> SectionForm:
    """The form without the row, or with it one place up or down. Row numbers are those of the sent page."""
    if button == "remove":
        data = without_row(form.sent, prefix, number)
    else:
        data = moved_row(form.sent, prefix, number, -1 if button == "up" else 1)
    return SectionForm.arranged(form.desk, data)


def next_address(request: SignedInRequest, desk: SectionDesk) -> str:
    """Where the pressed button leads."""
    own = reverse("filing:section", args=[desk.evaluation.pk, desk.section.code])
    if kind := request.POST.get("add"):
        return f"{own}?add={kind}#add-{kind}" if kind.replace("-", "").isalnum() else own
    if (group := request.POST.get(FILL, "")).replace("-", "").replace("_", "").isalnum():
        return f"{own}#id_{group}"
    if (number := small_number(request.POST.get("mended") or request.POST.get("answer", ""))) >= 0:
        return f"{own}#comment-{number}"
    before, after = neighbour_sections(desk)
    leads = request.POST.get("go") or (
        "next" if request.POST.get("done") == "1" or request.POST.get(NOTHING_ANSWER) == DROPPED else "stay"
    )
    if leads == "stay":
        return own
    named = next((section for section in desk.scheme.sections if section.code == leads), None)
    target = named or (before if leads == "prev" else after_those_without(desk, after))
    if leads == "next" and asks_together(desk, target):
        return reverse("filing:nothing", args=[desk.evaluation.pk])
    return (
        reverse("filing:section", args=[desk.evaluation.pk, target.code])
        if target
        else reverse("filing:tasks", args=[desk.evaluation.pk])
    )


def after_those_without(desk: SectionDesk, section: Section | None) -> Section | None:
    """The section itself, or the first one after it that is not answered with 无此项 already."""
    order = filing_order(desk.scheme)
    rest = order[order.index(section) :] if section else []
    settled = {code for code, state in desk.states.items() if state.none and state.done}
    return next((one for one in rest if one.code not in settled), None)


@allow_roles(Role.PREPARER)
@reads_only
def blank_rows_page(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    """Empty rows for the page that is open (htmx): one, or `count` for a pasted block; and the button for the next."""
    desk = desk_at(request, pk, section)
    kind, first = request.GET.get("kind", ""), small_number(request.GET.get("n", ""))
    rows = small_number(request.GET.get("count", "1"))
    if not (0 <= first <= LAST_ROW and 1 <= rows <= MOST_ADDED):
        raise Http404
    found = [(part, blank) for part in SectionForm(desk, {}).parts if (blank := part.blank(kind, first))]
    if not found:
        raise Http404
    part, (template, _) = found[0]
    blanks = [made[1] for further in range(rows) if (made := part.blank(kind, first + further))]
    context = {"desk": desk, "rows": blanks, "row_template": template, "kind": kind, "label": part.label_for(kind)}
    return render(request, "filing/section/parts/row.html", context | {"next": first + rows})
