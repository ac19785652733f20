"""A process of its own that only looks at drafts, as another worker of the web server does, and says what it sees."""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any


@contextmanager
def looking_process(database: dict[str, Any]) -> Iterator[Any]:
    """(draft, user, names of the test settings) → what that process sees, and how often it has looked."""
    own, others = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=look_whenever_asked, args=(others, database))
    process.start()

    def look(draft: int, user: int) -> Any:
        own.send((draft, user))
        return own.recv()

    try:
        yield look
    finally:
        own.send(None)
        process.join(timeout=30)


def look_whenever_asked(asked: Connection, database: dict[str, Any]) -> None:
    """The other process: what it keeps between two looks is kept as by any worker."""
    import django
    from django.db import connections

    django.setup()
    connections.settings["default"].update(database)
    from departments.models import User
    from evaluations.filing.desk.kept_results import showing_desk
    from evaluations.models import Evaluation
    from tests.filing.desk.two_processes import shown_by, told

    while question := asked.recv():
        draft, user = question
        desk = showing_desk(Evaluation.objects.get(pk=draft), User.objects.get(pk=user))
        asked.send((os.getpid(), *shown_by(desk), told(desk)))
    connections.close_all()
