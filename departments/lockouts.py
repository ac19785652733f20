"""Which names are locked out by wrong passwords, from where, and how to lift it; django-axes counts."""

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone


def locked_attempts() -> QuerySet[AccessAttempt]:
    """The pairs of name and address that are locked out now, newest first."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    locked = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=since)
    return locked.order_by("-attempt_time")


def lift_lockouts(username: str) -> int:
    """Forget the wrong passwords of this name; return how many pairs of name and address were counted."""
    return reset(username=username)
