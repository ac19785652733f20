"""Two administrators, or an administrator and an accountant, at the same moment: one of them wins, nothing is torn."""

import pytest

from evaluations.cycles.obligations.changing import exempt_obligation
from evaluations.cycles.opening.order import open_cycle
from evaluations.models import Cycle, Evaluation, Event, Obligation, Status
from evaluations.workflow.acting import can_edit, open_draft
from tests.cycles.years import order
from tests.factories import make_department, make_obligation, make_office
from tests.patience import tries
from tests.workflow.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = tries(8, 20)
REASON = "机构改革撤并"


def test_a_year_is_opened_once():
    office = make_office()
    for _ in range(5):
        make_department(office.county)
    notices = [order(office, year=year, opens_on=order(office).opens_on) for year in (2020, 2021, 2022)]
    Cycle.objects.all().delete()
    results = race(*[lambda n: open_cycle(notices[n], user=office.bureau_admin).new] * 2, rounds=len(notices))
    assert all(one == {"won": 1, "lost": 1} for one in results)
    assert Cycle.objects.count() == 3 and Obligation.objects.count() == 18
    assert Event.objects.filter(action="open_cycle", outcome="ok").count() == 3


def test_an_exemption_and_a_beginning_never_pass_each_other():
    office = make_office()
    owed = [make_obligation(office.cycle, office.department)]
    for _ in range(ROUNDS - 1):
        department = make_department(office.county)
        office.preparer.memberships.create(county=office.county, department=department, role="preparer")
        owed.append(make_obligation(office.cycle, department))
    results = race(
        lambda n: exempt_obligation(owed[n], office.bureau_admin, REASON),
        lambda n: open_draft(owed[n], office.preparer),
        rounds=ROUNDS,
    )
    # Whoever comes second is either refused (免报 first) or exempts a draft that then rests.
    assert all(one in ({"won": 2}, {"won": 1, "Conflict": 1}) for one in results)
    begun = Evaluation.objects.filter(obligation__in=owed)
    assert Obligation.objects.filter(exempted=True).count() == ROUNDS
    assert not [one for one in begun if can_edit(office.preparer, one)]


def test_an_exemption_and_a_submission_never_both_hold():
    county = make_office().county
    offices = [make_office(county) for _ in range(ROUNDS)]
    drafts = [office.evaluation(Status.DRAFT) for office in offices]
    results = race(
        lambda n: exempt_obligation(drafts[n].obligation, offices[n].bureau_admin, REASON),
        lambda n: offices[n].act(drafts[n], "submit"),
        rounds=ROUNDS,
    )
    assert all(one == {"won": 1, "Conflict": 1} for one in results)
    torn = Evaluation.objects.filter(obligation__exempted=True).exclude(status=Status.DRAFT)
    assert not torn.exists()
