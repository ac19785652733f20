"""Beginnings that hundreds of tests share: made by the real workflow once in a process, then put back row by row.

An office with a report that was handed in costs a third of a second of two hundred statements; its rows cost a hundredth.
What is remembered is put back only where it would come out the same: into a database that holds exactly what it was made on
(any write but that of a sign-in ends that), by a clock that nobody has moved, before a test has replaced a setting or a part.
In all other cases it is made anew. The rows are those of the first time, with their keys, moments and files: a test that
asks how long ago something was (an approval, an event without a seal) lets it happen itself.

begin_test() is said before each test, ask for a beginning with `made_or_remembered`.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.test.signals import setting_changed

Made = TypeVar("Made")
Rows = dict[str, dict[Hashable, tuple]]

READING = ("SELECT", "SAVEPOINT", "RELEASE", "SET ", "SHOW", "EXPLAIN", "PRAGMA", "BEGIN")
MAKING = ("CREATE TABLE", "DROP TABLE")
SIGNING_IN = ('INSERT INTO "django_session"', 'UPDATE "django_session"')  # nothing else leads to these rows
CONSTANT = {"django_content_type", "auth_permission", "django_migrations"}
OF_NO_MATTER = {"MEDIA_ROOT", "ALLOWED_HOSTS"}  # settings that every test has of its own, and every live server
MOVED = 2  # seconds that a clock may be apart from the one that nobody can move
_apart = time.time() - time.monotonic()


@dataclass
class Remembered:
    """A beginning: what it adds to the rows and files below it, and what its maker gave back."""

    statements: list[tuple[str, list[Any]]]
    files: dict[str, bytes]
    value: Any


class Memory:
    """What this process's database is known to hold: a path of beginnings, or None when a test has gone its own way."""

    def __init__(self) -> None:
        self.holds: tuple[Hashable, ...] | None = None
        self.known: dict[tuple[Hashable, ...], Remembered] = {}
        self.asked: Counter[tuple[Hashable, ...]] = Counter()
        self.replaced: Counter[str] = Counter()
        self.writers: set[int] | None = None  # the threads that write while a beginning is made or put back
        self.module_has_rows = False
        self.of_module: tuple[Path, tuple[Hashable, ...] | None] | None = None

    def forget(self, *, tables: bool = False) -> None:
        """Nothing is known of the rows any more until the next beginning; with tables made anew their keys begin anew."""
        self.holds = None
        if tables:
            self.known.clear()
            self.asked.clear()

    @contextmanager
    def alone(self) -> Iterator[Callable[[], bool]]:
        """(whether nobody but this thread has written since): a page that is open saves in a thread of the server."""
        self.writers = {threading.get_ident()}
        try:
            yield lambda: self.writers == {threading.get_ident()}
        finally:
            self.writers = None


MEMORY = Memory()


def begin_test(module: Path) -> None:
    """A test of this file begins: nothing is there, or what the rows of its module are, whether it asks for them or not."""
    of_module = MEMORY.of_module if MEMORY.module_has_rows else (module, ())
    MEMORY.holds = of_module[1] if of_module and of_module[0] == module else None


@contextmanager
def rows_of_module() -> Iterator[None]:
    """A module's rows begin where nothing is, and end."""
    MEMORY.holds, MEMORY.module_has_rows, MEMORY.of_module = (), True, None
    yield
    MEMORY.forget()
    MEMORY.module_has_rows = False


def module_is_made(module: Path) -> None:
    """All that the module makes for this test is made: what a test adds is rolled back to here."""
    MEMORY.of_module = (module, MEMORY.holds)


def made_or_remembered(name: Hashable, make: Callable[[], Made], *, rare: bool = False) -> Made:
    """What `make` makes on top of what is there, put back if that is known; the caller's own copy.

    The name says all that the maker goes by, but for the rows themselves: which objects, by whom, what is given. What is
    `rare` is remembered when it is asked for again: to read all tables costs as much as a small beginning.
    """
    if MEMORY.holds is None or not everything_is_usual():
        return make()
    path = (*MEMORY.holds, name)
    MEMORY.asked[path] += 1
    known = MEMORY.known.get(path)
    if known is None and rare and MEMORY.asked[path] < 2:
        return make()
    with MEMORY.alone() as nobody_else:
        if known is None:
            one, value = remembered(make)
        else:
            put_back(known)
            one, value = known, deepcopy(known.value)
        if not nobody_else():
            MEMORY.forget()
            return value
    MEMORY.known[path], MEMORY.holds = one, path
    return value


