"""Before, after and place of a report in the list are what a reading of the whole list tells, and cost the same anywhere."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.roles import Role
from evaluations.models import ReportLine, Status
from evaluations.review.queue import neighbours
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.queue.line_order import LINE_SORTS
from evaluations.review.queue.neighbours import Neighbours, next_waiting, queue_neighbours
from tests.factories import make_member, make_office

pytestmark = pytest.mark.django_db
TOTAL = 7
ORDERS = ["", *LINE_SORTS, *(f"-{one}" for one in LINE_SORTS)]


@pytest.fixture(scope="module")
def kept_list(module_rows):
    """A reviewer and seven reports that wait, with equal, different and lacking values; two came back to this person."""
    office = make_office()
    reviewer, begin = make_member(Role.REVIEWER, office.county), timezone.now()
    reports = [make_office(office.county).evaluation(Status.SUBMITTED) for _ in range(TOTAL)]
    for place, report in enumerate(reports):
        halves = place // 2 or None
        ReportLine.objects.filter(pk=report.obligation_id).update(
            total=halves,
            total_change=halves,
            execution_rate=place % 3 or None,
            points=place % 2,
            since=begin - timedelta(days=place * 5 % 3),
            urgent_since=begin - timedelta(days=place * 5 % 3),
            number=2 if place in (2, 5) else 1,
            reviewer=reviewer if place in (2, 3, 5) else None,
        )
    return reviewer, reports


def told(lines: list[ReportLine], here: int | None) -> Neighbours:
    """What stands around a place of the whole list; None: not in it."""
    numbers = [None, *(one.submission_id for one in lines), None]
    if here is None:
        return Neighbours(None, numbers[1], 0, len(lines))
    return Neighbours(numbers[here], numbers[here + 2], here + 1, len(lines))


@pytest.mark.parametrize("most", [1, 200])
@pytest.mark.parametrize("tab, order", [("waiting", ""), *(("all", order) for order in ORDERS)])
def test_around_each_report_stands_what_the_whole_list_says(kept_list, monkeypatch, tab, order, most):
    monkeypatch.setattr(neighbours, "MOST_STEPS", most)
    reviewer, reports = kept_list
    chosen = QueueFilter(None, {"year": "2020", "tab": tab, "sort": order}, reviewer)
    lines = list(chosen.ordered_lines().exclude(submission=None))
    places = {line.pk: place for place, line in enumerate(lines)}
    assert len(lines) == TOTAL and next_waiting(chosen) == lines[0].submission_id
    for report in reports:
        found, expected = queue_neighbours(chosen, report), told(lines, places[report.obligation_id])
        counted = min(expected.place, most + 1), min(expected.total, most + 1)
        assert found == Neighbours(expected.before, expected.after, *counted)


@pytest.mark.parametrize("most", [1, 2, 200])
def test_where_all_that_is_read_came_back_the_others_follow(kept_list, monkeypatch, most):
    monkeypatch.setattr(neighbours, "MOST_STEPS", most)
    reviewer, reports = kept_list
    long_ago = timezone.now() - timedelta(days=30)
    ReportLine.objects.filter(number=2).update(urgent_since=long_ago)
    chosen = QueueFilter(None, {"year": "2020"}, reviewer)
    lines = list(chosen.ordered_lines())
    for place, line in enumerate(lines):
        found, expected = queue_neighbours(chosen, line.obligation.evaluation), told(lines, place)
        assert (found.before, found.after) == (expected.before, expected.after)


def test_a_report_that_has_left_the_list_leads_to_the_first(kept_list):
    reviewer, reports = kept_list
    ReportLine.objects.filter(pk=reports[2].obligation_id).update(stand="returned")
    chosen = QueueFilter(None, {"year": "2020"}, reviewer)
    lines = list(chosen.ordered_lines())
    assert lines[0].pk == reports[5].obligation_id, "what came back is first"
    assert queue_neighbours(chosen, reports[2]) == told(lines, None)
    ReportLine.objects.filter(pk=reports[5].obligation_id).update(stand="returned")
    assert queue_neighbours(chosen, reports[2]) == told(lines[1:], None)


def test_a_long_list_is_counted_so_far_and_stepped_through_to_its_end(kept_list, monkeypatch):
    monkeypatch.setattr(neighbours, "MOST_STEPS", 3)
    reviewer, _ = kept_list
    chosen = QueueFilter(None, {"year": "2020"}, reviewer)
    lines = list(chosen.ordered_lines())
    around = [queue_neighbours(chosen, line.obligation.evaluation) for line in lines]
    assert [one.told_place for one in around] == ["1/3+", "2/3+", "3/3+", *["3+/3+"] * 4]
    assert [one.after for one in around] == [*(line.submission_id for line in lines[1:]), None]


@pytest.mark.parametrize("most, statements", [(7, 1), (6, 2), (1, 5)])
def test_a_report_further_on_costs_no_more_statements_than_five(kept_list, monkeypatch, most, statements):
    monkeypatch.setattr(neighbours, "MOST_STEPS", most)
    reviewer, reports = kept_list
    chosen = QueueFilter(None, {"year": "2020"}, reviewer)
    with CaptureQueriesContext(connection) as found:
        queue_neighbours(chosen, reports[0])
    assert len(found) == statements
