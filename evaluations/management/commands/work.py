"""manage.py work: run background jobs without a broker, as a child of the trial server or for a test."""

import ctypes
import logging
import signal
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connections

from evaluations.jobs.beside_jobs import do_beside_jobs
from evaluations.jobs.job_rows import run_one_job, sweep_jobs

log = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1
PAUSE_SECONDS = 1.0
PAUSE_AFTER_FAULT_SECONDS = 5.0


class Command(BaseCommand):
    """The same sweep, the same jobs and the same beside them as under Celery, in one process."""

    help = "执行后台任务（生成 PDF、封印日志）。没有消息队列时由它代替 Celery。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完现在能做的任务就退出")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            while work_off():
                pass
            do_beside_jobs()
            return
        end_with_parent()
        stop, rounds = threading.Event(), WorkRounds()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            stop.wait(rounds.next_round(stop))


class WorkRounds:
    """One round after the other: jobs every second, for nobody wakes this process; the rest as often as beat has it done."""

    def __init__(self) -> None:
        self.beside_at = time.monotonic()

    def next_round(self, stop: threading.Event) -> float:
        """One round; seconds to wait after it. The database may be away for a while: that is no reason to end."""
        try:
            close_old_connections()
            done = work_off(stop)
            if time.monotonic() >= self.beside_at:
                self.beside_at = time.monotonic() + settings.SWEEP_SECONDS
                do_beside_jobs()
        except Exception:
            log.exception("work: the round was broken off")
            connections.close_all()
            return PAUSE_AFTER_FAULT_SECONDS
        return 0 if done else PAUSE_SECONDS


def work_off(stop: threading.Event | None = None) -> int:
    """Run the jobs that are due; how many were run. A request to stop is heard between two jobs."""
    done = 0
    for pk in sweep_jobs():
        if stop is not None and stop.is_set():
            break
        done += run_one_job(pk)
    return done


def end_with_parent() -> None:
    """Ask Linux for SIGTERM when the parent dies, however it dies."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
