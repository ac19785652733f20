"""Excel both ways: the year's workbook to download, and its upload with a dry run before anything is stored."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from departments.access import allow, reads, reads_and_writes, writes
from departments.roles import Role
from evaluations.filing.desk import page_frame
from evaluations.filing.desk.draft_desk import READERS, Desk, evaluation_of
from evaluations.filing.workbook.dry_run.applying import MOVED_ON, SavedMeanwhile, Spoilt, renewed, store, unsealed
from evaluations.filing.workbook.dry_run.inspecting import Inspection, inspect, inspect_again
from evaluations.filing.workbook.plan.sheets import sheets_of
from evaluations.filing.workbook.read import kept_copy
from evaluations.filing.workbook.upload_form import UploadForm
from evaluations.filing.workbook.write.workbook import workbook_of
from evaluations.foreign_files.opening import marked
from evaluations.foreign_files.workbook_guard import Refused as Unreadable
from evaluations.workflow.acting import Refused

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 200
NOTHING = "一个部分都没有选，没有导入任何内容。请勾选要导入的部分。"
STALE = "您核对之后，这里又有人保存过。没有导入任何内容；下面已按最新的内容重新比较，请再核对一次。"


@allow(*READERS)
@reads
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The year's workbook, filled with what is stored now."""
    desk = Desk(evaluation_of(request, pk), request.user)
    name = f"{desk.facts.department}{desk.facts.year}年度绩效评价填报表.xlsx"
    return file_answer(workbook_of(desk, sheets_of(desk)), name)


@allow(Role.PREPARER)
@reads
def marked_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The person's own last upload with its faults marked."""
    evaluation = evaluation_of(request, pk, Role.PREPARER)
    content = kept_copy.kept(evaluation, request.user)
    if content is None:
        messages.info(request, "没有标出错处的工作簿可以下载。请先上传工作簿核对。")
        return redirect("filing:workbook", pk)
    return file_answer(content, f"{evaluation.department}{evaluation.cycle.year}年度绩效评价填报表（已标错处）.xlsx")


def file_answer(content: bytes, name: str) -> HttpResponse:
    """A file to be saved and never shown by the browser."""
    headers = {"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=TYPE, headers=headers)


@allow(Role.PREPARER)
@reads_and_writes
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Where to download and upload; POST shows every fault of a file, or what it would change."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    if request.method != "POST":
        return upload_page(request, desk, UploadForm())
    if not desk.may_edit:
        return upload_page(request, desk, UploadForm(), refused=locked(desk), status=409)
    form = UploadForm(request.POST, request.FILES, too_large=getattr(request, "too_large", ()))
    if not form.is_valid():
        return upload_page(request, desk, form, status=422)
    content = form.cleaned_data["file"].read()
    try:
        found = inspect(desk, content)
    except Unreadable as refused:
        form.add_error("file", str(refused))
        return upload_page(request, desk, form, status=422)
    if found.faults:
        return faults_page(request, desk, found, content)
    kept_copy.forget(desk.evaluation, request.user)
    return check_page(request, desk, found)


def locked(desk) -> str:
    """Why nothing can be imported now."""
    return f"报告现在是“{desk.evaluation.get_status_display()}”，内容已锁定，不能导入。"


@allow(Role.PREPARER)
@writes
def import_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the confirmed sections, all of them or none."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    try:
        parcel = unsealed(request.POST.get("parcel", ""), desk)
    except Spoilt:
        return upload_page(request, desk, UploadForm(), refused=MOVED_ON, status=422)
    chosen = request.POST.getlist("take")
    if not set(chosen) & set(parcel.texts):
        return check_page(request, desk, inspect_again(desk, parcel), refused=NOTHING, status=422)
    try:
        codes = store(desk, parcel, chosen, request)
    except Refused as refused:
        desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
        return upload_page(request, desk, UploadForm(), refused=refused.message, status=refused.status_code)
    except SavedMeanwhile:
        desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
        again = inspect_again(desk, renewed(desk, parcel))
        return check_page(request, desk, again, refused=STALE, status=409)
    labels = "、".join(f"“{desk.label(desk.scheme.section(code).label)}”" for code in codes)
    messages.success(request, f"已导入 {len(codes)} 个部分：{labels}。请打开核对，再选“填完了”。")
    return redirect("filing:tasks", pk)


def upload_page(
    request: HttpRequest, desk: Desk, form: UploadForm, refused: str = "", status: int = 200
) -> HttpResponse:
    """Download, upload, and why the last file was not taken."""
    context = page_frame.frame(desk, "workbook") | {"form": form, "refused": refused}
    return render(request, "filing/workbook/workbook.html", context, status=status)


def faults_page(request: HttpRequest, desk: Desk, found: Inspection, content: bytes) -> HttpResponse:
    """Every fault with its cell; the marked workbook waits to be fetched."""
    given = marked(content, [fault.as_dict() for fault in found.faults])
    if given:
        kept_copy.keep(desk.evaluation, request.user, given)
    context = page_frame.frame(desk, "workbook") | {
        "form": UploadForm(),
        "faults": found.faults[:MOST_SHOWN],
        "count": len(found.faults),
        "rest": max(0, len(found.faults) - MOST_SHOWN),
        "marked": bool(given),
    }
    return render(request, "filing/workbook/faults.html", context, status=422)


def check_page(
    request: HttpRequest, desk: Desk, found: Inspection, refused: str = "", status: int = 200
) -> HttpResponse:
    """Old and new of every cell that changes, with the button that imports."""
    context = page_frame.frame(desk, "workbook") | {
        "found": found,
        "parcel": found.parcel.sealed(),
        "refused": refused,
        "total": sum(len(one.changes) for one in found.differences),
    }
    return render(request, "filing/workbook/check.html", context, status=status)
