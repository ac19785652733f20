"""/metrics/: opened by its word alone, true of rows and requests, and an answer also while the database is away."""

import os
import subprocess
import sys

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.parser import text_string_to_metric_families

from config.request_counts import (
    FAILURE_COUNTS,
    REQUEST_COUNTS,
    REQUEST_SECONDS,
    SAVE_COUNTS,
    VIEW_SECONDS,
    count_request,
)
from departments.matrix import matrix_lines
from evaluations.audit.event_counts import EVENT_COUNTS
from evaluations.audit.event_words import EVENT_WORDS
from evaluations.models import Job, SiteAlarm
from tests.sources import ROOT

WORD = "word-of-the-collector"
FAILED = {"view": "review:list", "status": "503"}
LARGEST_ANSWER = 66_000  # every view, every status that is usual, every act that the log knows
USUAL_STATUSES = {
    "GET": (200, 302, 304, 403, 404),
    "POST": (200, 302, 403, 404, 409, 422, 429),
    "other": (400, 405),
}


@pytest.fixture(autouse=True)
def shown(settings):
    settings.METRICS_TOKEN = WORD


def figures(client) -> dict[tuple, float]:
    """(name, its labels) → value."""
    answer = client.get("/metrics/", headers={"authorization": f"Bearer {WORD}"})
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"] and not answer.cookies
    samples = [one for family in text_string_to_metric_families(answer.content.decode()) for one in family.samples]
    return {(one.name, *sorted(one.labels.values())): one.value for one in samples}


@pytest.mark.django_db
def test_only_the_word_opens_it(client, settings):
    assert client.get("/metrics/").status_code == 401
    assert client.get("/metrics/", headers={"authorization": "Bearer x"}).status_code == 401
    assert client.post("/metrics/", headers={"authorization": f"Bearer {WORD}"}).status_code == 405
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics/", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_it_tells_of_requests_sign_ins_queue_renderings_chain_and_alarms(client):
    before = figures(client)
    client.post("/accounts/login/", {"username": "nobody", "password": "x"})
    client.get("/no-such-page/")
    Job.objects.create(kind="render", key="a")
    SiteAlarm.objects.create(code="queue", words="后台任务积压")
    found = figures(client)

    def grown(*name) -> float:
        return found[name] - before.get(name, 0)

    assert grown("jixiao_requests_total", "200", "POST", "departments") == 1
    assert grown("jixiao_requests_total", "-", "404", "GET") == 1
    assert grown("jixiao_events_total", "refused", "sign_in") == 1
    assert found["jixiao_view_seconds_count", "departments:login"] >= 1
    assert found["jixiao_jobs_due",] == found["jixiao_jobs", "due", "render"] == 1
    assert found["jixiao_alarms", "queue"] == found["jixiao_database_up",] == found["jixiao_broker_up",] == 1
    assert found["jixiao_chain_unsealed_seconds",] >= 0 and 0 < found["jixiao_disk_free_share",] <= 1


def test_a_failure_is_told_with_its_view():
    before = REGISTRY.get_sample_value("jixiao_failures_total", FAILED) or 0
    count_request("review:list", "GET", HttpResponse(status=503), 1)
    count_request("review:list", "GET", HttpResponse(status=404), 1)
    assert REGISTRY.get_sample_value("jixiao_failures_total", FAILED) == before + 1


@pytest.mark.django_db
def test_it_stays_small_however_many_pages_are_asked_for_in_however_many_ways(client):
    for counted in (REQUEST_COUNTS, REQUEST_SECONDS, VIEW_SECONDS, FAILURE_COUNTS, SAVE_COUNTS, EVENT_COUNTS):
        counted.clear()  # of what other tests have asked for
    for action in EVENT_WORDS:
        EVENT_COUNTS.labels(action, "ok").inc()
    for line in matrix_lines():
        for method, statuses in USUAL_STATUSES.items():
            for status in statuses:
                count_request(line.name, method, HttpResponse(status=status), 0.1)
    content = client.get("/metrics/", headers={"authorization": f"Bearer {WORD}"}).content
    # The web processes of a site count in files, which hold no moments of creation and nothing of the interpreter.
    told = [one for one in content.splitlines(True) if one.startswith(b"jixiao_") and b"_created" not in one]
    assert len(matrix_lines()) > 150 and sum(map(len, told)) < LARGEST_ANSWER


@pytest.mark.django_db
def test_without_the_database_it_says_so(client, monkeypatch):
    def refuse(*_):
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    found = figures(client)
    assert found["jixiao_database_up",] == 0 and ("jixiao_jobs_due",) not in found


# One process counts and ends; two more live at the same time.
COUNTING = """
import os
from config.shared_counts import share_counts
(gate, shut), (ready, tell) = os.pipe(), os.pipe()
def counter(stays):
    if pid := os.fork():
        return pid
    share_counts()
    from prometheus_client import Counter
    Counter("x", "x").inc()
    os.write(tell, b"x")
    os.close(shut)
    os._exit(len(os.read(gate, 1)) if stays else 0)
os.waitpid(counter(False), 0)
both = [counter(True), counter(True)]
for _ in range(3):
    os.read(ready, 1)
os.close(shut)
assert not any(os.waitpid(pid, 0)[1] for pid in both)
"""


def test_processes_add_up_and_a_new_one_takes_the_place_of_a_dead_one(tmp_path):
    """One, then two at once: three counts in two places."""
    subprocess.run(
        [sys.executable, "-c", COUNTING], cwd=ROOT, env=os.environ | {"METRICS_FOLDER": str(tmp_path)}, check=True
    )
    (counts,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert sorted(path.name for path in counts.glob("*.db")) == ["counter_0.db", "counter_1.db"]
    added_up = CollectorRegistry()
    MultiProcessCollector(added_up, path=str(counts))
    assert added_up.get_sample_value("x_total") == 3
