"""A paper that is ready: who publishes, reads and takes it down, and what is refused."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.urls import reverse

from evaluations.models import Event, Publication, Status
from tests.factories import finish_paper, make_office, make_publication, make_submission
from tests.publication.release_queue.queue_pages import queue, url, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_paper")]


@pytest.fixture(scope="module")
def kept_paper(kept_office):
    """A publication whose PDF is ready; made once, as nothing here commits."""
    return finish_paper(make_submission(kept_office, Status.APPROVED).publication)


@pytest.fixture
def publication(kept_paper):
    return deepcopy(kept_paper)


@pytest.fixture
def office(kept_office):
    return deepcopy(kept_office)


@pytest.fixture
def desk(client, office):
    client.force_login(office.publisher)
    return client


def test_publish_then_take_down(desk, publication):
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
def test_an_old_or_odd_version_changes_nothing(desk, sent, publication):
    assert desk.post(url("act", publication, "publish"), {"version": sent}).status_code == 409
    publication.refresh_from_db()
    assert publication.state == "ready"


@pytest.mark.parametrize("action", ["approve", "submit", "delete"])
def test_only_the_desk_s_own_acts(desk, action, publication):
    assert desk.post(url("act", publication, action)).status_code == 404


def test_the_bureau_administrator_sees_and_may_not_publish(client, office, publication):
    client.force_login(office.bureau_admin)
    page = client.get(url("detail", publication)).content.decode()
    assert publication.department.name in page and "/act/publish/" not in page
    answer = client.post(url("act", publication, "publish"), {"version": version(publication)})
    assert answer.status_code == 403


@pytest.mark.parametrize("role", ["preparer", "head", "reviewer", "system_admin", "audit_admin"])
def test_other_roles_stay_outside(client, office, role, publication):
    client.force_login(getattr(office, role))
    assert client.get(reverse("release_queue:queue")).status_code == 403
    assert client.get(url("pdf", publication)).status_code == 403


def test_another_county_s_reports_do_not_exist(client, publication):
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


def test_the_pdf_before_publication(desk, office, settings, publication):
    answer = desk.get(url("pdf", publication))
    assert (
        answer.content == Path(settings.MEDIA_ROOT, publication.file).read_bytes()
        and "sandbox" in answer["Content-Security-Policy"]
    )
    unfinished = make_publication(make_office(office.county), live=False)
    assert desk.get(url("pdf", unfinished)).status_code == 404


def test_downloads_of_what_is_not_public_are_in_the_log(desk, office, publication):
    pdf = reverse("release_queue:pdf", args=(publication.pk,))
    assert desk.get(pdf).status_code == 200
    event = Event.objects.get(action="download")
    assert (event.actor, event.object_id) == (office.publisher, str(publication.pk))
    Publication.objects.update(state="live", published_at=publication.rendered_at, published_by=office.publisher)
    assert desk.get(pdf).status_code == 200
    assert Event.objects.filter(action="download").count() == 1


@pytest.mark.parametrize("sent", ["1" * 5000, "9" * 10])
def test_an_endless_version_is_refused_in_words(desk, sent, publication):
    assert desk.post(url("act", publication, "publish"), {"version": sent}).status_code == 409
