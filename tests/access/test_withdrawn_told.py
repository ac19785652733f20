"""A report that was taken down says so to its department and to the bureau, with the day and the public reason."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations.workflow.reminders import write_reminder
from tests.factories import make_cycle, make_obligation, make_office

pytestmark = pytest.mark.django_db
REASON = "“三公经费”数字有误，更正后重新公开"


def read(person, name, *arguments) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse(name, args=arguments)).content.decode()


def test_a_report_that_was_taken_down_says_when_and_why_until_it_is_public_again():
    office = make_office()
    evaluation = office.evaluation("published")
    office.act(evaluation, "unpublish", reason=REASON)
    day = timezone.localdate()
    words = f"{day.year}年{day.month}月{day.day}日撤下，原因：{REASON}"
    places = [
        (office.preparer, "filing:home"),
        (office.preparer, "filing:tasks", evaluation.pk),
        (office.preparer, "desk:home"),
        (office.bureau_admin, "cycles:cycle", office.cycle.pk),
        (office.bureau_admin, "administration:department", office.department.pk),
    ]
    assert [one[1] for one in places if words not in read(*one)] == []
    office.advance(evaluation, "correct", "allow_correction")
    assert words in read(office.preparer, "filing:home") and words in read(
        office.preparer, "filing:tasks", evaluation.pk
    )


def test_what_is_public_again_or_was_corrected_in_vain_says_what_is_true():
    office = make_office()
    evaluation = office.advance(office.evaluation("published"), "unpublish", "correct", "allow_correction")
    assert not evaluation.taken_down
    evaluation = office.advance(evaluation, "cancel_correction")
    assert (evaluation.status, evaluation.taken_down) == ("approved", True)
    evaluation = office.advance(evaluation, "republish")
    assert (evaluation.status, evaluation.taken_down) == ("published", False)


@pytest.mark.parametrize("answer", ["take_back_correction", "refuse_correction", "allow_correction"])
def test_a_request_waits_until_somebody_answers_it(answer):
    office = make_office()
    evaluation = office.advance(office.evaluation("approved"), "correct")
    assert evaluation.correction_waits
    assert not office.advance(evaluation, answer).correction_waits


def test_the_page_of_a_year_tells_who_reminded_whom_and_how_often():
    office = make_office(year=2021)
    cycle = make_cycle(office.county, 2022)
    owed = make_obligation(cycle, office.department)
    write_reminder(owed, office.bureau_admin, "请尽快报送")
    owed.reminders.update(day="2023-01-05")
    write_reminder(owed, office.bureau_admin, "请尽快报送")
    day = timezone.localdate()
    found = read(office.bureau_admin, "cycles:cycle", cycle.pk)
    assert f"已催报 2 次，最近一次 {day.year}年{day.month}月{day.day}日" in found and str(office.bureau_admin) in found
