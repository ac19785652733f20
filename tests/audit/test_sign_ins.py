"""Signing in leaves its lines in the log, and no password does."""

import json

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from departments.roles import Role
from evaluations.models import Event
from tests.factories import make_department, make_member

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "correct horse battery", "staple-9-mountain"
LOGIN, PASSWORD_PAGE = "/accounts/login/", "/accounts/password/"


@pytest.fixture
def person():
    member = make_member(Role.PREPARER, make_department(), username="zhangsan")
    member.set_password(PASSWORD)
    member.save()
    return member


def sign_in(client, name="zhangsan", password=PASSWORD):
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR="10.1.2.3")


def change(client, old=PASSWORD, new=NEW):
    return client.post(PASSWORD_PAGE, {"old_password": old, "new_password1": new, "new_password2": new})


def told(action, outcome="ok"):
    return Event.objects.filter(action=action, outcome=outcome)


def test_signing_in_and_out_are_events(client, person):
    answer = sign_in(client)
    event = told("sign_in").get()
    assert (event.actor, event.ip, event.request_id) == (person, "10.1.2.3", answer.headers["X-Request-ID"])
    client.post(reverse("departments:logout"))
    assert told("sign_out").get().actor == person


def test_a_refused_sign_in_keeps_the_name_and_never_the_password(client, person):
    sign_in(client, password="wrong-secret")
    sign_in(client, "长" * 100, "wrong-secret")
    first, second = told("sign_in", "refused").order_by("pk")
    assert (first.actor, first.detail) == (None, {"name": "zhangsan"})
    assert second.detail == {"name": "长" * 40}
    assert not [e for e in Event.objects.all() if "secret" in json.dumps(e.detail)]


def test_a_lockout_is_an_event(client, person):
    for _ in range(4):
        sign_in(client, password="wrong")
    assert not told("lock_out", "refused").exists()
    sign_in(client, password="wrong")
    assert told("lock_out", "refused").get().detail == {"name": "zhangsan"}


def test_a_new_password_is_an_event(client, person):
    client.force_login(person)
    before = told("new_password").count()
    change(client, old="wrong")
    assert told("new_password").count() == before
    change(client)
    event = told("new_password").last()
    assert told("new_password").count() == before + 1 and event.object_id == str(person.pk)


def test_five_wrong_old_passwords_end_the_session(client, person):
    client.force_login(person)
    answers = [change(client, old=f"guess-{number}") for number in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [429]
    assert client.get(PASSWORD_PAGE).headers["Location"].startswith(LOGIN)
    assert told("old_password", "refused").filter(actor=person).count() == 5
    assert told("lock_out", "refused").exists() and told("sign_out").filter(actor=person).exists()
    assert sign_in(Client()).status_code == 302, "sent from 10.1.2.3: another address is not locked"
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_no_typed_password_stays_with_the_counted_attempts(client, person):
    client.force_login(person)
    for _ in range(2):
        change(client, old="guess-secret", new="wish-secret")
    kept = "".join(attempt.post_data for attempt in AccessAttempt.objects.all())
    assert "old_password" in kept and "secret" not in kept


def test_the_new_password_s_field_does_not_tell_the_old_one(client, person):
    """Otherwise it could be guessed there without being counted."""
    client.force_login(person)
    assert "新密码与原密码相同" not in change(client, old="wrong", new=PASSWORD).content.decode()
