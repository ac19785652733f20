"""How long a sign-in lasts: 30 minutes of silence, 12 hours in all."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from departments.lasting import SESSION_BEGUN_KEY, SESSION_FROM_KEY, SESSION_SEEN_KEY

SessionHandler = Callable[[HttpRequest], HttpResponse]


def session_limits(get_response: SessionHandler) -> SessionHandler:
    """End old sessions; renew live ones at most once a minute, for a write costs 20 % of a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # Without the cookie there is nothing to limit, and reading the session would cost a query.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            limit_or_renew(request, int(time.time()))
        return get_response(request)

    return middleware


def limit_or_renew(request: HttpRequest, now: int) -> None:
    """Sign out after the absolute limit, otherwise note that the person is still here."""
    session = request.session
    if now - session.get(SESSION_BEGUN_KEY, now) > settings.SESSION_ABSOLUTE_AGE:
        logout(request)
    elif now - session.get(SESSION_SEEN_KEY, 0) >= settings.SESSION_RENEW_AFTER:
        session.setdefault(SESSION_BEGUN_KEY, now)
        session.setdefault(SESSION_FROM_KEY, request.META.get("REMOTE_ADDR", ""))
        session[SESSION_SEEN_KEY] = now
