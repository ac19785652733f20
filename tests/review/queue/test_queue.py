"""The queue: four tabs with counts, the longest waiting first, filters that live in the address."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.roles import Role
from evaluations.checks.result_json import result_as_json
from evaluations.facts.reading import read_facts
from evaluations.models import Evaluation, Obligation, Status, Submission
from evaluations.review.queue.queue_rows import (
    QUEUE_TABS,
    QueueRow,
    next_waiting,
    queue_counts,
    queue_obligations,
    tab_obligations,
)
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
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
def client(client, county):
    client.force_login(make_member(Role.REVIEWER, county))
    return client


def text_of(client, **query):
    return client.get(QUEUE, query).content.decode()


def names(client, **query):
    return {str(row.obligation.department) for row in client.get(QUEUE, query).context["rows"]}


def test_every_report_is_under_one_tab_and_counted(client, offices, filed):
    expected = {
        "waiting": {Status.SUBMITTED},
        "returned": {Status.RETURNED},
        "passed": {Status.APPROVED, Status.PUBLISHED},
        "asked": set(),
        "missing": {Status.DRAFT, Status.AWAITING_SIGNATURE},
    }
    for tab, statuses in expected.items():
        assert names(client, tab=tab) == {str(offices[status].department) for status in statuses}
    shown = client.get(QUEUE).context["tabs"]
    assert {code: number for code, _, number in shown} == {tab: len(found) for tab, found in expected.items()}


def test_the_tab_with_work_is_the_first(client, filed):
    assert client.get(QUEUE).context["tab"] == "waiting"
    assert client.get(QUEUE, {"tab": "nonsense"}).context["tab"] == "waiting"


def test_who_owes_nothing_is_not_missing(client, county):
    cycle = make_office(county).cycle
    make_obligation(cycle, make_department(county, "免报单位"), exempted=True, exemption_reason="当年新设立")
    make_obligation(cycle, make_department(county, "欠报单位"))
    assert names(client, tab="missing") == {"欠报单位"}
    assert "未开始" in text_of(client, tab="missing")


def test_late_departments_are_named_with_their_days(client, county):
    cycle = make_office(county).cycle
    cycle.opens_on = cycle.due_on = timezone.localdate() - timedelta(days=3)
    cycle.save()
    make_obligation(cycle, make_department(county))
    late = make_obligation(cycle, make_department(county))
    Obligation.objects.filter(pk=late.pk).update(extended_to=timezone.localdate(), extension_reason="机构改革")
    page = text_of(client, tab="missing")
    assert "3 天" in page and "（已延期）" in page and "未到期" in page


def test_a_line_tells_what_a_reviewer_asks_first(client, filed):
    row = client.get(QUEUE).context["rows"][0]
    frozen = row.submission.result
    assert (row.submission.number, row.days, row.errors) == (1, 0, 0)
    assert row.total == frozen["total"] and row.warnings == len(
        [f for f in frozen["findings"] if f["level"] == "warning"]
    )
    page = text_of(client)
    assert f"{row.execution_rate}%" in page and "第 1 次" in page and "0 天" in page
    assert '<th scope="col" class="num">错误 / 警告</th>' in page


def test_the_execution_rate_is_told_for_the_form_of_2023_too():
    scheme = load_scheme("hunan-2023")
    facts = read_facts(json.loads((EXAMPLES / "complete-2023.json").read_text()))
    frozen = result_as_json(assess_facts(scheme, facts), (), ())
    assert QueueRow(Obligation(), Submission(result=frozen), None, None).execution_rate == "97.95"


def test_whoever_waits_longest_comes_first_since_it_reached_the_bureau(client, county):
    evaluations = [make_office(county).evaluation(Status.SUBMITTED) for _ in range(3)]
    for days, evaluation in zip([1, 9, 4], evaluations, strict=True):
        # So long the report lay with the head; all three were signed today, one after the other.
        Evaluation.objects.filter(pk=evaluation.pk).update(submitted_at=timezone.now() - timedelta(days=days))
    rows = client.get(QUEUE).context["rows"]
    assert [row.evaluation for row in rows] == evaluations and {row.days for row in rows} == {0}
    assert next_waiting(type(county).objects.filter(pk=county.pk)).evaluation == evaluations[0]
    assert QueueRow(Obligation(), None, timezone.now() - timedelta(days=9)).days == 9


def test_part_of_a_name_or_of_a_code_narrows_every_tab(client, offices, filed):
    mine = offices[Status.SUBMITTED].department
    for text in (mine.name[-3:], mine.budget_code):
        answer = client.get(QUEUE, {"text": f" {text} "})
        assert {row.obligation.department for row in answer.context["rows"]} == {mine}
        assert sum(number for *_, number in answer.context["tabs"]) == 1


def test_the_year_narrows_and_nonsense_does_not(client, county, filed):
    make_office(county, year=2021).evaluation(Status.SUBMITTED)
    assert len(names(client)) == 2
    assert len(names(client, year="2021")) == 1
    assert len(names(client, year="1999")) == len(names(client, year="x")) == 2


@pytest.mark.parametrize("query", [{"tab": tab} for tab in QUEUE_TABS] + [{"text": "没有这个单位"}])
def test_an_empty_list_says_so_in_words(client, query):
    page = text_of(client, **query)
    assert 'class="empty"' in page and "<table" not in page


def test_filters_stay_in_every_link(client, filed):
    page = text_of(client, tab="passed", text="测试", year="2020")
    assert "?tab=returned&amp;text=%E6%B5%8B%E8%AF%95&amp;year=2020" in page


def test_long_lists_have_pages(client, county):
    cycle = make_office(county).cycle
    for _ in range(51):
        make_obligation(cycle, make_department(county))
    assert "第 1 页，共 2 页" in text_of(client, tab="missing")
    assert len(client.get(QUEUE, {"tab": "missing", "page": 2}).context["rows"]) == 1
    assert len(client.get(QUEUE, {"tab": "missing", "page": "x"}).context["rows"]) == 50


def test_other_counties_are_not_there(client, county):
    make_office().evaluation(Status.SUBMITTED)
    assert not names(client)


def test_a_head_that_refused_leaves_no_submission(client, county):
    office = make_office(county)
    office.advance(office.evaluation(Status.AWAITING_SIGNATURE), "refuse_signature")
    assert "财政局尚未收到" in text_of(client, tab="returned")


def test_more_reports_cost_no_more_queries(client, county, django_assert_num_queries):
    make_office(county).evaluation(Status.SUBMITTED)
    client.get(QUEUE)  # the first page of a session also writes its time
    with CaptureQueriesContext(connection) as one:
        client.get(QUEUE)
    make_office(county).evaluation(Status.SUBMITTED)
    with django_assert_num_queries(len(one)):
        client.get(QUEUE)


def test_counts_and_lists_agree(county, filed):
    owed = queue_obligations(type(county).objects.all())
    assert queue_counts(owed) == {tab: tab_obligations(owed, tab).count() for tab in QUEUE_TABS}


def test_a_public_report_under_correction_has_passed_and_is_not_missing(client, county):
    office = make_office(county)
    office.advance(office.evaluation(Status.PUBLISHED), "correct", "allow_correction")
    assert names(client, tab="passed") == {str(office.department)} and not names(client, tab="missing")
    assert "更正中" in text_of(client, tab="passed")
    assert {code: number for code, _, number in client.get(QUEUE).context["tabs"]}["missing"] == 0


def test_a_correction_whose_public_version_was_taken_down_is_missing_again(client, county):
    office = make_office(county)
    office.advance(office.evaluation(Status.PUBLISHED), "correct", "allow_correction", "unpublish")
    assert names(client, tab="missing") == {str(office.department)} and not names(client, tab="passed")
