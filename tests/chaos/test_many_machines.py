"""Three web hosts and two workers with a folder each, one PostgreSQL, one Redis, one bucket; the worker that prints is killed."""

import hashlib
import os
import signal
import time
from pathlib import Path

import pytest
import requests
from django.urls import reverse

from evaluations.models import Job, Publication
from tests.chaos.whole_site import WholeSite
from tests.evidence.test_bucket_files import use_bucket
from tests.factories import make_office
from tests.patience import THOROUGH
from tests.services import LONG_ENOUGH, wait_until
from tests.stores import Seaweed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql,
    pytest.mark.skipif(not THOROUGH, reason="scripts/test --long"),
]
LONGEST_RECOVERY = 60


def test_a_paper_that_one_host_began_another_finishes_and_all_of_them_serve(
    whole_site, celery_broker, settings, tmp_path
):
    site, server = whole_site, Seaweed().start()
    try:
        use_bucket(settings, server, location="")
        site.environment |= server.variables
        for number in range(2):
            site.start_web(number, MEDIA_ROOT=str(tmp_path / f"web{number}"))
            site.start_worker(f"worker{number}", MEDIA_ROOT=str(tmp_path / f"worker{number}"))
        site.start_beat()
        for number in range(2):
            site.wait_for(f"worker{number}", " ready.")
            site.wait_for(f"web{number}", "Booting worker")
        office = make_office()
        draft = office.evaluation("approved")
        seconds = kill_who_prints(site)
        assert seconds < LONGEST_RECOVERY, seconds
        paper = Publication.objects.get()
        office.act(draft, "publish")
        assert {served_digest(port, paper) for port in site.web_ports} == {paper.sha256}
        assert not list(tmp_path.rglob("publications"))
    finally:
        server.remove()


def kill_who_prints(site: WholeSite) -> float:
    """Kill the worker that has begun the paper; the seconds until another one has finished it."""
    job = Job.objects.filter(kind="render")
    wait_until(job.filter(state="running").exists, "nobody prints")
    owner = job.get().owner
    printer = int(owner.rpartition(":")[2])
    (victim,) = [name for name in ("worker0", "worker1") if parent_of(printer) == site.running[name].pid]
    site.stop(victim, kill=True)
    os.kill(printer, signal.SIGKILL)
    killed = time.monotonic()
    wait_until(job.filter(state="done").exists, "the paper is not finished", 180)
    return time.monotonic() - killed


def parent_of(pid: int) -> int:
    """The process that has started a process."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def served_digest(port: int, paper: Publication) -> str:
    """SHA-256 of the paper as one of the web hosts sends it to anybody."""
    headers = {"Host": "localhost", "X-Forwarded-Proto": "https"}
    path = reverse("portal:pdf", args=[paper.year, paper.department.budget_code])
    answer = requests.get(f"http://127.0.0.1:{port}{path}", headers=headers, timeout=LONG_ENOUGH)
    assert answer.status_code == 200, answer.status_code
    return hashlib.sha256(answer.content).hexdigest()
