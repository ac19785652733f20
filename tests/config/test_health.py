"""What a supervisor is told."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from config import health
from evaluations.jobs.background_state import background_state
from evaluations.models import Event, Job
from tests.factories import make_user

pytestmark = pytest.mark.django_db
READY = {"status": "ok", "faults": [], "warnings": [], "queue": {"jobs": 0, "oldest_seconds": 0}}
Usage = namedtuple("Usage", "total used free")


def test_ready(client):
    response = client.get("/readyz/")
    assert response.status_code == 200 and response.json() == READY
    assert "no-store" in response["Cache-Control"]


def test_alive_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz/").json() == {"status": "ok"}


def test_not_ready_without_database(client, monkeypatch):
    def refuse(*_):
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz/")
    assert response.status_code == 503
    assert response.json()["faults"] == ["database", "migrations"]
    assert client.get("/healthz/").status_code == 200


def test_not_ready_before_migrating(client, django_db_blocker):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert client.get("/readyz/").json()["faults"] == ["migrations"]


def test_not_ready_with_a_full_disk(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_SHARE", 1.1)
    assert client.get("/readyz/").json()["faults"] == ["disk"]


@pytest.mark.parametrize("path", ["/healthz/", "/readyz/"])
def test_only_reading(client, path):
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("free, ready", [(0, False), (49, False), (50, True), (51, True), (1000, True)])
def test_a_twentieth_of_the_disk_must_be_free(client, monkeypatch, free, ready):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Usage(1000, 1000 - free, free))
    answer = client.get("/readyz/")
    assert answer.json() == (READY if ready else {"status": "unavailable", "faults": ["disk"]})


def test_the_disk_is_that_of_the_reports_even_before_their_folder_is_made(settings, monkeypatch, tmp_path):
    asked = []

    def usage(place):
        asked.append(place)
        return Usage(1, 0, 1)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    settings.MEDIA_ROOT = tmp_path / "files"
    assert health.disk_has_room()
    settings.MEDIA_ROOT.mkdir()
    assert health.disk_has_room() and asked == [tmp_path, settings.MEDIA_ROOT]


def test_everything_that_is_missing_is_named_at_once(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_SHARE", 1.1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert client.get("/readyz/").json()["faults"] == ["migrations", "disk"]


@pytest.mark.parametrize("path", ["/healthz/", "/readyz/"])
def test_a_supervisor_needs_no_account_and_its_answer_is_never_old(client, path):
    answer = client.get(path)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"] and not answer.cookies
    assert client.head(path).status_code == 200


def test_alive_is_answered_before_the_session_is_read(client, django_assert_num_queries):
    client.force_login(make_user())
    with django_assert_num_queries(0):
        assert client.get("/healthz/").status_code == 200
    assert client.get("/healthz/", headers={"host": "evil.example"}).status_code == 400


def test_work_that_waits_is_a_warning_with_its_age(client):
    Job.objects.create(kind="render", key="a")
    assert client.get("/readyz/").json()["queue"]["jobs"] == 1
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=7))
    told = client.get("/readyz/")
    assert told.status_code == 200 and told.json()["warnings"] == ["queue"]
    assert 420 <= told.json()["queue"]["oldest_seconds"] < 480
    assert background_state().words == "后台任务积压，最早一项已等候 7 分钟，轮到后自动办理"


def test_an_event_that_nobody_seals_says_since_when_nobody_works(client):
    moment = timezone.now() - timedelta(minutes=3)
    Event.objects.create(at=moment, action="look", outcome="ok")
    assert client.get("/readyz/").json()["warnings"] == ["background"]
    assert f"{timezone.localtime(moment):%H:%M}起没有运行" in background_state().words


def test_a_broker_that_is_away_is_named(client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    assert client.get("/readyz/").json()["warnings"] == ["broker"]
