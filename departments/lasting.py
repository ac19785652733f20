"""How long a sign-in still lasts, for pages that warn before it ends."""

import time

from django.conf import settings
from django.http import HttpRequest

SESSION_BEGUN_KEY, SESSION_SEEN_KEY, SESSION_FROM_KEY = "signed_in_at", "seen_at", "signed_in_from"


def session_time_left(request: HttpRequest) -> dict[str, int]:
    """Seconds of silence that end the session, and seconds until it ends whatever one does."""
    since = request.session.get(SESSION_BEGUN_KEY, int(time.time()))
    return {
        "silence": settings.SESSION_COOKIE_AGE - settings.SESSION_RENEW_AFTER,
        "at_most": max(since + settings.SESSION_ABSOLUTE_AGE - int(time.time()), 0),
    }


def extend_session(request: HttpRequest) -> None:
    """Begin the silence anew; the absolute limit stays."""
    request.session[SESSION_SEEN_KEY] = int(time.time())
