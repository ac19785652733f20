"""What came of papers: one table over all of them, each with its findings, and everything as a workbook."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from evaluations.audit.events import record_event
from evaluations.forms.written_sheets import XLSX_TYPE
from evaluations.jobs.job_rows import cancel_job
from evaluations.models import PaperBatch, PaperCheck
from evaluations.models.paper_batch import KEPT_PERIOD
from evaluations.papers.paper_result import NO_REPORT
from evaluations.precheck.batch_access import PRECHECK_ROLES, batch_or_404
from evaluations.precheck.results.batch_table import paper_lines
from evaluations.precheck.results.paper_page import paper_context
from evaluations.precheck.results.results_workbook import results_workbook
from evaluations.precheck.uploading.receiving import FORGET_JOB


@allow_roles(*PRECHECK_ROLES)
@reads_only
def batch_page(request: SignedInRequest, batch: int) -> HttpResponse:
    """All papers of a batch, the gravest first; the page asks again while some are still to be read."""
    found = batch_or_404(request.user, batch)
    lines = paper_lines(found)
    waiting = sum(one.waits for one in lines)
    context = {
        "batch": found,
        "lines": lines,
        "waiting": waiting,
        "done": len(lines) - waiting,
        "faulty": sum(one.found for one in lines),
        "refused": [one for one in lines if one.paper.refusal],
        "strange": sum(one.strange for one in lines),
        "no_report": NO_REPORT,
        "kept_until": found.uploaded_at + KEPT_PERIOD,
    }
    return render(request, "precheck/results/batch.html", context)


@allow_roles(*PRECHECK_ROLES)
@reads_only
def paper_page(request: SignedInRequest, batch: int, paper: int) -> HttpResponse:
    """One paper: what was found, what was read where, what was not."""
    found = batch_or_404(request.user, batch)
    row = get_object_or_404(PaperCheck.objects.defer("content"), batch=found, number=paper)
    if row.result is None:
        return redirect("precheck:batch", found.pk)
    return render(request, "precheck/results/paper.html", {"batch": found, "paper": row} | paper_context(row.result))


@allow_roles(*PRECHECK_ROLES)
@reads_only
def batch_workbook(request: SignedInRequest, batch: int) -> HttpResponse:
    """Papers, findings and what could not be read, as three sheets."""
    found = batch_or_404(request.user, batch)
    answer = HttpResponse(results_workbook(found), content_type=XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="precheck-{found.pk}.xlsx"'
    return answer


@allow_roles(*PRECHECK_ROLES)
@writes_only
def delete_batch(request: SignedInRequest, batch: int) -> HttpResponse:
    """Forget a batch before its time."""
    found = batch_or_404(request.user, batch)
    if request.POST.get("sure") != "1":
        messages.warning(request, "没有删除。确实要删除的，请先勾选“不再需要这些结果”。")
        return redirect("precheck:batch", found.pk)
    with transaction.atomic():
        record_event("delete_papers", user=request.user, object=found, request=request)
        cancel_job(f"{FORGET_JOB}:{found.pk}")
        PaperBatch.objects.filter(pk=found.pk).delete()
    messages.success(request, "已删除这次预检的全部文件和结果。")
    return redirect("precheck:home")
