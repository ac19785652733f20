"""The background work in figures, a line for each kind of job: for the status page and for whoever collects figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from evaluations.jobs.site_problems import FAILED_WITHIN
from evaluations.models import Job

DAY = timedelta(days=1)


@dataclass(frozen=True)
class JobLine:
    """Jobs of one kind: how many wait and run, failed within the week and were done within the day; since when the oldest
    is due, and how long the slowest of the day took."""

    kind: str
    waiting: int
    running: int
    failed: int
    done: int
    due_since: datetime | None
    slowest: timedelta | None


def job_lines() -> list[JobLine]:
    """A line for each kind that waits, runs, or ended within the week; one query."""
    now, state = timezone.now(), Job.State
    due = Q(state=state.QUEUED) & (Q(run_after=None) | Q(run_after__lte=now))
    done = Q(state=state.DONE, finished_at__gt=now - DAY)
    recent = Q(state__in=[state.QUEUED, state.RUNNING]) | Q(finished_at__gt=now - FAILED_WITHIN)
    counted = (
        Job.objects.filter(recent)
        .order_by("kind")
        .values("kind")
        .annotate(
            waiting=Count("pk", filter=due),
            running=Count("pk", filter=Q(state=state.RUNNING)),
            failed=Count("pk", filter=Q(state=state.FAILED)),
            done=Count("pk", filter=done),
            due_since=Min(Coalesce(Greatest("run_after", "created_at"), "created_at"), filter=due),
            slowest=Max(F("finished_at") - F("started_at"), filter=done),
        )
    )
    return [JobLine(**row) for row in counted]
