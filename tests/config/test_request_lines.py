"""One line for each request: who, what, how it ended; no query, and nothing of supervisors that ask all day."""

import logging

import pytest

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
