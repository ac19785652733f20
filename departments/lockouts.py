"""Which names are locked out by wrong passwords, from where, and how to lift it; django-axes counts."""

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from departments.models import User


def locked_attempts() -> QuerySet[AccessAttempt]:
    """The pairs of name and address that are locked out now, newest first."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    locked = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=since)
    return locked.order_by("-attempt_time")


def lift_lockouts(username: str) -> int:
    """Forget the wrong passwords of this name; return how many pairs of name and address were counted."""
    return reset(username=username)


def locked_out_here(request: HttpRequest, user: User) -> bool:
    """Whether the name is locked out at the address of the request; axes then answers with the lockout's page."""
    credentials = {"username": user.username}
    if AxesProxyHandler.is_allowed(request, credentials):
        return False
    vars(request).update(axes_locked_out=True, axes_credentials=credentials)
    return True


def count_refused_sign_in(request: HttpRequest | None, user: User, refusal: str) -> None:
    """Count a right password that still opened nothing as a wrong one; the log gets the reason."""
    user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request, refusal=refusal)
