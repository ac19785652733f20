"""The answers to a missing role and to what is not there or not one's own: a page, and a line in the log (config.urls)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from evaluations.audit.events import OUTCOME_REFUSED
from evaluations.audit.noted_requests import PROBE_ACTION, note_request


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Record who tried to open what, and answer 403. Django calls this outside the view's read guard."""
    note_request("access", request, OUTCOME_REFUSED)
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; a person who asked for an object by its number, which is not there or not his or hers, is told of."""
    match = getattr(request, "resolver_match", None)
    user = getattr(request, "user", None)
    if match and (match.kwargs or match.args) and user and user.is_authenticated and match.namespace != "portal":
        note_request(PROBE_ACTION, request, OUTCOME_REFUSED)
    return page_not_found(request, exception)
