"""Every answer carries the headers, whatever went wrong."""

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from departments.roles import Role
from tests.access.site import client_of
from tests.factories import make_department, make_member

pytestmark = pytest.mark.django_db
PLAIN = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def login_page() -> HttpResponseBase:
    return Client().get(reverse("departments:login"))


def redirect() -> HttpResponseBase:
    return Client().get(reverse("desk:home"))


def refused() -> HttpResponseBase:
    return client_of(make_member(Role.AUDIT_ADMIN, make_department())).get(reverse("review:queue"))


def without_token() -> HttpResponseBase:
    return Client(enforce_csrf_checks=True).post(reverse("departments:login"))


def missing() -> HttpResponseBase:
    return Client().get("/no/such/page/")


def wrong_method() -> HttpResponseBase:
    return Client().put(reverse("departments:login"))


def failing() -> HttpResponseBase:
    return Client(raise_request_exception=False, HTTP_HOST="evil.example").get("/")


ANSWERS = [
    (login_page, 200),
    (redirect, 302),
    (refused, 403),
    (without_token, 403),
    (missing, 404),
    (wrong_method, 405),
    (failing, 400),
]


@pytest.mark.parametrize("ask, status", ANSWERS, ids=lambda value: getattr(value, "__name__", value))
def test_pages_carry_all_headers(ask, status):
    answer = ask()
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in PLAIN} == PLAIN
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("name", ["app.css", "sheet.css", "favicon.svg", "vendor/bootstrap/bootstrap.min.css"])
def test_static_files_carry_them_too(name):
    answer = Client().get(f"/static/{name}")
    answer.close()
    assert answer.status_code == 200
    assert {header: answer.headers.get(header) for header in PLAIN} == PLAIN
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("ask", [login_page, refused, without_token, missing, failing])
def test_no_page_needs_more_than_the_policy_gives(ask):
    page = ask().content.decode()
    assert " style=" not in page and "<style" not in page and "<script>" not in page and " onclick" not in page
    assert 'lang="zh-CN"' in page and "http://" not in page and "https://" not in page


def test_pages_of_a_session_are_not_kept_by_the_browser():
    assert "no-store" in refused().headers["Cache-Control"]
