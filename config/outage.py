"""What the site answers while something it needs is away: 503 with the reason, and what was typed stays on the page.

Rendered without database and session. Django calls `server_error` inside the handling of the exception, whichever layer
it came from.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.defaults import server_error as plain_server_error

from config.health import report_liveness
from config.outage_reason import outage_reason
from departments.expiry import by_script, typed_fields

RETRY_SECONDS = 5
LIVENESS_PATH = "/healthz/"
RequestHandler = Callable[[HttpRequest], HttpResponse]


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with a reason while database or disk are not to be had; Django's own 500 for every other fault."""
    reason = outage_reason(sys.exc_info()[1])
    return unavailable_answer(request, Unavailable(reason)) if reason else plain_server_error(request)


@dataclass(frozen=True)
class Unavailable:
    """Why nothing was done, and what the person can do: something is away (503), too much (413) or too often (429)."""

    reason: str
    status: int = 503
    heading: str = "系统暂时不能办理"
    hint: str = "请稍候再试；仍然不行，请把时间告诉系统管理员。"
    seconds: int = RETRY_SECONDS


def unavailable_answer(request: HttpRequest, told: Unavailable) -> HttpResponse:
    """The answer for a person, or for a script of a page, which keeps the text and tries again by itself."""
    if by_script(request):
        away = told.status == Unavailable.status
        message = f"{told.reason}{'内容保留在本机，稍后自动再试。' if away else told.hint}"
        answer: HttpResponse = JsonResponse(
            {"kind": "away" if away else "refused", "message": message}, status=told.status
        )
    else:
        typed = typed_fields(request) if request.method == "POST" else []
        context = {
            "told": told,
            "typed": typed,
            "files": bool(request.method == "POST" and request.FILES),
            "address": request.get_full_path(),
            "csrf_token": get_token(request) if typed else "",
        }
        answer = HttpResponse(render_to_string("503.html", context), status=told.status)
    answer.headers["Retry-After"] = str(told.seconds)
    return answer


def liveness_first(get_response: RequestHandler) -> RequestHandler:
    """Middleware before sessions: whether the process lives is answered without them, cookie or not."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info == LIVENESS_PATH:
            request.get_host()  # refuses a host that is not ours, as for every other page
            return report_liveness(request)
        return get_response(request)

    return middleware
