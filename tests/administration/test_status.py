"""系统状态: what is wrong, how old the queue is, what failed; the system administrator repeats it, the others only look."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.job_handlers import JOB_HANDLERS
from evaluations.administration.status.status_rows import duration_words
from evaluations.language.states import JOB_KINDS
from evaluations.models import Event, Job, SiteAlarm
from evaluations.notices.alarms import ring_alarms
from tests.access.site import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]
PAGE = "/administration/status/"


def test_all_is_well(kept_office):
    assert "运行正常" in client_of(kept_office.audit_admin).get(PAGE).content.decode()


def test_the_queue_its_age_and_what_failed_stand_on_the_page(kept_office):
    now = timezone.now()
    failed = Job.objects.create(
        kind="find_hints", key="a", state=Job.State.FAILED, attempts=5, finished_at=now, error="除以零"
    )
    done = {"state": Job.State.DONE, "started_at": now - timedelta(seconds=42), "finished_at": now}
    Job.objects.create(kind="render", key="c", **done)
    Job.objects.create(kind="render", key="b")
    Job.objects.filter(key="b").update(created_at=now - timedelta(minutes=7))
    ring_alarms()
    client = client_of(kept_office.system_admin)
    page = client.get(PAGE).content.decode()
    for words in ("有 2 处须处理", "最早一项已等候 7 分钟", "没有办成的任务", "除以零", "42 秒", "未恢复"):
        assert words in page
    assert "重试" not in client_of(kept_office.audit_admin).get(PAGE).content.decode()
    assert [t.title for t in client.get("/desk/").context["parts"][0].tasks].count("系统状态") == 2
    client.post(reverse("administration:retry_job", args=[failed.pk]))
    failed.refresh_from_db()
    assert failed.state == "queued" and Event.objects.get(action="retry_job").actor == kept_office.system_admin
    again = client.post(reverse("administration:retry_job", args=[failed.pk]), follow=True).content.decode()
    assert "现在没有失败" in again and SiteAlarm.objects.count() == 2


def test_every_job_has_a_word():
    assert set(JOB_KINDS) == set(JOB_HANDLERS)


@pytest.mark.parametrize(
    "seconds, words", [(0, "1 秒"), (59, "59 秒"), (60, "1 分钟"), (3599, "59 分钟"), (7300, "2 小时")]
)
def test_how_long_in_words(seconds, words):
    assert duration_words(seconds) == words
