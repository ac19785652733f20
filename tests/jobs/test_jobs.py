"""Background work: never lost, never done by two at once, never able to hurt a request or a worker."""

import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now

from config.logs import NumberedLines
from evaluations.jobs import job_rows
from evaluations.jobs.job_rows import claim_job, enqueue_job
from evaluations.models import Event, Job
from evaluations.tasks import run_job
from tests.factories import make_user

pytestmark = pytest.mark.django_db


class FatalError(BaseException):
    """Like weasyprint's FatalURLFetchingError: no Exception."""


def succeed(payload):
    RAN.append(payload)


def fail(payload):
    raise ValueError("读不到\0模板")


def fail_fatally(payload):
    raise FatalError("refused: file:///etc/passwd")


def stop_the_process(payload):
    raise SystemExit(1)


RAN: list[dict] = []


@pytest.fixture(autouse=True)
def handlers(settings):
    RAN.clear()
    names = ("succeed", "fail", "fail_fatally", "stop_the_process")
    settings.JOB_HANDLERS = {name: f"tests.jobs.test_jobs.{name}" for name in names}
    settings.DAILY_JOBS = {}


def enqueue(kind="succeed", key="a") -> Job:
    return job_rows.enqueue_job(kind, {"n": 1}, key=key)


def now_due(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(run_after=None)


def lapse(job: Job) -> None:
    """The lease of a worker that died."""
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_a_job_is_done_once():
    job = enqueue()
    assert job_rows.run_one_job(job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.attempts, job.owner, job.lease_until) == ("done", 1, "", None)
    assert job.finished_at and RAN == [{"n": 1}]
    assert job_rows.run_one_job(job.pk) is False and RAN == [{"n": 1}]


def test_the_line_of_a_failure_has_the_number_of_its_job(caplog):
    caplog.handler.addFilter(numbered := NumberedLines())
    try:
        job = enqueue("fail")
        job_rows.run_one_job(job.pk)
    finally:
        caplog.handler.removeFilter(numbered)
    (line,) = [one for one in caplog.records if "failed in attempt" in one.getMessage()]
    assert vars(line)["request_number"] == f"job-{job.pk}" and line.exc_info


def test_the_same_key_is_the_same_job():
    assert enqueue() == enqueue("fail")
    assert Job.objects.get().kind == "succeed"


def test_a_claimed_job_is_not_to_be_had():
    job = enqueue()
    assert job_rows.claim_job(job.pk, "one") is not None
    assert job_rows.claim_job(job.pk, "two") is None
    lapse(job)
    assert job_rows.claim_job(job.pk, "two").attempts == 2


def test_a_late_worker_cannot_finish_what_another_has_taken_over():
    job = enqueue()
    slow = job_rows.claim_job(job.pk, "same:1")
    lapse(job)
    assert job_rows.claim_job(job.pk, "same:1") is not None
    job_rows._release(slow, "too late")
    job.refresh_from_db()
    assert (job.state, job.error) == ("running", "")


@pytest.mark.parametrize("kind, error", [("fail", "ValueError: 读不到模板"), ("fail_fatally", "FatalError: refused")])
def test_a_failing_job_is_tried_again_later_and_later_and_then_given_up(kind, error, settings):
    job, pauses = enqueue(kind), []
    for attempt in range(1, settings.JOB_MAX_ATTEMPTS + 1):
        assert job_rows.run_one_job(job.pk) is True
        job.refresh_from_db()
        assert job.attempts == attempt and job.error.startswith(error)
        if job.run_after and job.state == "queued":
            assert job.pk not in job_rows.sweep_jobs()
            pauses.append((job.run_after - job.created_at).total_seconds())
        now_due(job)
    assert job.state == "failed" and job.finished_at
    assert pauses == sorted(pauses) and pauses[0] >= 9 and pauses[-1] > 70
    assert job_rows.sweep_jobs() == [] and job_rows.run_one_job(job.pk) is False


def test_an_unknown_kind_fails_with_its_name():
    job = enqueue("nonsense")
    job_rows.run_one_job(job.pk)
    job.refresh_from_db()
    assert job.error == "KeyError: 'nonsense'"


def test_a_request_to_stop_goes_on_and_frees_the_job():
    job = enqueue("stop_the_process")
    with pytest.raises(SystemExit):
        job_rows.run_one_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("queued", "执行被中止")


def test_the_sweep_finds_the_waiting_and_the_orphaned_and_gives_up_the_hopeless(settings):
    waiting, orphaned, running, hopeless = (enqueue(key=key) for key in "abcd")
    for job in (orphaned, running, hopeless):
        job_rows.claim_job(job.pk, "gone")
    lapse(orphaned)
    lapse(hopeless)
    Job.objects.filter(pk=hopeless.pk).update(attempts=settings.JOB_MAX_ATTEMPTS)
    assert job_rows.sweep_jobs() == [waiting.pk, orphaned.pk]
    hopeless.refresh_from_db()
    assert (hopeless.state, hopeless.error) == ("failed", "执行进程多次中断")


def test_the_sweep_seals_the_log():
    from evaluations.audit import events

    event = events.record_event("test", user=make_user())
    job_rows.sweep_jobs()
    assert Event.objects.get(pk=event.pk).seal


def test_staff_may_try_a_failed_job_again():
    job, staff = enqueue(), make_user("刘股长")
    assert not job_rows.requeue_job(job, user=staff)
    Job.objects.filter(pk=job.pk).update(state="failed", attempts=5, error="坏了", finished_at=Now())
    assert job_rows.requeue_job(job, user=staff)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at) == ("queued", 0, None)
    assert Event.objects.filter(action="retry_job", actor=staff, object_id=str(job.pk)).count() == 1
    assert job_rows.run_one_job(job.pk) and not job_rows.requeue_job(job, user=staff)