def remembered(make: Callable[[], Made]) -> tuple[Remembered, Made]:
    """Make it; what that adds to the rows and to the files, and what was made."""
    before, files = all_rows(), all_files()
    value = make()
    new = {name: content for name, content in all_files().items() if files.get(name) != content}
    return Remembered(changes(before, all_rows()), new, deepcopy(value)), value


def everything_is_usual() -> bool:
    """The clock is where it was, and nobody has replaced a setting."""
    return abs(time.time() - time.monotonic() - _apart) < MOVED and not +MEMORY.replaced


def all_rows() -> Rows:
    """Every table's rows by their text."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - CONSTANT)
        found: Rows = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = cursor.fetchall()
            found[table] = {repr(row): row for row in rows}
            _columns[table] = [column[0] for column in cursor.description]
    return found


_columns: dict[str, list[str]] = {}


def changes(before: Rows, after: Rows) -> list[tuple[str, list[Any]]]:
    """The statements that make one of the other."""
    made: list[tuple[str, list[Any]]] = []
    for table, rows in after.items():
        quoted = connection.ops.quote_name(table)
        gone = [row[0] for text, row in before[table].items() if text not in rows]
        new = [row for text, row in rows.items() if text not in before[table]]
        key = connection.ops.quote_name(_columns[table][0])
        if gone:
            made.append((f"DELETE FROM {quoted} WHERE {key} IN ({', '.join(['%s'] * len(gone))})", gone))
        if new:
            names = ", ".join(map(connection.ops.quote_name, _columns[table]))
            row = f"({', '.join(['%s'] * len(_columns[table]))})"
            values = [value for one in new for value in one]
            made.append((f"INSERT INTO {quoted} ({names}) VALUES {', '.join([row] * len(new))}", values))
    return as_one(made) if connection.vendor == "postgresql" else made


def as_one(statements: Iterable[tuple[str, list[Any]]]) -> list[tuple[str, list[Any]]]:
    """PostgreSQL takes them all at once, and need not look whether keys lead somewhere: they did."""
    with connection.cursor() as cursor:
        whole = [cursor.cursor.mogrify(statement, values) for statement, values in statements]
    replica, origin = (f"SET LOCAL session_replication_role = {role}" for role in ("replica", "origin"))
    return [(";\n".join([replica, *whole, origin]), [])]


def put_back(one: Remembered) -> None:
    """Write its rows and its files."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        for statement, values in one.statements:
            cursor.execute(statement, values or None)
    for name, content in one.files.items():
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def all_files() -> dict[str, bytes]:
    """What lies in the store of this test."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- what ends it -------------------------------------------------------------------------------


def notice_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Around every statement of Django."""
    begins = str(sql).lstrip("( \n")[:12].upper()
    if begins.startswith(MAKING):  # also when nothing is known any more: keys that are remembered are given anew
        MEMORY.forget(tables=True)
    elif begins.startswith(READING):
        pass
    elif MEMORY.writers is not None:
        MEMORY.forget()
        MEMORY.writers.add(threading.get_ident())
    elif MEMORY.holds is not None and not str(sql).startswith(SIGNING_IN):
        MEMORY.forget()
    return execute(sql, params, many, context)


def watch_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Of this process and of its servers' threads."""
    if notice_writes not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, notice_writes)  # Django takes the last one away again


def notice_setting(setting: str, enter: bool, **_: Any) -> None:
    """A setting is replaced, or is as before."""
    if setting not in OF_NO_MATTER:
        MEMORY.replaced[setting] += 1 if enter else -1


def notice_end(owner: type, name: str) -> None:
    """Have a call of this method forget what is known."""
    whole = getattr(owner, name)

    def method(self: Any, *given: Any, **named: Any) -> Any:
        MEMORY.forget()
        return whole(self, *given, **named)

    setattr(owner, name, method)


def watch_for_changes() -> None:
    """Once in a process, when Django is set up."""
    connection_created.connect(watch_connection)
    setting_changed.connect(notice_setting)
    for name in ("_rollback", "_savepoint_rollback"):
        notice_end(BaseDatabaseWrapper, name)
    for name in ("setattr", "delattr", "setitem", "delitem", "setenv", "delenv"):
        notice_end(pytest.MonkeyPatch, name)
