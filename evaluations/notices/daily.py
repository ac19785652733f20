"""Once a day: coming last days are told, the day's messages ordered, and what is over its time deleted."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from evaluations.models import Job, Notice
from evaluations.notices.deadlines import tell_deadlines
from evaluations.notices.delivering import DELIVERY_JOBS, order_digests

NOTICE_KEPT = timedelta(days=365)
DELIVERY_KEPT = timedelta(days=30)


def daily_notices(payload: dict) -> None:
    """Job handler; may run twice."""
    with transaction.atomic():
        tell_deadlines(timezone.localdate())
        delete_old_notices()
        order_digests(str(timezone.localdate()))


def delete_old_notices() -> None:
    """Notices of more than twelve months ago, and what became of their messages a month ago."""
    now = timezone.now()
    Notice.objects.filter(at__lt=now - NOTICE_KEPT).delete()
    Job.objects.filter(kind__in=DELIVERY_JOBS, finished_at__lt=now - DELIVERY_KEPT).delete()
