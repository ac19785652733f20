"""Waiting for a server that is slow to begin, in the tests themselves."""

import http.client
import urllib.error

import pytest
import requests

from tests.services import HASTY_PLANS, Postgres, wait_until

NO_ANSWER = [
    TimeoutError("timed out"),
    urllib.error.URLError(ConnectionRefusedError()),
    http.client.RemoteDisconnected(""),
    http.client.IncompleteRead(b""),
    requests.ReadTimeout(),
    requests.exceptions.ChunkedEncodingError(),
    FileNotFoundError("its log"),
]


def test_a_server_that_does_not_answer_yet_is_asked_again():
    ahead = [*NO_ANSWER, False, True]

    def condition() -> bool:
        said = ahead.pop(0)
        if isinstance(said, Exception):
            raise said
        return said is True

    wait_until(condition, "it does not begin")
    assert not ahead


def test_whoever_waits_in_vain_is_told_why():
    def condition() -> bool:
        raise ConnectionRefusedError("nobody listens")

    with pytest.raises(TimeoutError, match="it does not begin") as told:
        wait_until(condition, "it does not begin", seconds=0)
    assert isinstance(told.value.__cause__, ConnectionRefusedError)


def test_a_process_that_has_died_is_not_waited_for():
    def condition() -> bool:
        raise AssertionError("it has ended")

    with pytest.raises(AssertionError, match="it has ended"):
        wait_until(condition, "it does not begin")


def test_a_server_for_other_commands_plans_as_in_production(monkeypatch, tmp_path):
    told: list[str] = []
    monkeypatch.setattr(Postgres, "create", lambda self: None)
    monkeypatch.setattr(Postgres, "control", lambda self, *arguments: told.append(" ".join(arguments)))
    Postgres(tmp_path).start()
    Postgres(tmp_path, HASTY_PLANS).start()
    assert ["collapse_limit" in one for one in told] == [False, True]
