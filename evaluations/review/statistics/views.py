"""统计: one table per question with its chart, the same as a workbook; and 汇总通报, previewed, made, downloaded."""

from io import BytesIO

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, reads_and_writes, reads_only
from departments.requests import SignedInRequest
from evaluations.forms.written_sheets import XLSX_TYPE
from evaluations.models import Circular, Cycle, Job
from evaluations.report.statistics_tables import statistics_tables
from evaluations.review.campaign import campaign_context, own_cycle
from evaluations.review.reviewable import REVIEWER_ROLES
from evaluations.review.statistics.circulars import PRINT_CIRCULAR_JOB, composed_circular, make_circular
from evaluations.review.statistics.kept_year import kept_year
from evaluations.review.statistics.statistics_workbook import statistics_workbook
from evaluations.review.statistics.year_statistics import RANKING_ROWS, YearNumbers
from evaluations.workflow.rectifying import rectification_counts

SCOPES = (("filed", "已报送"), ("passed", "审核通过"))
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN_CIRCULARS = 10


def scope_of(request: SignedInRequest) -> str:
    """Over which reports: all that were handed in, unless the address asks for those that passed."""
    return "passed" if request.GET.get("scope") == "passed" else "filed"


@allow_roles(*REVIEWER_ROLES)
@reads_only
def statistics_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """The year's tables and charts; the ranking by pages."""
    row, scope = own_cycle(request, cycle), scope_of(request)
    numbers = YearNumbers(row, passed_only=scope == "passed")
    kept = kept_year(numbers)
    page = Paginator(range(kept.ranked), RANKING_ROWS).get_page(request.GET.get("page"))
    context = {
        "year": kept.year,
        "tables": kept.tables,
        "ranking": kept.ranking(numbers, max(page.start_index() - 1, 0)),
        "mending": rectification_counts(row),
        "scope": scope,
        "scopes": SCOPES,
        "page": page,
    }
    return render(request, "review/statistics/statistics.html", campaign_context(row, "statistics") | context)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def download_statistics(request: SignedInRequest, cycle: int) -> HttpResponseBase:
    """The same as .xlsx, with the whole ranking."""
    row, scope = own_cycle(request, cycle), scope_of(request)
    year = YearNumbers(row, passed_only=scope == "passed").statistics(most=0)
    name = f"{row.year}年度绩效评价统计（{dict(SCOPES)[scope]}）.xlsx"
    return file_answer(statistics_workbook(statistics_tables(year)), name, XLSX_TYPE)


@allow_roles(*REVIEWER_ROLES)
@reads_and_writes
def circular_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """The 通报 as it would be made now, and those that were made; POST makes one."""
    row = own_cycle(request, cycle)
    if request.method == "POST":
        make_circular(row, request.user, request)
        return redirect("review:circular", row.pk)
    made = made_circulars(row)
    context = {"report": composed_circular(row), "made": made, "waiting": any(one.waiting for one in made)}
    return render(request, "review/statistics/circular.html", campaign_context(row, "circular") | context)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def circular_file(request: SignedInRequest, cycle: int, circular: int, kind: str) -> HttpResponseBase:
    """The PDF (404 until it is printed) or the Word file of one that was made."""
    row = get_object_or_404(Circular, pk=circular, cycle=own_cycle(request, cycle))
    types = {"pdf": (row.pdf, "application/pdf"), "docx": (row.word, DOCX_TYPE)}
    content, content_type = types.get(kind, (None, ""))
    if content is None:
        raise Http404
    return file_answer(bytes(content), f"{row.cycle.year}年度部门整体支出绩效评价情况通报.{kind}", content_type)


class MadeCircular:
    """One line of those that were made: whether its PDF is there, still waits, or failed with this reason."""

    def __init__(self, row: Circular, job: Job | None) -> None:
        self.row = row
        self.failure = job.error if job and job.state == Job.State.FAILED else ""
        self.waiting = not row.pages and not self.failure


def made_circulars(cycle: Cycle) -> list[MadeCircular]:
    """The newest of a year, without their files."""
    rows = list(
        Circular.objects.filter(cycle=cycle).select_related("made_by").defer("page", "word", "pdf")[:SHOWN_CIRCULARS]
    )
    keys = {f"{PRINT_CIRCULAR_JOB}:{row.pk}": row.pk for row in rows}
    jobs = {keys[job.key]: job for job in Job.objects.filter(key__in=keys)}
    return [MadeCircular(row, jobs.get(row.pk)) for row in rows]


def file_answer(content: bytes, name: str, content_type: str) -> FileResponse:
    """A file to be saved."""
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=content_type)
