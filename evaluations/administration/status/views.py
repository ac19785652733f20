"""系统状态, for the three administrators: what is wrong, how long the queue is, what failed, whether the record is sealed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, holds_role, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.status.status_rows import failed_jobs, kind_lines, record_state
from evaluations.jobs.background_state import background_state, broker_answers
from evaluations.jobs.backup_state import backup_state, drill_state
from evaluations.jobs.job_rows import requeue_job
from evaluations.jobs.site_problems import free_share, site_problems
from evaluations.models import Job, SiteAlarm

ALARMS_SHOWN = 20


@allow_roles(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
@reads_only
def status_page(request: SignedInRequest) -> HttpResponse:
    """The state now, and the alarms of before."""
    context = {
        "problems": list(site_problems()),
        "background": background_state(),
        "broker": broker_answers(),
        "free": round(free_share() * 100),
        "record": record_state(),
        "backup": backup_state(),
        "drill": drill_state(),
        "lines": kind_lines(),
        "failed": failed_jobs(),
        "alarms": SiteAlarm.objects.all()[:ALARMS_SHOWN],
        "may_retry": holds_role(request.user, Role.SYSTEM_ADMIN),
    }
    return render(request, "administration/status/status.html", context)


@allow_roles(Role.SYSTEM_ADMIN, shared=True)
@writes_only
def retry_job(request: SignedInRequest, job: int) -> HttpResponse:
    """Have a failed job done once more."""
    row = get_object_or_404(Job, pk=job)
    if requeue_job(row, user=request.user, request=request):
        messages.success(request, "已重新排队，办完后这里不再列出。")
    else:
        messages.info(request, "这项任务现在没有失败，不用重试。")
    return redirect("administration:status")
