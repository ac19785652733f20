"""A process beside the story, for the second processor of a small machine."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import ParamSpec, Self, TypeVar

from django.db import connections

Given = ParamSpec("Given")
Done = TypeVar("Done")


class SecondProcess:
    """One process that does one thing after the other, and ends with this one, however that ends."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1, get_context("fork"), initializer=_watch_parent)

    def __enter__(self) -> Self:
        """Double this process, which must not share what it is connected to."""
        connections.close_all()
        self._pool.submit(os.getpid).result()
        return self

    def __exit__(self, kind: type[BaseException] | None, *ended: object) -> None:
        # What was begun is done to its end; after a fault nothing more is begun.
        self._pool.shutdown(cancel_futures=kind is not None)

    def begin(self, work: Callable[Given, Done], *args: Given.args, **given: Given.kwargs) -> Future[Done]:
        """Do this when all that was begun before is done."""
        return self._pool.submit(work, *args, **given)


def _watch_parent() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A pool's process waits for orders even when nobody is left to give them."""
    parent = parent_process()
    assert parent
    parent.join()
    os._exit(1)
