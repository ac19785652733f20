"""Signed in for 30 minutes of silence and 12 hours in all."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.urls import reverse

pytestmark = pytest.mark.django_db
START = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)
PASSWORD = "correct horse battery"


@pytest.fixture
def person():
    return get_user_model().objects.create_user(username="jingban", password=PASSWORD)


@pytest.fixture
def visit(client, person, time_machine_at):
    """Sign in at START; visit(minutes) asks for a page then and says whether it was let in."""
    time_machine_at(0)
    client.force_login(person)

    def visit(minutes: float) -> bool:
        time_machine_at(minutes)
        response = client.get("/signed-in-only/")
        return response.status_code != 302

    return visit


@pytest.fixture
def time_machine_at():
    """Move the clock to a number of minutes after START."""
    import time_machine

    with time_machine.travel(START, tick=False) as traveller:
        yield lambda minutes: traveller.move_to(START + datetime.timedelta(minutes=minutes))


@pytest.fixture(autouse=True)
def two_pages(settings):
    settings.ROOT_URLCONF = "tests.config.pages"


def test_silence_ends_the_session(visit):
    assert visit(1) and visit(30)
    assert not visit(61)


def test_activity_keeps_it_for_twelve_hours_at_most(visit):
    assert all(visit(minutes) for minutes in range(5, 12 * 60, 20))
    assert not visit(12 * 60 + 6)
    assert Session.objects.count() == 0


def test_renewed_once_a_minute_at_most(visit, django_assert_num_queries):
    assert visit(1)
    with django_assert_num_queries(2):  # session and user, no write
        assert visit(1.5)
    assert visit(2.5)
    assert Session.objects.get().expire_date == START + datetime.timedelta(minutes=32.5)


def test_anonymous_reader_leaves_no_session(client):
    response = client.get("/public/")
    assert response.content == b"public" and not response.cookies
    assert Session.objects.count() == 0


def test_pages_are_closed_unless_opened(client):
    response = client.get("/signed-in-only/")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("departments:login"))


class TestWrongPasswords:
    def sign_in(self, client, password, **extra):
        return client.post(reverse("departments:login"), {"username": "jingban", "password": password}, **extra)

    def test_five_lock_name_and_address_for_half_an_hour(self, client, person, time_machine_at):
        assert [self.sign_in(client, "wrong").status_code for _ in range(5)] == [200] * 4 + [429]
        locked = self.sign_in(client, PASSWORD)
        assert locked.status_code == 429
        assert self.sign_in(client, PASSWORD, REMOTE_ADDR="198.51.100.9").status_code == 302
        time_machine_at(31)
        assert self.sign_in(client, PASSWORD).status_code == 302

    def test_a_new_key_at_sign_in(self, client, person):
        session = client.session
        session["x"] = 1
        session.save()
        before = session.session_key
        self.sign_in(client, PASSWORD)
        assert client.session.session_key != before
        assert not Session.objects.filter(pk=before).exists()


def test_password_hash_is_argon2_of_our_size(hashed_as_shipped):
    person = get_user_model().objects.create_user(username="jingban", password=PASSWORD)
    assert person.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
