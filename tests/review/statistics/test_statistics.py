"""The year's numbers: from kept columns, the same on page, in the workbook and in the 通报; a fixed number of queries."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from departments.models import Department, DepartmentName
from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Circular, Event, Job, ReportLine, StatisticValue
from evaluations.publication.printing import circular_printing
from evaluations.publication.printing.print_child import PrintedPaper, RenderRefused
from evaluations.review.statistics.year_statistics import EXECUTION_BANDS, YearNumbers
from tests.factories import make_department, make_obligation, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]


@pytest.fixture
def scored(client, office, submission):
    """Passed with a review score of 96.68 − 8 = 88.68: from 优 to 良."""
    sent = {"version": 0, "criterion.three_public_change_rate": "unrelated:100"}
    client.post(reverse("review:save_sheet", args=[submission.pk, "first"]), sent)
    office.act(submission.evaluation, "approve")
    return submission


def numbers(office, *, passed_only=False):
    return YearNumbers(office.cycle, passed_only=passed_only).statistics()


def test_the_numbers_are_those_of_the_frozen_report(office, submission):
    make_obligation(office.cycle, make_department(office.county))
    year, result = numbers(office), submission.result
    assert (year.owed, year.filed, year.passed, year.counted) == (2, 1, 0, 1)
    assert year.mean == year.highest == Decimal(result["total"])
    assert (
        sum(one.mean for one in year.levels) == Decimal(result["total"]) and sum(one.full for one in year.levels) == 100
    )
    assert [one.count for one in year.grades] == [1, 0, 0, 0]
    (total,) = (one for one in year.against_last_year if one.code == "three_public")
    amounts = submission.frozen_assessment.content["amounts"]
    assert total.now == Decimal(amounts["three_public.actual"]) and total.base == Decimal(
        amounts["three_public.last_actual"]
    )
    assert not numbers(office, passed_only=True).counted


def test_the_reviews_score_counts_once_it_stands_and_no_longer_when_revoked(office, scored):
    year = numbers(office, passed_only=True)
    assert (year.mean, year.reviewed, year.review_mean) == (Decimal("88.68"), 1, Decimal("88.68"))
    assert year.reviewers[0].change == -8 and year.differences[0].change == -8 and year.grades[1].count == 1
    office.act(scored.evaluation, "unapprove")
    year = numbers(office)
    assert (year.mean, year.reviewed, year.grades[0].count) == (Decimal("96.68"), 0, 1)


@pytest.mark.parametrize("rate, band", [("59.99", 0), ("60", 1), ("99.99", 3), ("100", 4), ("100.01", 5), ("-1", 0)])
def test_every_rate_lies_in_one_band(office, rate, band):
    ReportLine.objects.update(execution_rate=rate)
    assert [one.count for one in numbers(office).bands] == [int(n == band) for n in range(len(EXECUTION_BANDS))]


def test_page_and_workbook_say_the_same_in_a_fixed_number_of_queries(client, office, django_assert_max_num_queries):
    page = reverse("review:statistics", args=[office.cycle.pk])
    with django_assert_max_num_queries(40) as one:
        text = client.get(page).content.decode()
    assert "96.68 分" in text and text.count('<svg class="bars"') >= 4
    make_office(office.county).evaluation("submitted")
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(page)
    file = client.get(reverse("review:statistics_file", args=[office.cycle.pk]))
    book = load_workbook(BytesIO(b"".join(file.streaming_content)))
    rows = list(book["得分排名"].iter_rows(values_only=True))
    assert rows[1][0] == 1 and rows[1][2] == pytest.approx(96.68) and isinstance(rows[1][2], float) and len(rows) == 3


def test_a_year_is_added_up_again_when_a_line_or_a_name_changes_and_not_before(
    client, office, django_assert_max_num_queries
):
    page = reverse("review:statistics", args=[office.cycle.pk])
    assert "共 1 份" in client.get(page).content.decode()
    make_office(office.county).evaluation("submitted")
    assert "共 2 份" in client.get(page).content.decode()
    with django_assert_max_num_queries(10):
        assert "共 2 份" in client.get(page).content.decode()
    Department.objects.filter(pk=office.department.pk).update(name="改名后的单位")
    DepartmentName.objects.create(department=office.department, name="旧名", used_until="2021-01-01", reason="机构改革")
    assert "改名后的单位" in client.get(page).content.decode()


def test_values_are_written_anew_with_the_next_submission(office, submission):
    before = StatisticValue.objects.count()
    office.advance(submission.evaluation, "return", "submit", "sign")
    assert StatisticValue.objects.count() == before and ReportLine.objects.get().number == 2


def test_a_circular_is_kept_printed_by_a_worker_and_told_in_the_log(client, office, scored, monkeypatch):
    printed: list[str] = []

    def print_html(html: str) -> PrintedPaper:
        printed.append(html)
        return PrintedPaper(b"%PDF-", 3)

    monkeypatch.setattr(circular_printing, "print_html", print_html)
    address = reverse("review:circular", args=[office.cycle.pk])
    assert "得分88.68分" in client.get(address).content.decode()
    client.post(address)
    assert "正在生成 PDF" in client.get(address).content.decode()
    row = Circular.objects.get()
    pdf, word = (reverse("review:circular_file", args=[office.cycle.pk, row.pk, kind]) for kind in ("pdf", "docx"))
    assert client.get(pdf).status_code == 404
    assert run_one_job(Job.objects.get(kind="print_circular").pk) and "得分88.68分" in printed[0]
    circular_printing.print_circular({"circular": row.pk})
    assert len(printed) == 1 and "PDF（3 页）" in client.get(address).content.decode()
    assert b"".join(client.get(pdf).streaming_content) == b"%PDF-"
    paper = Document(BytesIO(b"".join(client.get(word).streaming_content)))
    assert any("得分88.68分" in line.text for line in paper.paragraphs)
    assert Event.objects.get(action="make_circular").detail == {"year": 2020}


def test_a_circular_that_could_not_be_printed_says_why(client, office, scored, monkeypatch):
    def refuse(html):
        raise RenderRefused("生成 PDF 超过 120 秒，已停止。")

    monkeypatch.setattr(circular_printing, "print_html", refuse)
    address = reverse("review:circular", args=[office.cycle.pk])
    client.post(address)
    run_one_job(Job.objects.get(kind="print_circular").pk)
    text = client.get(address).content.decode()
    assert "PDF 没有生成：" in text and "已停止" in text and "正在生成" not in text
