"""One log line for each request: who asked for what, how it ended and how long it took; in place of the server's own.

The query stays out: it holds what people search for.
"""

import logging
import time
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse

from config.outage import LIVENESS_PATH
from departments.site_request import SiteRequest

log = logging.getLogger("jixiao.requests")
LONGEST_PATH = 300
# Asked every few seconds by supervisors, and of no interest while all is well.
QUIET_PATHS = {LIVENESS_PATH, "/readyz/", "/metrics/", "/signed-in/"}
LineHandler = Callable[[SiteRequest], HttpResponse]


def request_lines(get_response: LineHandler) -> LineHandler:
    """Middleware: tell of the request when its answer is made."""

    def middleware(request: SiteRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        if log.isEnabledFor(logging.INFO) and not (request.path_info in QUIET_PATHS and response.status_code < 400):
            told = told_of(request, response) | {"milliseconds": round((time.perf_counter() - begun) * 1000)}
            log.info("%s %s %s", request.method, told["path"], response.status_code, extra=told)
        return response

    return middleware


def told_of(request: SiteRequest, response: HttpResponse) -> dict[str, object]:
    """What the line says besides its sentence. The person's number is read only where the session has been read anyway."""
    match = request.resolver_match
    # What was read, and nothing else: a session that could not be had for an outage would be asked for once more.
    session = getattr(getattr(request, "session", None), "_session_cache", {})
    return {
        "method": request.method or "",
        "path": request.path[:LONGEST_PATH],
        "view": match.view_name if match else "",
        "status": response.status_code,
        "user": session.get(SESSION_KEY, ""),
        "address": request.META.get("REMOTE_ADDR", ""),
    }