def test_the_broker_is_called_after_the_commit_only(django_capture_on_commit_callbacks, monkeypatch):
    sent: list[int] = []
    monkeypatch.setattr(job_rows, "send_job", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue()
        assert sent == []
    assert sent == [job.pk]


def test_a_rolled_back_change_leaves_no_job(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(job_rows, "send_job", lambda pk: pytest.fail("sent for nothing"))
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue()
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_the_name_that_is_sent_is_the_name_the_worker_knows():
    assert job_rows.RUN_JOB_TASK == run_job.name


def test_without_a_broker_nothing_is_sent():
    assert job_rows.send_job(1) is False


@pytest.mark.parametrize("address", ["redis+socket:///nowhere/redis.sock", "redis://127.0.0.1:1/0", "silent"])
def test_a_broker_that_is_away_costs_a_moment(address, settings, monkeypatch, silent_server, caplog):
    from config.celery import celery_app

    settings.CELERY_BROKER_URL = silent_server if address == "silent" else address
    monkeypatch.setattr(celery_app.conf, "broker_url", settings.CELERY_BROKER_URL)
    began = time.monotonic()
    assert job_rows.send_job(1) is False
    assert time.monotonic() - began < 30  # less than two where nobody else works; without limits it is minutes
    assert "the broker cannot be reached" in caplog.text


@pytest.fixture
def silent_server():
    """A broker that takes connections and never says a word, as a stopped process does."""
    import socket

    with socket.create_server(("127.0.0.1", 0), backlog=8) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def test_a_job_that_has_used_up_its_attempts_cannot_be_claimed(settings):
    job = enqueue_job("render", {}, key="a")
    Job.objects.filter(pk=job.pk).update(attempts=settings.JOB_MAX_ATTEMPTS - 1)
    assert claim_job(job.pk, "last") is not None
    Job.objects.filter(pk=job.pk).update(state="queued", owner="", lease_until=None)
    assert claim_job(job.pk, "one too many") is None
