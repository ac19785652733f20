"""What a supervisor is told."""

import pytest
from django.db import DatabaseError, connection

from config import health

pytestmark = pytest.mark.django_db


def test_ready(client):
    response = client.get("/readyz/")
    assert response.status_code == 200 and response.json() == {"status": "ok", "faults": []}
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
