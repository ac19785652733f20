"""Workers are killed, the broker forgets or is away: no job is lost, and no request waits."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evaluations.jobs.job_rows import enqueue_job, sweep_jobs
from evaluations.models import Job, Status
from tests.conftest import ROOT
from tests.factories import make_office
from tests.patience import thorough_only, tries
from tests.services import LONG_ENOUGH, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
JOBS, KILLS = tries(10, 80), tries(1, 8)
WORK = [sys.executable, "manage.py", "work"]
CELERY = [sys.executable, "-m", "celery", "-A", "config", "worker", "-c", "1", "--without-gossip", "--without-mingle"]


@pytest.fixture(autouse=True)
def only_our_jobs(settings):
    settings.DAILY_JOBS = {}


@pytest.fixture
def start(child_environment, settings, tmp_path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Start worker processes on this test's database; what still runs at the end is killed."""
    running: list[subprocess.Popen] = []
    settings.JOB_LEASE_SECONDS = 2
    environment = child_environment | {"DJANGO_SETTINGS_MODULE": "tests.jobs.job_settings"}

    def begin(*command: str, **more: str) -> subprocess.Popen:
        with (tmp_path / "worker.log").open("a") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment | more, stdout=log, stderr=log, start_new_session=True
            )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def enqueue(number: int, **payload) -> Job:
    return enqueue_job("note", {"n": number, **payload}, key=f"note:{number}")


def done() -> int:
    return Job.objects.filter(state="done").count()


def all_done(number: int) -> Callable[[], bool]:
    return lambda: done() == number


def busy(process: subprocess.Popen) -> Callable[[], bool]:
    return lambda: Job.objects.filter(state="running", owner__endswith=f":{process.pid}").exists()


def test_jobs_of_killed_workers_are_done_by_others(start, settings):
    for number in range(JOBS):
        enqueue(number)
    workers = [start(*WORK), start(*WORK)]
    for _ in range(KILLS):
        victim = workers.pop(0)
        wait_until(busy(victim), "the worker does nothing")
        time.sleep(random.uniform(0, tries(0, 1)))  # any moment, between two jobs as well
        victim.kill()
        victim.wait()
        workers.append(start(*WORK))
    wait_until(all_done(JOBS), "jobs were lost", seconds=tries(180, 240))
    attempts = sum(Job.objects.values_list("attempts", flat=True))
    started = (Path(settings.MEDIA_ROOT) / "started").read_text().split()
    assert attempts - KILLS <= len(started) <= attempts  # a kill may fall between claim and start
    assert JOBS <= attempts <= JOBS + KILLS
    for number in range(JOBS):
        assert (Path(settings.MEDIA_ROOT) / f"result-{number}").read_text() == f"result {number}"


@thorough_only
def test_once_drains_the_queue_and_ends(start):
    for number in range(3):
        enqueue(number, seconds=0)
    assert start(*WORK, "--once").wait(timeout=LONG_ENOUGH) == 0
    assert done() == 3


def test_a_polite_request_to_stop_lets_the_job_finish(start):
    enqueue(1, seconds=2)
    enqueue(2, seconds=60)
    worker = start(*WORK)
    wait_until(busy(worker), "the worker does nothing")
    worker.terminate()
    assert worker.wait(timeout=LONG_ENOUGH) == 0
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["done", "queued"]


def test_a_worker_dies_with_its_parent(start, tmp_path):
    pid_file = tmp_path / "pid"
    program = (
        f"import pathlib, subprocess, time; child = subprocess.Popen({WORK}); "
        f"pathlib.Path({str(pid_file)!r}).write_text(str(child.pid)); time.sleep(600)"
    )
    enqueue(1, seconds=0)
    parent = start(sys.executable, "-c", program)
    wait_until(all_done(1), "the worker did not begin")
    parent.kill()
    parent.wait()
    wait_until(lambda: not alive(int(pid_file.read_text())), "the worker outlives its parent")


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_broker_that_forgets_everything_loses_nothing_and_messages_wake_the_worker(
    start, celery_broker, redis_server
):
    for number in range(5):
        enqueue(number, seconds=0)
    assert redis_server.client.llen("celery") == 5
    redis_server.client.flushall()
    worker = start(*CELERY, CELERY_BROKER_URL=celery_broker)
    assert len(sweep_jobs()) == 5
    wait_until(all_done(5), "jobs were lost with the messages")
    enqueue(5, seconds=0)
    wait_until(all_done(6), "the message did not arrive")  # nobody sweeps any more
    assert worker.poll() is None


def test_approving_does_not_wait_for_a_broker_that_is_away(celery_broker, redis_server):
    office = make_office()
    evaluation = office.evaluation(Status.SUBMITTED)
    redis_server.stop()
    try:
        began = time.monotonic()
        assert office.act(evaluation, "approve").status == Status.APPROVED
        assert time.monotonic() - began < 30  # two seconds where nobody else works; a broker is waited for much longer
    finally:
        redis_server.start()
    assert Job.objects.get().state == "queued"
    assert sweep_jobs() and redis_server.client.llen("celery") == 1
