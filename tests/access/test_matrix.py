"""docs/permissions.md line by line: every address × every role × own and foreign objects × nobody signed in."""

from collections.abc import Callable
from functools import partial

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from departments.access import SIGNED_IN
from departments.matrix import matrix_lines, permission_matrix
from departments.models import Membership, User
from departments.roles import Role
from evaluations.audit.noted_requests import MOST_NOTED
from evaluations.manual.manual_chapters import manual_digest
from evaluations.manual.manual_paper import keep_paper
from evaluations.models import Event
from tests.access.site import World, call, client_of, each_call, show_picture
from tests.factories import PDF
from tests.patience import THOROUGH, cases
from tests.sources import ROOT

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
# To ask for these ends the visit.
LEAVING = {"departments:logout", "sign_in:provider_out"}


@pytest.fixture(scope="module")
def world(module_rows):
    world = World.made()
    # The manual as it is printed: tests/manual/ prints it, here it is fetched by everybody.
    show_picture("sign-in")
    keep_paper(f"{manual_digest()}.pdf", PDF)
    return world


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
    client = Client()
    for line, method in each_call():
        client.cookies.clear()
        answer = client.generic(method, address := world.ours.address(line))
        sent = answer.status_code == 302 and answer.headers["Location"].startswith(LOGIN)
        if sent == line.public or answer.status_code in (403, 404, 500):
            wrong[method, address] = answer.status_code
    assert not wrong


def test_a_missing_role_is_refused_with_a_page_and_a_line_in_the_log(world):
    """By every view to every role; through the whole site once a room to everybody who may not."""
    clients, wrong = {role: client_of(world.person(role)) for role in Role}, {}
    told = Told()
    for line in matrix_lines():
        for role in (role for role in Role if not line.allows(role)):
            # the roles of a line are asked before its method is
            for method in cases(line.methods[:1], line.methods):
                address = world.ours.address(line, role)
                ask = asked_of(world, clients, role, whole=told.first(line, role))
                if (status := ask(method, address)) != 403:
                    wrong[role.value, method, address] = status
    assert not wrong
    refused = Event.objects.filter(outcome="refused", action="access")
    assert refused.values("actor").distinct().count() == len(Role)


class Told(set):
    """What the whole site has refused: how it tells a refusal of a view is the same in all of a room."""

    def first(self, line, *what) -> bool:
        """Whether this has not been asked for in the room of the line."""
        known = len(self)
        self.add((line.name.partition(":")[0], *what))
        return len(self) > known


def asked_of(world, clients, role, *, whole) -> Callable[[str, str], int]:
    """(method, address) → status: by the whole site, or by the view alone, where all that refuses stands."""
    if whole or THOROUGH:
        return partial(call, clients[role])
    return partial(answer_of_view, User.objects.get(pk=world.person(role).pk))


def answer_of_view(person, method, address) -> int:
    """The status that the view itself answers with, without the site around it and the page of a refusal."""
    request = RequestFactory().generic(method, address)
    request.user, request.session = person, SessionStore()
    view, args, kwargs = resolve(request.path_info)
    try:
        return view(request, *args, **kwargs).status_code
    except PermissionDenied:
        return 403
    except Http404:
        return 404


def test_the_role_opens_what_the_table_says(world):
    """All that is read leaves every table as it was: twice what one role alone reads, else by the last who may.

    The others are let in by the view, which then refuses a method that nobody is offered.
    """
    readers = {role: client_of(world.person(role)) for role in Role}
    people = {role: User.objects.get(pk=world.person(role).pk) for role in Role}
    wrong: dict[tuple, int] = {}
    before = row_counts()
    for role, line, method in (allowed := list(allowed_calls())):
        if method == "GET":
            who = [other for other in Role if line.allows(other)]
            if not (THOROUGH or line.public or role == who[-1]):
                if (status := answer_of_view(people[role], "TRACE", world.ours.address(line, role))) != 405:
                    wrong[role.value, "TRACE", line.name] = status
                continue
            answers = [
                opened(readers[role], role, line, method, world, wrong) for _ in range(1 + (THOROUGH or who == [role]))
            ]
            assert len(set(answers)) == 1, f"{role} {line.name}: {answers}"
    assert not wrong and row_counts() == before
    for role, line, method in allowed:
        if method != "GET":  # what is posted may end the visit
            opened(client_of(world.person(role)), role, line, method, world, wrong)
    assert not wrong


