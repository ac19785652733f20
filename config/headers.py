"""What is true of every request and response: who is calling, and which headers go back."""

import uuid
from collections.abc import Callable, MutableMapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from departments.caller_address import plain_address
from departments.request_number import request_numbered
from departments.site_request import SiteRequest

HeaderHandler = Callable[[SiteRequest], HttpResponse]

# A file of ours opened by itself has nothing to load, run or send, and nobody may frame it.
STATIC_POLICY = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

# What pages may load, run and send: files of our own and nothing else (django-csp reads it from the settings).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # data: for the icons inside Bootstrap's CSS
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}

FIXED = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def security_headers(get_response: HeaderHandler) -> HeaderHandler:
    """Add the fixed headers, and forbid keeping any page of a session."""

    def middleware(request: SiteRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if belongs_to_session(request, response):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def belongs_to_session(request: HttpRequest, response: HttpResponse) -> bool:
    """Judge by the cookie alone: no query, and still right while the database is away."""
    name = settings.SESSION_COOKIE_NAME
    static = request.path.startswith(settings.STATIC_URL)
    return not static and (name in request.COOKIES or name in response.cookies)


def static_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """The policy of static files, which WhiteNoise sends before the CSP middleware is reached."""
    headers["Content-Security-Policy"] = STATIC_POLICY


def client_address(get_response: HeaderHandler) -> HeaderHandler:
    """Number the request, and behind declared proxies take the caller's address from the entry they appended.

    The number stands in the log's events and lines and goes back as X-Request-ID; a number that the caller sent is ignored.

    Only the last TRUSTED_PROXIES entries of the header were written by us; anything
    before them is the caller's own invention.
    """

    def middleware(request: SiteRequest) -> HttpResponse:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").replace(",", " ").split()
        told = hops[-settings.TRUSTED_PROXIES] if len(hops) >= settings.TRUSTED_PROXIES > 0 else ""
        request.META["REMOTE_ADDR"] = plain_address(told) or plain_address(request.META.get("REMOTE_ADDR", ""))
        request.id = str(uuid.uuid4())
        with request_numbered(request.id):
            response = get_response(request)
        response.headers["X-Request-ID"] = request.id
        return response

    return middleware
