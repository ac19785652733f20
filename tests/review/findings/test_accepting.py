"""认可: a finding that a reviewer lets stand; the next reader sees by whom, also after the report was filed again."""

import dataclasses
import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from departments.roles import Role
from evaluations.audit.events import events_of
from evaluations.audit.refusals import Conflict
from evaluations.facts.document import ExplanationFacts
from evaluations.facts.reading import read_facts
from evaluations.models import Claim, FindingAcceptance, Status
from evaluations.review.desk.report_page import ReviewReading
from evaluations.submissions.freezing import facts_of, findings_of
from evaluations.workflow.accepting_findings import accept_finding, take_back_acceptance
from tests.factories import make_member
from tests.sources import ROOT

DEMO = ROOT / "evaluations" / "demo" / "yongxing-2020.json"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]


@pytest.fixture(scope="module")
def kept_submission(kept_office):
    """The paper of 2020, of whose warnings each is explained."""
    document = read_facts(json.loads(DEMO.read_text()))
    return kept_office.evaluation(Status.SUBMITTED, document).submissions.get()


def first_mark(submission) -> str:
    return ReviewReading(submission).remarks[0].mark


def press(client, submission, action, mark):
    return client.post(reverse("review:judge_finding", args=[submission.pk, action]), {"mark": mark}, follow=True)


def test_one_press_accepts_and_the_next_reader_sees_who_did(client, office, submission):
    mark = first_mark(submission)
    page = press(client, submission, "accept", mark).content.decode()
    assert "已认可这处疑点" in page and "（已认可 1）" in page and "已认可 1\n    处" in page
    row = FindingAcceptance.objects.get()
    assert (row.mark, row.accepted_by, row.submission) == (mark, office.reviewer, submission)
    assert Claim.objects.get().worked, "who judges a finding reviews the report"
    client.force_login(office.bureau_admin)
    page = client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    assert "已认可</span>" in page and "取消认可" not in page and f"{office.reviewer} " in page


def test_it_is_taken_back_and_both_acts_stand_in_the_log(office, submission):
    mark, user = first_mark(submission), office.reviewer
    assert accept_finding(submission, user, mark) and not accept_finding(submission, user, mark)
    row = FindingAcceptance.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    assert take_back_acceptance(submission, user, mark) and not take_back_acceptance(submission, user, mark)
    told = events_of(submission.evaluation).filter(action__in=["accept_finding", "take_back_acceptance"])
    assert list(told.values_list("action", flat=True)) == ["accept_finding", "take_back_acceptance"]
    assert ReviewReading(submission).remarks[0].accepted is None


def test_what_is_not_found_here_and_what_a_colleague_reviews_is_refused(client, office, submission):
    with pytest.raises(Conflict, match="没有这处疑点"):
        accept_finding(submission, office.reviewer, "0" * 64)
    accept_finding(submission, make_member(Role.REVIEWER, office.county), first_mark(submission))
    answer = press(client, submission, "open", first_mark(submission))
    assert answer.status_code == 409 and FindingAcceptance.objects.exists()
    assert press(client, submission, "eat", "").status_code == 404


def test_another_explanation_or_another_number_is_another_matter(submission):
    facts, finding = facts_of(submission), findings_of(submission)[0]
    said = ExplanationFacts(check=finding.check, field=finding.explained_field, found=finding.digest, text="另有说明")
    again = dataclasses.replace(facts, explanations=(said,))
    assert finding.mark_in(facts) == finding.mark_in(dataclasses.replace(facts, narratives={}))
    marks = {one.mark_in(told) for told in (facts, again) for one in (finding, dataclasses.replace(finding, read="9"))}
    assert len(marks) == 4


def test_a_warning_is_settled_by_an_explanation_or_an_acceptance(submission):
    remark = ReviewReading(submission).remarks[0]
    bare = dataclasses.replace(remark, explanation=None, finding=dataclasses.replace(remark.finding, level="warning"))
    assert bare.unsettled and not dataclasses.replace(bare, accepted=FindingAcceptance()).unsettled
    assert not dataclasses.replace(bare, finding=dataclasses.replace(remark.finding, level="hint")).unsettled
