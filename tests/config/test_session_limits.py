"""Second by second: when a session is renewed, when it is left alone, and when it ends."""

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from config.hashers import CountyArgon2
from config.sessions import limit_or_renew, session_limits
from departments.lasting import SESSION_BEGUN_KEY, SESSION_FROM_KEY, SESSION_SEEN_KEY

NOW = 1_800_000_000
HALF_A_DAY = 12 * 60 * 60


class Kept(SessionBase):
    """A session in memory."""

    def flush(self):
        self.clear()


def asked(**content: int):
    """A request whose session holds this."""
    request = RequestFactory().get("/")
    request.session = Kept()
    request.session.update({"_auth_user_id": "1"} | content)
    request.session.modified = False
    return request


def after(**content: int) -> dict:
    """What the session holds after a request at NOW; {} when it was ended."""
    request = asked(**content)
    limit_or_renew(request, NOW)
    return {name: request.session[name] for name in request.session.keys() if name != "_auth_user_id"}


@pytest.mark.parametrize("begun", [HALF_A_DAY - 1, HALF_A_DAY])
def test_twelve_hours_are_allowed_to_the_second(begun):
    assert after(signed_in_at=NOW - begun, seen_at=NOW - 5)[SESSION_BEGUN_KEY] == NOW - begun


@pytest.mark.django_db
@pytest.mark.parametrize("seen", [0, 100])
def test_a_second_more_ends_it_however_busy_the_person_was(seen):
    assert after(signed_in_at=NOW - HALF_A_DAY - 1, seen_at=NOW - seen) == {}


@pytest.mark.parametrize("silence, renewed", [(0, False), (59, False), (60, True), (61, True), (1700, True)])
def test_a_session_is_written_once_a_minute(silence, renewed):
    request = asked(signed_in_at=NOW - 3600, seen_at=NOW - silence)
    limit_or_renew(request, NOW)
    assert request.session.modified is renewed
    assert request.session[SESSION_SEEN_KEY] == (NOW if renewed else NOW - silence)


@given(st.integers(0, HALF_A_DAY), st.integers(0, HALF_A_DAY))
def test_no_activity_moves_the_beginning(begun, silence):
    assert after(signed_in_at=NOW - begun, seen_at=NOW - silence)[SESSION_BEGUN_KEY] == NOW - begun


def test_the_first_request_after_signing_in_notes_beginning_and_presence():
    assert after() == {SESSION_BEGUN_KEY: NOW, SESSION_SEEN_KEY: NOW, SESSION_FROM_KEY: "127.0.0.1"}


@pytest.mark.parametrize("cookies, content", [({}, {"_auth_user_id": "1"}), ({"jixiao_session": "x"}, {"basket": "1"})])
def test_who_is_not_signed_in_has_nothing_to_renew(cookies, content):
    request = asked()
    request.session.clear()
    request.session.update(content)
    request.session.modified = False
    request.COOKIES |= cookies
    answer = session_limits(lambda _: HttpResponse("page"))(request)
    assert answer.content == b"page" and not request.session.modified


def test_every_request_of_somebody_signed_in_is_looked_at():
    request = asked()
    request.COOKIES["jixiao_session"] = "x"
    session_limits(lambda _: HttpResponse("page"))(request)
    assert request.session[SESSION_BEGUN_KEY] == request.session[SESSION_SEEN_KEY] > 1_700_000_000


class Untouched(SessionBase):
    """A session that may not be read."""

    def __contains__(self, name):
        raise AssertionError("a query for somebody without a cookie")


def test_a_reader_without_cookie_costs_no_query():
    request = RequestFactory().get("/")
    request.session = Untouched()
    assert session_limits(lambda _: HttpResponse("page"))(request).content == b"page"


def test_a_password_is_known_again_and_no_other_is():
    hasher = CountyArgon2()
    stored = hasher.encode("correct horse battery", hasher.salt())
    assert hasher.verify("correct horse battery", stored) and not hasher.verify("correct horse batterY", stored)
    assert not hasher.must_update(stored)


def test_a_hash_of_another_size_is_made_anew_at_the_next_login(hashed_as_shipped):
    class Smaller(CountyArgon2):
        memory_cost = 8 * 1024

    stored = Smaller().encode("correct horse battery", "a" * 22)
    assert CountyArgon2().verify("correct horse battery", stored) and CountyArgon2().must_update(stored)
