"""The list of departments: found by whatever people call them, in a fixed number of queries; and the page of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.models import DepartmentName
from evaluations.cycles.changing.closing import close_cycle
from evaluations.models import Status
from tests.factories import make_cycle, make_department, make_obligation, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def health(office):
    row = make_department(office.county, "永兴县卫生健康局", short_name="卫健", budget_code="301001")
    DepartmentName.objects.create(
        department=row, name="永兴县卫生和计划生育局", used_until="2019-03-01", reason="机构改革"
    )
    return row


def listed(client, at, text="", state="active") -> str:
    answer = client.get(at("departments"), {"text": text, "state": state})
    return answer.content.decode().split('<table class="list">')[-1] if "<table" in answer.content.decode() else ""


@pytest.mark.parametrize("text", ["卫生健康", "卫健", "wjj", "WJJ", "wsjk", "301001", "计划生育", "jhsy", "永兴 wj"])
def test_a_department_is_found_by_whatever_people_call_it(client, office, health, at, text):
    page = listed(client, at, text)
    assert page.count("永兴县卫生健康局") == 1 and office.department.name not in page


def test_what_is_not_there_is_said(client, health, at):
    page = client.get(at("departments"), {"text": "没有的局"}).content.decode()
    assert "没有这样的单位" in page and 'value="没有的局"' in page


def test_stopped_ones_have_their_own_tab(client, office, at):
    make_department(office.county, "撤销的站", active=False)
    assert "撤销的站" not in listed(client, at)
    assert "撤销的站" in listed(client, at, state="stopped") and "撤销的站" in listed(client, at, state="all")


def test_other_counties_are_not_listed(client, office, at):
    make_department(make_office().county, "外县的局")
    assert "外县的局" not in listed(client, at, state="all")


def test_the_list_takes_as_many_queries_for_forty_as_for_one(client, office, at):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(at("departments"), {"text": "c"}).status_code == 200
        return len(seen)

    queries()  # the first one signs in
    few = queries()
    for number in range(40):
        make_department(office.county, f"测试{number}所", supervising_department=office.department)
    assert queries() == few <= 12


def test_the_page_shows_all_years_people_open_matters_and_history(client, office, at):
    office.evaluation(Status.PUBLISHED)
    make_obligation(make_cycle(office.county, 2021), office.department)
    make_obligation(make_cycle(office.county, 2022), office.department, exempted=True, exemption_reason="无预算")
    page = client.get(at("department", office.department.pk)).content.decode()
    for words in (
        "2020年度",
        "已公开",
        "2021年度报告尚未审核通过",
        "已逾期",
        "免报",
        "无预算",
        "王会计",
        "李主任",
        "从未登录",
    ):
        assert words in page
    assert "2022年度报告" not in page and "2020年度报告" not in page


@pytest.mark.parametrize("status, late", [(Status.DRAFT, True), (Status.SUBMITTED, False), (Status.RETURNED, False)])
def test_only_who_has_not_filed_is_called_late_as_on_the_page_of_the_year(client, office, at, status, late):
    assert office.cycle.due_on < timezone.localdate()
    office.evaluation(status)
    page = client.get(at("department", office.department.pk)).content.decode()
    assert ("逾期" in page) == late and "2020年度报告尚未审核通过" in page


def test_a_correction_is_called_one_and_a_closed_year_waits_for_nobody(client, office, at):
    office.advance(office.evaluation(Status.PUBLISHED), "correct", "allow_correction")
    closed = make_cycle(office.county, 2021)
    make_obligation(closed, office.department)
    close_cycle(closed, office.bureau_admin, "已经结束")
    page = client.get(at("department", office.department.pk)).content.decode()
    assert "2020年度报告正在更正。" in page and "逾期" not in page and "2021年度报告" not in page


def test_a_department_without_people_says_so(client, office, at):
    page = client.get(at("department", make_department(office.county).pk)).content.decode()
    assert "没有在用的经办人账号。" in page and "没有在用的单位负责人账号。" in page
    assert "还没有列入任何年度任务" in page
