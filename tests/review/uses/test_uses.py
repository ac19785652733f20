"""结果应用: the newest score decides the grade, the grade the county's words, and the budget office gets real numbers."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from evaluations.review.uses import use_rows
from evaluations.review.uses.use_rows import UseList, best_first
from tests.factories import make_office
from tests.review.workbooks import downloaded_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]


@pytest.fixture
def scored(client, office, submission):
    """Passed with a review score of 96.68 − 8 = 88.68: from 优 to 良."""
    sent = {"version": 0, "criterion.three_public_change_rate": "unrelated:100"}
    client.post(reverse("review:save_sheet", args=[submission.pk, "first"]), sent)
    office.act(submission.evaluation, "approve")
    return submission


def test_the_review_score_counts_and_its_grade_has_the_countys_words(client, office, scored):
    page = client.get(reverse("review:uses", args=[office.cycle.pk])).content.decode()
    assert "<strong>88.68</strong>" in page and "保障" in page
    file = client.get(reverse("review:uses_file", args=[office.cycle.pk]))
    rows = downloaded_rows(file)
    code = office.department.budget_code
    assert next(row for row in rows if row[0] == code)[2:9] == (96.68, "优", 88.68, None, 88.68, "良", "保障")


def test_without_a_review_score_the_departments_own_counts(office, scored):
    make_office(office.county).evaluation("approved")
    assert [row.grade for row in UseList(office.cycle).rows] == ["优", "良"]
    assert [number for _, _, number in UseList(office.cycle).counts] == [1, 1, 0, 0]


def test_only_what_stands_is_used(client, office, scored):
    office.act(scored.evaluation, "unapprove")
    assert "还没有审核通过的报告" in client.get(reverse("review:uses", args=[office.cycle.pk])).content.decode()


def test_the_list_costs_the_same_for_two_departments(client, office, scored, django_assert_max_num_queries):
    address = reverse("review:uses", args=[office.cycle.pk])
    with django_assert_max_num_queries(40) as one:
        client.get(address)
    make_office(office.county).evaluation("approved")
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(address)


def test_a_form_without_points_shows_no_score_and_stands_last(client, office, scored, monkeypatch):
    before = UseList(office.cycle).rows[0]
    real = use_rows.assessment_from_json

    def without_points(content):
        return replace(real(content), full_marks=Decimal(0), total=Decimal(0), grade=None)

    monkeypatch.setattr(use_rows, "assessment_from_json", without_points)
    row = UseList(office.cycle).rows[0]
    assert (row.total, row.use) == (None, None) and sorted([row, before], key=best_first) == [before, row]
    assert client.get(reverse("review:uses", args=[office.cycle.pk])).content.decode().count("不计分</td>") == 2
    rows = downloaded_rows(client.get(reverse("review:uses_file", args=[office.cycle.pk])))
    code = office.department.budget_code
    assert next(row for row in rows if row[0] == code)[2:9] == ("不计分", None, None, None, "不计分", None, None)
