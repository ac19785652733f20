"""定时公开: set, changed, cancelled, done at its time or soon after, and held back where somebody has to look."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from departments.models import Membership
from evaluations.audit.event_sentences import event_sentence
from evaluations.audit.events import record_event
from evaluations.audit.object_names import ObjectNames
from evaluations.jobs.job_rows import due_jobs, run_one_job, sweep_jobs
from evaluations.models import Event, Job, Notice, Publication, Status
from evaluations.publication.release_queue import timed_release
from evaluations.publication.release_queue.timed_release import release_at_time, tell_failed_release
from tests.factories import finish_paper, make_publication
from tests.publication.release_queue.queue_pages import queue, url, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_waiting")]


@pytest.fixture(scope="module")
def kept_waiting(kept_office):
    """An office whose report waits with its paper; made once."""
    return kept_office, finish_paper(make_publication(kept_office, live=False))


@pytest.fixture
def office(kept_waiting):
    return deepcopy(kept_waiting[0])


@pytest.fixture
def waiting(kept_waiting, office):
    """The same, with a time that is set for tomorrow."""
    publication = deepcopy(kept_waiting[1])
    office.act(publication.submission.evaluation, "schedule_release", reason="")
    publication.refresh_from_db()
    return publication


def overdue(publication: Publication) -> None:
    """As if its time had come while nothing ran, as the log tells it, too."""
    past = timezone.now() - timedelta(hours=3)
    Publication.objects.filter(pk=publication.pk).update(release_at=past)
    detail, report = {"release_at": past.isoformat()}, publication.submission.evaluation
    record_event("schedule_release", user=publication.release_by, object=report, detail=detail)
    Job.objects.filter(kind="timed_release").update(run_after=past)


def stands(publication: Publication) -> tuple[str, bool]:
    publication.refresh_from_db()
    return publication.state, publication.release_at is not None


def test_nothing_happens_before_its_time_and_a_missed_time_is_caught_up(waiting, office):
    release_at_time({"publication": waiting.pk})
    job = Job.objects.get(kind="timed_release")
    assert stands(waiting) == ("ready", True) and not due_jobs().filter(pk=job.pk).exists()
    overdue(waiting)
    assert job.pk in sweep_jobs() and run_one_job(job.pk)
    assert stands(waiting) == ("live", False) and waiting.published_by == office.publisher
    event = Event.objects.get(action="publish", outcome="ok")
    assert event.actor == office.publisher and "，定时 2" in event_sentence(event, ObjectNames([event]))
    release_at_time({"publication": waiting.pk})
    assert Event.objects.filter(action="publish").count() == 1, "the job may run twice"


def test_a_time_that_was_put_off_or_cancelled_no_longer_counts(waiting, office):
    evaluation, first = waiting.submission.evaluation, Job.objects.get(kind="timed_release")
    office.act(evaluation, "schedule_release", moment=timezone.now() + timedelta(days=2))
    later = Job.objects.get(kind="timed_release")
    assert later.key != first.key and stands(waiting) == ("ready", True)
    office.act(evaluation, "cancel_release")
    assert stands(waiting) == ("ready", False) and not Job.objects.filter(kind="timed_release").exists()
    release_at_time({"publication": waiting.pk})
    assert stands(waiting) == ("ready", False)


@pytest.mark.parametrize("name", ["nobody", "another", "another time"])
def test_a_time_that_only_a_row_of_the_database_names_publishes_nothing_in_anybody_s_name(waiting, office, name):
    """`nobody` has set one; `another` has, than whom the row names; who set one set `another time`."""
    if name == "nobody":
        office.act(waiting.submission.evaluation, "cancel_release")
    person = office.publisher if name == "another time" else office.bureau_admin
    past = timezone.now() - timedelta(hours=3)
    Publication.objects.filter(pk=waiting.pk).update(release_at=past, release_by=person)
    release_at_time({"publication": waiting.pk})
    assert stands(waiting) == ("ready", False) and f"没有登记{person}设定过这个时间" in waiting.release_held
    assert not Event.objects.filter(action="publish").exists()


def test_who_cancels_at_the_last_moment_wins(waiting, office, monkeypatch):
    overdue(waiting)

    def cancels_meanwhile(publication):
        office.act(publication.submission.evaluation, "cancel_release")
        return True

    monkeypatch.setattr(timed_release, "paper_intact", cancels_meanwhile)
    release_at_time({"publication": waiting.pk})
    assert stands(waiting) == ("ready", False) and waiting.release_held == ""


def correction_asked(office, publication):
    office.act(publication.submission.evaluation, "correct")


def paper_gone(office, publication):
    default_storage.delete(publication.file)


def setter_gone(office, publication):
    Membership.objects.filter(user=office.publisher).delete()


@pytest.mark.parametrize(
    "what, why", [(correction_asked, "申请更正"), (paper_gone, "已损坏"), (setter_gone, "已不能办理公开")]
)
def test_what_somebody_has_to_look_at_is_held_and_told(waiting, office, what, why):
    what(office, waiting)
    overdue(waiting)
    release_at_time({"publication": waiting.pk})
    assert stands(waiting) == ("ready", False) and why in waiting.release_held
    assert Event.objects.filter(action="hold_release").count() == 1
    told = Notice.objects.filter(action="hold_release", urgent=True)
    assert why in told.get(user=office.bureau_admin).text


def test_a_job_that_breaks_again_and_again_is_told_too(waiting, office):
    overdue(waiting)
    tell_failed_release({"publication": waiting.pk}, "OSError: 满")
    assert "系统出错" in waiting.__class__.objects.get().release_held


def test_an_approval_that_is_taken_back_takes_the_time_with_it_and_tells(waiting, office):
    office.act(waiting.submission.evaluation, "unapprove")
    assert not Publication.objects.exists() and not Job.objects.filter(kind="timed_release").exists()
    assert "随之取消" in Notice.objects.get(action="drop_release", user=office.publisher).text
    release_at_time({"publication": waiting.pk})


def test_published_by_hand_before_its_time_it_is_done(waiting, office):
    assert office.act(waiting.submission.evaluation, "publish").status == Status.PUBLISHED
    assert stands(waiting) == ("live", False) and not Job.objects.filter(kind="timed_release").exists()


def test_the_desk_shows_the_time_and_keeps_what_was_typed_wrongly(client, waiting, office):
    client.force_login(office.publisher)
    assert waiting.title not in queue(client, "ready") and "自动公开" in queue(client, "scheduled")
    sent = {"version": version(waiting), "release_at": "明天上午"}
    answer = client.post(url("act", waiting, "schedule_release"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="明天上午"' in page and "“明天上午”不是日期和时间" in page
    sent["release_at"] = "2020-01-01 09:00"
    assert "已过或不到一分钟" in client.post(url("act", waiting, "schedule_release"), sent).content.decode()
    sent["release_at"] = f"{timezone.localdate().year + 1}年1月2日9时"
    client.post(url("act", waiting, "schedule_release"), sent)
    waiting.refresh_from_db()
    assert timezone.localtime(waiting.release_at).strftime("%m-%d %H:%M") == "01-02 09:00"
