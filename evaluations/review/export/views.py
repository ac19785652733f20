"""导出 Excel: a short list at once, a long one by a worker with a page that tells how far it is."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, reads_and_writes, reads_only
from departments.requests import SignedInRequest
from evaluations.forms.written_sheets import XLSX_TYPE
from evaluations.language.small_numbers import small_number
from evaluations.models import Job, ListExport
from evaluations.models.list_export import EXPORT_KEPT
from evaluations.review.export.exporting import EXPORT_JOB, exported_lines, order_list_export
from evaluations.review.export.list_workbook import list_workbook
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.reviewable import REVIEWER_ROLES

MOST_AT_ONCE = 500


@allow_roles(*REVIEWER_ROLES)
@reads_and_writes
def export_list_page(request: SignedInRequest) -> HttpResponse:
    """The list of the address as a file; for a long one a page, whose POST orders it."""
    chosen = QueueFilter(request, request.GET, request.user)
    duties = [small_number(text) for text in request.GET.getlist("pk")]
    lines = exported_lines(chosen, duties)
    if request.method == "POST":
        return redirect("review:exported", order_list_export(chosen, duties, request.user, request).pk)
    total = lines.count()
    if total <= MOST_AT_ONCE:
        return workbook_answer(list_workbook(lines, chosen.staged), f"review-{chosen.year}.xlsx")
    context = {"filter": chosen, "total": total, "export": None, "failed": False}
    return render(request, "review/export/export.html", context)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def exported_page(request: SignedInRequest, export: int) -> HttpResponse:
    """How far an export is; the page asks again until the file is there."""
    row = get_object_or_404(ListExport.objects.defer("content"), pk=export, user=request.user)
    finished = ListExport.objects.filter(Q(pk=export), content__isnull=False).exists()
    failed = Job.objects.filter(key=f"{EXPORT_JOB}:{row.pk}", state=Job.State.FAILED).exists()
    context = {"export": row, "finished": finished, "failed": failed, "kept_until": row.asked_at + EXPORT_KEPT}
    return render(request, "review/export/exported.html", context)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def exported_file(request: SignedInRequest, export: int) -> HttpResponse:
    """The file of an export; 404 until it is there, and after it was forgotten."""
    row = get_object_or_404(ListExport, pk=export, user=request.user)
    if row.content is None:
        raise Http404
    return workbook_answer(bytes(row.content), f"review-{row.pk}.xlsx")


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved."""
    answer = HttpResponse(content, content_type=XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
