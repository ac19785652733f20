"""A batch: looked at together, done one after the other, and what was refused is tried again."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Event, Job, Publication, ReleaseBatch
from evaluations.publication.release_queue.batch.batch_rows import BatchProgress, batch_progress
from evaluations.publication.release_queue.batch.batch_running import GONE, run_batch
from tests.factories import make_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_ready")]


@pytest.fixture
def office(kept_ready):
    return deepcopy(kept_ready[0])


@pytest.fixture
def ready(kept_ready):
    return deepcopy(kept_ready[1])


@pytest.fixture
def batch(client, office, ready):
    """Both picked with one tick for all pages."""
    client.force_login(office.publisher)
    client.post(reverse("release_queue:together"), {"act": "publish", "tab": "ready", "every": "1"})
    return ReleaseBatch.objects.get()


def began(client, batch, **sent):
    return client.post(reverse("release_queue:begin_batch", args=[batch.pk]), {"when": "now"} | sent)


def outcomes(batch):
    return dict(batch.items.values_list("publication", "state"))


def test_one_goes_public_the_other_says_why_and_is_tried_again(client, office, ready, batch):
    first, second = ready
    shown = client.get(reverse("release_queue:batch", args=[batch.pk])).content.decode()
    assert shown.count("首次公开") == 2 and not Publication.objects.filter(state="live").exists()
    evaluation = second.submission.evaluation
    type(evaluation).objects.filter(pk=evaluation.pk).update(version=evaluation.version + 1)
    page = client.get(began(client, batch)["Location"]).content.decode()
    assert "等候\n      2 份" in page and 'hx-trigger="every 2s"' in page
    assert began(client, batch).status_code == 409, "it begins once"
    run_one_job(Job.objects.get(kind="release_batch").pk)
    assert outcomes(batch) == {first.pk: "done", second.pk: "refused"}
    page = client.get(reverse("release_queue:batch", args=[batch.pk])).content.decode()
    assert "又有过新的操作" in page and "hx-trigger" not in page
    item = batch.items.get(publication=second)
    client.post(reverse("release_queue:retry_batch", args=[batch.pk]), {"item": item.pk})
    run_one_job(Job.objects.filter(kind="release_batch").latest("pk").pk)
    assert outcomes(batch) == {first.pk: "done", second.pk: "done"}
    assert Event.objects.filter(action="publish", outcome="ok").count() == 2
    assert Event.objects.filter(action="publish_together").count() == 1


def test_an_attempt_that_broke_off_is_gone_on_with(client, ready, batch):
    first, second = ready
    began(client, batch)
    run_batch({"batch": batch.pk})
    batch.items.filter(publication=first).update(state="waiting", ended_at=None)  # killed before it was noted
    run_batch({"batch": batch.pk})
    assert outcomes(batch) == {first.pk: "done", second.pk: "done"}
    run_batch({"batch": 0})


def test_what_left_the_queue_meanwhile_is_said_by_its_title(client, office, ready, batch):
    first, _ = ready
    began(client, batch)
    office.act(first.submission.evaluation, "unapprove")
    run_batch({"batch": batch.pk})
    gone = batch.items.get(publication=None)
    assert (gone.title, gone.state, gone.words) == (first.title, "refused", GONE)


def test_all_get_their_time(client, ready, batch):
    assert "请填写日期和时间" in began(client, batch, when="later").content.decode()
    moment = timezone.localtime(timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    began(client, batch, when="later", release_at=moment.strftime("%Y-%m-%d %H:%M"))
    run_batch({"batch": batch.pk})
    assert set(Publication.objects.values_list("state", "release_at")) == {("ready", moment)}
    assert Job.objects.filter(kind="timed_release").count() == 2


def test_only_the_person_who_picked_opens_it(client, office, batch):
    client.force_login(make_office(office.county).publisher)
    assert client.get(reverse("release_queue:batch", args=[batch.pk])).status_code == 404


def test_the_time_left_goes_by_what_is_done(batch):
    assert batch_progress(batch) == BatchProgress(0, 0, 2, None)
    assert BatchProgress(3, 1, 6, 61).left_words == "约还需 2 分钟" and BatchProgress(3, 1, 6, 59).ended == 4
