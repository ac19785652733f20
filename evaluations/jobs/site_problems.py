"""What keeps the site from doing its work, in sentences; read off rows and the disk, so that web, worker and sweep agree."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Min, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from evaluations.audit.witness import witness_fault
from evaluations.jobs.background_state import background_state, broker_answers
from evaluations.jobs.backup_state import upkeep_faults
from evaluations.models import Job

LEAST_FREE_SHARE = 0.05
# No job takes this long: Celery ends one after CELERY_TASK_TIME_LIMIT, and without it nobody would.
LONGEST_RUN = timedelta(minutes=10)
FAILED_WITHIN = timedelta(days=7)  # an older failure that nobody has repeated is no news


@dataclass(frozen=True)
class SiteProblem:
    """One thing that is wrong: a short code, the same as long as it lasts, and what people are told."""

    code: str
    words: str


def site_problems() -> Iterator[SiteProblem]:
    """Everything that is wrong now. Raises DatabaseError while the database is away: then every page says so."""
    state = background_state()
    if words := state.words:
        yield SiteProblem("background" if state.stopped else "queue", words)
    yield from job_problems()
    if not broker_answers():
        yield SiteProblem("broker", "消息队列（Redis）没有应答，后台任务改由定时检查发现，会慢一些")
    if (free := free_share()) < LEAST_FREE_SHARE:
        yield SiteProblem("disk", f"存放文件的磁盘只剩 {free:.1%} 可用，装满以后不能上传材料、生成 PDF")
    if problem := witness_problem():
        yield problem
    for code, words in upkeep_faults():
        yield SiteProblem(code, words[:300])


def witness_problem() -> SiteProblem | None:
    """What speaks against the witness of the log; or that the store it lies in, a bucket or a disk, cannot be read."""
    try:
        fault = witness_fault()
    except OSError:
        return SiteProblem("files", "文件存储读不出来，现在不能上传和打开材料、生成 PDF")
    return SiteProblem("witness", fault[:300]) if fault else None


def job_problems() -> Iterator[SiteProblem]:
    """Jobs that nobody will do any more, and one that does not come to an end.

    What a handler refused for good at its first attempt (an address that a mail server does not know, a paper without a
    glyph) was told to whom it concerns, and is no fault of the site.
    """
    failed = recent_failures().filter(attempts__gte=settings.JOB_MAX_ATTEMPTS).count()
    if failed:
        yield SiteProblem("failed", f"{failed} 项后台任务多次尝试仍未办成，请在系统状态页查看原因")
    since = Job.objects.filter(state=Job.State.RUNNING, started_at__lt=Now() - LONGEST_RUN).aggregate(
        oldest=Min("started_at")
    )["oldest"]
    if since:
        minutes = int((timezone.now() - since).total_seconds()) // 60
        yield SiteProblem("stuck", f"一项后台任务已运行 {minutes} 分钟仍未结束，可能卡住")


def recent_failures() -> QuerySet[Job]:
    """Jobs given up within the week and not repeated, newest first."""
    return Job.objects.filter(state=Job.State.FAILED, finished_at__gt=Now() - FAILED_WITHIN).order_by("-finished_at")


def free_share() -> float:
    """How much of the disk that receives evidence and finished PDFs is free, 0 to 1."""
    place = next(path for path in (settings.MEDIA_ROOT, *settings.MEDIA_ROOT.parents) if path.exists())
    usage = shutil.disk_usage(place)
    return usage.free / usage.total
