"""Test databases that end with certainty: one connection for each thread, and nothing to drop.

Django asks asgiref for "this thread's" connections. While Playwright keeps its event loop in the main thread, asgiref
takes the thread for asynchronous code and hands out another connection, and the first one stays open, forgotten by
everybody but the server. Our tests have no asynchronous code: a thread is a thread.
"""

import threading
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import override_settings

from tests.ready_tables import take_ready_tables
from tests.remembered_rows import rows_of_module


def connections_belong_to_threads() -> None:
    """Replace the store of connections; call it before the first of them is made."""
    vars(connections)["_connections"] = threading.local()


def transactions_may_rest() -> None:
    """A site ends a transaction in which nothing is asked for half a minute. A test is one transaction, and may think, or wait
    for a child, longer than that on a busy machine. Call it before the first connection is made."""
    options = settings.DATABASES["default"].setdefault("OPTIONS", {})
    if limits := options.get("options"):
        options["options"] = f"{limits} -c idle_in_transaction_session_timeout=0"  # of two the last one counts


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker) -> None:
    """In place of pytest-django's: a copy of the tables that are migrated once in a run. Nothing is dropped at the end.

    The private server and the scratch folder go with all that lies in them. DROP DATABASE fails while anybody is still
    connected, and a child process may die slowly on a busy machine.
    """
    with django_db_blocker.unblock():
        take_ready_tables()


@pytest.fixture(scope="module")
def module_rows(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Let fixtures of a module make rows and files for all its tests; what a test changes in the rows is rolled back.

    Not for tests that commit (django_db(transaction=True)).
    """
    rows = transaction.atomic()
    # An act of the workflow may be durable in it, as in TestCase itself; the stubs leave this mark of Django out.
    rows._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")), rows:
        with rows_of_module():
            yield
        transaction.set_rollback(True)


def wait_for_locks() -> None:
    """A site waits three seconds for a lock and then says 503: how many racers come to that is a matter of the machine.

    The connection of a racer's thread, which ends with it, waits as long as it takes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")
