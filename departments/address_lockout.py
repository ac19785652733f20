"""Many names tried from one address, or one name from many: who never signed in from there is not let in, for a while.

The pair of name and address is locked by django-axes itself (AXES_FAILURE_LIMIT). Here its failures are added up: a stranger
who tries one password on each name of a county never reaches that limit. People who have signed in from the address before
are let in all the same, so that nobody can shut out an office by typing wrong names.
"""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessLog
from axes.signals import user_locked_out
from django.conf import settings
from django.db.models import Max, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

LONGEST_COUNTED_NAME = 150
# Within AXES_COOLOFF_TIME. A building of people who mistype their own names stays below; who tries a list does not.
ADDRESS_FAILURE_LIMIT, NAME_FAILURE_LIMIT = 15, 30


class AddressHandler(AxesDatabaseHandler):
    """axes' handler (settings.AXES_HANDLER), which asks here whom to refuse before any password is hashed."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Whether the pair is locked, or one of its halves for whoever is new here."""
        if super().is_locked(request, credentials):
            return True
        halves_locked = is_newcomer_locked(
            counted_name(request, credentials) or "", request.META.get("REMOTE_ADDR") or None
        )
        vars(request)["newcomer_locked"] = halves_locked
        return halves_locked

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """What was refused unseen is not counted, or who goes on trying would keep everybody else out for ever."""
        if request is None or not getattr(request, "newcomer_locked", False):
            super().user_login_failed(sender, credentials, request, **kwargs)
            return
        vars(request).update(axes_locked_out=True, axes_credentials=credentials)
        name, address = counted_name(request, credentials), request.META.get("REMOTE_ADDR")
        user_locked_out.send("axes", request=request, username=name, ip_address=address)


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The typed name as axes' columns hold it (settings.AXES_USERNAME_CALLABLE): no account's name is longer."""
    typed = credentials.get("username") if credentials else request.POST.get("username")
    return typed[:LONGEST_COUNTED_NAME].replace("\0", "") if typed is not None else None


def is_newcomer_locked(name: str, address: str | None) -> bool:
    """Whether address or name has used up its failures, and the pair has never signed in."""
    tried = recent_attempts()
    spent = failures_of(tried.filter(ip_address=address)) >= ADDRESS_FAILURE_LIMIT or (
        failures_of(tried.filter(username=name)) >= NAME_FAILURE_LIMIT
    )
    return spent and not AccessLog.objects.filter(username=name, ip_address=address).exists()


def recent_attempts() -> QuerySet[AccessAttempt]:
    """Failures that still count."""
    return AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME)


def failures_of(attempts: QuerySet[AccessAttempt]) -> int:
    """How often a password was wrong in these."""
    return attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0


def locked_addresses() -> QuerySet[AccessAttempt, dict[str, Any]]:
    """Addresses from which nobody new is let in: `ip_address`, `failures`, `last`; the newest first."""
    added = recent_attempts().exclude(ip_address=None).order_by().values("ip_address")
    sums = added.annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    return sums.filter(Q(failures__gte=ADDRESS_FAILURE_LIMIT)).order_by("-last")


def locked_names() -> QuerySet[AccessAttempt, dict[str, Any]]:
    """Names with which nobody is let in where they never signed in: `username`, `failures`, `last`; the newest first."""
    added = recent_attempts().exclude(username=None).order_by().values("username")
    sums = added.annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    return sums.filter(Q(failures__gte=NAME_FAILURE_LIMIT)).order_by("-last")


def lift_address(address: str) -> int:
    """Forget the wrong passwords from this address; return how many pairs were counted."""
    return AccessAttempt.objects.filter(ip_address=address).delete()[0]


def lockout_page(request: HttpRequest, answer: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """What axes answers with when it refuses (settings.AXES_LOCKOUT_CALLABLE)."""
    context = {
        "failure_limit": settings.AXES_FAILURE_LIMIT,
        "username": counted_name(request, credentials) or "",
        "newcomer": getattr(request, "newcomer_locked", False),
    }
    return render(request, "departments/locked.html", context, status=settings.AXES_HTTP_RESPONSE_CODE)
