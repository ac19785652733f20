"""Hints are found when a report is handed in; what another department says is found whoever files first."""

from dataclasses import replace

import pytest
from django.urls import reverse

from evaluations.checks.review_hints.text_prints import text_prints
from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Job, KeptHints, TextPrint
from evaluations.submissions import report_hints
from evaluations.submissions.freezing import assessment_of, facts_of
from evaluations.submissions.report_hints import hints_of
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import complete_facts, make_office

pytestmark = pytest.mark.django_db
NOTE = (
    "制定了财务管理、专项资金管理、内部控制三项制度，支出按规定程序审批。全年组织内部检查两次，账实相符。"
    "年度预算和决算按期公开，接受社会监督。固定资产逐件登记，处置按规定报批。项目支出按进度拨付，没有超范围支出。"
    "年初制定工作计划，年中对照检查，年末逐项考核并公布结果。群众来信来访件件登记，按期答复，没有积压。"
)


def file_report(office):
    """A report with a text long enough to be compared."""
    facts = complete_facts()
    document = replace(facts, narratives=dict(facts.narratives) | {"management_note": NOTE})
    submission = current_submission(office.evaluation("submitted", document))
    assert submission is not None
    return submission


@pytest.fixture(scope="module")
def kept_submission(kept_office):
    return file_report(kept_office)


def hints(submission):
    facts = facts_of(submission)
    prints = text_prints(facts.narratives, facts.department)
    return hints_of(submission, facts, assessment_of(submission), prints, None)


def test_two_departments_with_one_text_are_pointed_out_to_whoever_reviews_either(kept_submission, kept_office, client):
    kinds = {one.kind for one in hints(kept_submission)}
    assert KeptHints.objects.get().submission == kept_submission and "same_as_another" not in kinds
    other = file_report(make_office(kept_office.county))
    for submission, neighbour in ((kept_submission, other), (other, kept_submission)):
        told = [one.text for one in hints(submission) if one.kind == "same_as_another"]
        assert told and all(neighbour.evaluation.department.name in text for text in told)
    client.force_login(kept_office.reviewer)
    page = client.get(reverse("review:detail", args=[other.pk])).content.decode()
    assert "文字与其他单位相同" in page and "不表示填报有误" in page


def test_another_county_is_not_compared(kept_submission):
    file_report(make_office())
    assert "same_as_another" not in {one.kind for one in hints(kept_submission)}


def test_reading_costs_two_queries(kept_submission, django_assert_num_queries):
    facts, assessment = facts_of(kept_submission), assessment_of(kept_submission)
    prints = text_prints(facts.narratives, facts.department)
    with django_assert_num_queries(2):
        hints_of(kept_submission, facts, assessment, prints, None)


def test_the_prints_are_those_of_the_newest_submission(kept_submission, kept_office):
    before = TextPrint.objects.count()
    kept_office.advance(kept_submission.evaluation, "return", "submit", "sign")
    assert TextPrint.objects.count() == before and KeptHints.objects.count() == 2


def test_a_department_never_sees_them(kept_submission, kept_office, client):
    client.force_login(kept_office.preparer)
    assert client.get(reverse("review:detail", args=[kept_submission.pk])).status_code in (302, 403, 404)


def test_a_fault_of_a_hint_does_not_stop_the_act_and_a_job_finds_them_later(kept_office, monkeypatch, caplog):
    """The submission stands as handed in; what the fault began is undone, and the job's failure is told like any other."""
    with monkeypatch.context() as broken:
        broken.setattr(report_hints, "keep_text_prints", lambda *_: 1 / 0)
        submission = file_report(make_office(kept_office.county))
        assert submission.evaluation.status == "submitted" and "ZeroDivisionError" in caplog.text
        assert [one.kind for one in hints(submission) if one.kind == "not_found_yet"] and not KeptHints.objects.filter(
            submission=submission
        )
        job = Job.objects.get(kind="find_hints")
        assert run_one_job(job.pk) and Job.objects.get(pk=job.pk).state == "queued"
    Job.objects.update(run_after=None)
    assert run_one_job(job.pk) and Job.objects.get(pk=job.pk).state == "done"
    assert KeptHints.objects.get(submission=submission).hints and TextPrint.objects.filter(
        evaluation=submission.evaluation
    )


def test_a_fault_while_reading_closes_nobodys_desk(kept_submission, monkeypatch, caplog):
    monkeypatch.setattr(report_hints, "far_from_county", lambda *_: 1 / 0)
    assert [one.kind for one in hints(kept_submission)] == ["not_found_yet"] and "ZeroDivisionError" in caplog.text
