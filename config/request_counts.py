"""Requests in figures, for /metrics/: how many by view and status, how long they took, and what became of saves."""

import time
from collections.abc import Callable

from django.http import HttpResponse
from prometheus_client import Counter, Histogram, Summary

from departments.site_request import SiteRequest

# By the first word of a view's name (filing, review, portal …). Buckets and statuses for each of the 170 views were 240 kB.
REQUEST_COUNTS = Counter(
    "jixiao_requests", "Requests by part of the site, method and status", ["part", "method", "status"]
)
REQUEST_SECONDS = Histogram(
    "jixiao_request_seconds",
    "Time to the answer by part of the site",
    ["part"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
VIEW_SECONDS = Summary("jixiao_view_seconds", "Time to the answer by view", ["view"])
FAILURE_COUNTS = Counter("jixiao_failures", "Answers of 500 and above by view", ["view", "status"])
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
        count_request(match.view_name if match else "-", request.method, response, time.perf_counter() - begun)
        return response

    return middleware


def count_request(view: str, method: str | None, response: HttpResponse, seconds: float) -> None:
    """One answer more of this view, as `namespace:name`, or "-" where there is none at the address."""
    part, status = view.partition(":")[0], str(response.status_code)
    REQUEST_COUNTS.labels(part, method if method in KNOWN_METHODS else "other", status).inc()
    REQUEST_SECONDS.labels(part).observe(seconds)
    VIEW_SECONDS.labels(view).observe(seconds)
    if response.status_code >= 500:
        FAILURE_COUNTS.labels(view, status).inc()
    if method == "POST" and (way := SAVING_VIEWS.get(view)):
        SAVE_COUNTS.labels(way, SAVE_OUTCOMES.get(response.status_code, "failed")).inc()
