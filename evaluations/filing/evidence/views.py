"""佐证材料: shown, uploaded, downloaded, described, removed and brought back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from departments.access import allow_roles, reads_and_writes, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.taking_files import takes_many_files
from evaluations.audit.refusals import ActRefused
from evaluations.evidence.names import LONGEST_FILE_NAME
from evaluations.evidence.sending import evidence_response
from evaluations.evidence.web_addresses import AddressRefused, web_address
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.evidence.attaching import (
    AttachOutcome,
    attach_evidence_files,
    attach_web_address,
    change_evidence_file,
    remove_evidence_file,
    restore_evidence_file,
)
from evaluations.filing.evidence.evidence_page import evidence_context, grouped_places, known_places
from evaluations.language.texts import TextError, clean_line
from evaluations.models import Evidence
from evaluations.submissions.evidence_list import frozen_evidence_item

NOTHING_CHOSEN = "还没有选择文件。请点“选择文件”，可以一次选多个，再点“上传”。"
WEB_FIELDS = ("address", "title", "seen_on", "note")
NO_PLACE = "请先选择这些材料证明哪一项指标或哪一部分，再选择文件上传。"


@allow_roles(*FILING_READERS)
@reads_only
def draft_evidence_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """All files of the draft by indicator and section; ?place= chooses where the next ones belong."""
    desk = showing_desk(evaluation_of(request, pk), request.user)
    return render(request, "filing/evidence/evidence.html", evidence_context(desk, request.GET.get("place", "")))


@allow_roles(Role.PREPARER)
@takes_many_files
@writes_only
def upload_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the files that were sent; a script that asks for JSON sends them one by one."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    place, files = request.POST.get("place", ""), request.FILES.getlist("files")
    too_large = getattr(request, "too_large", ())
    try:
        note = clean_line(request.POST.get("note", ""), limit=LONGEST_FILE_NAME)
        if place not in known_places(desk):
            raise TextError(NO_PLACE)
        if not files and not too_large:
            raise TextError(NOTHING_CHOSEN)
        outcome = attach_evidence_files(
            desk.evaluation, request.user, place, files, note=note, too_large=too_large, request=request
        )
    except (TextError, ActRefused) as error:
        return not_taken(request, desk, place, str(error), getattr(error, "status_code", 422))
    return upload_answer(request, desk, place, outcome)


@allow_roles(Role.PREPARER)
@writes_only
def attach_address(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note where on the web a proof stands, and when it was seen; the page itself is never fetched."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    typed = {name: request.POST.get(name, "") for name in WEB_FIELDS}
    place = request.POST.get("place", "")
    try:
        note = clean_line(typed["note"], limit=LONGEST_FILE_NAME)
        if place not in known_places(desk):
            raise TextError(NO_PLACE)
        page = web_address(typed["address"], typed["title"], typed["seen_on"])
        outcome = attach_web_address(desk.evaluation, request.user, place, page, note=note, request=request)
    except (TextError, AddressRefused, ActRefused) as error:
        context = evidence_context(desk, place, error=str(error), web=typed)
        status = getattr(error, "status_code", 422)
        return render(request, "filing/evidence/evidence.html", context, status=status)
    if outcome.refused:
        context = evidence_context(desk, place, outcome, web=typed)
        return render(request, "filing/evidence/evidence.html", context, status=422)
    if outcome.kept:
        messages.success(request, f"已登记网址“{page.title}”。")
    for sentence in outcome.told:
        messages.warning(request, sentence)
    return redirect(page_at(desk.evaluation.pk, place))


def not_taken(request: SignedInRequest, desk: Desk, place: str, message: str, status: int) -> HttpResponse:
    """No file was looked at: why, and what was typed besides."""
    if asks_for_json(request):
        return JsonResponse({"refused": [message]}, status=status)
    context = evidence_context(desk, place, note=request.POST.get("note", ""), error=message)
    return render(request, "filing/evidence/evidence.html", context, status=status)


def upload_answer(request: SignedInRequest, desk: Desk, place: str, outcome: AttachOutcome) -> HttpResponse:
    """What became of the files; only a press without any refusal leads on."""
    if asks_for_json(request):
        answer = {"kept": [row.name for row in outcome.kept], "told": outcome.told, "refused": outcome.refused}
        return JsonResponse(answer, status=422 if outcome.refused else 200)
    if outcome.refused:
        return render(request, "filing/evidence/evidence.html", evidence_context(desk, place, outcome), status=422)
    if outcome.kept:
        messages.success(request, f"已上传 {len(outcome.kept)} 个文件。")
    for sentence in outcome.told:
        messages.warning(request, sentence)
    return redirect(page_at(desk.evaluation.pk, place))


def asks_for_json(request: SignedInRequest) -> bool:
    """Whether our script sends the file, and not the form itself."""
    return request.headers.get("Accept") == "application/json"


def page_at(pk: int, place: str) -> str:
    """The page with this place chosen."""
    return f"{reverse('filing:evidence', args=[pk])}?{urlencode({'place': place})}"


@allow_roles(*FILING_READERS)
@reads_only
def evidence_file(request: SignedInRequest, pk: int, file: UUID) -> HttpResponse:
    """One file of the draft, or of what was handed in before, as a download."""
    evaluation = evaluation_of(request, pk)
    row = Evidence.current(evaluation).filter(file=file).first()
    if row:
        return evidence_response(request, file=row.file, sha256=row.sha256, name=row.name, kind=row.kind)
    item = frozen_evidence_item(list(evaluation.submissions.filter(evidence__isnull=False)), str(file))
    if item is None:
        raise Http404
    return evidence_response(request, **{name: item[name] for name in ("file", "sha256", "name", "kind")})


@allow_roles(Role.PREPARER)
@reads_and_writes
def evidence_item(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    """One file of the draft: what it proves and what it is; POST changes both."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    row = get_object_or_404(Evidence.current(desk.evaluation), pk=item)
    place, note, error, status = row.place, row.note, "", 200
    if request.method == "POST":
        place, note = request.POST.get("place", ""), request.POST.get("note", "")
        try:
            if place not in known_places(desk):
                raise TextError(NO_PLACE)
            change_evidence_file(
                row, request.user, place=place, note=clean_line(note, limit=LONGEST_FILE_NAME), request=request
            )
            messages.success(request, f"“{row.name}”已保存。")
            return redirect(page_at(pk, place))
        except (TextError, ActRefused) as refused:
            error, status = str(refused), getattr(refused, "status_code", 422)
    known = known_places(desk)
    context = {"row": row, "places": grouped_places(known), "chosen": known.get(place), "note": note, "error": error}
    return render(request, "filing/evidence/item.html", filing_frame(desk, "evidence") | context, status=status)


@allow_roles(Role.PREPARER)
@writes_only
def evidence_remove(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    """Take a file off the draft; it can be brought back for a day."""
    return act_on_evidence(request, pk, item, remove_evidence_file, "“{}”已移除。移错了可以在本页下方恢复。")


@allow_roles(Role.PREPARER)
@writes_only
def evidence_restore(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    """Bring a removed file back."""
    return act_on_evidence(request, pk, item, restore_evidence_file, "“{}”已恢复。")


def act_on_evidence(request: SignedInRequest, pk: int, item: int, act: Callable[..., None], words: str) -> HttpResponse:
    """Do it, or say why not; either way back to the list."""
    evaluation = evaluation_of(request, pk, Role.PREPARER)
    row = get_object_or_404(Evidence.objects.filter(evaluation=evaluation), pk=item)
    try:
        act(row, request.user, request=request)
        messages.success(request, words.format(row.name))
    except ActRefused as refused:
        messages.error(request, refused.message)
    return redirect(page_at(pk, row.place))
