"""What is kept of a form that came too late, to whom it is shown, and how long a sign-in still lasts."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from departments.expiry import ask_to_sign_in, by_script, stale_form, typed_fields
from departments.lasting import SESSION_BEGUN_KEY, SESSION_SEEN_KEY, extend_session, session_time_left
from departments.models import User

NOW = 1_800_000_000
PAGE = "http://testserver"
PERSON = User(username="zhangsan")
PERSON.kept_memberships = ()
SCRIPT = {"Accept": "application/json"}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def form(rf, fields=(), path="/filing/3/?x=1", **more):
    """A form on its way in: a list of (name, value)."""
    request = rf.post(path, **more)
    request.POST = QueryDict(mutable=True)
    for name, value in fields:
        request.POST.appendlist(name, value)
    request.user = AnonymousUser()
    return request


@given(fields=st.lists(st.tuples(st.sampled_from(["a", "b", "说明", "rows-0-x"]), TEXTS), max_size=8))
def test_every_value_of_every_field_is_kept_and_the_token_is_not(fields):
    kept = typed_fields(form(RequestFactory(), [("csrfmiddlewaretoken", "old"), *fields]))
    assert sorted(kept) == sorted(fields)
    for name in {name for name, _ in fields}:
        assert [value for one, value in kept if one == name] == [value for one, value in fields if one == name]


@pytest.mark.parametrize("name", ["password", "old_password", "new_password1", "x-password-y"])
def test_nothing_at_all_is_kept_beside_a_password(rf, name):
    assert typed_fields(form(rf, [("username", "zhangsan"), (name, "secret")])) == []


@pytest.mark.parametrize(
    "accepts, script",
    [("application/json", True), ("text/html,application/json;q=0.9", False), ("*/*", False), ("", False)],
)
def test_only_our_scripts_ask_for_nothing_but_json(rf, accepts, script):
    assert by_script(rf.get("/", headers={"Accept": accepts} if accepts else {})) is script


class TestSignIn:
    @pytest.mark.parametrize("method", ["get", "head"])
    def test_a_page_is_returned_to_after_the_login(self, rf, method):
        answer = ask_to_sign_in(getattr(rf, method)("/filing/3/?tab=a&b=c"))
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/accounts/login/?next=/filing/3/%3Ftab%3Da%26b%3Dc"

    def test_the_address_of_a_form_is_not(self, rf):
        assert ask_to_sign_in(form(rf, [("a", "1")])).headers["Location"] == "/accounts/login/?next="

    @pytest.mark.parametrize("cookie", ["jixiao_session", "jixiao_csrf"])
    def test_a_form_from_our_page_is_shown_again_with_what_was_typed(self, rf, cookie):
        request = form(rf, [("reason", "机构改革撤并")])
        request.COOKIES[cookie] = "x"
        answer = ask_to_sign_in(request)
        assert answer.status_code == 401 and "机构改革撤并" in answer.content.decode()

    def test_a_form_without_content_is_worth_no_page(self, rf):
        request = form(rf, [("csrfmiddlewaretoken", "old")])
        request.COOKIES["jixiao_session"] = "x"
        assert ask_to_sign_in(request).status_code == 302

    def test_a_script_gets_no_page_whatever_it_sent(self, rf):
        request = form(rf, [("reason", "x")], headers=SCRIPT)
        request.COOKIES["jixiao_session"] = "x"
        answer = ask_to_sign_in(request)
        assert (answer.status_code, json.loads(answer.content)) == (401, {"message": "登录已过期"})


class TestStaleForm:
    def answer(self, rf, origin, user, **more):
        headers = more.pop("headers", {}) | ({"Origin": origin} if origin else {})
        request = form(rf, [("reason", "机构改革撤并")], headers=headers, **more)
        request.user = user
        return stale_form(request)

    @pytest.mark.parametrize(
        "origin, user, offered",
        [
            (PAGE, PERSON, True),
            (PAGE, AnonymousUser(), False),
            ("https://testserver", PERSON, False),
            ("http://testserver.evil.example", PERSON, False),
            ("", PERSON, False),
        ],
    )
    def test_typed_text_and_token_go_to_a_signed_in_person_of_this_very_site(self, rf, origin, user, offered):
        page = self.answer(rf, origin, user)
        assert page.status_code == 403 and ("机构改革撤并" in page.content.decode()) is offered
        told = self.answer(rf, origin, user, headers=SCRIPT)
        assert told.status_code == 403 and bool(json.loads(told.content)["token"]) is offered

    def test_over_https_the_origin_is_that_of_https(self, rf):
        answer = self.answer(rf, "https://testserver", PERSON, secure=True)
        assert "机构改革撤并" in answer.content.decode()


@pytest.mark.parametrize("signed_in_for, left", [(0, 12 * 3600), (3600, 11 * 3600), (12 * 3600, 0), (20 * 3600, 0)])
def test_the_end_comes_nearer_and_is_never_past(rf, time_machine_now, signed_in_for, left):
    request = rf.get("/")
    request.session = {SESSION_BEGUN_KEY: NOW - signed_in_for}
    # A silence is noticed a minute late at most, so a minute less is promised.
    assert session_time_left(request) == {"silence": 29 * 60, "at_most": left}


def test_a_session_whose_beginning_is_not_noted_begins_now(rf, time_machine_now):
    request = rf.get("/")
    request.session = {}
    assert session_time_left(request)["at_most"] == 12 * 3600


def test_staying_begins_the_silence_anew_and_moves_no_end(rf, time_machine_now):
    request = rf.get("/")
    request.session = {SESSION_BEGUN_KEY: NOW - 3600, SESSION_SEEN_KEY: NOW - 1700}
    extend_session(request)
    assert request.session == {SESSION_BEGUN_KEY: NOW - 3600, SESSION_SEEN_KEY: NOW}


@pytest.fixture
def time_machine_now():
    """The clock stands."""
    import time_machine

    with time_machine.travel(NOW, tick=False):
        yield
