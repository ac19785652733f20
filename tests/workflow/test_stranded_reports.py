"""A report that waits for a 主管部门 which has gone out of use waits for the bureau, and every page says so."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import Department
from evaluations.models import Evaluation, Obligation, ReportLine
from evaluations.models.standing import awaited_department, awaited_reports, standing_words
from evaluations.review.export.list_workbook import list_row
from tests.access.test_standing_words import pages
from tests.factories import make_county, make_department, make_member, make_office, make_submission

pytestmark = pytest.mark.django_db
STOPPED = {"active": False, "stopped_on": date(2021, 5, 1), "stop_reason": "撤销"}


def filed_below(above):
    """A unit of this department whose report was handed in and waits for it."""
    office = make_office(above.county, forwarding=True)
    Department.objects.filter(pk=office.department.pk).update(supervising_department=above)
    office.department.refresh_from_db()
    return office, make_submission(office).evaluation


@pytest.fixture
def unit():
    above = make_department(make_county(), "县文化和旅游局")
    return above, *filed_below(above)


@pytest.fixture
def above(unit):
    return unit[0]


@pytest.fixture
def office(unit):
    return unit[1]


@pytest.fixture
def evaluation(unit):
    return unit[2]


def fresh(evaluation):
    return Evaluation.objects.get(pk=evaluation.pk)


@pytest.mark.parametrize("stopped, word", [({}, "待转报"), (STOPPED, "待审核")])
def test_every_page_says_whose_word_is_awaited(client, above, office, evaluation, stopped, word):
    Department.objects.filter(pk=above.pk).update(**stopped)
    assert standing_words(fresh(evaluation)) == word
    told = pages(office, evaluation) | {"the list": ("reviewer", reverse("review:queue"))}
    told["the workbench"] = ("reviewer", reverse("desk:home"))
    silent = []
    for name, (role, address) in told.items():
        client.force_login(office.people[role])
        page = client.get(address, {"year": office.cycle.year}).content.decode()
        silent += [] if f">{word}<" in page else [name]
    line = ReportLine.objects.get(pk=evaluation.obligation_id)
    assert not silent and word in list_row(line, date(2026, 5, 1), False)


@pytest.mark.parametrize("merged", [False, True])
def test_of_a_merged_department_the_one_that_answers_is_awaited(above, office, evaluation, merged):
    heir = make_department(office.county, "县文旅广体局")
    Department.objects.filter(pk=above.pk).update(**STOPPED, merged_into=heir if merged else None)
    waits = awaited_department(fresh(evaluation))
    assert waits == (heir if merged else None)
    assert Evaluation.objects.filter(awaited_reports(), pk=evaluation.pk).exists() == merged


@pytest.mark.parametrize(
    "role, address",
    [("preparer", "desk:home"), ("preparer", "filing:home"), ("reviewer", "desk:home"), ("reviewer", "review:queue")],
)
def test_more_reports_that_wait_cost_no_more_queries(client, above, office, evaluation, role, address):
    person = office.people[role]
    client.force_login(person)

    def asked():
        client.get(reverse(address))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse(address))
        return len(found)

    one = asked()
    for _ in range(2):
        other, _ = filed_below(above)
        make_member("preparer", other.department, user=office.preparer)
    assert Obligation.objects.filter(cycle=office.cycle).count() > 2
    assert asked() == one
