"""The portal staff's desk: tabs, states in words, acts, and nobody from elsewhere."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.models import Event, Job, Publication, Status
from tests.factories import make_office, make_publication, make_submission

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


def paper(office) -> Publication:
    """A publication whose PDF is ready."""
    from tests.factories import finish_paper

    return finish_paper(make_submission(office, Status.APPROVED).publication)


def url(name: str, publication: Publication, *more: str) -> str:
    return reverse(f"release_queue:{name}", args=(publication.pk, *more))


def version(publication: Publication) -> int:
    publication.refresh_from_db()
    return type(publication.submission.evaluation).objects.get(pk=publication.submission.evaluation_id).version


def queue(desk, tab: str) -> str:
    return desk.get(reverse("release_queue:queue"), {"tab": tab}).content.decode()


def test_every_tab_is_there_and_empty_ones_say_what_to_expect(desk):
    words = {"ready": "待公开", "live": "公开", "preparing": "正在生成", "failed": "生成失败", "withdrawn": "撤下"}
    for tab, state in words.items():
        assert re.search(f"<h2>(还?没有){state}的报告</h2>", queue(desk, tab))
    assert desk.get(reverse("release_queue:queue"), {"tab": "other"}).status_code == 404


def test_waiting_work_tells_how_much_is_before_it(desk, office):
    first = make_publication(office, live=False)
    second = make_publication(make_office(office.county), live=False)
    page = queue(desk, "preparing")
    assert "排队中，下一份就是它" in page and "排队中，前面还有 1 份" in page
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


def test_publish_then_take_down(desk, office):
    publication = paper(office)
    assert "公开发布" in desk.get(url("detail", publication)).content.decode()
    answer = desk.post(url("act", publication, "publish"), {"version": version(publication)}, follow=True)
    assert "已公开。" in answer.content.decode() and publication.title in queue(desk, "live")
    refused = desk.post(url("act", publication, "unpublish"), {"version": version(publication), "reason": "错"})
    assert (
        refused.status_code == 422
        and "须写明原因" in refused.content.decode()
        and ">错</textarea>" in refused.content.decode()
    )
    taken = {"version": version(publication), "reason": "数据有误，正在更正"}
    assert "已撤下。" in desk.post(url("act", publication, "unpublish"), taken, follow=True).content.decode()
    assert "数据有误，正在更正" in desk.get(url("detail", publication)).content.decode()
    assert publication.title in queue(desk, "withdrawn")


@pytest.mark.parametrize("sent", ["", "0", "-1", "x", "９", "1" * 400])
def test_an_old_or_odd_version_changes_nothing(desk, office, sent):
    publication = paper(office)
    assert desk.post(url("act", publication, "publish"), {"version": sent}).status_code == 409
    publication.refresh_from_db()
    assert publication.state == "ready"


@pytest.mark.parametrize("action", ["approve", "submit", "delete"])
def test_only_the_desk_s_own_acts(desk, office, action):
    assert desk.post(url("act", paper(office), action)).status_code == 404


def test_the_bureau_administrator_sees_and_may_not_publish(client, office):
    publication = paper(office)
    client.force_login(office.bureau_admin)
    page = client.get(url("detail", publication)).content.decode()
    assert publication.department.name in page and "/act/publish/" not in page
    answer = client.post(url("act", publication, "publish"), {"version": version(publication)})
    assert answer.status_code == 403


@pytest.mark.parametrize("role", ["preparer", "head", "reviewer", "system_admin", "audit_admin"])
def test_other_roles_stay_outside(client, office, role):
    client.force_login(getattr(office, role))
    assert client.get(reverse("release_queue:queue")).status_code == 403
    assert client.get(url("pdf", paper(office))).status_code == 403


def test_another_county_s_reports_do_not_exist(client, office):
    publication = paper(office)
    stranger = make_office().publisher
    client.force_login(stranger)
    for answer in (
        client.get(url("detail", publication)),
        client.get(url("pdf", publication)),
        client.post(url("act", publication, "publish"), {"version": "1"}),
        client.post(url("act", publication, "retry")),
    ):
        assert answer.status_code == 404
    assert publication.department.name not in queue(client, "ready")


def test_the_pdf_before_publication(desk, office, files):
    publication = paper(office)
    answer = desk.get(url("pdf", publication))
    assert answer.content == (files / publication.file).read_bytes() and "sandbox" in answer["Content-Security-Policy"]
    unfinished = make_publication(make_office(office.county), live=False)
    assert desk.get(url("pdf", unfinished)).status_code == 404


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
    assert queries() == one < 15


def test_downloads_of_what_is_not_public_are_in_the_log(desk, office):
    publication = paper(office)
    pdf = reverse("release_queue:pdf", args=(publication.pk,))
    assert desk.get(pdf).status_code == 200
    event = Event.objects.get(action="download")
    assert (event.actor, event.object_id) == (office.publisher, str(publication.pk))
    Publication.objects.update(state="live", published_at=publication.rendered_at, published_by=office.publisher)
    assert desk.get(pdf).status_code == 200
    assert Event.objects.filter(action="download").count() == 1


@pytest.mark.parametrize("sent", ["1" * 5000, "9" * 10])
def test_an_endless_version_is_refused_in_words(desk, office, sent):
    assert desk.post(url("act", paper(office), "publish"), {"version": sent}).status_code == 409
