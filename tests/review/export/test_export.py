"""导出 Excel: real numbers, a short list at once, a long one by a worker; nobody fetches another's."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from departments.roles import Role
from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Event, Job, ListExport, ReportLine
from evaluations.review.export import views
from tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission", "kept_office")]


@pytest.fixture
def reader(client, kept_office):
    client.force_login(kept_office.reviewer)
    return client


def rows_of(content):
    return list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))


def test_a_short_list_comes_at_once_with_numbers_as_numbers(reader, kept_submission):
    ReportLine.objects.update(named="=1+1")
    head, row = rows_of(reader.get(reverse("review:export")).content)
    found = dict(zip(head, row, strict=True))
    line = ReportLine.objects.get()
    assert found["自评得分"] == float(line.total) and found["执行率（%）"] == float(line.execution_rate)
    assert found["第几次报送"] == 1 and found["停留天数"] == 0 and found["报送截止"].date() == line.due_on
    assert found["疑点"] == "=1+1" and found["进展"] == "待审核"


def test_a_long_list_is_written_by_a_worker_and_fetched_by_who_asked(reader, kept_office, monkeypatch, client):
    monkeypatch.setattr(views, "MOST_AT_ONCE", 0)
    address = reverse("review:export") + "?tab=waiting"
    assert "共 1 份报告" in reader.get(address).content.decode()
    page = reader.post(address, follow=True)
    export = ListExport.objects.get()
    assert Event.objects.get(action="export_list").detail == {"lines": 1}
    file = reverse("review:exported_file", args=[export.pk])
    assert "已写 0 行，共 1 行" in page.content.decode() and reader.get(file).status_code == 404
    (job,) = Job.objects.filter(kind="export_list")
    assert run_one_job(job.pk) and len(rows_of(reader.get(file).content)) == 2
    assert "下载" in reader.get(page.request["PATH_INFO"]).content.decode()
    client.force_login(make_member(Role.REVIEWER, kept_office.county))
    assert client.get(file).status_code == client.get(page.request["PATH_INFO"]).status_code == 404
    views.ListExport.objects.filter(pk=export.pk).update(content=None)
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED)


def test_the_worker_forgets_it_after_a_week(reader, monkeypatch):
    monkeypatch.setattr(views, "MOST_AT_ONCE", 0)
    reader.post(reverse("review:export"))
    job = Job.objects.get(kind="forget_list")
    Job.objects.filter(pk=job.pk).update(run_after=None)
    assert run_one_job(job.pk) and not ListExport.objects.exists()
