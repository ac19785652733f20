"""Processes beside the story: they write reports ahead and print papers, each with a printer of its own."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import ParamSpec, Self, TypeVar

from django.db import connections

from evaluations.publication.printing.printer_process import printer_of_process

Given = ParamSpec("Given")
Done = TypeVar("Done")
# On two processors: one prints beside the story, and while the story waits for a paper both do.
PROCESSES = 2
# The story comes first: whatever it waits for was begun long before.
NICENESS = 5


class SideProcesses:
    """What is begun is done in this order, two things at a time; they end with this process, however that ends."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(PROCESSES, get_context("fork"), initializer=_get_ready)

    def __enter__(self) -> Self:
        """Double this process, which must not share what it is connected to."""
        connections.close_all()
        self._pool.submit(os.getpid)
        return self

    def __exit__(self, kind: type[BaseException] | None, *ended: object) -> None:
        # What was begun is done to its end; after a fault nothing more is begun.
        self._pool.shutdown(cancel_futures=kind is not None)

    def begin(self, work: Callable[Given, Done], *args: Given.args, **given: Given.kwargs) -> Future[Done]:
        """Do this as soon as one of them is free."""
        return self._pool.submit(work, *args, **given)


def _get_ready() -> None:
    """A printer needs seconds until it can print."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.nice(NICENESS)
    printer_of_process.warm_up()


def _end_with_parent() -> None:
    """A pool's process waits for orders even when nobody is left to give them."""
    parent = parent_process()
    assert parent
    parent.join()
    os._exit(1)
