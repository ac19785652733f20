"""The printer's process of this worker: started when it is wanted first, kept for the next paper, ended with the worker."""

import atexit
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO

from django.conf import settings

from evaluations.fonts.private_fonts import font_environment
from evaluations.publication.printing.frames import read_frame, write_frame

SECONDS = 120
COMMAND = ("-m", "evaluations.publication.printing.warm_parent")
# What the libraries need to find themselves, fonts and their cache; no secret is among it.
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")


class PrinterSlow(Exception):
    """A paper took longer than so many seconds; the printer has been ended."""


class PrinterGone(Exception):
    """The printer ended without an answer; the argument is its exit code."""


class PrinterProcess:
    """One at a time: a second thread waits until the first one has its paper."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: subprocess.Popen[bytes] | None = None
        self.started_for: tuple[int, dict[str, str]] | None = None

    def answer(self, order: bytes) -> bytes:
        """The printer's answer. Raises PrinterSlow after SECONDS, PrinterGone when it dies."""
        with self.lock:
            try:
                return self.asked(self.ready_child(), order)
            except PrinterGone as gone:
                if gone.args[0] != 0:
                    raise
            return self.asked(self.ready_child(), order)  # it had ended for want of orders just then

    def warm_up(self) -> None:
        """Start it before the first paper is wanted."""
        with self.lock:
            self.ready_child()

    def asked(self, child: subprocess.Popen[bytes], order: bytes) -> bytes:
        """The answer of this child, which has SECONDS for it.

        A child that was asked and not heard is ended, whatever broke off the wait: its late answer would be taken for
        that of the next paper.
        """
        slow = threading.Event()
        answer: bytes | None = None
        watch = threading.Timer(SECONDS, end_slow, (child, slow))
        watch.start()
        try:
            answer = exchanged(child, order)
        finally:
            watch.cancel()
            code = self.ended(child) if answer is None else 0
        if answer is None:
            raise PrinterSlow(SECONDS) if slow.is_set() else PrinterGone(code)
        return answer

    def ended(self, child: subprocess.Popen[bytes]) -> int:
        """The exit code of a child that is of no use any more."""
        self.child = None
        end_group(child)
        return closed(child)

    def ready_child(self) -> subprocess.Popen[bytes]:
        """The process that lives, or a new one: also after a fork of the worker, or with other fonts."""
        wanted = os.getpid(), printer_environment()
        if self.child is None or self.started_for != wanted or self.child.poll() is not None:
            if self.child and self.started_for and self.started_for[0] == os.getpid():
                closed(self.child)
            self.child, self.started_for = started_child(wanted[1]), wanted
        return self.child

    def end(self) -> None:
        """Let it go, if this process has one."""
        child, self.child = self.child, None
        if child and self.started_for and self.started_for[0] == os.getpid():
            closed(child)


def printer_environment() -> dict[str, str]:
    """What the printer may know of this process."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return kept | font_environment() | {"PYTHONUTF8": "1"}


def started_child(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A printer in a session of its own, so that it can be ended with its children."""
    return subprocess.Popen(
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        env=environment,
        start_new_session=True,
    )


def exchanged(child: subprocess.Popen[bytes], order: bytes) -> bytes | None:
    """The answer, or None when the printer does not listen or speak any more."""
    with suppress(OSError):
        write_frame(pipe(child.stdin), order)
        return read_frame(pipe(child.stdout))
    return None


def pipe(end: IO[bytes] | None) -> IO[bytes]:
    """A pipe that Popen was asked for."""
    assert end is not None
    return end


def end_slow(child: subprocess.Popen[bytes], slow: threading.Event) -> None:
    """End a printer that took too long, and say so."""
    slow.set()
    end_group(child)


def end_group(child: subprocess.Popen[bytes]) -> None:
    """End the printer and whatever it has forked."""
    with suppress(ProcessLookupError):
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)


def closed(child: subprocess.Popen[bytes]) -> int:
    """Close the pipes, which ends the printer; its exit code."""
    for end in (child.stdin, child.stdout):
        with suppress(OSError):
            pipe(end).close()
    try:
        return child.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        end_group(child)
        return child.wait()


printer_of_process = PrinterProcess()
atexit.register(printer_of_process.end)
