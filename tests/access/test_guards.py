"""The decorators by themselves: a GET cannot write, a method that is not offered is refused, roles end at once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from departments.access import (
    SIGNED_IN,
    WriteWhileReading,
    allow_everybody,
    allow_roles,
    counties_of,
    departments_of,
    holds_role,
    memberships_of,
    reads_and_writes,
    reads_only,
    writes_only,
)
from departments.models import Department, Membership, User
from departments.roles import Role
from tests.factories import make_department, make_member, make_user

pytestmark = pytest.mark.django_db


def call(view, method="GET", user=None):
    request = RequestFactory().generic(method, "/")
    request.user, request.session = user or AnonymousUser(), SessionStore()
    return view(request)


def rename(request):
    Department.objects.update(name="x")
    return HttpResponse("renamed")


@pytest.mark.parametrize(
    "act",
    [
        lambda: Department.objects.update(name="x"),
        lambda: Department.objects.all().delete(),
        lambda: User.objects.create(username="x"),
        lambda: User.objects.bulk_create([User(username="x")]),
        lambda: connection.cursor().execute("DROP TABLE departments_membership"),
        lambda: connection.cursor().execute("  with old as (select 1) update departments_user set username = 'x'"),
    ],
)
def test_a_get_cannot_change_a_table(act):
    make_department()
    with pytest.raises(WriteWhileReading):
        call(reads_only(lambda request: act()))


def test_a_get_may_read_everything_and_end_a_session(client):
    person = make_user()
    client.force_login(person)

    def view(request):
        client.session.flush()
        first, second = User.objects.filter(pk=person.pk).order_by(), User.objects.filter(pk=0).order_by()
        return HttpResponse(str(first.union(second).count()))

    assert call(reads_only(view)).content == b"1"


def test_the_guard_ends_with_the_view():
    department = make_department()
    call(reads_only(lambda request: HttpResponse()))
    rename(None)
    department.refresh_from_db()
    assert department.name == "x"


def test_a_form_is_shown_under_the_guard_and_saved_without_it():
    with pytest.raises(WriteWhileReading), transaction.atomic():
        call(reads_and_writes(rename))
    assert call(reads_and_writes(rename), "POST").content == b"renamed"


@pytest.mark.parametrize(
    "decorate, taken",
    [(reads_only, {"GET", "HEAD"}), (writes_only, {"POST"}), (reads_and_writes, {"GET", "HEAD", "POST"})],
)
def test_other_methods_are_refused(decorate, taken):
    view = decorate(lambda request: HttpResponse())
    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
    assert {method for method in methods if call(view, method).status_code == 200} == taken
    assert set(view.methods) == taken


def test_a_role_opens_a_view_and_its_end_closes_it():
    person = make_member(Role.REVIEWER, make_department())
    view = allow_roles(Role.REVIEWER)(lambda request: HttpResponse("open"))
    assert call(view, user=person).content == b"open"
    Membership.objects.all().delete()
    with pytest.raises(PermissionDenied):
        call(view, user=User.objects.get())


@pytest.mark.parametrize("roles", [(), (SIGNED_IN,), (Role.REVIEWER,)])
def test_nobody_gets_in_without_signing_in(roles):
    answer = call(allow_roles(*roles)(lambda request: HttpResponse("open")))
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/")


def test_a_person_who_was_blocked_holds_nothing():
    person = make_member(Role.REVIEWER, make_department(), is_active=False)
    assert not holds_role(person, Role.REVIEWER)


def test_signed_in_is_enough_where_no_role_is_asked():
    assert call(allow_roles(SIGNED_IN)(lambda request: HttpResponse("open")), user=make_user()).content == b"open"


def test_a_first_password_opens_nothing_else():
    person = make_member(Role.REVIEWER, make_department(), make_user(must_change_password=True))
    answer = call(allow_roles(Role.REVIEWER)(lambda request: HttpResponse("open")), user=person)
    assert answer.headers["Location"] == "/accounts/password/"


def test_the_marks_that_the_matrix_reads_survive_both_decorators():
    marks = vars(allow_roles(Role.HEAD)(reads_only(lambda request: HttpResponse())))
    assert marks["roles"] == {Role.HEAD} and marks["methods"] == ("GET", "HEAD")
    assert vars(allow_everybody(reads_only(lambda request: HttpResponse())))["roles"] == {"public"}


def test_a_closed_department_gives_no_right():
    department = make_department(active=False)
    person = make_member(Role.PREPARER, department)
    assert not holds_role(person, Role.PREPARER) and memberships_of(person) == ()


def test_roles_reach_their_own_place_only():
    mine, other = make_department(), make_department()
    person = make_member(Role.PREPARER, mine)
    make_member(Role.REVIEWER, other, person)
    assert list(departments_of(person, Role.PREPARER, Role.HEAD)) == [mine]
    assert list(counties_of(person, Role.REVIEWER)) == [other.county]
    assert not departments_of(person, Role.HEAD) and not counties_of(person, Role.PUBLISHER)


def test_roles_are_read_once_for_a_request(django_assert_num_queries):
    person = make_member(Role.REVIEWER, make_department())
    with django_assert_num_queries(1):
        assert (
            holds_role(person, Role.REVIEWER) and not holds_role(person, Role.HEAD) and memberships_of(person)[0].county
        )
