"""Today's tables, migrated once in a run: every process that tests takes a copy of them.

python -m tests.ready_tables      make them ahead, while tests are still being read
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def take_ready_tables() -> None:
    """Give this process's connection the database of its own that the settings name, with today's tables in it."""
    own = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # the stubs leave out what begins with a line
    with one_at_a_time():
        tables().copy(ready_tables(), own)
    use_database(own)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Who comes second finds what the first has made."""
    with (scratch() / "ready.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def scratch() -> Path:
    """The folder of this run (tests/conftest.py)."""
    return Path(os.environ["JIXIAO_TEST_SCRATCH"])


class ServersTables:
    """Databases of PostgreSQL, by name."""

    def exists(self, name: str) -> bool:
        """Whether there is such a database."""
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def create(self, name: str) -> None:
        """Make an empty one."""
        self.order(f"CREATE DATABASE {name}")

    def rename(self, name: str, new: str) -> None:
        """Nobody may be connected to it."""
        self.order(f"ALTER DATABASE {name} RENAME TO {new}")

    def copy(self, name: str, new: str) -> None:
        """A second one with all that is in the first."""
        self.order(f"CREATE DATABASE {new} TEMPLATE {name}")

    def order(self, statement: str) -> None:
        """Say this to the server, connected to none of them."""
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)


class FilesTables:
    """Files of SQLite, by path; one that is opened is there."""

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return Path(name).exists()

    def create(self, name: str) -> None:
        """Nothing to do."""

    def rename(self, name: str, new: str) -> None:
        """Nobody may have it open."""
        Path(name).rename(new)

    def copy(self, name: str, new: str) -> None:
        """A second one with all that is in the first."""
        shutil.copyfile(name, new)


def tables() -> ServersTables | FilesTables:
    """How this run's engine makes and copies."""
    return ServersTables() if connection.vendor == "postgresql" else FilesTables()


def names() -> tuple[str, str]:
    """What is ready, and what is still being made."""
    folder = "" if connection.vendor == "postgresql" else f"{scratch()}/"
    return f"{folder}jixiao_ready", f"{folder}jixiao_making"


def ready_tables() -> str:
    """The name of the migrated database, which is made now if nobody has; it has its name when it is complete."""
    (ready, making), there = names(), tables()
    if not there.exists(ready):
        there.create(making)
        use_database(making)
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        connection.close()
        there.rename(making, ready)
    return ready


def use_database(name: str) -> None:
    """What this process speaks to from now on."""
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name


def main() -> None:
    """Make them, if nobody has."""
    django.setup()
    with one_at_a_time():
        ready_tables()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
