"""The answer to a missing role: a page that says so, and a line in the log (config.urls.handler403)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evaluations.audit.events import OUTCOME_REFUSED, record_event

LONGEST_PATH = 200


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Record who tried to open what, and answer 403. Django calls this outside the view's read guard."""
    detail = {"method": request.method, "path": request.path[:LONGEST_PATH]}
    record_event("access", user=request.user, outcome=OUTCOME_REFUSED, detail=detail, request=request)
    return render(request, "403.html", status=403)
