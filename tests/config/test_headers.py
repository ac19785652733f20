"""Headers of every answer, and whose address a request carries."""

from typing import Any, cast

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from config.headers import client_address, security_headers, static_headers
from departments.site_request import SiteRequest


def asked(path: str = "/", **meta: Any) -> SiteRequest:
    """A request on its way to the middleware."""
    return cast(SiteRequest, RequestFactory().get(path, **meta))


def answer(path: str = "/x/", cookies: dict | None = None, **given) -> HttpResponse:
    request = asked(path)
    request.COOKIES |= cookies or {}
    return security_headers(lambda _: HttpResponse("x", **given))(request)


def test_fixed_headers():
    response = answer()
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "Cache-Control" not in response


def test_no_page_of_a_session_is_kept():
    cookies = {settings.SESSION_COOKIE_NAME: "x"}
    response = answer(cookies=cookies, headers={"Cache-Control": "public, max-age=600"})
    assert response["Cache-Control"] == "no-store"
    assert "Cache-Control" not in answer("/static/app.css", cookies)


def test_the_answer_that_begins_a_session_is_not_kept_either():
    response = HttpResponse()
    response.set_cookie(settings.SESSION_COOKIE_NAME, "x")
    assert security_headers(lambda _: response)(asked("/"))["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "proxies, header, expected",
    [
        (0, "6.6.6.6", "192.0.2.1"),
        (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (2, "6.6.6.6, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "10.0.0.2", "192.0.2.1"),
        (1, "198.51.100.7:4711", "198.51.100.7"),
        (1, "198.51.100.7, unknown", "192.0.2.1"),
    ],
)
def test_only_declared_proxies_are_believed(settings, proxies, header, expected):
    settings.TRUSTED_PROXIES = proxies
    request = asked("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=header)
    client_address(lambda _: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == expected


def test_without_the_header_the_socket_counts(settings):
    settings.TRUSTED_PROXIES = 1
    request = asked("/", REMOTE_ADDR="192.0.2.1")
    client_address(lambda _: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == "192.0.2.1"


def test_every_request_has_a_number_of_our_own_that_goes_back():
    requests = [asked("/", headers={"X-Request-ID": "forged"}) for _ in range(2)]
    numbers = [client_address(lambda _: HttpResponse())(request).headers["X-Request-ID"] for request in requests]
    assert numbers == [request.id for request in requests]
    assert len({*numbers, "forged"}) == 3 and all(len(number) == 36 for number in numbers)


def test_what_a_page_says_about_itself_is_left_and_the_rest_is_added():
    response = answer(headers={"Permissions-Policy": "camera=(self)"})
    assert response["Permissions-Policy"] == "camera=(self)"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_page_of_nobody_may_be_kept_whatever_other_cookies_there_are():
    cookies = {"jixiao_csrf": "x", f"{settings.SESSION_COOKIE_NAME}2": "y"}
    assert answer(cookies=cookies, headers={"Cache-Control": "max-age=600"})["Cache-Control"] == "max-age=600"


def test_a_file_of_ours_opened_by_itself_loads_and_sends_nothing():
    headers: dict[str, str] = {"Content-Type": "text/css"}
    static_headers(headers, "/srv/app.css", "/static/app.css")
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == dict.fromkeys(("default-src", "form-action", "base-uri", "frame-ancestors"), "'none'")
    assert headers["Content-Type"] == "text/css"


@pytest.mark.parametrize("header", ["6.6.6.6,198.51.100.7", "6.6.6.6 198.51.100.7", " 6.6.6.6 ,, 198.51.100.7 "])
def test_the_last_entry_is_found_however_the_proxies_join_them(settings, header):
    settings.TRUSTED_PROXIES = 1
    request = asked("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=header)
    client_address(lambda _: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == "198.51.100.7"
