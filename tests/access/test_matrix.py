"""docs/permissions.md line by line: every address × every role × own and foreign objects × nobody signed in."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Count
from django.test import Client
from django.urls import resolve, reverse

from departments.access import SIGNED_IN
from departments.matrix import matrix_lines, permission_matrix
from departments.models import Membership
from departments.roles import Role
from evaluations.audit.noted_requests import MOST_NOTED
from evaluations.models import Event
from tests.access.site import World, call, client_of, each_call
from tests.sources import ROOT

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
# To ask for these ends the visit.
LEAVING = {"departments:logout", "sign_in:provider_out"}


@pytest.fixture(scope="module")
def world(module_rows):
    return World.made()


def has_object(line):
    return "<" in line.pattern and not line.public and not line.shared


def test_the_table_in_docs_is_the_urlconf():
    assert (ROOT / "docs" / "permissions.md").read_text() == permission_matrix(), "run: manage.py permissions"


def test_every_address_says_who_and_how():
    assert not [line.name for line in matrix_lines() if not line.roles or "?" in line.methods]


def test_only_these_are_open_to_everybody():
    closed = {line.name.partition(":")[0] for line in matrix_lines() if not line.public}
    assert closed == {
        "departments",
        "sign_in",
        "administration",
        "filing",
        "review",
        "release_queue",
        "remark_desk",
        "cycles",
        "desk",
        "precheck",
    }
    written = {line.name for line in matrix_lines() if line.public and line.methods[-1] == "POST"}
    assert written == {"departments:login", "sign_in:code", "verification:home", "remarks:form"}


def test_nobody_signed_in_is_sent_to_the_login(world):
    wrong = {}
    for line, method in each_call():
        answer = Client().generic(method, address := world.ours.address(line))
        sent = answer.status_code == 302 and answer.headers["Location"].startswith(LOGIN)
        if sent == line.public or answer.status_code in (403, 404, 500):
            wrong[method, address] = answer.status_code
    assert not wrong


def test_a_missing_role_is_refused_with_a_page_and_a_line_in_the_log(world):
    wrong = {}
    for role in Role:
        client = client_of(world.person(role))
        for line, method in each_call(lambda line, role=role: not line.allows(role)):
            status = call(client, method, address := world.ours.address(line, role))
            if status != 403:
                wrong[role.value, method, address] = status
    assert not wrong
    refused = Event.objects.filter(outcome="refused", action="access")
    assert refused.values("actor").distinct().count() == len(Role)


def test_the_role_opens_what_the_table_says(world):
    wrong = {}
    for role in Role:
        reader = client_of(world.person(role))
        for line, method in each_call(lambda line, role=role: line.allows(role)):
            # what is posted may end the visit; what is read may not
            client = reader if method == "GET" else client_of(world.person(role))
            answer = client.generic(method, address := world.ours.address(line, role))
            sent_away = (
                not line.public and line.name not in LEAVING and answer.headers.get("Location", "").startswith(LOGIN)
            )
            if answer.status_code in (401, 403, 404, 405) or answer.status_code >= 500 or sent_away:
                wrong[role.value, method, address] = answer.status_code
            if line.name in LEAVING:
                reader = client_of(world.person(role))
    assert not wrong


def test_foreign_objects_do_not_exist(world):
    wrong = {}
    for role in Role:
        client = client_of(world.person(role))
        for line, method in each_call(lambda line, role=role: has_object(line) and line.allows(role)):
            for place in world.foreign(role):
                status = call(client, method, address := place.address(line, role))
                if status != 404:
                    wrong[role.value, method, address] = status
    assert not wrong


def test_a_role_that_ended_a_moment_ago_opens_nothing(world):
    clients = {role: client_of(world.person(role)) for role in Role}
    assert clients[Role.REVIEWER].get(reverse("review:queue")).status_code == 200
    Membership.objects.all().delete()
    wrong = {}
    for role, client in clients.items():
        for line, method in each_call(
            lambda line, role=role: line.allows(role) and not line.public and SIGNED_IN not in line.roles
        ):
            if (status := call(client, method, address := world.ours.address(line, role))) != 403:
                wrong[role.value, method, address] = status
    assert not wrong


def test_methods_that_are_not_offered_are_refused(world):
    wrong = {}
    for line in matrix_lines():
        role = next((role for role in Role if line.allows(role)), None)
        client = client_of(world.person(role))
        for method in {"GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"} - set(line.methods):
            if (status := call(client, method, address := world.ours.address(line, role))) != 405:
                wrong[method, address] = status
    assert not wrong


def test_a_post_without_token_is_refused(world):
    wrong = {}
    for line, method in each_call(lambda line: "POST" in line.methods):
        role = next(role for role in Role if line.allows(role))
        client = client_of(world.person(role), enforce_csrf_checks=True)
        if method == "POST" and (status := call(client, method, address := world.ours.address(line, role))) != 403:
            wrong[address] = status
    assert not wrong


def row_counts() -> dict:
    """Rows of every table but those that watch the visitor: sessions, failed logins, and that a file was fetched."""
    watched = [model for model in apps.get_models() if model is not Session and model._meta.app_label != "axes"]
    counts = {model._meta.label: model._default_manager.aggregate(n=Count("pk"))["n"] for model in watched}
    return counts | {Event._meta.label: Event.objects.exclude(action__in=MOST_NOTED).count()}


def test_reading_everything_twice_leaves_every_table_as_it_was(world):
    """By everybody who may; the second time by the first of them, which is enough for what a second look would write."""
    clients = {role: client_of(world.person(role)) for role in Role}
    before = row_counts()
    answers: dict[str, int] = {}
    for role, client in clients.items():
        for line, method in each_call(lambda line, role=role: line.allows(role)):
            if method == "GET":
                status = call(client, "GET", address := world.ours.address(line, role))
                assert status < 400 and (line.name in answers or call(client, "GET", address) == status)
                answers[line.name] = status
    assert row_counts() == before


def test_every_view_is_a_function_that_the_url_leads_to(world):
    for line in matrix_lines():
        assert resolve(world.ours.address(line).partition("?")[0]).func.__doc__, f"{line.name} says nothing"
