"""Reading the environment."""

import stat
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment as env


def test_postgresql_address_in_full(tmp_path):
    found = env.database("postgresql://ji:p%40ss@db:5433/xiao?sslmode=require", tmp_path, 0, 15)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("xiao", "ji", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db", "5433")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert "-c statement_timeout=15000 -c lock_timeout=3000" in found["OPTIONS"]["options"]


def test_postgresql_over_a_unix_socket(tmp_path):
    found = env.database("postgresql://postgres@/name?host=/tmp/x", tmp_path, 0, 15)
    assert (found["NAME"], found["USER"], found["HOST"], found["PORT"]) == ("name", "postgres", "/tmp/x", "")


def test_a_pool_comes_with_health_checks_and_without_persistent_connections(tmp_path):
    found = env.database("postgresql://db/name", tmp_path, 8, 15)
    assert found["OPTIONS"]["pool"]["max_size"] == 8
    assert found["CONN_HEALTH_CHECKS"] and found["CONN_MAX_AGE"] == 0


def test_sqlite_relative_and_absolute(tmp_path):
    assert env.database("sqlite:///a/b.sqlite3", tmp_path, 0, 15)["NAME"] == tmp_path / "a" / "b.sqlite3"
    assert env.database(f"sqlite:///{tmp_path}/c.sqlite3", tmp_path / "x", 0, 15)["NAME"] == tmp_path / "c.sqlite3"


def test_unknown_database(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must begin with"):
        env.database("oracle://x", tmp_path, 0, 15)


def test_words_and_numbers(monkeypatch):
    monkeypatch.setenv("X", " a, b ,,c ")
    assert env.words("X") == ["a", "b", "c"]
    monkeypatch.setenv("X", "")
    assert env.words("X") == [] and env.number("X", 3) == 3


def test_secret_is_kept_and_private(tmp_path):
    path = tmp_path / "var" / "secret"
    secret = env.kept_secret(path)
    assert len(secret) >= 50 and env.kept_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["secret"]


def test_processes_starting_together_agree_on_one_secret(tmp_path):
    found, barrier = [], threading.Barrier(8)

    def start():
        barrier.wait()
        found.append(env.kept_secret(tmp_path / "secret"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and len(set(found)) == 1
