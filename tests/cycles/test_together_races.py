"""Two people act upon the same fifty departments at once, each in another order: both come to an end, and neither by force.

Every act upon many takes its locks in the order of their numbers, whatever the order of the page: duties, reports, lines.
"""

from datetime import date, timedelta

import pytest

from evaluations.cycles.together.acting_together import extend_together, remind_together
from evaluations.models import Assignment, Evaluation, Obligation, ReportLine
from evaluations.workflow.assigning import AssignmentPlan, assign_together
from tests.factories import make_department, make_member, make_obligation, make_office
from tests.patience import thorough_only
from tests.workflow.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, DEPARTMENTS, FIRST_DAY = 50, 50, date(2021, 8, 1)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def owed(office):
    """Fifty duties in two groups: every other one has a report, and none has its line of the list yet."""
    rows = [make_obligation(office.cycle, make_department(office.county)) for _ in range(DEPARTMENTS)]
    Evaluation.objects.bulk_create(Evaluation(obligation=one) for one in rows[::2])
    ReportLine.objects.all().delete()
    return [one.pk for one in rows]


def extending(office, numbers):
    return lambda n: extend_together(
        office.cycle, numbers, office.bureau_admin, FIRST_DAY + timedelta(days=n), "机构改革"
    )


def assigning(office, numbers, person, by):
    return lambda n: assign_together(
        office.cycle, AssignmentPlan(dict.fromkeys(numbers, n % 2 and person.pk or None)), by
    )


def reminding(office, numbers):
    return lambda n: remind_together(office.cycle, numbers, office.bureau_admin, f"请抓紧报送（{n}）。")


@thorough_only
@pytest.mark.parametrize("pair", ["extend, assign", "assign, assign", "remind, extend"])
def test_acts_upon_many_in_opposite_orders_never_lock_each_other_out(office, owed, pair):
    other = make_member("bureau_admin", office.county)
    back = list(reversed(owed))
    runners = {
        "extend, assign": (extending(office, owed), assigning(office, back, office.reviewer, other)),
        "assign, assign": (
            assigning(office, owed, office.reviewer, office.bureau_admin),
            assigning(office, back, office.reviewer, other),
        ),
        "remind, extend": (reminding(office, owed), extending(office, back)),
    }
    results = race(*runners[pair], rounds=ROUNDS)
    assert {name for one in results for name in one} <= {"won", "Conflict"}
    assert all(one["won"] for one in results if pair != "assign, assign")
    lines = dict(ReportLine.objects.values_list("pk", "reviewer"))
    assert all(lines[pk] == person for pk, person in Assignment.objects.values_list("obligation", "reviewer"))
    assert Obligation.objects.filter(pk__in=owed).count() == DEPARTMENTS
