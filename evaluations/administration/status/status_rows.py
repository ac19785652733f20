"""The rows of 系统状态: jobs by kind, what failed, how far the log is sealed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from evaluations.jobs.job_lines import JobLine, job_lines
from evaluations.jobs.site_problems import recent_failures, witness_problem
from evaluations.language.states import JOB_KINDS
from evaluations.models import Event, EventSeal

FAILURES_SHOWN = 50


@dataclass(frozen=True)
class KindLine:
    """The figures of a kind of job under the word for it, and how long its oldest has waited in words."""

    title: str
    line: JobLine
    waited: str
    slowest: str


@dataclass(frozen=True)
class FailedJob:
    """A job that was given up: its number, what it was, when, after how many attempts and why."""

    pk: int
    title: str
    at: datetime | None
    attempts: int
    error: str


@dataclass(frozen=True)
class RecordState:
    """How many events are sealed and wait for it, when the newest sealed one happened, and what is wrong with the witness."""

    sealed: int
    unsealed: int
    until: datetime | None
    fault: str


def kind_lines() -> list[KindLine]:
    """What there was to do within the week."""
    now = timezone.now()
    return [
        KindLine(
            JOB_KINDS.get(line.kind, line.kind),
            line,
            duration_words((now - line.due_since).total_seconds()) if line.due_since else "",
            duration_words(line.slowest.total_seconds()) if line.slowest is not None else "",
        )
        for line in job_lines()
    ]


def failed_jobs() -> list[FailedJob]:
    """What nobody will do by itself any more, newest first."""
    return [
        FailedJob(job.pk, JOB_KINDS.get(job.kind, job.kind), job.finished_at, job.attempts, job.error)
        for job in recent_failures()[:FAILURES_SHOWN]
    ]


def record_state() -> RecordState:
    """How far the log is sealed."""
    newest = EventSeal.objects.select_related("event").order_by("-pk").first()
    problem = witness_problem()
    return RecordState(
        sealed=EventSeal.objects.count(),
        unsealed=Event.objects.filter(seal=None).count(),
        until=newest.event.at if newest else None,
        fault=problem.words if problem else "",
    )


def duration_words(seconds: float) -> str:
    """3 秒, 5 分钟, 2 小时: rounded down, from one second on."""
    whole = max(1, int(seconds))
    if whole < 60:
        return f"{whole} 秒"
    return f"{whole // 60} 分钟" if whole < 3600 else f"{whole // 3600} 小时"
