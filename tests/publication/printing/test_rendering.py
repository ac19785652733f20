"""From approval to the file of record, by the job that the approval wrote."""

import hashlib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Job, Publication, Status
from evaluations.publication.printing import rendering
from evaluations.publication.printing.print_child import PrintedPaper, RenderRefused
from tests.factories import make_office, make_submission
from tests.publication.papers import pdf_text

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = PrintedPaper(b"%PDF-1.7 paper", 3)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def quick(monkeypatch):
    """Skip the layout where it is not what is tested; count how often it would have run."""
    calls: list[int] = []

    def counted(submission):
        calls.append(submission.pk)
        return PAPER

    monkeypatch.setattr(rendering, "printed_submission", counted)
    return calls


@pytest.fixture
def publication():
    return make_submission(make_office(), Status.APPROVED).publication


def run(publication: Publication) -> Publication:
    rendering.render_publication({"submission": publication.submission_id})
    return Publication.objects.get(pk=publication.pk)


def test_the_job_of_the_approval_makes_the_paper(publication, files):
    job = Job.objects.get(key=f"render:{publication.submission_id}")
    assert run_one_job(job.pk)
    done = Publication.objects.get(pk=publication.pk)
    assert (done.state, Job.objects.get(pk=job.pk).state) == ("ready", "done")
    pdf = (files / done.file).read_bytes()
    assert hashlib.sha256(pdf).hexdigest() == done.sha256 and len(pdf) == done.size
    text = pdf_text(pdf)
    assert publication.department.name in text and publication.submission.sha256[:16] not in text
    assert "未经审核" not in text and rendering.printed_submission(publication.submission).pdf == pdf


def test_twice_is_once(publication, quick):
    first, second = run(publication), run(publication)
    assert first.sha256 == second.sha256 and first.rendered_at == second.rendered_at
    assert len(quick) == 1


def test_a_lost_file_is_made_again_and_a_live_state_stays(publication, quick, files):
    made = run(publication)
    Path(files / made.file).unlink()
    Publication.objects.filter(pk=made.pk).update(
        state="live", published_at=made.rendered_at, published_by=publication.submission.submitted_by
    )
    again = run(made)
    assert (files / again.file).read_bytes() == PAPER.pdf and again.state == "live"


def test_a_refusal_waits_in_the_job_with_its_reason(publication, monkeypatch):
    def refuse(submission):
        raise RenderRefused("字体中没有这些字符：“𠮷”。")

    monkeypatch.setattr(rendering, "printed_submission", refuse)
    job = Job.objects.get(key=f"render:{publication.submission_id}")
    run_one_job(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and "𠮷" in job.error
    assert Publication.objects.get(pk=publication.pk).state == "preparing"


def test_a_submission_without_publication_is_refused():
    submission = make_submission(make_office(), Status.SUBMITTED)
    with pytest.raises(RenderRefused, match="已不存在"):
        rendering.render_publication({"submission": submission.pk})


def test_the_command_writes_a_draft_before_approval(files, capsys):
    submission = make_submission(make_office(), Status.SUBMITTED)
    call_command("render", str(submission.pk), out=files / "draft.pdf")
    assert "页" in capsys.readouterr().out
    assert "草稿：未经审核" in pdf_text((files / "draft.pdf").read_bytes(), "-l", "1")


def test_the_command_says_when_there_is_nothing_to_print(files):
    with pytest.raises(CommandError, match="没有编号为 999999 的报送"):
        call_command("render", "999999", out=files / "x.pdf")


def test_the_command_says_when_it_cannot_write(quick, files):
    submission = make_submission(make_office(), Status.SUBMITTED)
    with pytest.raises(CommandError, match="未能生成"):
        call_command("render", str(submission.pk), out=files / "no" / "x.pdf")


def test_a_refusal_of_the_printer_is_final(monkeypatch):
    """Four more attempts at a character that no font has would only keep people waiting."""

    def refuse(submission):
        raise RenderRefused("字体中没有这些字符：“𠮷”。")

    monkeypatch.setattr(rendering, "printed_submission", refuse)
    make_submission(make_office(), Status.APPROVED)
    run_one_job(Job.objects.get().pk)
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("failed", 1) and "𠮷" in job.error and job.finished_at
