"""Refuses with 429 what one person or address asks for too often (config/rate_table.py).

The counts lie in Redis, where there is one, so that all processes and hosts share them; without it, and while it is away,
each process counts for itself: a count that fails must never stop anybody's work.
"""

import logging
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import FixedWindowRateLimiter

from config.outage import Unavailable, unavailable_answer
from config.rate_table import RATE_SECONDS, RATE_TABLE, RateMeasure
from departments.access import View
from departments.site_request import SiteRequest
from evaluations.audit.events import OUTCOME_REFUSED
from evaluations.audit.noted_requests import LIMIT_ACTION, note_request

log = logging.getLogger(__name__)
REDIS_SECONDS = 0.3  # a request waits for Redis no longer
AWAY_SECONDS = 30.0  # and for so long not at all after it did not answer
TOO_OFTEN = "您在 {minutes} 分钟内{words}已达 {most} 次，为保证大家都能使用，暂时不再受理。"
TRY_LATER = "请约 {minutes} 分钟后再试；确需大批量办理的，请与系统管理员联系。"


class CallCounts:
    """Counts in Redis, and in this process while Redis is not to be had."""

    def __init__(self, address: str) -> None:
        self.own = FixedWindowRateLimiter(MemoryStorage())
        storage = redis_storage(address)
        self.shared = FixedWindowRateLimiter(storage) if storage else None
        self.away_until = 0.0

    def taken(self, measure: RateMeasure, who: str) -> bool:
        """Count one call; False when it is one too many."""
        item = RateLimitItemPerSecond(measure.most, RATE_SECONDS, namespace="jixiao")
        if self.shared and time.monotonic() >= self.away_until:
            try:
                return self.shared.hit(item, measure.name, who)
            except Exception:  # whatever the driver calls it: it cannot be counted there
                log.warning("calls are counted in this process: the broker cannot be reached")
                self.away_until = time.monotonic() + AWAY_SECONDS
        return self.own.hit(item, measure.name, who)


def redis_storage(address: str) -> Storage | None:
    """The broker's Redis, under other keys than Celery's; None where the broker is another one, or none."""
    scheme, _, rest = address.partition("://")
    if scheme == "redis+socket":  # Celery's spelling of a socket in the file system
        scheme, rest = "redis+unix", rest.partition("?")[0]
    if scheme not in ("redis", "rediss", "redis+unix"):
        return None
    return RedisStorage(f"{scheme}://{rest}", socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)


@cache
def call_counts(address: str) -> CallCounts:
    """The counts of this process."""
    return CallCounts(address)


class RateLimits:
    """Middleware; asks before the view is called, when it is known which one it is."""

    def __init__(self, get_response: Callable[[SiteRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        """Nothing to do around the view."""
        return self.get_response(request)

    def process_view(self, request: SiteRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Let the call through, or answer it."""
        match = request.resolver_match
        measure = RATE_TABLE.get(match.view_name) if match and settings.RATE_LIMITS else None
        if not measure or request.method not in measure.methods:
            return None
        if measure.asks and not request.GET.get(measure.asks, "").strip():
            return None
        who = caller(request, measure)
        return (
            None
            if not who or call_counts(settings.CELERY_BROKER_URL).taken(measure, who)
            else too_often(request, measure)
        )


def caller(request: SiteRequest, measure: RateMeasure) -> str:
    """Whose calls are counted; "" for nobody's, whom the view itself sends to the sign-in page."""
    if measure.by_address:
        return f"address:{request.META.get('REMOTE_ADDR', '')}"
    return f"user:{request.user.pk}" if request.user.is_authenticated else ""


def too_often(request: SiteRequest, measure: RateMeasure) -> HttpResponse:
    """429 with what was typed; a line in the log where somebody is signed in."""
    minutes = RATE_SECONDS // 60
    if not measure.by_address:
        note_request(LIMIT_ACTION, request, OUTCOME_REFUSED, message=f"{measure.words}过于频繁")
    reason = TOO_OFTEN.format(minutes=minutes, words=measure.words, most=measure.most)
    hint = TRY_LATER.format(minutes=minutes)
    return unavailable_answer(request, Unavailable(reason, 429, "请稍后再办理", hint, RATE_SECONDS))
