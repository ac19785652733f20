"""Reviewing by several people at the same moment: one winner, the right events, and words that say who was quicker."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from evaluations.audit.refusals import Conflict
from evaluations.models import Claim, Decision, Draw, DrawnReport, Event, FirstApproval, ReviewScore, ReviewSheet
from evaluations.review.sampling.draws import draw_reports
from evaluations.review.sampling.sampled_scoring import confirm_sample, save_sample_sheet
from evaluations.workflow.acting import perform_act
from evaluations.workflow.claiming import claim_review, release_review, take_over_review
from evaluations.workflow.review_scoring import save_review_sheet
from tests.factories import make_member, make_office
from tests.patience import tries
from tests.workflow.test_assignment_races import told_words
from tests.workflow.test_races import many_submitted, race
from tests.workflow.test_way_back_races import many_approved

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
RACES = tries(5, 200)
ONE_WINNER = {"won": 1, "Conflict": 1}


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def people(office):
    return [make_member("reviewer", office.county, display_name=name) for name in ("赵审核", "钱审核")]


def outcomes(*actions: str) -> Counter:
    """How the events of these acts came out."""
    return Counter(Event.objects.filter(action__in=actions).values_list("outcome", flat=True))


def winning(act):
    """A runner that counts whatever an act returns as a success."""
    return lambda number: act(number) or True


def test_of_two_who_take_over_from_the_same_colleague_one_does_at_once_or_one_after_the_other(office, people):
    rows = many_submitted(office, RACES + 1)
    for row in rows:
        claim_review(row, office.reviewer)
    takers = [
        winning(lambda n, one=one: take_over_review(rows[n], one, "外出培训", seen=office.reviewer.pk))
        for one in people
    ]
    assert race(*takers, rounds=RACES) == [ONE_WINNER] * RACES
    assert outcomes("take_over_review") == {"ok": RACES, "refused": RACES}
    assert takers[0](RACES)
    with pytest.raises(Conflict, match="您打开页面后，这份报告已由赵审核审核。"):
        takers[1](RACES)
    assert Claim.objects.get(submission=rows[RACES]).holder == people[0]
    assert all(words.endswith("仍需由您办理的再接手。") for words in told_words())


def test_a_release_and_a_claim_leave_one_holder_or_none_and_nobody_holds_it_unknown(office, people):
    rows = many_submitted(office, RACES)
    for row in rows:
        claim_review(row, office.reviewer)
    race(lambda n: release_review(rows[n], office.reviewer), lambda n: claim_review(rows[n], people[0]), rounds=RACES)
    told = Counter(Event.objects.filter(outcome="ok", actor=people[0]).values_list("action", flat=True))
    assert Claim.objects.filter(holder=people[0]).count() == told["claim_review"]
    assert Claim.objects.exclude(holder=people[0]).filter(holder=None).count() == RACES - told["claim_review"]


def test_one_gives_the_first_word_and_one_the_last(office, people):
    plan = office.cycle.reviewing.to_json() | {"second_person": True}
    type(office.cycle).objects.filter(pk=office.cycle.pk).update(review_plan=plan)
    rows = many_submitted(office, RACES)

    def doing(action, person):
        return lambda n: perform_act(
            type(rows[n].evaluation).objects.get(pk=rows[n].evaluation_id),
            action,
            person,
            version=1,
            sha256=rows[n].sha256,
        )

    first = race(*[doing("first_approve", one) for one in people], rounds=RACES)
    assert first == [ONE_WINNER] * RACES and FirstApproval.objects.count() == RACES
    last = race(*[doing("approve", one) for one in (*people, office.reviewer)], rounds=RACES)
    assert all(result["won"] <= 1 for result in last)
    said = {row.submission_id: row.given_by_id for row in FirstApproval.objects.all()}
    assert all(said[one.submission_id] != one.decided_by_id for one in Decision.objects.all())
    assert Decision.objects.count() == sum(result["won"] for result in last)


def test_a_double_press_draws_once(office, people):
    many_approved(office, ready=False)
    given: dict[str, Any] = {"method": "simple", "share": Decimal(50), "basis": "财绩〔2021〕9号"}
    rounds = min(RACES, 20)
    drawn = race(*[lambda n: draw_reports(office.cycle, office.bureau_admin, **given, after=n)] * 2, rounds=rounds)
    assert drawn == [ONE_WINNER] * rounds
    assert list(Draw.objects.order_by("number").values_list("number", flat=True)) == list(range(1, rounds + 1))
    assert outcomes("draw_reports") == {"ok": rounds, "refused": rounds}
    assert DrawnReport.objects.filter(draw__number=1).count() == DrawnReport.objects.filter(draw__number=rounds).count()


def test_a_sheet_is_saved_by_one_and_confirmed_as_it_was_saved(office, people):
    rows = many_submitted(office, RACES)
    saved = race(
        *[winning(lambda n, one=one: save_review_sheet(rows[n], one, {}, version=0)) for one in people], rounds=RACES
    )
    assert saved == [ONE_WINNER] * RACES and ReviewSheet.objects.count() == RACES
    assert outcomes("score_sheet") == {"ok": RACES, "refused": RACES}


def test_a_sample_is_confirmed_once_and_a_late_save_changes_nothing(office, people):
    rows = many_approved(office, ready=False)[: min(RACES, 15)]
    draw_reports(office.cycle, office.bureau_admin, method="simple", share=Decimal(100), basis="财绩〔2021〕9号")
    for row in rows:
        save_sample_sheet(row, people[0], {}, version=0)
    results = race(
        winning(lambda n: confirm_sample(rows[n], people[0], version=1)),
        winning(lambda n: confirm_sample(rows[n], people[1], version=1)),
        winning(lambda n: save_sample_sheet(rows[n], people[1], {}, version=1)),
        rounds=len(rows),
    )
    scores = ReviewScore.objects.filter(round="sample").count()
    assert scores == sum(1 for row in rows if ReviewScore.objects.filter(submission=row, round="sample").exists())
    assert all(result["won"] in (1, 2) and set(result) <= {"won", "Conflict"} for result in results), results
    assert outcomes("confirm_sample")["ok"] == scores


def test_an_undo_pressed_twice_undoes_once(office, people):
    rows = many_approved(office, ready=False)
    undone = race(
        *[
            lambda n, one=one: perform_act(rows[n].evaluation, "unapprove", one, version=1, reason="核对后发现有误")
            for one in people
        ],
        rounds=min(RACES, len(rows)),
    )
    assert all(result == ONE_WINNER for result in undone), undone
    assert outcomes("unapprove") == {"ok": len(undone), "refused": len(undone)}
