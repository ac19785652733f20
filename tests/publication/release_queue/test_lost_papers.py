"""A finished PDF that is gone or damaged is made again; the public state stays."""

from pathlib import Path

import pytest
from django.urls import reverse

from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Event, Job, Publication, Status
from evaluations.publication.printing import rendering
from evaluations.publication.printing.print_child import PrintedPaper
from tests.factories import finish_paper, make_office, make_submission

pytestmark = pytest.mark.django_db


NEW = PrintedPaper(b"%PDF-1.7 made again", 3)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def desk(client, office):
    client.force_login(office.publisher)
    return client


def finished(office, status=Status.PUBLISHED) -> Publication:
    """A publication whose PDF was printed by its job."""
    publication = make_submission(office, status).publication
    Job.objects.update(state="done", attempts=1)
    return publication if status == Status.PUBLISHED else finish_paper(publication)


def lose(publication: Publication, settings) -> Path:
    path = Path(settings.MEDIA_ROOT) / publication.file
    path.unlink()
    return path


def act(publication: Publication, action: str) -> str:
    return reverse("release_queue:act", args=(publication.pk, action))


def detail(client, publication: Publication) -> str:
    return client.get(reverse("release_queue:detail", args=(publication.pk,))).content.decode()


class TestLost:
    """A finished PDF that is gone or damaged."""

    @pytest.mark.parametrize("status", [Status.PUBLISHED, Status.APPROVED])
    def test_it_can_be_made_again_and_the_public_state_stays(self, desk, office, settings, monkeypatch, status):
        monkeypatch.setattr(rendering, "printed_submission", lambda submission: NEW)
        publication = finished(office, status)
        old = publication.sha256
        assert "重新生成 PDF" not in detail(desk, publication)
        lose(publication, settings)
        assert "重新生成 PDF" in detail(desk, publication)
        assert "已重新排队" in desk.post(act(publication, "retry"), follow=True).content.decode()
        assert Event.objects.get(action="retry_job").detail == {"lost": publication.file}
        assert run_one_job(Job.objects.get().pk)
        again = Publication.objects.get()
        assert (Path(settings.MEDIA_ROOT) / again.file).read_bytes() == NEW.pdf and again.state == publication.state
        told = Event.objects.get(action="replace_paper")
        printed = {"printed": again.printed_digest, "sealed_by": again.sealed_by}
        printed["rendered_at"] = again.rendered_at.isoformat()
        assert told.detail == {"state": publication.state, "old": old, "new": again.sha256} | printed
        assert told.object_id == str(publication.pk)

    def test_a_changed_file_counts_as_lost_and_a_whole_one_does_not(self, desk, office, settings):
        publication = finished(office)
        assert desk.post(act(publication, "retry")).status_code == 409
        (Path(settings.MEDIA_ROOT) / publication.file).write_bytes(b"%PDF-1.7 other")
        assert desk.post(act(publication, "retry")).status_code == 302
        assert Job.objects.get().state == "queued"

    def test_the_same_bytes_again_are_no_event(self, desk, office, settings, monkeypatch):
        publication = finished(office)
        pdf = (Path(settings.MEDIA_ROOT) / publication.file).read_bytes()
        monkeypatch.setattr(rendering, "printed_submission", lambda submission: PrintedPaper(pdf, 1))
        lose(publication, settings)
        desk.post(act(publication, "retry"))
        assert run_one_job(Job.objects.get().pk)
        assert not Event.objects.filter(action="replace_paper").exists()
        assert Publication.objects.get().sha256 == publication.sha256
