"""What must never be stored is refused by the database itself, by the constraint of that name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.models import User
from evaluations.models import Decision, Evaluation, Job, Publication, Status, Submission
from tests.factories import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def now():
    return timezone.now()


@pytest.fixture
def office():
    return make_office()


def breaks(name: str, kind, pk: int, **values) -> None:
    """Writing these values breaks the constraint of that name and changes nothing."""
    before = kind.objects.filter(pk=pk).values().get()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        kind.objects.filter(pk=pk).update(**values)
    assert kind.objects.filter(pk=pk).values().get() == before


def test_a_status_belongs_to_its_times_and_persons(office, now):
    draft = office.evaluation().pk
    breaks("evaluation_status_known", Evaluation, draft, status="lost")
    breaks("evaluation_handed_in_by_someone", Evaluation, draft, status=Status.SUBMITTED)
    breaks("evaluation_return_has_reason", Evaluation, draft, status=Status.RETURNED)
    breaks(
        "evaluation_return_has_reason",
        Evaluation,
        draft,
        status=Status.RETURNED,
        returned_at=now,
        returned_by=office.reviewer,
    )
    breaks(
        "evaluation_passed_by_someone",
        Evaluation,
        draft,
        status=Status.APPROVED,
        submitted_at=now,
        submitted_by=office.preparer,
    )
    breaks("evaluation_passed_by_someone", Evaluation, draft, approved_at=now, approved_by=office.reviewer)
    breaks("evaluation_published_by_someone", Evaluation, draft, published_at=now, published_by=office.publisher)


def test_approval_comes_after_submission(office, now):
    approved = office.evaluation(Status.APPROVED).pk
    breaks("evaluation_approved_after_submission", Evaluation, approved, approved_at=now - timedelta(days=400))


def test_a_decision_is_one_and_a_return_says_why(office, now):
    submission = Submission.objects.get(evaluation=office.evaluation(Status.SUBMITTED))
    decided = {"submission": submission, "decided_by": office.reviewer, "decided_at": now}
    with pytest.raises(IntegrityError, match="decision_return_has_reason"), transaction.atomic():
        Decision.objects.create(outcome="returned", **decided)
    with pytest.raises(IntegrityError, match="decision_outcome_known"), transaction.atomic():
        Decision.objects.create(outcome="perhaps", **decided)
    Decision.objects.create(outcome="approved", **decided)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(outcome="returned", reason="改", **decided)


def test_a_submission_has_its_own_number(office):
    first = Submission.objects.get(evaluation=office.evaluation(Status.SUBMITTED))
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)
    first.pk, first.number = None, 0
    with pytest.raises(IntegrityError, match="submission_number_from_one"), transaction.atomic():
        first.save(force_insert=True)


def test_a_publication_has_its_paper_its_person_and_its_reason(office):
    preparing = Publication.objects.get(submission__evaluation=office.evaluation(Status.APPROVED)).pk
    breaks("publication_rendered_has_file", Publication, preparing, state="ready")
    live = Publication.objects.get(submission__evaluation=make_office().evaluation(Status.PUBLISHED)).pk
    breaks("publication_state_known", Publication, live, state="gone")
    breaks("publication_live_by_someone", Publication, live, published_by=None)
    taken = {"state": "withdrawn", "withdrawn_at": timezone.now(), "withdrawn_by": User.objects.first()}
    breaks("publication_withdrawn_has_reason", Publication, live, **taken)
    breaks("publication_withdrawn_by_someone", Publication, live, state="withdrawn", withdrawn_reason="错")
    breaks("publication_rendered_has_file", Publication, live, sha256="")


def test_one_department_has_one_public_report_a_year(office):
    evaluation = office.evaluation(Status.PUBLISHED)
    again = office.advance(evaluation, "correct", "allow_correction", "submit", "sign", "approve")
    second = Publication.objects.exclude(state="live").get()
    office.act(again, "publish")
    first = Publication.objects.exclude(pk=second.pk).get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=first.pk).update(state="live")


def test_a_running_job_has_an_owner_and_a_lease():
    job = Job.objects.create(kind="render", key="a").pk
    breaks("job_state_known", Job, job, state="paused")
    breaks("job_running_has_lease", Job, job, state="running")
