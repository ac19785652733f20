"""A clock of the web host that was moved, a disk that is full: the record stays in order, and nothing is half done."""

import errno
import os
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from evaluations.audit.database_clock import database_now
from evaluations.audit.events import verify_chain
from evaluations.evidence.keeping import evidence_folder
from evaluations.jobs.job_rows import enqueue_job, sweep_jobs
from evaluations.models import Event, Evidence, Job, Submission
from evaluations.proof.record_problems import record_problems
from tests.evidence.papers import attach_paper, kept_path
from tests.factories import make_office
from tests.proving import prove_record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [-3, 400], ids=["behind", "ahead"])
def test_what_is_recorded_has_the_database_s_time_whatever_the_host_thinks(days):
    office = make_office()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=days), tick=True):
        office.evaluation("published")
    now, minute = database_now(), timedelta(minutes=1)
    assert all(abs(one.at - now) < minute for one in Event.objects.filter(action__in=["submit", "sign", "approve"]))
    assert abs(Submission.objects.get().submitted_at - now) < minute
    prove_record()
    assert list(verify_chain()) == [] and list(record_problems()) == []


def test_a_job_that_was_claimed_by_a_host_with_a_wrong_clock_is_not_taken_away_from_it(settings):
    enqueue_job("nothing", {}, key="n")
    Job.objects.update(state="running", owner="other", lease_until=database_now() + timedelta(seconds=20))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1), tick=True):
        sweep_jobs()
    assert Job.objects.get(key="n").owner == "other"


def test_a_full_disk_refuses_an_upload_in_words_and_takes_it_when_there_is_room(monkeypatch):
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    office = make_office()
    draft = office.evaluation()
    with monkeypatch.context() as disk, pytest.raises(AssertionError, match="存储空间不足"):
        disk.setattr(os, "fsync", full)
        attach_paper(draft, office.preparer)
    assert not Evidence.objects.exists() and list(evidence_folder().iterdir()) == []
    assert kept_path(attach_paper(draft, office.preparer).file).exists()
