"""The portal staff's desk: tabs, states in words, acts, and nobody from elsewhere."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Event, Job, Status
from tests.factories import make_office, make_publication
from tests.publication.release_queue.queue_pages import queue, url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def desk(client, office):
    client.force_login(office.publisher)
    return client


def test_every_tab_is_there_and_empty_ones_say_what_to_expect(desk):
    words = {"ready": "待公开", "live": "公开", "preparing": "正在生成", "failed": "生成失败", "withdrawn": "撤下"}
    for tab, state in words.items():
        assert re.search(f"<h2>(还?没有){state}的报告</h2>", queue(desk, tab))
    assert desk.get(reverse("release_queue:queue"), {"tab": "other"}).status_code == 404


def approved_now(office):
    """Its report's publication: what is remembered may have been approved so long ago that nobody seems to work."""
    return office.new_evaluation(Status.APPROVED).submissions.get().publication


def test_waiting_work_tells_how_much_is_before_it(desk, office):
    first, second = approved_now(office), approved_now(make_office(office.county))
    page = queue(desk, "preparing")
    assert "排队中，下一份就是它" in page and "排队中，前面还有 1 份" in page
    assert "约还需" not in page, "nobody knows before the first one"
    now = timezone.now()
    done = {"state": "done", "started_at": now - timedelta(seconds=70), "finished_at": now}
    Job.objects.create(kind="render", key="render:0", **done)
    assert "共 2 份，约还需 3 分钟" in queue(desk, "preparing")
    Job.objects.filter(key=f"render:{first.submission_id}").update(error="RenderRefused: 磁盘已满")
    assert "上次未成功：磁盘已满" in desk.get(url("detail", first)).content.decode()
    assert second.title in page


def test_failed_work_says_why_and_can_be_tried_again(desk, office):
    publication = make_publication(office, live=False)
    Job.objects.update(state="failed", attempts=5, error="RenderRefused: 字体中没有这些字符：“𠮷”。")
    assert "字体中没有这些字符" in queue(desk, "failed") and publication.title not in queue(desk, "preparing")
    answer = desk.post(url("act", publication, "retry"), follow=True)
    assert "已重新排队" in answer.content.decode()
    assert Job.objects.get().state == "queued" and Event.objects.filter(action="retry_job").exists()
    assert desk.post(url("act", publication, "retry")).status_code == 409


def test_a_fault_of_the_program_is_not_blamed_on_the_report(desk, office):
    make_publication(office, live=False)
    Job.objects.update(state="failed", attempts=5, error="KeyError: 'x'")
    assert "程序出错（KeyError" in queue(desk, "failed")


def test_a_lost_job_can_be_made_again(desk, office):
    publication = make_publication(office, live=False)
    Job.objects.all().delete()
    assert "没有生成任务" in desk.get(url("detail", publication)).content.decode()
    desk.post(url("act", publication, "retry"))
    assert Job.objects.get().payload == {"submission": publication.submission_id}


def test_queries_do_not_grow_with_the_queue(desk, office):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            queue(desk, "preparing")
        return len(captured)

    make_publication(office, live=False)
    queries()  # the first call also writes the session
    one = queries()
    for _ in range(3):
        make_publication(make_office(office.county), live=False)
    assert queries() == one <= 16
