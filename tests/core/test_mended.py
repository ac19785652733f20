"""Promises of the core that a reader of the code found untested."""

import pytest
from django.db import transaction

from departments.roles import Role
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.facts.reading import read_facts
from evaluations.jobs.job_rows import claim_job, enqueue_job
from evaluations.models import Evaluation, Job, SectionState, StatedValue, Status, Submission
from evaluations.workflow.acting import Incomplete, NotAllowed
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import complete_facts, make_member, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def test_an_act_is_never_part_of_a_greater_transaction(office):
    """Its refusal would be logged and rolled back with the rest, its job woken before the change is there."""
    evaluation = office.evaluation()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        office.act(evaluation, "submit")


def test_a_job_that_has_used_up_its_attempts_cannot_be_claimed(settings):
    job = enqueue_job("render", {}, key="a")
    Job.objects.filter(pk=job.pk).update(attempts=settings.JOB_MAX_ATTEMPTS - 1)
    assert claim_job(job.pk, "last") is not None
    Job.objects.filter(pk=job.pk).update(state="queued", owner="", lease_until=None)
    assert claim_job(job.pk, "one too many") is None


def test_an_import_clears_what_was_typed_and_marked_before(office):
    draft = office.evaluation()
    states = SectionState.objects.filter(evaluation=draft)
    states.update(raw={"basic.actual": "31,4x"}, done=True, none=True)
    before = dict(states.values_list("section", "version"))
    store_facts(draft, complete_facts())
    assert all((row.raw, row.done, row.version) == ({}, False, before[row.section] + 1) for row in states)
    assert {row.section for row in states if row.none} == set(complete_facts().none_sections)


@pytest.mark.parametrize("value", ["", " "])
def test_what_could_not_be_read_again_is_not_frozen(office, value):
    waiting = office.evaluation(Status.AWAITING_SIGNATURE)
    StatedValue.objects.create(evaluation=waiting, name="posts", value=value, position=1)
    with pytest.raises(Incomplete, match="不能封存"):
        office.act(waiting, "sign")
    assert not Submission.objects.exists()


def test_what_would_read_differently_is_not_frozen(office):
    waiting = office.evaluation(Status.AWAITING_SIGNATURE)
    waiting.narratives.filter(code="usage").update(text="  前后有空格  ")
    with pytest.raises(Incomplete, match="narratives"):
        office.act(waiting, "sign")


def test_what_is_frozen_reads_back_as_itself(office):
    submission = current_submission(office.evaluation(Status.SUBMITTED))
    assert read_facts(submission.facts).to_json() == submission.facts


def test_nobody_reviews_a_report_of_which_he_or_she_saved_a_part(office):
    evaluation = office.evaluation(Status.SUBMITTED)
    colleague = make_member("preparer", office.department)
    make_member("reviewer", office.department.county, colleague)
    evaluation.section_states.filter(section="usage").update(saved_by=colleague)
    for action in ("approve", "return"):
        with pytest.raises(NotAllowed, match="自己填报"):
            office.act(evaluation, action, colleague)
    assert office.act(evaluation, "approve").status == Status.APPROVED


def test_nobody_signs_what_they_handed_in(office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    make_member(Role.HEAD, office.department, office.preparer)
    with pytest.raises(NotAllowed, match="不能签批自己提交的报告"):
        office.act(evaluation, "sign", office.preparer)
    assert not evaluation.submissions.exists()


def test_a_correction_says_why(office):
    published = office.evaluation(Status.PUBLISHED)
    with pytest.raises(Incomplete, match="须写明原因"):
        office.act(published, "correct", reason="")
    assert Evaluation.objects.get(pk=published.pk).status == Status.PUBLISHED
