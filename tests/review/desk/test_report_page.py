"""One report to be read: as the public will see it, with findings, scores, changes and what was said before."""

import json

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape

from departments.roles import Role
from evaluations.checks.ledger.account import ledger_summary
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.facts.reading import read_facts
from evaluations.models import Status, Submission
from evaluations.report import compose_report
from evaluations.review.desk.report_page import ReviewReading
from evaluations.submissions.freezing import (
    assessment_of,
    facts_of,
    findings_of,
    ledger_of,
    parsed_scheme,
    submission_changes,
)
from evaluations.workflow.obstacles import mark_done
from tests.factories import complete_facts, make_member, make_office, make_submission
from tests.sources import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]
DEMO = ROOT / "evaluations" / "demo" / "yongxing-2020.json"


def page_of(client, submission):
    answer = client.get(reverse("review:detail", args=[submission.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def twice(office, submission):
    """The two submissions of a report that was returned once and filed again with other words."""
    evaluation = office.advance(submission.evaluation, "return")
    document = complete_facts()
    store_facts(evaluation, complete_facts(narratives={**document.narratives, "duties": "改写后的单位职能。"}))
    mark_done(evaluation)
    return office.advance(evaluation, "submit", "sign").submissions.order_by("number")


def test_the_report_is_the_one_the_public_will_read(client, office, submission):
    facts = facts_of(submission)
    report = compose_report(facts, parsed_scheme(submission.scheme), assessment_of(submission))
    page = page_of(client, submission)
    assert report.lead in page and all(heading.text in page for heading in report.chapters)


def test_every_indicator_has_its_points_and_its_explanation(client, office, submission):
    page = page_of(client, submission)
    for result in submission.result["indicators"]:
        assert result["label"] in page
    assert f'<td class="num points">{submission.result["total"]}</td>' in page


def test_findings_stand_beside_what_the_department_says(client, office):
    document = read_facts(json.loads(DEMO.read_text()))
    submission = make_office(office.county).evaluation(Status.SUBMITTED, document).submissions.get()
    page = page_of(client, submission)
    facts, findings = facts_of(submission), findings_of(submission)
    explained = [finding.explained_by(facts) for finding in findings if finding.level == "warning"]
    assert explained and all(explained)
    assert all(text in page for text in [*explained, *(finding.where for finding in findings)])


def test_the_first_submission_has_nothing_to_compare(client, submission):
    assert "与上次报送的不同" not in page_of(client, submission)


def test_only_a_reviewer_sees_buttons(client, office, submission):
    assert 'value="approve"' in page_of(client, submission)
    client.force_login(office.bureau_admin)
    assert 'value="approve"' not in page_of(client, submission)


@pytest.mark.parametrize("status", [Status.APPROVED, Status.RETURNED, Status.PUBLISHED])
def test_a_decided_report_has_no_buttons_but_its_decision(client, office, status):
    page = page_of(client, make_submission(make_office(office.county), status))
    assert 'name="action"' not in page and "陈审核" in page


def test_hash_and_version_of_what_was_read_go_with_the_form(client, office, submission):
    page = page_of(client, submission)
    assert f'name="sha256" value="{submission.sha256}"' in page
    assert f'name="version" value="{submission.evaluation.version}"' in page


def test_reports_of_another_county_do_not_exist(client):
    foreign = make_submission()
    assert client.get(reverse("review:detail", args=[foreign.pk])).status_code == 404
    assert client.get(reverse("review:detail", args=[0])).status_code == 404


def test_typed_markup_stays_text(client, office, submission):
    reason = "<script>alert(1)</script>{{ 7*7 }}"
    office.act(submission.evaluation, "return", reason=reason)
    page = page_of(client, submission)
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page and "{{ 7*7 }}" in page


def test_the_second_submission_shows_what_changed_and_what_was_said(client, twice):
    first, second = twice
    page = page_of(client, second)
    assert "与上次报送的不同" in page and "测试用的原因" in page
    assert "改写后的单位职能。" in page
    assert all(change.label in page for change in submission_changes(first, second))


def test_an_earlier_submission_is_for_comparison_only(client, twice):
    page = page_of(client, twice[0])
    assert "只供对照" in page and 'name="action"' not in page


def test_a_reviewer_of_two_counties_reads_both(client, office):
    foreign = make_submission()
    make_member(Role.REVIEWER, foreign.evaluation.obligation.cycle.county, office.reviewer)
    page_of(client, foreign)


def test_the_desk_says_what_was_checked_and_what_could_not_be(client, office, submission):
    ledger = ledger_of(submission)
    assert ledger and ledger == ledger_of(Submission.objects.get(pk=submission.pk))
    page = page_of(client, submission)
    assert f"{ledger_summary(ledger).words}。" in page and "都相符" not in page
    assert all(escape(line.what) in page for line in ledger)


def test_a_submission_from_before_the_ledger_says_that_none_was_kept(office, submission):
    del submission.result["ledger"]
    assert ledger_of(submission) is None
    reading = ReviewReading(submission)
    page = render_to_string(
        "review/desk/findings.html", {"reading": reading, "submission": submission, "commenting": False}
    )
    assert "没有记录" in page and "都相符" not in page
