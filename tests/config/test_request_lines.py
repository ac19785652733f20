"""One line for each request: who, what, how it ended; no query, and nothing of supervisors that ask all day."""

import logging

import pytest
from django.db import OperationalError, connection

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def lines(caplog) -> list[logging.LogRecord]:
    return [one for one in caplog.records if one.name == "jixiao.requests"]


def test_a_request_is_one_line_with_its_person_and_without_its_query(client, caplog):
    caplog.set_level(logging.INFO, "jixiao.requests")
    person = make_user()
    client.force_login(person)
    client.get("/desk/?q=private")
    (line,) = lines(caplog)
    assert line.getMessage() == "GET /desk/ 200" and "private" not in str(vars(line))
    told = {name: vars(line)[name] for name in ("view", "status", "user", "address")}
    assert told == {"view": "desk:home", "status": 200, "user": str(person.pk), "address": "127.0.0.1"}


def test_supervisors_are_silent_while_all_is_well(client, caplog):
    caplog.set_level(logging.INFO, "jixiao.requests")
    client.get("/healthz/")
    client.get("/readyz/")
    assert not lines(caplog)
    client.post("/healthz/")
    assert [line.getMessage() for line in lines(caplog)] == ["POST /healthz/ 405"]


def test_while_the_database_is_away_the_line_does_not_ask_for_the_session_again(client, caplog, monkeypatch):
    caplog.set_level(logging.INFO, "jixiao.requests")
    client.force_login(make_user())
    client.raise_request_exception = False
    asked = []

    def refuse(*given, **more):
        asked.append(given)
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/desk/")
    assert answer.status_code == 503 and "default-src" in answer["Content-Security-Policy"] and len(asked) == 1
    assert [(vars(line)["status"], vars(line)["user"]) for line in lines(caplog)] == [(503, "")]
