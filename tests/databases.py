"""Test databases that end with certainty: one connection for each thread, and nothing to drop.

Django asks asgiref for "this thread's" connections. While Playwright keeps its event loop in the main thread, asgiref
takes the thread for asynchronous code and hands out another connection, and the first one stays open, forgotten by
everybody but the server. Our tests have no asynchronous code: a thread is a thread.
"""

import threading

import pytest
from django.db import connections


def connections_belong_to_threads() -> None:
    """Replace the store of connections; call it before the first of them is made."""
    vars(connections)["_connections"] = threading.local()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Drop nothing at the end: the private server and the scratch folder go with all that lies in them.

    DROP DATABASE fails while anybody is still connected, and a child process may die slowly on a busy machine.
    """
    return True
