"""报告预检: papers come in, are read in the background, and leave no trace in the record."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Evaluation, Event, Job, PaperBatch, PaperCheck
from evaluations.precheck import running
from evaluations.precheck.running import check_papers
from evaluations.precheck.uploading.receiving import distinct_names
from tests.foreign_files.in_process import answer_in_process
from tests.papers.reading import SEED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]
PAGE = "/precheck/"


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    answer_in_process(monkeypatch)


def sent(client, *papers, **fields):
    files = [SimpleUploadedFile(name, content) for name, content in papers]
    return client.post(PAGE, {"papers": files, **fields} if files else fields)


def work():
    """The jobs that are due, as a worker would do them."""
    for job in Job.objects.filter(run_after=None, state=Job.State.QUEUED):
        assert run_one_job(job.pk)


def test_many_papers_become_rows_with_results(client, office):
    client.force_login(office.reviewer)
    answer = sent(
        client,
        ("甲.txt", SEED),
        ("乙.pdf", b"%PDF-1.4"),
        text="某县某局2020年度部门整体支出绩效评价报告\n一、部门基本情况",
    )
    batch = PaperBatch.objects.get()
    assert (
        answer.url == f"/precheck/{batch.pk}/"
        and all(one.content for one in batch.papers.all())
        and batch.papers.count() == 3
    )
    work()
    seed, pdf, pasted = PaperCheck.objects.all()
    assert (seed.department, seed.year, seed.errors, seed.warnings, seed.content) == (
        "永兴县政务服务中心",
        2020,
        2,
        4,
        None,
    )
    assert "PDF" in pdf.refusal and pdf.result is None and pasted.name == "粘贴的报告" and pasted.errors == 0


def test_a_file_that_is_too_large_keeps_the_others_not_back(client, office, settings):
    settings.EVIDENCE_FILE_BYTES = 2**20
    client.force_login(office.reviewer)
    large = ("大.docx", b"PK" + bytes(2**20))
    assert "“大.docx”太大，没有收下" in sent(client, large).content.decode() and not PaperBatch.objects.exists()
    sent(client, large, ("甲.txt", SEED))
    work()
    seed, refused = PaperCheck.objects.all()
    assert (seed.name, seed.errors, refused.name, refused.content) == ("甲.txt", 2, "大.docx", None)
    assert "文件太大，最多 10 MB，没有收下" in refused.refusal
    sent(client, large, text="某县某局2020年度部门整体支出绩效评价报告")
    assert [one.name for one in PaperBatch.objects.latest("pk").papers.order_by("number")] == ["大.docx", "粘贴的报告"]


def test_nothing_enters_the_record_but_that_it_happened(client, office):
    client.force_login(office.bureau_admin)
    before = Evaluation.objects.count()
    sent(client, ("甲.txt", SEED))
    work()
    event = Event.objects.get(action="check_papers")
    assert (event.actor, event.detail, Evaluation.objects.count()) == (office.bureau_admin, {"papers": 1}, before)


def test_after_a_week_all_is_forgotten(client, office):
    client.force_login(office.reviewer)
    sent(client, ("甲.txt", SEED))
    job = Job.objects.get(kind="forget_papers")
    assert timedelta(days=6) < job.run_after - timezone.now() < timedelta(days=8)
    assert not run_one_job(job.pk)
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))
    assert run_one_job(job.pk) and not PaperBatch.objects.exists() and not PaperCheck.objects.exists()


def test_a_job_that_runs_twice_or_too_late_does_no_harm(client, office):
    client.force_login(office.reviewer)
    sent(client, ("甲.txt", SEED))
    payload = Job.objects.get(kind="check_papers").payload
    check_papers(payload)
    first = PaperCheck.objects.get().result
    check_papers(payload)
    assert PaperCheck.objects.get().result == first
    PaperBatch.objects.all().delete()
    check_papers(payload)


def test_a_department_is_told_when_the_paper_is_of_another(client, office):
    client.force_login(office.preparer)
    sent(client, ("甲.txt", SEED))
    work()
    assert "认出的单位是“永兴县政务服务中心”" in PaperCheck.objects.get().result["unread"][0]


@pytest.mark.parametrize(
    "fields, words",
    [
        ({}, "请选择报告文件，或者在下面粘贴一篇报告"),
        ({"text": "一" * 200_001}, "最多 200000 字"),
        ({"text": "甲", "scheme": "999999"}, "没有这套指标体系"),
    ],
)
def test_what_is_not_taken_is_said_and_the_text_stays(client, office, fields, words):
    client.force_login(office.reviewer)
    answer = sent(client, **fields)
    assert answer.status_code == 422 and words in answer.content.decode() and not PaperBatch.objects.exists()
    assert fields.get("text", "")[:50] in answer.content.decode()


def test_a_department_sends_a_few_at_a_time(client, office):
    client.force_login(office.head)
    answer = sent(client, *[(f"{n}.txt", b"x") for n in range(11)])
    assert answer.status_code == 422 and "选了 11 个文件，一次最多 10 个" in answer.content.decode()


def test_one_person_does_not_fill_the_queue(client, office):
    """Ten of a department's own may wait; an eleventh is refused with what to do, and nothing of it is stored."""
    client.force_login(office.preparer)
    assert sent(client, *((f"{n}.txt", b"x") for n in range(10))).status_code == 302
    refused = sent(client, ("多.txt", b"x"))
    assert refused.status_code == 422 and "还有 10 篇在等候核对" in refused.content.decode()
    assert PaperCheck.objects.count() == 10


def test_a_fault_over_one_paper_leaves_the_others_read(client, office, monkeypatch):
    client.force_login(office.reviewer)
    sent(client, ("坏.txt", b"bad"), ("好.txt", b"good"))
    whole = running.checked_paper

    def breaking(paper, opened, schemes):
        if paper.name == "坏.txt":
            raise RecursionError
        return whole(paper, opened, schemes)

    monkeypatch.setattr(running, "checked_paper", breaking)
    work()
    bad, good = PaperCheck.objects.all()
    assert "核对这一篇时系统出错" in bad.refusal and bad.content is None
    assert good.result is not None and good.content is None


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            ["报告.docx", "甲.docx", "报告.docx", "报告.docx"],
            ["报告.docx", "甲.docx", "报告（2）.docx", "报告（3）.docx"],
        ),
        (["报告（2）.docx", "报告.docx", "报告.docx"], ["报告（2）.docx", "报告.docx", "报告（3）.docx"]),
        (["报告", "报告"], ["报告", "报告（2）"]),
        (["长" * 200, "长" * 200], ["长" * 200, "长" * 197 + "（2）"]),
        (["." + "x" * 199] * 2, ["." + "x" * 199, "x" * 197 + "（2）"]),
        (["长" * 195 + ".docx"] * 2, ["长" * 195 + ".docx", "长" * 192 + "（2）.docx"]),
    ],
)
def test_files_of_one_name_are_told_apart(client, office, names, told):
    assert distinct_names(names) == told
    client.force_login(office.reviewer)
    sent(client, *[(name, b"x") for name in names])
    assert list(PaperBatch.objects.get().papers.order_by("number").values_list("name", flat=True)) == told
