"""Two people at the same moment, on two connections: exactly one of them wins, every time."""

import threading
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from evaluations.audit.refusals import Conflict
from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from evaluations.jobs.job_rows import claim_job, enqueue_job
from evaluations.models import (
    Decision,
    Evaluation,
    Event,
    FrozenAssessment,
    Job,
    Obligation,
    Publication,
    Status,
    Submission,
)
from evaluations.submissions.freezing import assessment_columns
from evaluations.workflow.acting import lock_for_edit, perform_act
from evaluations.workflow.guards_and_effects import current_submission
from evaluations.workflow.obstacles import mark_done
from tests.databases import wait_for_locks
from tests.factories import Office, complete_figures, make_department, make_member, make_office
from tests.patience import tries

pytestmark = pytest.mark.django_db(transaction=True)
RACES = tries(6, 200)


def race(*runners: Callable[[int], object], rounds: int) -> list[Counter]:
    """Let the runners start each round together; per round, how each came out (the exception's name, or "won")."""
    barrier = threading.Barrier(len(runners))
    results: list[Counter[str]] = [Counter() for _ in range(rounds)]

    def run(runner: Callable[[int], object]) -> None:
        try:
            wait_for_locks()
            for number in range(rounds):
                barrier.wait(timeout=60)
                results[number][outcome(runner, number)] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[runner]) for runner in runners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def outcome(runner: Callable[[int], object], number: int) -> str:
    try:
        return "won" if runner(number) else "lost"
    except Exception as error:
        return Conflict.__name__ if isinstance(error, Conflict) else type(error).__name__


def many_submitted(office: Office, number: int) -> list[Submission]:
    """Copies of one real submission for many departments, written quickly."""
    model = current_submission(office.evaluation(Status.SUBMITTED))
    now, rows = timezone.now(), []
    for _ in range(number):
        obligation = Obligation.objects.create(cycle=office.cycle, department=make_department(office.county))
        evaluation = Evaluation.objects.create(
            obligation=obligation, status=Status.SUBMITTED, submitted_at=now, submitted_by=office.preparer
        )
        rows.append(
            Submission(
                evaluation=evaluation,
                number=1,
                scheme=model.scheme,
                facts=model.facts,
                result=model.result,
                sha256=model.sha256,
                submitted_by=office.preparer,
                submitted_at=now,
            )
        )
    copies = Submission.objects.bulk_create(rows)
    columns = assessment_columns(model.sha256, model.frozen_assessment.content)
    FrozenAssessment.objects.bulk_create(FrozenAssessment(submission=copy, **columns) for copy in copies)
    return copies


def test_approve_against_return_has_one_winner_each_time():
    office = make_office()
    other = make_member("reviewer", office.county)
    rows = many_submitted(office, RACES)

    def approve(number: int) -> object:
        return perform_act(rows[number].evaluation, "approve", office.reviewer, version=1, sha256=rows[number].sha256)

    def send_back(number: int) -> object:
        return perform_act(
            rows[number].evaluation, "return", other, version=1, sha256=rows[number].sha256, reason="请核对公用经费"
        )

    results = race(approve, send_back, rounds=RACES)
    assert sum(result == {"won": 1, "Conflict": 1} for result in results) == RACES, results
    for row in rows:
        evaluation, decision = Evaluation.objects.get(pk=row.evaluation_id), Decision.objects.get(submission=row)
        assert (evaluation.status, evaluation.version) == (decision.outcome, 2)
        approved = decision.outcome == "approved"
        assert Publication.objects.filter(submission=row).exists() == approved
        assert Job.objects.filter(key=f"render:{row.pk}").exists() == approved
    outcomes = Event.objects.filter(action__in=["approve", "return"]).values_list("outcome", flat=True)
    assert Counter(outcomes) == {"ok": RACES, "refused": RACES}


def test_one_person_pressing_twice_submits_once():
    office = make_office(signature_required=False)
    drafts = [make_office(office.county).evaluation() for _ in range(10)]
    people = [Evaluation.objects.get(pk=draft.pk).department.memberships.get(role="preparer").user for draft in drafts]

    def press(number: int) -> object:
        return perform_act(drafts[number], "submit", people[number], version=1)

    results = race(press, press, rounds=len(drafts))
    assert all(result == {"won": 1, "Conflict": 1} for result in results), results
    assert Submission.objects.count() == len(drafts)


def test_no_edit_slips_into_what_is_being_submitted():
    office = make_office(signature_required=False)
    drafts = [
        make_office(office.county).evaluation(document=complete_figures(satisfaction_rate="91")) for _ in range(10)
    ]
    people = [Evaluation.objects.get(pk=draft.pk).department.memberships.get(role="preparer").user for draft in drafts]

    def submit(number: int) -> object:
        return perform_act(drafts[number], "submit", people[number], version=1)

    def edit(number: int) -> object:
        with lock_for_edit(drafts[number].pk) as draft:
            store_facts(draft, complete_figures(satisfaction_rate="99"))
            mark_done(draft)
        return True

    results = race(submit, edit, rounds=len(drafts))
    assert all(result in ({"won": 2}, {"won": 1, "Conflict": 1}) for result in results), results
    for submission in Submission.objects.all():
        held = collect_facts(submission.evaluation).figures["satisfaction_rate"]
        assert Decimal(submission.facts["figures"]["satisfaction_rate"]) == held


def test_one_worker_gets_the_job():
    rows = [enqueue_job("nothing", {}, key=f"n{number}") for number in range(50)]

    def claimer(name: str) -> Callable[[int], object]:
        return lambda number: claim_job(rows[number].pk, name)

    results = race(claimer("a"), claimer("b"), claimer("c"), rounds=len(rows))
    assert all(result == {"won": 1, "lost": 2} for result in results), results


def test_two_sealers_make_one_chain():
    from evaluations.audit import events

    make_office().evaluation("published")
    race(lambda _: events.seal_events(), lambda _: events.seal_events(), rounds=5)
    assert list(events.verify_chain()) == []
    assert Event.objects.filter(seal=None).count() == 0