def allowed_calls():
    """(role, line, method) of all that the table allows; what ends a visit comes last.

    What is open to everybody knows no role: nobody asks for it in test_nobody_signed_in_…, and here the first role.
    """
    asking = {line.name: cases(list(Role)[:1], list(Role)) if line.public else list(Role) for line in matrix_lines()}
    calls = [
        (role, *one)
        for role in Role
        for one in each_call(lambda line, role=role: role in asking[line.name] and line.allows(role))
    ]
    return sorted(calls, key=lambda call: call[1].name in LEAVING)


def opened(client, role, line, method, world, wrong) -> int:
    """The status of the answer; one that the table does not lead to expect is noted in `wrong`."""
    answer = client.generic(method, address := world.ours.address(line, role))
    sent_away = not line.public and line.name not in LEAVING and answer.headers.get("Location", "").startswith(LOGIN)
    if answer.status_code in (401, 403, 404, 405) or answer.status_code >= 500 or sent_away:
        wrong[role.value, method, address] = answer.status_code
    return answer.status_code


def test_foreign_objects_do_not_exist(world):
    """Said by the view of each line to every role; through the whole site once a room by each method."""
    clients, wrong, told = {role: client_of(world.person(role)) for role in Role}, {}, Told()
    for role in Role:
        for line, method in each_call(lambda line, role=role: has_object(line) and line.allows(role)):
            for place in world.foreign(role):
                ask = asked_of(world, clients, role, whole=told.first(line, method))
                if (status := ask(method, address := place.address(line, role))) != 404:
                    wrong[role.value, method, address] = status
    assert not wrong


def test_a_role_that_ended_a_moment_ago_opens_nothing(world):
    clients = {role: client_of(world.person(role)) for role in Role}
    assert clients[Role.REVIEWER].get(reverse("review:queue")).status_code == 200
    Membership.objects.all().delete()
    wrong, told = {}, Told()
    for role in Role:
        for line, method in each_call(
            lambda line, role=role: line.allows(role) and not line.public and SIGNED_IN not in line.roles
        ):
            ask = asked_of(world, clients, role, whole=told.first(line, method))
            if (status := ask(method, address := world.ours.address(line, role))) != 403:
                wrong[role.value, method, address] = status
    assert not wrong


def test_methods_that_are_not_offered_are_refused(world):
    """By the view of each line; through the whole site once a room by each method."""
    clients, wrong, told = {role: client_of(world.person(role)) for role in Role}, {}, Told()
    for line in matrix_lines():
        role = next(role for role in Role if line.allows(role))
        refused = sorted({"GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"} - set(line.methods))
        # one list of methods guards all of a line: GET or POST, and one of those that nobody offers
        for method in cases([method for method in refused if method in ("GET", "POST", "PUT")], refused):
            ask = asked_of(world, clients, role, whole=told.first(line, method))
            if (status := ask(method, address := world.ours.address(line, role))) != 405:
                wrong[method, address] = status
    assert not wrong


def test_a_post_without_token_is_refused(world):
    clients = {role: client_of(world.person(role), enforce_csrf_checks=True) for role in Role}
    wrong = {}
    for line, method in each_call(lambda line: "POST" in line.methods):
        role = next(role for role in Role if line.allows(role))
        if (
            method == "POST"
            and (status := call(clients[role], method, address := world.ours.address(line, role))) != 403
        ):
            wrong[address] = status
    assert not wrong


def row_counts() -> dict:
    """Rows of every table but those that watch the visitor: sessions, failed logins, and that a file was fetched."""
    watched = [model for model in apps.get_models() if model is not Session and model._meta.app_label != "axes"]
    counts = {model._meta.label: model._default_manager.aggregate(n=Count("pk"))["n"] for model in watched}
    return counts | {Event._meta.label: Event.objects.exclude(action__in={*MOST_NOTED, "download"}).count()}


def test_every_view_is_a_function_that_the_url_leads_to(world):
    for line in matrix_lines():
        assert resolve(world.ours.address(line).partition("?")[0]).func.__doc__, f"{line.name} says nothing"
