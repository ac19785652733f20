"""Excel both ways: the year's workbook to download, and its upload with a dry run before anything is stored."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from departments.access import allow_roles, reads_and_writes, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.taking_files import takes_files
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.section.parcels import PARCEL_EXPIRED, SavedMeanwhile, SpoiltParcel, import_locked_words
from evaluations.filing.workbook.dry_run.applying import (
    renewed_parcel,
    store_parcel,
    unsealed_workbook,
)
from evaluations.filing.workbook.dry_run.foreseeing import converted_parcel, foreseen_findings
from evaluations.filing.workbook.dry_run.inspecting import Inspection, inspect_parcel, inspect_workbook
from evaluations.filing.workbook.plan.sheets import planned_sheets
from evaluations.filing.workbook.read.faults import faults_by_cause
from evaluations.filing.workbook.read.kept_copy import (
    forget_marked_workbook,
    keep_marked_workbook,
    kept_marked_workbook,
)
from evaluations.filing.workbook.upload_form import WorkbookUploadForm
from evaluations.filing.workbook.write.workbook import downloadable_workbook
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.foreign_files.opening import copy_with_faults
from evaluations.forms.written_sheets import XLSX_TYPE
from evaluations.workflow.acting import ActRefused

MOST_SHOWN = 200
NO_SECTION_CHOSEN = "一个部分都没有选，没有导入任何内容。请勾选要导入的部分。"
SAVED_SINCE_CHECK = "您核对之后，这里又有人保存过。没有导入任何内容；下面已按最新的内容重新比较，请再核对一次。"


@allow_roles(*FILING_READERS)
@reads_only
def download_workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    """The year's workbook, filled with what is stored now."""
    desk = Desk(evaluation_of(request, pk), request.user)
    name = f"{desk.facts.department}{desk.facts.year}年度绩效评价填报表.xlsx"
    return file_answer(downloadable_workbook(desk, planned_sheets(desk)), name)


@allow_roles(Role.PREPARER)
@reads_only
def marked_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The person's own last upload with its faults marked."""
    evaluation = evaluation_of(request, pk, Role.PREPARER)
    content = kept_marked_workbook(evaluation, request.user)
    if content is None:
        messages.info(request, "没有标出错处的工作簿可以下载。请先上传工作簿核对。")
        return redirect("filing:workbook", pk)
    return file_answer(content, f"{evaluation.department}{evaluation.cycle.year}年度绩效评价填报表（已标错处）.xlsx")


def file_answer(content: bytes, name: str) -> HttpResponse:
    """A file to be saved and never shown by the browser."""
    headers = {"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)


@allow_roles(Role.PREPARER)
@takes_files
@reads_and_writes
def workbook_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where to download and upload; POST shows every fault of a file, or what it would change."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    if request.method != "POST":
        return workbook_upload_page(request, desk, WorkbookUploadForm())
    if not desk.may_edit:
        return workbook_upload_page(request, desk, WorkbookUploadForm(), refused=import_locked_words(desk), status=409)
    form = WorkbookUploadForm(request.POST, request.FILES, too_large=getattr(request, "too_large", ()))
    if not form.is_valid():
        return workbook_upload_page(request, desk, form, status=422)
    content = form.cleaned_data["file"].read()
    try:
        found = inspect_workbook(desk, content)
    except ForeignFileRefused as refused:
        form.add_error("file", str(refused))
        return workbook_upload_page(request, desk, form, status=422)
    if found.faults:
        return workbook_faults_page(request, desk, found, content)
    forget_marked_workbook(desk.evaluation, request.user)
    return workbook_check_page(request, desk, found)


@allow_roles(Role.PREPARER)
@writes_only
def import_workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store the confirmed sections, all of them or none."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    try:
        parcel = unsealed_workbook(request.POST.get("parcel", ""), desk)
    except SpoiltParcel:
        return workbook_upload_page(request, desk, WorkbookUploadForm(), refused=PARCEL_EXPIRED, status=422)
    if "convert" in request.POST:
        return workbook_check_page(request, desk, inspect_parcel(desk, converted_parcel(desk, parcel)), converted=True)
    chosen = request.POST.getlist("take")
    if not set(chosen) & set(parcel.texts):
        return workbook_check_page(request, desk, inspect_parcel(desk, parcel), refused=NO_SECTION_CHOSEN, status=422)
    try:
        codes = store_parcel(desk, parcel, chosen, request)
    except ActRefused as refused:
        desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
        return workbook_upload_page(
            request, desk, WorkbookUploadForm(), refused=refused.message, status=refused.status_code
        )
    except SavedMeanwhile:
        desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
        again = inspect_parcel(desk, renewed_parcel(desk, parcel))
        return workbook_check_page(request, desk, again, refused=SAVED_SINCE_CHECK, status=409)
    labels = "、".join(f"“{desk.label(desk.scheme.section(code).label)}”" for code in codes)
    messages.success(request, f"已导入 {len(codes)} 个部分：{labels}。请打开核对，再按“填完，下一部分”。")
    return redirect("filing:tasks", pk)


def workbook_upload_page(
    request: SignedInRequest, desk: Desk, form: WorkbookUploadForm, refused: str = "", status: int = 200
) -> HttpResponse:
    """Download, upload, and why the last file was not taken."""
    context = filing_frame(desk, "workbook") | {"form": form, "refused": refused}
    return render(request, "filing/workbook/workbook.html", context, status=status)


def workbook_faults_page(request: SignedInRequest, desk: Desk, found: Inspection, content: bytes) -> HttpResponse:
    """Every fault with its cell; the marked workbook waits to be fetched."""
    given = copy_with_faults(content, [fault.as_dict() for fault in found.faults])
    if given:
        keep_marked_workbook(desk.evaluation, request.user, given)
    told = faults_by_cause(found.faults)
    context = filing_frame(desk, "workbook") | {
        "form": WorkbookUploadForm(),
        "faults": told[:MOST_SHOWN],
        "count": len(told),
        "rest": max(0, len(told) - MOST_SHOWN),
        "marked": bool(given),
    }
    return render(request, "filing/workbook/faults.html", context, status=422)


def workbook_check_page(
    request: SignedInRequest,
    desk: Desk,
    found: Inspection,
    refused: str = "",
    status: int = 200,
    *,
    converted: bool = False,
) -> HttpResponse:
    """Old and new of every cell that changes, what the checks will say, and the button that imports."""
    context = filing_frame(desk, "workbook") | {
        "found": found,
        "parcel": found.parcel.sealed(),
        "refused": refused,
        "converted": converted,
        "foresight": foreseen_findings(desk, found.changed),
        "total": sum(len(one.changes) for one in found.differences),
    }
    return render(request, "filing/workbook/check.html", context, status=status)
