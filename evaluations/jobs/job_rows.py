"""Background work as rows: written with the change that asks for it, done by whoever comes first.

The row is the truth; a message of the broker only wakes a worker earlier. A claim is a compare-and-set
with a lease, so that two workers never own one job; a worker that dies lets the lease run out, and the
next sweep finds the job again. A handler may therefore run twice and must bear it.
"""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string

from departments.models import User
from departments.request_number import request_numbered
from evaluations.audit.events import record_event, seal_events
from evaluations.models import Job

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
LONGEST_ERROR = 2_000
# A request waits for the broker no longer than this, whatever has become of the broker.
BROKER_SECONDS = 0.7
# By name: evaluations/tasks.py, where Celery looks for it, stands above the jobs.
RUN_JOB_TASK = "evaluations.tasks.run_job"


ONCE: dict[str, Any] = {"ignore_conflicts": True}  # the same key again is the same job


class FinalFailure(Exception):
    """What a handler raises when no repetition can mend it: the job fails at once."""


def enqueue_job(kind: str, payload: dict, *, key: str, run_after: datetime | None = None) -> Job:
    """Write the job in the caller's transaction and wake a worker when it commits; one for later waits for the sweep.

    The same key again is the same job: nothing new is written.
    """
    wanted = {"kind": kind, "payload": payload, "run_after": run_after}
    job, made = Job.objects.get_or_create(key=key, defaults=wanted)
    if made and run_after is None:
        wake_worker(job)
    return job


def enqueue_jobs(kind: str, payloads: dict[str, dict]) -> None:
    """Write many jobs, by their keys, in the caller's transaction and wake workers when it commits."""
    if payloads:
        Job.objects.bulk_create((Job(kind=kind, key=key, payload=one) for key, one in payloads.items()), **ONCE)
        transaction.on_commit(partial(send_jobs, list(payloads)), robust=True)


def send_jobs(keys: list[str]) -> None:
    """Send the jobs' numbers to the broker, as long as it can be reached."""
    for pk in Job.objects.filter(key__in=keys, state=Job.State.QUEUED).values_list("pk", flat=True):
        if not send_job(pk):
            break


def cancel_job(key: str) -> None:
    """Forget a job whose result nobody wants any more; one that is running ends by itself."""
    Job.objects.filter(key=key).exclude(state=Job.State.RUNNING).delete()


def wake_worker(job: Job) -> None:
    """Tell a worker after the commit; a broker that is away costs a log line, never the request."""
    transaction.on_commit(partial(send_job, job.pk), robust=True)


def send_job(pk: int) -> bool:
    """Send the job's number to the broker, if there is one; False when it could not be reached."""
    if not settings.CELERY_BROKER_URL:
        return False
    # A task called by name does not read these from the settings itself.
    own: dict[str, Any] = {
        "time_limit": settings.CELERY_TASK_TIME_LIMIT,
        "ignore_result": settings.CELERY_TASK_IGNORE_RESULT,
    }
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS | {
        "socket_timeout": BROKER_SECONDS,
        "socket_connect_timeout": BROKER_SECONDS,
        "max_retries": 0,
    }
    try:
        with current_app.connection_for_write(transport_options=options) as connection:
            current_app.send_task(RUN_JOB_TASK, (pk,), connection=connection, retry=False, **own)
    except Exception as error:
        log.warning("job %s: the broker cannot be reached (%s); the sweep will find the job", pk, error)
        return False
    return True


def due_jobs() -> QuerySet[Job]:
    """Jobs that somebody should run now: waiting ones, and running ones whose worker let the lease run out."""
    waiting = Q(state=Job.State.QUEUED) & (Q(run_after=None) | Q(run_after__lte=Now()))
    return Job.objects.filter(waiting | Q(state=Job.State.RUNNING, lease_until__lt=Now())).order_by("pk")


def claim_job(pk: int, owner: str) -> Job | None:
    """Own the job for the length of a lease, or get None when it is not to be had."""
    lease = Now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
    free = due_jobs().filter(pk=pk, attempts__lt=settings.JOB_MAX_ATTEMPTS).order_by()
    won = free.update(
        state=Job.State.RUNNING, owner=owner, lease_until=lease, attempts=F("attempts") + 1, started_at=Now()
    )
    return Job.objects.get(pk=pk) if won else None


def run_one_job(pk: int) -> bool:
    """Claim and run one job; False when somebody else has it, or it is done.

    Whatever the handler raises ends in the row, never in the worker: also a BaseException such as
    WeasyPrint's FatalURLFetchingError. Only a request to stop the process goes on, after the job is free.
    """
    job = claim_job(pk, f"{socket.gethostname()[:60]}:{os.getpid()}")
    if job is None:
        return False
    with request_numbered(f"job-{job.pk}"):
        run_claimed(job)
    return True


