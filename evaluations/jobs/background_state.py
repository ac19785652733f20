"""Whether the background work goes on, read off what it leaves behind: jobs that wait, events without a seal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db.models import Count, F, Min
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from evaluations.jobs.job_rows import BROKER_SECONDS, due_jobs
from evaluations.models import Event

# The sweep comes every twenty seconds and takes what is due; what waits longer than this was not taken.
GOES_ON_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True)
class BackgroundState:
    """How many jobs are due, since when the oldest is, and since when an event waits for its seal; None: nothing waits."""

    jobs: int
    oldest_job: datetime | None
    oldest_event: datetime | None
    now: datetime

    @property
    def seconds(self) -> int:
        """How long the oldest due job has waited."""
        return max(0, int((self.now - self.oldest_job).total_seconds())) if self.oldest_job else 0

    @property
    def stopped(self) -> bool:
        """Nobody seals events: the sweep does not come, by which also a broker or worker that is away shows."""
        return self.oldest_event is not None and self.now - self.oldest_event > GOES_ON_WITHIN

    @property
    def words(self) -> str:
        """What people are told: since when nothing is done, or how long the oldest job waits; "" while all goes on."""
        if self.stopped and self.oldest_event:
            since = timezone.localtime(self.oldest_event)
            return f"后台任务自{since.month}月{since.day}日{since:%H:%M}起没有运行，恢复后自动继续办理"
        if self.seconds > GOES_ON_WITHIN.total_seconds():
            return f"后台任务积压，最早一项已等候 {self.seconds // 60} 分钟，轮到后自动办理"
        return ""


def background_state() -> BackgroundState:
    """The state now, from two queries."""
    since = Coalesce(Greatest("run_after", "created_at"), "created_at")
    due = due_jobs().order_by().aggregate(jobs=Count("pk"), oldest=Min(Coalesce(F("lease_until"), since)))
    unsealed = Event.objects.filter(seal=None).aggregate(oldest=Min("at"))["oldest"]
    return BackgroundState(due["jobs"], due["oldest"], unsealed, timezone.now())


def broker_answers() -> bool:
    """Whether the broker can be reached at once; True where there is none to reach."""
    if not settings.CELERY_BROKER_URL:
        return True
    options = {"socket_timeout": BROKER_SECONDS, "socket_connect_timeout": BROKER_SECONDS, "max_retries": 0}
    try:
        url = settings.CELERY_BROKER_URL
        with current_app.connection_for_write(url, transport_options=options) as connection:
            connection.ensure_connection(max_retries=1, timeout=1)
    except Exception:  # whatever the transport calls it: it cannot be reached
        return False
    return True
