"""A report that the bureau has returned: since when it is awaited, what it counts with, what the log says of it."""

from importlib import import_module

import pytest
from django.apps import apps

from evaluations.models import Decision, Evaluation, ReportLine, Status
from evaluations.proof.report_faults import report_faults
from evaluations.submissions.report_lines import keep_report_lines
from tests.factories import make_office

pytestmark = pytest.mark.django_db
AGAIN = ("submit", "sign")


@pytest.fixture
def office():
    return make_office()


def line() -> ReportLine:
    return ReportLine.objects.get()


def as_before_the_upgrade(**columns) -> None:
    """What a process of 1.7.0 leaves, which does not know `sent_back`."""
    Evaluation.objects.update(sent_back=False)
    ReportLine.objects.update(**columns)


def test_its_days_go_on_when_the_head_does_not_sign_what_was_mended(office):
    office.advance(office.evaluation(Status.RETURNED), "submit", "refuse_signature")
    assert line().since == Decision.objects.get().decided_at < Evaluation.objects.get().returned_at


@pytest.mark.parametrize(
    "acts, counts",
    [((*AGAIN, "withdraw"), 1), ((*AGAIN, "return", *AGAIN, "withdraw"), 2), ((*AGAIN, "return", *AGAIN), 3)],
)
def test_what_was_withdrawn_does_not_count_instead_of_what_the_bureau_has_decided(office, acts, counts):
    office.advance(office.evaluation("published"), "correct", "allow_correction", *acts)
    assert (line().number, line().submission.number) == (counts, counts)


def test_what_an_older_process_handed_in_although_it_was_returned_is_no_fault(office):
    office.advance(office.evaluation(Status.RETURNED), *AGAIN)
    Evaluation.objects.update(sent_back=True)  # which it leaves
    keep_report_lines(line().pk)
    assert (line().stand, line().since) == ("waiting", line().submission.submitted_at)
    assert list(report_faults()) == []


@pytest.mark.parametrize("acts", [(), ("submit", "refuse_signature"), (*AGAIN, "withdraw"), (*AGAIN, "approve")])
def test_the_upgrade_marks_what_was_returned_and_puts_its_line_in_place(office, acts):
    office.advance(office.evaluation(Status.RETURNED), *acts)
    before = line().stand, line().since, line().urgent_since, Evaluation.objects.get().sent_back
    as_before_the_upgrade()
    if acts and acts[-1] != "approve":
        as_before_the_upgrade(stand="missing", since=None, urgent_since=None)
    import_module("evaluations.migrations.0045_sent_back").tell_sent_back(apps, None)
    assert (line().stand, line().since, line().urgent_since, Evaluation.objects.get().sent_back) == before


@pytest.mark.parametrize(
    "acts", [("submit", "refuse_signature"), (*AGAIN, "return"), (*AGAIN, "return", *AGAIN, "withdraw")]
)
def test_whether_a_report_was_returned_is_held_against_the_log(office, acts):
    report = office.advance(office.evaluation(), *acts)
    assert list(report_faults()) == []
    Evaluation.objects.update(sent_back=not report.sent_back)
    assert "的财政局退回标记与日志登记的不符：已被改动。" in str(list(report_faults()))