def run_claimed(job: Job) -> None:
    """Do it, and write down how it ended."""
    try:
        with lease_renewed(job):
            import_string(settings.JOB_HANDLERS[job.kind])(job.payload)
    except (KeyboardInterrupt, SystemExit):
        _release(job, "执行被中止")
        raise
    except BaseException as error:
        # A handler that says for good why it refuses is no fault of the program.
        told = None if isinstance(error, FinalFailure) else error
        log.error("job %s (%s) failed in attempt %s: %s", job.pk, job.key, job.attempts, error, exc_info=told)
        _release(job, f"{type(error).__name__}: {error}", final=isinstance(error, FinalFailure))
    else:
        _owned(job).update(state=Job.State.DONE, finished_at=Now(), error="", **FREE)


@contextmanager
def lease_renewed(job: Job) -> Iterator[None]:
    """While the block runs, a thread with a connection of its own keeps the lease from running out."""
    done = threading.Event()

    def renew() -> None:
        try:
            while not done.wait(settings.JOB_PULSE_SECONDS):
                try:
                    _owned(job).update(lease_until=Now() + timedelta(seconds=settings.JOB_LEASE_SECONDS))
                except DatabaseError:  # away for a moment; tried again with the next beat
                    log.warning("job %s: the lease could not be renewed", job.pk)
                    connection.close()
        finally:
            connection.close()

    beating = threading.Thread(target=renew, name=f"lease of job {job.pk}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        beating.join()


FREE = {"owner": "", "lease_until": None}


def _owned(job: Job) -> QuerySet[Job]:
    """The row, as long as this attempt still owns it."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, owner=job.owner, attempts=job.attempts)


def _release(job: Job, error: str, *, final: bool = False) -> None:
    """Back to the queue after a growing pause, or to the failures when this attempt was the last or is final."""
    error = error.replace("\0", "")[:LONGEST_ERROR]
    if final or job.attempts >= settings.JOB_MAX_ATTEMPTS:
        _give_up(_owned(job), error)
    else:
        pause = timedelta(seconds=settings.JOB_BACKOFF_SECONDS * 2 ** (job.attempts - 1))
        _owned(job).update(state=Job.State.QUEUED, run_after=Now() + pause, error=error, **FREE)


def _give_up(jobs: QuerySet[Job], error: str) -> None:
    """Note the failure; whoever has to know is told with it (settings.JOB_FAILURES), or it is logged that nobody was."""
    with transaction.atomic():
        failed = list(jobs.select_for_update())
        if not failed:
            return
        jobs.update(state=Job.State.FAILED, finished_at=Now(), error=error, **FREE)
        for job in failed:
            try:
                with transaction.atomic():
                    if told := settings.JOB_FAILURES.get(job.kind):
                        import_string(told)(job.payload, error)
            except Exception:
                log.exception("job %s (%s): nobody was told of the failure", job.pk, job.key)


def order_daily_jobs() -> None:
    """Write today's job of each kind that is done once a day (settings.DAILY_JOBS), due at its hour of the day."""
    for kind, hour in settings.DAILY_JOBS.items():
        today = timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0)
        key = f"{kind}:{today.date()}"
        Job.objects.get_or_create(key=key, defaults={"kind": kind, "run_after": today})


def order_recurring_jobs() -> None:
    """Write the job of this stretch of time for each kind of settings.RECURRING_JOBS (minutes), once."""
    for kind, minutes in settings.RECURRING_JOBS.items():
        key = f"{kind}:{int(timezone.now().timestamp()) // (minutes * 60)}"
        Job.objects.get_or_create(key=key, defaults={"kind": kind})


def sweep_jobs() -> list[int]:
    """Give up what died in its last attempt, wake workers for the rest, seal the log; return the due jobs."""
    dead = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=Now(), attempts__gte=settings.JOB_MAX_ATTEMPTS)
    _give_up(dead, "执行进程多次中断")
    order_daily_jobs()
    order_recurring_jobs()
    waiting = list(due_jobs().values_list("pk", flat=True)[:MOST_AT_ONCE])
    for pk in waiting:
        if not send_job(pk):
            break
    seal_events()
    return waiting


def requeue_job(job: Job, *, user: User, lost: str = "", request: HttpRequest | None = None) -> bool:
    """Let staff try a failed job again; False when it has not failed (any more).

    `lost` names the result of a finished job that is gone or damaged: then that job runs again, too.
    """
    ended = [Job.State.FAILED, Job.State.DONE] if lost else [Job.State.FAILED]
    with transaction.atomic():
        rows = Job.objects.filter(pk=job.pk, state__in=ended)
        again = rows.update(state=Job.State.QUEUED, attempts=0, run_after=None, finished_at=None)
        if again:
            detail = {"lost": lost} if lost else {}
            record_event("retry_job", user=user, object=job, detail=detail, request=request)
            wake_worker(job)
    return bool(again)
