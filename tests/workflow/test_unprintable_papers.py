"""A paper that lacks a glyph is work for its department and is shown to the bureau; the portal cannot help."""

import re
from copy import deepcopy
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse

from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Job, Status
from evaluations.workflow.publishing import render_key
from evaluations.workflow.unprintable_papers import UnprintableReport, unprintable_papers
from tests.asking import draft_obstacles
from tests.factories import complete_facts, make_office
from tests.kept_rows import kept_or_new

pytestmark = pytest.mark.django_db

RARE = "\U0002ebf0"


@pytest.fixture(scope="module")
def kept_stuck(kept_office):
    """An approved report with a character that this host's printer has not, printed in vain by the real job."""
    # approved on a host with more fonts than the printer's
    with pytest.MonkeyPatch.context() as there:
        there.setattr("evaluations.workflow.obstacles.has_glyph", lambda character: True)
        facts = complete_facts(narratives={**complete_facts().narratives, "usage": f"负责人李{RARE}已阅。"})
        evaluation = kept_office.evaluation(Status.APPROVED, facts)
        job = Job.objects.get(key=render_key(evaluation.submissions.get().pk))
        assert settings.JOB_HANDLERS["render"] and run_one_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED and job.error.startswith(UnprintableReport.__name__)
    return evaluation


@pytest.fixture
def office(request):
    return kept_or_new(request, "office", make_office)


@pytest.fixture
def stuck(kept_stuck, office, monkeypatch):
    """A copy of it, on the host where it was approved."""
    monkeypatch.setattr("evaluations.workflow.obstacles.has_glyph", lambda character: True)
    return deepcopy(kept_stuck)


def test_the_paper_says_which_character_stands_where(stuck):
    (paper,) = unprintable_papers([stuck])
    (text,) = paper.texts
    assert text.place.field == "usage" and "U+2EBF0" in text.characters and "在“负责人李”之后" in text.characters


def test_the_department_finds_it_on_its_task_list_with_the_way_out(stuck, office, client):
    client.force_login(office.preparer)
    page = client.get(f"/filing/{stuck.pk}/").content.decode()
    assert "PDF 印不出来，需要更正" in page and "U+2EBF0" in page and "更正" in page


def test_the_bureau_finds_it_above_its_queue(stuck, office, client):
    client.force_login(office.reviewer)
    page = client.get("/review/").content.decode()
    assert "须由单位更正" in page and "U+2EBF0" in page and office.department.name in page


def test_the_bureau_takes_the_approval_back_where_it_reads_of_it(stuck, office, client):
    client.force_login(office.bureau_admin)
    detail = reverse("review:detail", args=[stuck.submissions.get().pk])
    assert f'href="{detail}#ways-back"' in client.get("/review/").content.decode()
    page = client.get(detail).content.decode()
    (reason,) = re.findall(r'id="reason-unapprove"[^>]*>(报告印不成 PDF。[^<]*U[+]2EBF0[^<]*)</textarea>', page)
    (version,) = re.findall(r'unapprove/".*?name="version" value="(\d+)"', page, re.DOTALL)
    given = {"version": version, "reason": unescape(reason)}
    assert (
        client.post(reverse("review:passed", args=[stuck.submissions.get().pk, "unapprove"]), given).status_code == 302
    )
    stuck.refresh_from_db()
    assert stuck.status == Status.SUBMITTED and unprintable_papers([stuck]) == []


def test_the_portal_staff_cannot_retry_it(stuck, office, client):
    publication = stuck.submissions.get().publication
    client.force_login(office.publisher)
    page = client.get(f"/publish/{publication.pk}/").content.decode()
    assert "待单位更正" in page and "重试生成 PDF" not in page
    refused = client.post(f"/publish/{publication.pk}/act/retry/")
    assert refused.status_code == 409 and "须先由单位更正" in refused.content.decode()
    assert Job.objects.get().state == Job.State.FAILED


def test_with_the_fonts_installed_a_retry_helps(stuck, office, client, monkeypatch):
    monkeypatch.setattr("evaluations.workflow.unprintable_papers.has_glyph", lambda character: True)
    publication = stuck.submissions.get().publication
    client.force_login(office.publisher)
    assert "重试生成 PDF" in client.get(f"/publish/{publication.pk}/").content.decode()
    assert client.post(f"/publish/{publication.pk}/act/retry/").status_code == 302
    assert unprintable_papers([stuck]) == []


def test_a_correction_takes_it_off_the_lists(stuck, office):
    office.advance(stuck, "correct", "allow_correction")
    assert unprintable_papers([stuck]) == []


def test_what_cannot_be_printed_stops_the_submission_and_names_the_place(office):
    facts = complete_facts(narratives={**complete_facts().narratives, "usage": f"负责人李{RARE}已阅。"})
    evaluation = office.evaluation(Status.DRAFT, facts)
    (found,) = [one for one in draft_obstacles(evaluation) if one.check == "unprintable"]
    assert found.place.field == "usage" and "U+2EBF0" in found.read and "请改用通用的字" in found.remedy


def test_a_technical_failure_is_not_the_departments(office):
    evaluation = office.evaluation(Status.APPROVED)
    Job.objects.update(state=Job.State.FAILED, error="RenderRefused: 生成 PDF 超过 120 秒，已停止。")
    assert unprintable_papers([evaluation]) == []
