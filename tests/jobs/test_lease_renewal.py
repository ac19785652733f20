"""A job at work keeps its lease however long it takes; one whose process is gone loses it within half a minute."""

import time

import pytest
from django.conf import settings as site
from django.db import DatabaseError

from evaluations.jobs import job_rows
from evaluations.models import Job
from tests.services import wait_until

pytestmark = pytest.mark.django_db(transaction=True)
SEEN: list[list[int]] = []


def long_work(payload: dict) -> None:
    """Looks at what others could claim, after its first lease is over."""
    time.sleep(2.7)
    SEEN.append(list(job_rows.due_jobs().values_list("pk", flat=True)))


def test_a_job_that_outlasts_its_lease_is_nobody_else_s(settings):
    settings.JOB_HANDLERS = {"long": f"{__name__}.long_work"}
    settings.JOB_LEASE_SECONDS, settings.JOB_PULSE_SECONDS = 2.5, 0.1
    SEEN.clear()
    job = Job.objects.create(kind="long", key="long")
    assert job_rows.run_one_job(job.pk) and SEEN == [[]]
    job.refresh_from_db()
    assert (job.state, job.lease_until, job.attempts) == ("done", None, 1)


def test_a_database_that_is_away_for_a_beat_does_not_end_the_job(settings, monkeypatch, caplog):
    settings.JOB_PULSE_SECONDS = 0.05
    job = Job.objects.create(kind="x", key="x")
    claimed = job_rows.claim_job(job.pk, "me")

    def away(job):
        raise DatabaseError("gone")

    monkeypatch.setattr(job_rows, "_owned", away)
    with job_rows.lease_renewed(claimed):
        wait_until(lambda: "could not be renewed" in caplog.text, "nobody noticed")


def test_a_killed_worker_s_job_is_found_within_a_minute():
    assert site.JOB_PULSE_SECONDS * 3 < site.JOB_LEASE_SECONDS
    assert site.JOB_LEASE_SECONDS + site.SWEEP_SECONDS < 60
