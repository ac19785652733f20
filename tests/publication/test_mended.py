"""Lost papers made again, downloads in the log, titles and open data of the frozen report, odd addresses."""

import json
import os
from pathlib import Path

import pytest
from django.urls import reverse

from departments.models import Department
from evaluations.jobs.job_rows import run_one_job
from evaluations.language.small_numbers import small_number
from evaluations.models import Event, Job, Publication, Status, Submission
from evaluations.publication.printing import print_child, rendering
from evaluations.publication.printing.print_child import PrintedPaper, RenderRefused, print_html
from evaluations.publication.public_part import frozen_report, public_data
from tests.factories import finish_paper, make_office, make_submission

pytestmark = pytest.mark.django_db(transaction=True)
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
        assert told.detail == {"state": publication.state, "old": old, "new": again.sha256}
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


def test_a_refusal_of_the_printer_is_final(office, monkeypatch):
    """Four more attempts at a character that no font has would only keep people waiting."""

    def refuse(submission):
        raise RenderRefused("字体中没有这些字符：“𠮷”。")

    monkeypatch.setattr(rendering, "printed_submission", refuse)
    make_submission(office, Status.APPROVED)
    run_one_job(Job.objects.get().pk)
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("failed", 1) and "𠮷" in job.error and job.finished_at


def test_downloads_of_what_is_not_public_are_in_the_log(desk, office):
    publication = finished(office, Status.APPROVED)
    pdf = reverse("release_queue:pdf", args=(publication.pk,))
    assert desk.get(pdf).status_code == 200
    event = Event.objects.get(action="download")
    assert (event.actor, event.object_id) == (office.publisher, str(publication.pk))
    Publication.objects.update(state="live", published_at=publication.rendered_at, published_by=office.publisher)
    assert desk.get(pdf).status_code == 200
    assert Event.objects.filter(action="download").count() == 1


def test_the_title_is_the_frozen_one(office):
    evaluation = office.evaluation(Status.SUBMITTED)
    Department.objects.filter(pk=office.department.pk).update(name="改名后的单位")
    publication = Publication.objects.get(submission__evaluation=office.act(evaluation, "approve"))
    submission = Submission.objects.get()
    assert publication.title == frozen_report(submission).meta.title
    assert office.department.name in publication.title and "改名后" not in publication.title


def test_texts_of_a_part_that_was_declared_empty_are_no_open_data(office):
    ticked, text = "state_capital", "这段文字写过，又改为无此项"
    submission = make_submission(office, Status.PUBLISHED)
    written = submission.facts["narratives"]
    assert ticked in submission.facts["none_sections"] and ticked not in written
    submission.facts = submission.facts | {"narratives": written | {ticked: text}}
    data = public_data(submission)
    assert data["facts"]["narratives"] == written and text not in json.dumps(data, ensure_ascii=False)
    assert submission.facts["narratives"][ticked] == text, "the frozen document itself stays as it is"


@pytest.mark.parametrize("query", ["county=%00", "county=%00431023", "county=" + "9" * 5000])
def test_odd_counties_in_an_address_are_no_fault_of_ours(client, office, query):
    publication = finished(office)
    for name in ("report", "pdf", "data"):
        address = reverse(f"portal:{name}", args=(publication.year, publication.department.budget_code))
        assert client.get(f"{address}?{query}").status_code in (200, 404)


@pytest.mark.parametrize("sent", ["1" * 5000, "9" * 10])
def test_an_endless_version_is_refused_in_words(desk, office, sent):
    publication = finished(office, Status.APPROVED)
    assert desk.post(act(publication, "publish"), {"version": sent}).status_code == 409


@pytest.mark.parametrize(
    "text, number",
    [
        ("0", 0),
        ("007", 7),
        ("999999999", 999_999_999),
        ("1234567890", -1),
        ("1" * 5000, -1),
        ("", -1),
        ("-1", -1),
        ("９", -1),
        ("²", -1),
        (" 1", -1),
        ("1_0", -1),
    ],
)
def test_the_reader_of_small_numbers(text, number):
    assert small_number(text) == number


def test_the_printer_s_process_sees_no_secret(monkeypatch, tmp_path):
    """The child tells its own environment: of ours it has what libraries need, and nothing else."""
    child = tmp_path / "child"
    # the last line of standard error has no line end
    child.write_text(f"#!/bin/sh\nenv > {tmp_path}/seen\nprintf '%s' '{{\"pages\": 1}}' >&2\nprintf paper\n")
    child.chmod(0o700)
    monkeypatch.setattr(print_child.sys, "executable", str(child))
    monkeypatch.setenv("SECRET_KEY", "not for the printer")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:password@host/name")
    assert print_html("<p>x") == PrintedPaper(b"paper", 1)
    seen = {line.partition("=")[0] for line in (tmp_path / "seen").read_text().splitlines()}
    assert "PATH" in seen and not seen & (
        os.environ.keys() - set(print_child.KEPT_VARIABLES) - {"PWD", "SHLVL", "_", "OLDPWD"}
    )
