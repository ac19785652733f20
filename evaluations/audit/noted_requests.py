"""Requests that the log tells of though no act was done: what was taken out of the site, and what was tried in vain.

Bounded for each person, so that nobody floods the log: after so many lines in an hour the last one says that more follow.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from evaluations.audit.database_clock import database_now
from evaluations.audit.events import OUTCOME_OK, record_event
from evaluations.models import Event

NOTED_FOR = timedelta(hours=1)
MOST_NOTED = {"access": 30, "probe": 30, "export": 300, "limit": 30}
ENOUGH = "一小时内已有 {} 次，此后一小时内的不再逐条登记"
LONGEST_PATH = 200
EXPORT_ACTION, PROBE_ACTION, LIMIT_ACTION = "export", "probe", "limit"
# These views write an event of their own.
TOLD_BY_VIEW = {"administration:export_log", "release_queue:pdf", "release_queue:copy", "release_queue:together"}
RequestHandler = Callable[[HttpRequest], HttpResponse]


def note_request(action: str, request: HttpRequest, outcome: str, **detail: Any) -> None:
    """One line for a request of this kind, unless the person has filled the hour's measure."""
    user = request.user if request.user.is_authenticated else None
    since = database_now() - NOTED_FOR
    before = Event.objects.filter(actor=user, action=action, at__gt=since)
    if user is None:
        before = before.filter(ip=request.META.get("REMOTE_ADDR") or None)
    number, most = before.count(), MOST_NOTED[action]
    if number >= most:
        return
    told = {"method": request.method, "path": request.path[:LONGEST_PATH], **detail}
    if number == most - 1:
        told["message"] = "；".join(filter(None, (detail.get("message"), ENOUGH.format(most))))
    record_event(action, user=user, outcome=outcome, detail=told, request=request)


def exports_noted(get_response: RequestHandler) -> RequestHandler:
    """Middleware: every file that somebody signed in takes along is a line in the log, whatever view made it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        disposition = response.headers.get("Content-Disposition", "")
        if disposition.startswith("attachment") and is_taken(request, response):
            note_request(EXPORT_ACTION, request, OUTCOME_OK)
        return response

    return middleware


def is_taken(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a person got the file, and no view has told of it."""
    match = request.resolver_match
    # The person is asked for last: where that does not matter, the answer must not vary by cookie.
    return bool(
        response.status_code == 200
        and match
        and match.namespace != "portal"
        and match.view_name not in TOLD_BY_VIEW
        and request.user.is_authenticated
    )
