"""Word in: drop a whole report, look at all its chapters beside the fields, take all of it or part after part."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, reads_and_writes, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.taking_files import takes_files
from evaluations.evidence.names import clean_name
from evaluations.filing.desk.draft_desk import Desk, evaluation_of
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.paper.page_choices import taken_proposals, with_choices
from evaluations.filing.paper.paper_facts import offered_paper
from evaluations.filing.paper.paper_parcel import (
    PaperParcel,
    packed_paper,
    unsealed_paper,
)
from evaluations.filing.paper.proposals import PaperProposals, paper_proposals
from evaluations.filing.paper.storing import section_versions, store_paper
from evaluations.filing.paper.upload_form import PaperUploadForm
from evaluations.filing.section.parcels import PARCEL_EXPIRED, SavedMeanwhile, SpoiltParcel, import_locked_words
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.foreign_files.old_word import opened_paper
from evaluations.workflow.acting import ActRefused

NOTHING_TAKEN = "一项都没有勾选，没有导入任何内容。请勾选要采用的内容。"
SAVED_SINCE_LOOK = (
    "您核对之后，这里又有人保存过。没有导入任何内容；下面已按最新的内容重新比较，您的勾选和修改还在，请再核对一次。"
)


@allow_roles(Role.PREPARER)
@takes_files
@reads_and_writes
def paper_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where to drop a report; POST shows what it says, and stores nothing."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    if request.method != "POST":
        return paper_upload_page(request, desk, PaperUploadForm())
    if not desk.may_edit:
        return paper_upload_page(request, desk, PaperUploadForm(), refused=import_locked_words(desk), status=409)
    form = PaperUploadForm(request.POST, request.FILES, too_large=getattr(request, "too_large", ()))
    if not form.is_valid():
        return paper_upload_page(request, desk, form, status=422)
    name, content = form.sent()
    try:
        document = opened_paper(content)
    except ForeignFileRefused as refusal:
        form.add_error("paper", str(refusal))
        return paper_upload_page(request, desk, form, status=422)
    found = paper_proposals(desk, offered_paper(desk, document))
    return paper_check_page(request, desk, packed_paper(desk, clean_name(name), document, {}), found)


@allow_roles(Role.PREPARER)
@writes_only
def import_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store what was ticked, of all sections or of the one whose button was pressed."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    try:
        parcel = unsealed_paper(request.POST.get("parcel", ""), desk)
    except SpoiltParcel:
        return paper_upload_page(request, desk, PaperUploadForm(), refused=PARCEL_EXPIRED, status=422)
    found, only = looked_at(request, desk, parcel), request.POST.get("only", "")
    taken = taken_proposals(desk, found, only)
    if not taken:
        return paper_check_page(request, desk, parcel, found, refused=NOTHING_TAKEN, status=422)
    try:
        codes = store_paper(desk, parcel, taken, request)
    except ActRefused as refused:
        desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
        return paper_upload_page(request, desk, PaperUploadForm(), refused=refused.message, status=refused.status_code)
    except SavedMeanwhile:
        desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
        found = looked_at(request, desk, parcel)
        return paper_check_page(request, desk, parcel, found, refused=SAVED_SINCE_LOOK, status=409)
    labels = "、".join(f"“{desk.label(desk.scheme.section(code).label)}”" for code in codes)
    if only:
        desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
        return paper_check_page(request, desk, parcel, looked_at(request, desk, parcel, codes), stored=labels)
    messages.success(request, f"已从“{parcel.name}”导入 {len(codes)} 个部分：{labels}。请打开各部分核对。")
    return redirect("filing:tasks", pk)


def looked_at(request: SignedInRequest, desk: Desk, parcel: PaperParcel, stored: Sequence[str] = ()) -> PaperProposals:
    """The proposals on top of what is stored now, as the person has left the page; `stored`: sections just taken."""
    found = paper_proposals(desk, offered_paper(desk, parcel.document))
    return with_choices(found, request.POST, request.POST.getlist("take"), stored)


def paper_upload_page(
    request: SignedInRequest, desk: Desk, form: PaperUploadForm, refused: str = "", status: int = 200
) -> HttpResponse:
    """Where to choose the file, and why the last one was not taken."""
    context = filing_frame(desk, "paper") | {"form": form, "refused": refused}
    return render(request, "filing/paper/paper.html", context, status=status)


def paper_check_page(
    request: SignedInRequest,
    desk: Desk,
    parcel: PaperParcel,
    found: PaperProposals,
    *,
    refused: str = "",
    stored: str = "",
    status: int = 200,
) -> HttpResponse:
    """The original on the left, the fields on the right; `stored` names what was taken a moment ago."""
    fresh = PaperParcel(**{**vars(parcel), "versions": section_versions(desk)})
    context = filing_frame(desk, "paper") | {
        "found": found,
        "paper_name": parcel.name,
        "parcel": fresh.sealed(),
        "refused": refused,
        "stored": stored,
        "remarks": [*filter(None, [found.paper.other_unit(desk)]), *parcel.remarks],
    }
    return render(request, "filing/paper/check.html", context, status=status)
