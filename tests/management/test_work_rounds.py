"""manage.py work: what is due is done, a request to stop is heard, and a database that is away is waited for."""

import logging
import threading

import pytest
from django.core.management import call_command
from django.db import OperationalError

from evaluations.jobs.job_rows import enqueue_job
from evaluations.management.commands import work
from evaluations.models import Job
from evaluations.tasks import sweep

DONE: list[int] = []
STOP = threading.Event()


def note(payload):
    DONE.append(payload["n"])


def note_and_ask_to_stop(payload):
    DONE.append(payload["n"])
    STOP.set()


def note_and_leave_more(payload):
    """As a report does whose paper is to be printed."""
    DONE.append(payload["n"])
    enqueue_job("note", {"n": payload["n"] + 1}, key="later")


@pytest.fixture(autouse=True)
def handlers(settings):
    DONE.clear()
    STOP.clear()
    settings.DAILY_JOBS = {}
    settings.JOB_HANDLERS = {
        one.__name__: f"{__name__}.{one.__name__}" for one in (note, note_and_ask_to_stop, note_and_leave_more)
    }


def enqueue(*kinds: str) -> None:
    for number, kind in enumerate(kinds, 1):
        enqueue_job(kind, {"n": number}, key=f"job-{number}")


@pytest.mark.django_db
class TestRounds:
    def test_a_round_does_all_that_is_due_in_its_order(self):
        enqueue("note", "note", "note")
        assert work.work_off() == 3 and DONE == [1, 2, 3]
        assert work.work_off() == 0 and DONE == [1, 2, 3]

    def test_a_request_to_stop_is_heard_between_two_jobs(self):
        enqueue("note", "note_and_ask_to_stop", "note")
        assert work.work_off(STOP) == 2 and DONE == [1, 2]
        assert Job.objects.get(key="job-3").state == "queued"

    def test_once_means_until_nothing_is_left(self):
        enqueue("note_and_leave_more")
        call_command("work", "--once")
        assert DONE == [1, 2] and not Job.objects.exclude(state="done").exists()

    def test_what_somebody_else_runs_is_not_counted(self):
        enqueue("note")
        Job.objects.update(attempts=99)
        assert work.work_off() == 0 and DONE == []


# Between two rounds old connections are closed, so these hold no transaction open.
@pytest.mark.django_db(transaction=True)
def test_after_work_there_is_no_pause_and_without_work_a_second():
    enqueue("note")
    rounds = work.WorkRounds()
    assert [rounds.next_round(STOP), rounds.next_round(STOP)] == [0, 1.0] and DONE == [1]


@pytest.mark.django_db(transaction=True)
def test_what_is_done_beside_the_jobs_is_done_as_often_as_beat_has_it_done(settings, caplog):
    settings.BESIDE_JOBS = (f"{__name__}.break_off", f"{__name__}.beside")
    rounds, counts = work.WorkRounds(), []
    for earlier in (0, 0, settings.SWEEP_SECONDS):
        rounds.beside_at -= earlier
        rounds.next_round(STOP)
        counts.append(len(DONE))
    assert counts == [1, 1, 2] and "break_off was broken off" in caplog.text


def break_off():
    raise ValueError("of one thing no other hears")


def beside():
    DONE.append(0)


def test_the_task_and_the_command_do_the_same_beside_the_jobs(settings, monkeypatch, db):
    settings.BESIDE_JOBS = (f"{__name__}.beside",)
    sweep()
    call_command("work", "--once")
    assert DONE == [0, 0]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_no_reason_to_end(monkeypatch, caplog):
    def away():
        raise OperationalError("the server is restarting")

    monkeypatch.setattr(work, "sweep_jobs", away)
    with caplog.at_level(logging.ERROR):
        assert work.WorkRounds().next_round(STOP) == 5.0
    assert "work: the round was broken off" in caplog.text and "the server is restarting" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_person_who_presses_ctrl_c_is_not_taken_for_a_fault(monkeypatch):
    def pressed():
        raise KeyboardInterrupt

    monkeypatch.setattr(work, "sweep_jobs", pressed)
    with pytest.raises(KeyboardInterrupt):
        work.WorkRounds().next_round(STOP)
