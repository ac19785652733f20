"""Final accounts in: upload, look at old and new with their cells, confirm; and a kept file opened at the cell."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from departments.access import allow_roles, reads_and_writes, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.taking_files import takes_many_files
from evaluations.evidence.private_files import DamagedFile
from evaluations.evidence.sheet_view import SHEET_KINDS, sheet_context
from evaluations.filing.accounts.proposals import AccountsProposals, account_proposals
from evaluations.filing.accounts.storing import section_versions, store_accounts
from evaluations.filing.accounts.upload_form import AccountsUploadForm
from evaluations.filing.accounts.waiting_files import (
    AccountsParcel,
    WaitingFile,
    opened_again,
    put_aside,
    unsealed_accounts,
)
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.section.parcels import PARCEL_EXPIRED, SavedMeanwhile, SpoiltParcel, import_locked_words
from evaluations.models import Evidence, FigureSource
from evaluations.submissions.evidence_list import frozen_evidence_item
from evaluations.workflow.acting import ActRefused

NOTHING_TAKEN = "一项都没有勾选，没有导入任何内容。请勾选要导入的数。"
SAVED_SINCE_LOOK = (
    "您核对之后，这里又有人保存过。没有导入任何内容；下面已按最新的内容重新比较，您的勾选还在，请再核对一次。"
)


@allow_roles(Role.PREPARER)
@takes_many_files
@reads_and_writes
def accounts_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where to upload; POST shows what every file says, and stores nothing in the report."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    if request.method != "POST":
        return accounts_upload_page(request, desk, AccountsUploadForm())
    if not desk.may_edit:
        return accounts_upload_page(request, desk, AccountsUploadForm(), refused=import_locked_words(desk), status=409)
    form = AccountsUploadForm(request.POST, request.FILES, too_large=getattr(request, "too_large", ()))
    if not form.is_valid():
        return accounts_upload_page(request, desk, form, status=422)
    waiting, opened = put_aside(form.cleaned_data["workbooks"])
    if not waiting:
        for file in opened:
            form.add_error("workbooks", f"“{file.name}”：{file.refused}")
        return accounts_upload_page(request, desk, form, status=422)
    return accounts_check_page(request, desk, waiting, account_proposals(desk, opened))


@allow_roles(Role.PREPARER)
@writes_only
def import_accounts(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store what was ticked, all of it or nothing."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    chosen = request.POST.getlist("take")
    try:
        parcel = unsealed_accounts(request.POST.get("parcel", ""), desk)
        files = opened_again(parcel)
    except SpoiltParcel:
        return accounts_upload_page(request, desk, AccountsUploadForm(), refused=PARCEL_EXPIRED, status=422)
    found = account_proposals(desk, files, chosen)
    taken = [one for one in found.all if one.code in chosen]
    if not taken:
        return accounts_check_page(request, desk, parcel.files, found, refused=NOTHING_TAKEN, status=422)
    try:
        told = store_accounts(desk, parcel, taken, request)
    except ActRefused as refused:
        desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
        return accounts_upload_page(
            request, desk, AccountsUploadForm(), refused=refused.message, status=refused.status_code
        )
    except SavedMeanwhile:
        desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
        again = account_proposals(desk, files, chosen)
        return accounts_check_page(request, desk, parcel.files, again, refused=SAVED_SINCE_LOOK, status=409)
    messages.success(request, f"已从决算报表导入 {len(taken)} 项。每个数旁边写着取自哪一格，请打开各部分核对。")
    for sentence in told:
        messages.warning(request, sentence)
    return redirect("filing:tasks", pk)


@allow_roles(*FILING_READERS)
@reads_only
def accounts_sheet_page(request: SignedInRequest, pk: int, workbook: UUID) -> HttpResponse:
    """A workbook of the draft, or of what was handed in before, opened at the cells of ?figure=, or at ?sheet=."""
    evaluation = evaluation_of(request, pk)
    row = Evidence.current(evaluation).filter(file=workbook, kind__in=SHEET_KINDS).first()
    item = frozen_evidence_item(list(evaluation.submissions.filter(evidence__isnull=False)), str(workbook))
    if row is None and (item is None or item["kind"] not in SHEET_KINDS):
        raise Http404
    name, sha256 = (row.name, row.sha256) if row else (item["name"], item["sha256"]) if item else ("", "")
    source = FigureSource.objects.filter(evidence=row, figure=request.GET.get("figure", "")).first() if row else None
    sheet = request.GET.get("sheet") or (source.sheet if source else "")
    try:
        context = sheet_context(workbook, sha256, name, sheet, source.cells if source else ())
    except DamagedFile as damage:
        return render(request, "evidence/damaged.html", {"reason": damage, "name": name}, status=500)
    report = {"department": evaluation.department, "year": evaluation.cycle.year}
    way_back = reverse("filing:evidence", args=[pk])
    return render(request, "evidence/sheet.html", context | {"figure": source, "way_back": way_back} | report)


def accounts_upload_page(
    request: SignedInRequest, desk: Desk, form: AccountsUploadForm, refused: str = "", status: int = 200
) -> HttpResponse:
    """Where to choose the files, and why the last ones were not taken."""
    context = filing_frame(desk, "accounts") | {"form": form, "refused": refused}
    return render(request, "filing/accounts/accounts.html", context, status=status)


def accounts_check_page(
    request: SignedInRequest,
    desk: Desk,
    files: Sequence[WaitingFile],
    found: AccountsProposals,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """Old and new with file, sheet and cell; what must be confirmed, what disagrees, and what became of each sheet."""
    parcel = AccountsParcel(desk.evaluation.pk, desk.user.pk, files, section_versions(desk, found))
    context = filing_frame(desk, "accounts") | {"found": found, "parcel": parcel.sealed(), "refused": refused}
    return render(request, "filing/accounts/check.html", context, status=status)
