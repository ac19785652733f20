"""The administrator is told that the site cannot do its work: once when it begins, once when it is over."""

from datetime import timedelta

import pytest
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from config.alarm_bell import AlarmBell
from departments.roles import Role
from evaluations.administration.status.status_rows import record_state
from evaluations.models import Event, Job, SiteAlarm
from evaluations.notices import alarms
from evaluations.notices.alarms import QUIET_FOR, ring_alarms
from tests.factories import make_county, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(settings, monkeypatch):
    """Mail leaves before the test looks; a thread of its own would be a matter of luck."""
    settings.EMAIL_HOST = "mail.example"
    monkeypatch.setattr(
        alarms.threading, "Thread", lambda target, args, **more: type("T", (), {"start": lambda self: target(*args)})()
    )
    for role in (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN):
        make_member(role, make_county(), email=f"{role.value}@county.example")


@pytest.fixture
def late():
    """A job that nobody does."""
    job = Job.objects.create(kind="render", key="a")
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=7))
    return job


def subjects() -> list[str]:
    return [one.subject.removeprefix("【绩效评价】") for one in mail.outbox]


def test_a_queue_that_stands_still_is_told_once_to_the_system_administrator(late):
    assert [one.code for one in ring_alarms()] == ["queue"] and ring_alarms() == []
    (sent,) = mail.outbox
    assert sent.to == ["system_admin@county.example"] and "后台任务积压，最早一项已等候 7 分钟" in sent.body
    assert "/administration/status/" in sent.body
    assert Event.objects.get(action="alarm").outcome == "refused"


def test_what_is_over_is_told_and_what_comes_back_only_if_it_stays(late):
    ring_alarms()
    late.delete()
    ring_alarms()
    assert subjects() == ["系统告警", "告警解除"] and SiteAlarm.objects.get().ended_at
    assert [one.outcome for one in Event.objects.filter(action="alarm").order_by("pk")] == ["refused", "ok"]
    again = Job.objects.create(kind="render", key="b")
    Job.objects.filter(pk=again.pk).update(created_at=timezone.now() - timedelta(minutes=7))
    assert ring_alarms() == [] and len(mail.outbox) == 2
    SiteAlarm.objects.update(ended_at=timezone.now() - QUIET_FOR)
    assert len(ring_alarms()) == 1 and subjects()[2:] == ["系统告警"], "nobody goes on believing that it is over"


def test_jobs_given_up_and_a_job_that_does_not_end_are_alarms():
    now = timezone.now()
    given_up = {"state": Job.State.FAILED, "finished_at": now}
    Job.objects.create(kind="notice_mail", key="refused for good", attempts=1, **given_up)
    assert ring_alarms() == []
    Job.objects.create(kind="find_hints", key="a", attempts=5, **given_up)
    lease = {"owner": "x", "lease_until": now + timedelta(minutes=1), "started_at": now - timedelta(minutes=11)}
    Job.objects.create(kind="render", key="b", state=Job.State.RUNNING, **lease)
    assert {one.code for one in ring_alarms()} == {"failed", "stuck"}


def test_a_server_that_takes_no_mail_costs_a_line_of_the_log(late, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert len(ring_alarms()) == 1 and "could not be mailed" in caplog.text


def test_the_web_process_looks_once_a_minute_and_its_answer_comes_first(late, settings, monkeypatch):
    settings.ALARM_SECONDS = 60
    answer, asked = HttpResponse("answer"), HttpRequest()
    bell = AlarmBell(lambda request: answer)
    assert bell(asked) is answer and not SiteAlarm.objects.exists()
    bell.watch.looked -= 61
    assert bell(asked) is answer and SiteAlarm.objects.count() == 1
    monkeypatch.setattr("evaluations.notices.alarm_watch.ring_alarms", lambda: 1 / 0)
    bell.watch.looked -= 61
    assert bell(asked) is answer, "no fault of the bell takes an answer back"


def test_a_store_of_files_that_cannot_be_read_is_an_alarm_and_hides_no_other(late, monkeypatch):
    def away():
        raise OSError("the bucket does not answer")

    monkeypatch.setattr("evaluations.jobs.site_problems.witness_fault", away)
    assert {one.code for one in ring_alarms()} == {"queue", "files"}
    assert record_state().fault.startswith("文件存储读不出来"), "and the page of the state says so"
