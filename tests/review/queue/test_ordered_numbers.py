"""A page of the list counted from the end that is nearer is the page counted from the beginning."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.roles import Role
from evaluations.models import ReportLine, Status
from evaluations.review.queue.line_order import in_order
from evaluations.review.queue.list_numbers import numbers_of_lines, numbers_of_tab
from tests.factories import make_department, make_member, make_obligation, make_office

pytestmark = pytest.mark.django_db
TOTAL = 7


@pytest.mark.parametrize("order", ["total", "-total", "urgent"])
def test_every_slice_is_the_same_from_either_end(order):
    office = make_office()
    again = office.evaluation(Status.SUBMITTED).obligation_id
    for _ in range(TOTAL - 1):
        make_obligation(office.cycle, make_department(office.county))
    lines, reviewer = ReportLine.objects.filter(cycle=office.cycle), make_member(Role.REVIEWER, office.county)
    for number, line in enumerate(lines):
        since = timezone.now() - timedelta(days=number * 5 % 3)
        lines.filter(pk=line.pk).update(total=number // 2 or None, stand="waiting", urgent_since=since)
    lines.filter(pk=again).update(number=2, reviewer=reviewer)
    whole = list(in_order(lines, order, reviewer).values_list("pk", flat=True))
    assert len(whole) == TOTAL and (order != "urgent" or whole[0] == again)

    def ways(total):
        return (
            numbers_of_lines(lines, order, reviewer.pk, total),
            numbers_of_tab("waiting", order, [office.cycle.pk], reviewer.pk, total),
        )

    for cut in ways(TOTAL):
        for first in range(TOTAL + 2):
            assert cut[first : first + 2] == whole[first : first + 2], first
        assert cut[0 : TOTAL + 1] == whole
    if order == "urgent":
        assert [cut[0:50] for cut in ways(0)] == [[again]] * 2, "it came back after the tabs were counted"
