"""Requests in figures, for /metrics/: how many by view and status, how long they took, and what became of saves."""

import time
from collections.abc import Callable

from django.http import HttpResponse
from prometheus_client import Counter, Histogram

from departments.site_request import SiteRequest

REQUEST_COUNTS = Counter("jixiao_requests", "Requests by view, method and status", ["view", "method", "status"])
REQUEST_SECONDS = Histogram(
    "jixiao_request_seconds",
    "Time to the answer",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30),
)
SAVE_COUNTS = Counter("jixiao_saves", "Saves of a report's sections by way and outcome", ["way", "outcome"])
SAVING_VIEWS = {"filing:autosave": "autosave", "filing:section": "form"}
# What the answer to a save says of it: also a page with its faults keeps what was typed.
SAVE_OUTCOMES = {200: "kept", 204: "kept", 302: "kept", 409: "conflict", 422: "incomplete"}
KNOWN_METHODS = {"GET", "HEAD", "POST"}
CountHandler = Callable[[SiteRequest], HttpResponse]


def request_counts(get_response: CountHandler) -> CountHandler:
    """Middleware: count each answer. Labels come from our own names alone, so that no caller makes new ones."""

    def middleware(request: SiteRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        view = match.view_name if match else "-"
        method = request.method if request.method in KNOWN_METHODS else "other"
        REQUEST_COUNTS.labels(view, method, str(response.status_code)).inc()
        REQUEST_SECONDS.labels(view).observe(time.perf_counter() - begun)
        if method == "POST" and (way := SAVING_VIEWS.get(view)):
            SAVE_COUNTS.labels(way, SAVE_OUTCOMES.get(response.status_code, "failed")).inc()
        return response

    return middleware
