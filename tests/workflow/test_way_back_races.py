"""A way back and the way forward at the same moment: exactly one of them wins, every time."""

from functools import partial

import pytest
from django.utils import timezone

from departments.models import User
from evaluations.cycles.changing.closing import close_cycle
from evaluations.models import Claim, Correction, Decision, Evaluation, Event, Publication, Status, Submission
from evaluations.workflow.acting import perform_act
from evaluations.workflow.claiming import claim_review
from tests.factories import Office, make_member, make_office
from tests.patience import tries
from tests.workflow.test_races import RACES, many_submitted, race

pytestmark = pytest.mark.django_db(transaction=True)
ONE_WINNER = {"won": 1, "Conflict": 1}
REASON = "测试用的原因"


@pytest.fixture
def office():
    return make_office()


def many_approved(office: Office, *, ready: bool) -> list[Submission]:
    """Copies of a submission that were approved, with or without their paper."""
    rows, now = many_submitted(office, RACES), timezone.now()
    for row in rows:
        Decision.objects.create(submission=row, outcome="approved", decided_by=office.reviewer, decided_at=now)
        Publication.objects.create(
            submission=row,
            department=row.evaluation.department,
            year=2020,
            title="报告",
            **(
                {"state": "ready", "file": "a", "sha256": "0" * 64, "size": 1, "pages": 1, "rendered_at": now}
                if ready
                else {}
            ),
        )
    passed = {"status": Status.APPROVED, "approved_at": now, "approved_by": office.reviewer}
    Evaluation.objects.filter(submissions__in=rows).update(**passed)
    return rows


def doing(rows, action: str, person, **given):
    """A runner that does this act upon each report in turn."""
    return lambda n: perform_act(rows[n].evaluation, action, person, version=1, reason=REASON, **given)


def test_an_approval_is_taken_back_or_published_and_never_both(office):
    rows = many_approved(office, ready=True)
    results = race(doing(rows, "unapprove", office.reviewer), doing(rows, "publish", office.publisher), rounds=RACES)
    assert results == [ONE_WINNER] * RACES
    for row in rows:
        public = Evaluation.objects.get(pk=row.evaluation_id).status == Status.PUBLISHED
        assert public == Publication.objects.filter(submission=row, state="live").exists()
        assert public != hasattr(Decision.objects.get(submission=row), "revocation")


def test_of_two_who_ask_for_a_correction_one_asks_and_of_two_who_answer_one_does(office):
    rows = many_approved(office, ready=False)
    asked = race(*[doing(rows, "correct", one) for one in preparers(office, rows)], rounds=RACES)
    assert asked == [ONE_WINNER] * RACES and Correction.objects.count() == RACES

    def answer(action):
        return lambda n: perform_act(rows[n].evaluation, action, office.bureau_admin, version=2, reason=REASON)

    answered = race(answer("allow_correction"), answer("refuse_correction"), rounds=RACES)
    assert answered == [ONE_WINNER] * RACES
    for row in rows:
        evaluation = Evaluation.objects.get(pk=row.evaluation_id)
        state = "allowed" if evaluation.correcting else "refused"
        assert Correction.objects.get(evaluation=evaluation).state == state


def test_a_report_is_signed_or_withdrawn_and_whoever_was_too_late_reads_who_was_quicker(office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    for _ in range(tries(3, 30)):
        version = Evaluation.objects.get(pk=evaluation.pk).version
        acts = [partial(press, evaluation, *one) for one in (("sign", office.head), ("withdraw", office.preparer))]
        assert race(*[partial(one, version) for one in acts], rounds=1) == [ONE_WINNER]
        signed = Evaluation.objects.get(pk=evaluation.pk).status == Status.SUBMITTED
        said = Event.objects.filter(outcome="refused").order_by("-pk").values_list("action", "detail__message").first()
        late, quicker = ("withdraw", f"{office.head} ") if signed else ("sign", f"{office.preparer} ")
        assert said[0] == late and f"（{quicker}" in said[1]
        office.do_acts(evaluation, *(["withdraw"] if signed else []), "submit")


def press(evaluation: Evaluation, action: str, person: User, version: int, number: int) -> object:
    """The act as the page with this version sends it."""
    return perform_act(evaluation, action, person, version=version)


def preparers(office, rows):
    """Two people who file for every one of these departments."""
    people = [make_member("preparer", office.department) for _ in range(2)]
    for person in people:
        for row in rows:
            department = row.evaluation.department
            person.memberships.create(county=office.county, department=department, role="preparer")
    return people


def test_of_two_reviewers_one_claims(office):
    other, rows = make_member("reviewer", office.county), many_submitted(office, RACES)
    results = race(
        lambda n: claim_review(rows[n], office.reviewer), lambda n: claim_review(rows[n], other), rounds=RACES
    )
    assert results == [ONE_WINNER] * RACES and Claim.objects.filter(holder=None).count() == 0


def test_of_claim_and_withdrawal_one_holds(office):
    rows = many_submitted(office, RACES)
    (preparer, _) = preparers(office, rows)
    results = race(lambda n: claim_review(rows[n], office.reviewer), doing(rows, "withdraw", preparer), rounds=RACES)
    assert results == [ONE_WINNER] * RACES
    held = Claim.objects.filter(submission__in=rows).exclude(holder=None)
    assert set(held.values_list("submission__evaluation__status", flat=True)) <= {Status.SUBMITTED}


def test_nothing_is_filed_into_a_year_that_is_being_closed():
    offices = [make_office(signature_required=False) for _ in range(tries(8, 20))]
    drafts = [one.evaluation() for one in offices]

    def close(number):
        close_cycle(offices[number].cycle, offices[number].bureau_admin, "已经结束")
        return True

    def submit(number):
        return perform_act(drafts[number], "submit", offices[number].preparer, version=1)

    results = race(close, submit, rounds=len(offices))
    assert [one for one in results if one not in ({"won": 2}, {"won": 1, "Conflict": 1})] == []
    for draft in drafts:
        cycle = Evaluation.objects.get(pk=draft.pk).obligation.cycle
        assert cycle.closed
        for row in Submission.objects.filter(evaluation=draft):
            assert row.submitted_at < cycle.closed_at
