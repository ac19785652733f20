"""The list: tabs with counts, what is urgent first, filters that live in the address, years never mixed."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.roles import Role
from evaluations.checks.result_json import result_as_json
from evaluations.facts.reading import read_facts
from evaluations.models import Obligation, ReportLine, Status
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.queue.line_order import LINE_SORTS
from evaluations.review.queue.neighbours import Neighbours, queue_neighbours
from evaluations.review.queue.queue_rows import days_late, days_there
from evaluations.review.queue.queue_tabs import QUEUE_TABS
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from evaluations.submissions.line_figures import line_figures
from evaluations.submissions.report_lines import keep_report_lines
from tests.factories import EXAMPLES, make_county, make_department, make_member, make_obligation, make_office

pytestmark = pytest.mark.django_db
QUEUE = "/review/"


@pytest.fixture(scope="module")
def offices(module_rows):
    """One office of a county for each status; made once, as no test changes them but in its own transaction."""
    county = make_county("永兴县")
    return {status: make_office(county) for status in Status}


@pytest.fixture(scope="module")
def filed(offices):
    return {status: office.evaluation(status) for status, office in offices.items()}


@pytest.fixture
def county(request):
    """The county of the offices for those who ask for them, else an empty one."""
    asked = {"offices", "filed"} & set(request.fixturenames)
    return request.getfixturevalue("offices")[Status.DRAFT].county if asked else make_county("永兴县")


@pytest.fixture
def reviewer(county):
    return make_member(Role.REVIEWER, county)


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def text_of(client, **query):
    return client.get(QUEUE, query).content.decode()


def names(client, **query):
    return [row.unit for row in client.get(QUEUE, query).context["rows"]]


def filter_of(user, **query):
    request = RequestFactory().get(QUEUE, query)
    request.session = SessionBase()
    return QueueFilter(request, request.GET, user)


def counts_of(answer):
    found = re.findall(r'tab=(\w+)"[^>]*>[^<]+<span\s+class="count">(\d+)</span>', answer.content.decode())
    return {code: int(number) for code, number in found}


def move_line(evaluation, **columns):
    ReportLine.objects.filter(obligation=evaluation.obligation_id).update(**columns)


def test_whoever_reviews_in_no_county_any_more_finds_nothing(county, filed):
    former = make_member(Role.PUBLISHER, county)  # an export asked for before is still to be written
    chosen = filter_of(former, who="mine", above="1", tab="all")
    assert not chosen.ordered_lines().exists() and chosen.supervising == []


def test_every_report_is_under_one_tab_and_counted(client, offices, filed):
    expected = {
        "waiting": {Status.SUBMITTED},
        "returned": {Status.RETURNED},
        "passed": {Status.APPROVED, Status.PUBLISHED},
        "asked": set(),
        "missing": {Status.DRAFT, Status.AWAITING_SIGNATURE},
        "all": set(Status),
    }
    for tab, statuses in expected.items():
        assert set(names(client, tab=tab)) == {str(offices[status].department) for status in statuses}
    assert counts_of(client.get(QUEUE)) == {tab: len(found) for tab, found in expected.items()}


def test_the_tab_with_work_is_the_first(client, filed):
    assert client.get(QUEUE).context["tab"] == "waiting"
    assert client.get(QUEUE, {"tab": "nonsense"}).context["tab"] == "waiting"


def test_who_owes_nothing_is_not_missing(client, county):
    cycle = make_office(county).cycle
    make_obligation(cycle, make_department(county, "免报单位"), exempted=True, exemption_reason="当年新设立")
    make_obligation(cycle, make_department(county, "欠报单位"))
    assert names(client, tab="missing") == names(client, tab="all") == ["欠报单位"]
    assert "未开始" in text_of(client, tab="missing")


def test_late_departments_are_named_with_their_days(client, county):
    cycle = make_office(county).cycle
    cycle.opens_on = cycle.due_on = timezone.localdate() - timedelta(days=3)
    cycle.save()
    make_obligation(cycle, make_department(county))
    make_obligation(cycle, make_department(county), extended_to=timezone.localdate(), extension_reason="机构改革")
    rows = client.get(QUEUE, {"tab": "missing"}).context["rows"]
    assert [days_late(row, timezone.localdate()) for row in rows] == [3, 0] and "逾期 3 天" in text_of(
        client, tab="missing"
    )


def test_a_line_tells_what_a_reviewer_asks_first(client, offices, filed):
    row = client.get(QUEUE).context["rows"][0]
    frozen = filed[Status.SUBMITTED].submissions.get().result
    counted = [one["level"] for one in frozen["findings"]]
    assert (row.number, days_there(row, timezone.localdate())) == (1, 0)
    assert row.total == Decimal(frozen["total"]).quantize(Decimal("0.01")) and row.grade == frozen["grade"]
    assert (row.warnings, row.hints) == (counted.count("warning"), counted.count("hint"))
    move_line(
        filed[Status.SUBMITTED],
        warnings=2,
        hints=1,
        risk="medium",
        named="警告：六（一），高于预算\n提示：二（一），整数",
    )
    page = text_of(client)
    assert f"{row.execution_rate}%" in page and "2 警告 1 提示" in page and "0 天" in page and ">中<" in page
    assert "<li>警告：六（一），高于预算</li><li>提示：二（一），整数</li>" in page


def test_the_execution_rate_is_told_for_the_form_of_2023_too():
    scheme = load_scheme("hunan-2023")
    facts = read_facts(json.loads((EXAMPLES / "complete-2023.json").read_text()))
    frozen = result_as_json(assess_facts(scheme, facts), (), ())
    assert line_figures(frozen)["execution_rate"] == Decimal("97.95")


def test_what_was_filed_is_held_against_the_year_before(client, county):
    office = make_office(county, year=2021)
    now = office.evaluation(Status.SUBMITTED).obligation
    before = Obligation.objects.create(cycle=make_office(county, year=2020).cycle, department=office.department)
    keep_report_lines(before.pk)
    assert ReportLine.objects.get(pk=now.pk).total_change is None
    line = ReportLine.objects.get(pk=now.pk)
    ReportLine.objects.filter(pk=before.pk).update(total=line.total - 12, execution_rate=line.execution_rate + 1)
    keep_report_lines(before.pk)
    after = ReportLine.objects.get(pk=now.pk)
    assert (after.total_change, after.execution_change, after.points) == (12, -1, line.points + 2)
    assert "+12.00" in text_of(client, year=2021) and "−1.00" in text_of(client, year=2021)


def test_whoever_waits_longest_comes_first_and_a_point_of_risk_is_a_day(client, county):
    reports = [make_office(county).evaluation(Status.SUBMITTED) for _ in range(3)]
    now = timezone.now()
    for days, report in zip([1, 9, 4], reports, strict=True):
        move_line(report, since=now - timedelta(days=days), urgent_since=now - timedelta(days=days))
    rows = client.get(QUEUE).context["rows"]
    assert [row.pk for row in rows] == [reports[n].obligation_id for n in (1, 2, 0)]
    assert [days_there(row, timezone.localdate()) for row in rows] == [9, 4, 1]
    move_line(reports[0], warnings=3, hints=2)
    keep_report_lines(reports[0].obligation_id)
    line = ReportLine.objects.get(pk=reports[0].obligation_id)
    assert (line.since - line.urgent_since, line.points, line.risk) == (timedelta(days=8), 8, "medium")


def test_what_comes_back_comes_back_to_whoever_returned_it(client, county, reviewer):
    offices = [make_office(county) for _ in range(2)]
    first, second = (one.evaluation(Status.SUBMITTED) for one in offices)
    offices[1].act(second, "return", reviewer)
    offices[1].advance(second, "submit", "sign")
    move_line(first, urgent_since=timezone.now() - timedelta(days=90))
    assert names(client) == [str(offices[1].department), str(offices[0].department)]
    assert names(client, again="1") == [str(offices[1].department)]
    other = make_member(Role.REVIEWER, county)
    client.force_login(other)
    assert names(client) == [str(offices[0].department), str(offices[1].department)]


def test_a_name_a_short_name_initials_or_a_code_finds_the_department(client, county):
    cycle = make_office(county).cycle
    health = make_department(county, "县卫生健康局", short_name="卫健", budget_code="301001")
    make_obligation(cycle, health)
    make_obligation(cycle, make_department(county, "县教育局"))
    for text in ("卫生健康", " 卫健 ", "wjj", "WSJK", "301001"):
        answer = client.get(QUEUE, {"text": text, "tab": "missing"})
        assert [row.unit for row in answer.context["rows"]] == [health.name], text
        assert counts_of(answer)["missing"] == 1


def test_years_are_never_mixed_and_the_chosen_one_stays(client, county, filed):
    later = make_office(county, year=2021)
    later.evaluation(Status.SUBMITTED)
    assert names(client) == [str(later.department)]
    assert len(names(client, year="2020")) == 1 and names(client, year="2020") != [str(later.department)]
    assert names(client) == names(client, year="2020") == names(client, year="1999") == names(client, year="x")


def test_each_filter_narrows_and_nonsense_does_not(client, county, filed, reviewer):
    waiting = filed[Status.SUBMITTED]
    unit = str(waiting.department)
    above = make_department(county, "县文化和旅游局")
    waiting.department.supervising_department = above
    waiting.department.save()
    move_line(waiting, since=timezone.now() - timedelta(days=8), grade="差", risk="high", reviewer=reviewer)
    hits = {"who": "mine", "grade": "差", "risk": "high", "days": "7", "above": above.pk}
    misses = {"who": "none", "grade": "优", "risk": "low", "days": "14", "above": waiting.department.pk}
    assert names(client, **hits) == [unit]
    for name, value in misses.items():
        assert (unit in names(client, **{name: value})) == (name == "above")  # it stands above nobody: nonsense
        assert names(client, **{name: "nonsense"}) == [unit]


def test_every_column_sorts_both_ways_and_what_is_empty_comes_last(client, filed):
    for column in LINE_SORTS:
        up, down = names(client, tab="all", sort=column), names(client, tab="all", sort=f"-{column}")
        assert sorted(up) == sorted(down) and len(up) == len(Status)
    move_line(filed[Status.SUBMITTED], total=99)
    for sort in ("total", "-total"):
        rows = client.get(QUEUE, {"tab": "all", "sort": sort}).context["rows"]
        assert [row.total is None for row in rows] == sorted(row.total is None for row in rows)
    assert 'aria-sort="descending"' in text_of(client, tab="all", sort="-total")


@pytest.mark.parametrize("query", [{"tab": tab} for tab in QUEUE_TABS] + [{"text": "没有这个单位"}])
def test_an_empty_list_says_so_in_words(client, query):
    page = text_of(client, **query)
    assert 'class="empty"' in page and "<table" not in page


def test_filters_stay_in_every_link_and_go_along_to_the_report(client, filed):
    page = text_of(client, tab="passed", text="测试", year="2020", who="none")
    assert "?who=none&amp;text=%E6%B5%8B%E8%AF%95&amp;year=2020&amp;tab=returned" in page
    number = filed[Status.APPROVED].submissions.get().pk
    assert f"/review/{number}/?tab=passed&amp;who=none&amp;text=%E6%B5%8B%E8%AF%95&amp;year=2020" in page


def test_long_lists_have_pages(client, county):
    cycle = make_office(county).cycle
    for _ in range(51):
        make_obligation(cycle, make_department(county))
    assert "第 1 页，共 2 页" in text_of(client, tab="missing")
    assert len(client.get(QUEUE, {"tab": "missing", "page": 2}).context["rows"]) == 1
    assert len(client.get(QUEUE, {"tab": "missing", "page": "x"}).context["rows"]) == 50


def test_other_counties_are_not_there(client, county):
    make_office().evaluation(Status.SUBMITTED)
    make_office(county)
    assert not names(client, tab="all")


def test_more_reports_cost_no_more_queries(client, county, django_assert_num_queries):
    make_office(county).evaluation(Status.SUBMITTED)
    client.get(QUEUE)  # the first page of a session also writes its time
    with CaptureQueriesContext(connection) as one:
        client.get(QUEUE)
    make_office(county).evaluation(Status.SUBMITTED)
    with django_assert_num_queries(len(one)):
        client.get(QUEUE)


def test_the_desk_steps_through_the_list_that_it_was_opened_from(county, reviewer):
    reports = [make_office(county).evaluation(Status.SUBMITTED) for _ in range(3)]
    now = timezone.now()
    for days, report in zip([3, 2, 1], reports, strict=True):
        move_line(report, urgent_since=now - timedelta(days=days))
    first, second, third = (one.submissions.get().pk for one in reports)
    chosen = filter_of(reviewer)
    assert queue_neighbours(chosen, reports[0]) == Neighbours(None, second, 1, 3)
    assert queue_neighbours(chosen, reports[1]) == Neighbours(first, third, 2, 3)
    assert queue_neighbours(filter_of(reviewer, sort="-since", tab="all"), reports[2]).total == 3
    assert queue_neighbours(filter_of(reviewer, tab="returned"), reports[0]) == Neighbours(None, None, 0, 0)
    assert days_there(ReportLine(stand="missing", since=now, due_on=now.date()), now.date()) is None
