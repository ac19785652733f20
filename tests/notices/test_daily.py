"""Once a day: last days that come near are told once each, and what is over its time goes."""

from datetime import date, timedelta

import pytest
from django.conf import settings as site
from django.utils import timezone

from evaluations.jobs.job_rows import order_daily_jobs
from evaluations.models import Job, Notice, Status
from evaluations.notices.daily import daily_notices
from evaluations.notices.deadlines import tell_deadlines
from tests.factories import make_obligation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]
DUE = date(2021, 6, 30)


@pytest.fixture
def office(kept_office):
    return kept_office


@pytest.fixture
def owed(office):
    return make_obligation(office.cycle, office.department)


def told_on(*days_before: int) -> list[list[str]]:
    """Who is told on each of these days before the last one, in this order."""
    found = []
    for days in days_before:
        rows = tell_deadlines(DUE - timedelta(days=days))
        found.append(sorted(f"{row.user} {row.text.split('，')[1]}" for row in rows))
    return found


def test_a_week_three_days_and_one_day_ahead_once_each(owed):
    assert told_on(8, 7, 6, 5, 4) == [[], ["王会计 还剩 7 天"], [], [], []]
    assert told_on(3, 2) == [["王会计 还剩 3 天"], []]
    assert told_on(1, 0) == [["李主任 明天截止", "王会计 明天截止"], []]
    assert set(Notice.objects.filter(urgent=True).values_list("once", flat=True)) == {f"deadline:{owed.pk}:{DUE}:1"}
    assert told_on(-1) == [[]], "what is late is on the list of work, and reminded by people"


def test_a_day_on_which_nothing_ran_is_made_up_for(owed):
    assert told_on(5, 0) == [["王会计 还剩 5 天"], ["李主任 今天截止", "王会计 今天截止"]]


def test_while_the_head_has_it_in_hand_the_head_is_told(office):
    office.evaluation(Status.AWAITING_SIGNATURE)
    assert told_on(7) == [["李主任 还剩 7 天"]]
    assert "现在是“待签批”" in Notice.objects.get(action="deadline").text


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.RETURNED, Status.PUBLISHED])
def test_what_was_filed_has_no_last_day(office, status):
    office.evaluation(status)
    assert told_on(7, 1) == [[], []]


@pytest.mark.parametrize("case", ["exempted", "closed", "not opened yet", "extended beyond"])
def test_who_owes_nothing_now_is_not_told(office, owed, case):
    if case == "exempted":
        owed.exempted, owed.exemption_reason = True, "没有预算"
    elif case == "extended beyond":
        owed.extended_to, owed.extension_reason = DUE + timedelta(days=30), "岗位交接"
    elif case == "closed":
        office.cycle.closed_at, office.cycle.closed_by = timezone.now(), office.bureau_admin
        office.cycle.closing_reason = "办结"
    else:
        office.cycle.opens_on = DUE
    owed.save()
    office.cycle.save()
    assert told_on(7, 1) == [[], []]


def test_an_extension_is_another_last_day(owed):
    told_on(7)
    owed.extended_to, owed.extension_reason = DUE + timedelta(days=10), "岗位交接"
    owed.save()
    assert told_on(0, -3) == [[], ["王会计 还剩 7 天"]]


def test_notices_are_kept_for_twelve_months(owed, office):
    told_on(7)
    old = timezone.now() - timedelta(days=366)
    Notice.objects.update(at=old)
    told_on(1)
    Notice.objects.filter(urgent=True).update(at=timezone.now())
    Job.objects.create(kind="notice_mail", key="old", state="done", finished_at=old)
    Job.objects.create(kind="render", key="paper", state="done", finished_at=old)
    daily_notices({})
    assert set(Notice.objects.values_list("urgent", flat=True)) == {True}
    assert list(Job.objects.values_list("key", flat=True)) == ["paper"]


def test_the_day_s_job_is_written_once_and_due_at_its_hour():
    for _ in range(2):
        order_daily_jobs()
    job = Job.objects.get(kind="daily_notices")
    at = timezone.localtime(job.run_after)
    assert (at.hour, at.date()) == (site.DAILY_JOBS["daily_notices"], timezone.localdate())
