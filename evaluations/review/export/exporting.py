"""A long export in the background: written once, fetched by whoever asked for it, forgotten after a week."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from departments.models import User
from evaluations.audit.events import record_event
from evaluations.jobs.job_rows import enqueue_job
from evaluations.models import ListExport, ReportLine
from evaluations.models.list_export import EXPORT_KEPT
from evaluations.review.export.list_workbook import list_workbook
from evaluations.review.queue.filter_form import QueueFilter

EXPORT_JOB, FORGET_EXPORT_JOB, EXPORT_LIST = "export_list", "forget_list", "export_list"


def exported_lines(chosen: QueueFilter, duties: Sequence[int]) -> QuerySet[ReportLine]:
    """The ticked lines, or all under the filter, in the order of the list."""
    lines = chosen.ordered_lines()
    return lines.filter(pk__in=duties) if duties else lines


@transaction.atomic
def order_list_export(
    chosen: QueueFilter, duties: Sequence[int], user: User, request: HttpRequest | None = None
) -> ListExport:
    """Have the workbook written by a worker, and told in the log."""
    lines = exported_lines(chosen, duties)
    export = ListExport.objects.create(
        user=user, query=chosen.address.removeprefix("?"), duties=list(duties), total=lines.count()
    )
    enqueue_job(EXPORT_JOB, {"export": export.pk}, key=f"{EXPORT_JOB}:{export.pk}")
    later = timezone.now() + EXPORT_KEPT
    enqueue_job(FORGET_EXPORT_JOB, {"export": export.pk}, key=f"{FORGET_EXPORT_JOB}:{export.pk}", run_after=later)
    record_event(EXPORT_LIST, user=user, detail={"lines": export.total}, request=request)
    return export


def export_list(payload: dict) -> None:
    """Write the workbook of an export that still waits. May run twice, and after it was forgotten."""
    export = ListExport.objects.filter(pk=payload["export"], content=None).select_related("user").first()
    if export is None:
        return
    chosen = QueueFilter(None, QueryDict(export.query), export.user)
    own = ListExport.objects.filter(pk=export.pk)
    content = list_workbook(exported_lines(chosen, export.duties), chosen.staged, lambda done: own.update(done=done))
    own.update(content=content, done=export.total)


def forget_list(payload: dict) -> None:
    """Delete an export with its file; gone already is as good."""
    ListExport.objects.filter(pk=payload["export"]).delete()
