"""Reading the environment."""

import stat
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

from config.environment import TrimmedEnv, database_settings, kept_secret


@pytest.fixture
def database(monkeypatch, tmp_path):
    """Settings for an address in DATABASE_URL; files lie in tmp_path unless said otherwise."""

    def settings(url, base=tmp_path, pool=0, seconds=15):
        monkeypatch.setenv("DATABASE_URL", url)
        return database_settings(TrimmedEnv().dj_db_url("DATABASE_URL"), base, pool, seconds)

    return settings


def test_postgresql_address_in_full(database):
    found = database("postgresql://ji:p%40ss@db:5433/xiao?sslmode=require")
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("xiao", "ji", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db", 5433)
    assert found["OPTIONS"]["sslmode"] == "require"
    assert "-c statement_timeout=15000 -c lock_timeout=3000" in found["OPTIONS"]["options"]


def test_postgresql_over_a_unix_socket(database):
    found = database("postgresql://postgres@/name?host=/tmp/x")
    assert (found["NAME"], found["USER"], found["HOST"], found["PORT"]) == ("name", "postgres", "/tmp/x", "")
    assert "host" not in found["OPTIONS"]


def test_a_pool_comes_with_health_checks_and_without_persistent_connections(database):
    found = database("postgresql://db/name", pool=8)
    assert found["OPTIONS"]["pool"]["max_size"] == 8
    assert found["CONN_HEALTH_CHECKS"] and found["CONN_MAX_AGE"] == 0


def test_sqlite_relative_and_absolute(database, tmp_path):
    assert database("sqlite:///a/b.sqlite3")["NAME"] == tmp_path / "a" / "b.sqlite3"
    assert database(f"sqlite:///{tmp_path}/c.sqlite3", tmp_path / "x")["NAME"] == tmp_path / "c.sqlite3"


def test_sqlite_writes_beside_readers_and_waits_for_writers(database):
    options = database("sqlite:///b.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE" and "journal_mode=WAL" in options["init_command"]


@pytest.mark.parametrize("url", ["oracle://x", "mysql://x/y", "postgis://x/y"])
def test_databases_of_other_makes_are_refused(database, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must begin with"):
        database(url)


@pytest.mark.parametrize("url", ["jixiao", "nonsense://x/y", "postgresql://db:port/y"])
def test_what_is_no_address_is_refused_by_name(database, url):
    with pytest.raises(EnvError, match='"DATABASE_URL" invalid'):
        database(url)


def test_words_are_the_parts_between_commas(monkeypatch):
    monkeypatch.setenv("X", " a, b ,,c ")
    assert TrimmedEnv().words("X") == ["a", "b", "c"]


def test_blanks_around_a_value_are_no_part_of_it(monkeypatch):
    monkeypatch.setenv("X", " 5 ")
    assert TrimmedEnv().int("X") == 5 and TrimmedEnv().str("X") == "5"


@pytest.mark.parametrize("value", ["", "  ", None])
def test_an_empty_variable_is_one_that_is_not_set(monkeypatch, value):
    env = TrimmedEnv()
    monkeypatch.delenv("X", raising=False) if value is None else monkeypatch.setenv("X", value)
    assert env.words("X") == [] and env.int("X", 3) == 3 and env.bool("X", False) is False
    with pytest.raises(EnvError, match='"X" not set'):
        env.str("X")


def test_a_value_with_a_dollar_is_taken_as_it_stands(monkeypatch):
    monkeypatch.setenv("X", "$HOME/${HOME}")
    assert TrimmedEnv().str("X") == "$HOME/${HOME}"


def test_secret_is_kept_and_private(tmp_path):
    path = tmp_path / "var" / "secret"
    secret = kept_secret(path)
    assert len(secret) >= 50 and kept_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["secret"]


def test_processes_starting_together_agree_on_one_secret(tmp_path):
    found, barrier = [], threading.Barrier(8)

    def start():
        barrier.wait()
        found.append(kept_secret(tmp_path / "secret"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and len(set(found)) == 1


def test_a_key_that_is_there_is_never_written_over(tmp_path):
    path = tmp_path / "secret"
    path.write_text("as it was")
    assert kept_secret(path) == "as it was" == path.read_text()


def test_two_installations_have_two_keys(tmp_path):
    assert kept_secret(tmp_path / "a") != kept_secret(tmp_path / "b")


def test_the_folder_of_a_sqlite_file_is_made_and_tests_have_a_file_beside_it(database, tmp_path):
    found = database("sqlite:///var/deep/trial.sqlite3")
    assert (tmp_path / "var" / "deep").is_dir() and not found["NAME"].exists()
    assert found["TEST"] == {"NAME": tmp_path / "var" / "deep" / "test_trial.sqlite3"}
    assert found["ENGINE"] == "django.db.backends.sqlite3" and found["OPTIONS"]["timeout"] == 20


def test_what_a_question_to_postgresql_may_cost(database):
    found = database("postgresql://db/name", seconds=2)["OPTIONS"]
    limits = dict(part.removeprefix("-c ").split("=") for part in found["options"].split(" -c "))
    assert limits == {
        "statement_timeout": "2000",
        "lock_timeout": "3000",
        "idle_in_transaction_session_timeout": "30000",
        "jit": "off",
    }


def test_without_a_number_there_is_no_pool_and_with_one_it_gives_up_soon(database):
    assert "pool" not in database("postgresql://db/name")["OPTIONS"]
    assert database("postgresql://db/name", pool=3)["OPTIONS"]["pool"] == {
        "min_size": 1,
        "max_size": 3,
        "timeout": 2,
        "reconnect_timeout": 1,
    }
