"""What the site answers while something it needs is away: 503 with the reason, and what was typed stays on the page.

Rendered without database and session. Django calls `server_error` inside the handling of the exception, whichever layer
it came from.
"""

import errno
import sqlite3
import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.defaults import server_error as plain_server_error

from config.health import report_liveness
from departments.expiry import by_script, typed_fields
from evaluations.evidence.private_files import FilesAway

RETRY_SECONDS = 5
LIVENESS_PATH = "/healthz/"
DATABASE_AWAY = "系统暂时连不上数据库，刚才的操作没有办理。"
FILES_AWAY = "系统暂时连不上文件存储，刚才的操作没有办理。"
DISK_FULL = "服务器的磁盘空间不足，刚才的操作没有办理。"
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
RequestHandler = Callable[[HttpRequest], HttpResponse]


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with a reason while database or disk are not to be had; Django's own 500 for every other fault."""
    reason = outage_reason(sys.exc_info()[1])
    return unavailable(request, reason) if reason else plain_server_error(request)


def outage_reason(error: BaseException | None) -> str:
    """The sentence for what is away, looking also at what the error came from; "" for a fault of ours."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_SPACE or type(error).__name__ == "DiskFull":
            return DISK_FULL
        if isinstance(error, FilesAway):
            return FILES_AWAY
        if is_database_away(error):
            return DISK_FULL if type(error.__cause__).__name__ == "DiskFull" else DATABASE_AWAY
        error = error.__cause__ or error.__context__
    return ""


def is_database_away(error: BaseException) -> bool:
    """A connection lost, refused or not to be had in time; SQLite says the same of a table that is missing."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    return not (isinstance(error.__cause__, sqlite3.OperationalError) and "no such" in str(error))


def unavailable(request: HttpRequest, reason: str) -> HttpResponse:
    """The answer for a person, or for a script of a page, which keeps the text and tries again by itself."""
    if by_script(request):
        answer: HttpResponse = JsonResponse(
            {"kind": "away", "message": f"{reason}内容保留在本机，稍后自动再试。"}, status=503
        )
    else:
        typed = typed_fields(request) if request.method == "POST" else []
        context = {
            "reason": reason,
            "typed": typed,
            "files": bool(request.method == "POST" and request.FILES),
            "address": request.get_full_path(),
            "csrf_token": get_token(request) if typed else "",
        }
        answer = HttpResponse(render_to_string("503.html", context), status=503)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def liveness_first(get_response: RequestHandler) -> RequestHandler:
    """Middleware before sessions: whether the process lives is answered without them, cookie or not."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info == LIVENESS_PATH:
            request.get_host()  # refuses a host that is not ours, as for every other page
            return report_liveness(request)
        return get_response(request)

    return middleware
