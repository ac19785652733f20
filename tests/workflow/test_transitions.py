"""Every act by every role in every status: what the table allows happens, all else changes nothing."""

from itertools import product

import pytest
from django.db import transaction

from departments.roles import Role
from evaluations.models import Event, Status
from evaluations.workflow.acting import Conflict, NotAllowed, available_acts
from evaluations.workflow.guards_and_effects import current_submission
from evaluations.workflow.transitions import WORKFLOW_ACTIONS, WORKFLOW_TRANSITIONS
from tests.factories import finish_paper, make_office
from tests.patience import cases
from tests.workflow.looking import everything, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


# (action, role) → the statuses from which it leads somewhere, written out once more by hand.
EXPECTED = {
    ("submit", "preparer"): {"draft": "awaiting_signature", "returned": "awaiting_signature"},
    ("sign", "head"): {"awaiting_signature": "submitted"},
    ("refuse_signature", "head"): {"awaiting_signature": "returned"},
    ("withdraw", "preparer"): {"awaiting_signature": "draft", "submitted": "draft"},
    ("withdraw", "head"): {"awaiting_signature": "draft", "submitted": "draft"},
    ("approve", "reviewer"): {"submitted": "approved"},
    # Only in a year that wants two persons: tests/review/decision/test_second_person.py.
    ("first_approve", "reviewer"): {},
    ("return", "reviewer"): {"submitted": "returned"},
    ("publish", "publisher"): {"approved": "published"},
    ("schedule_release", "publisher"): {"approved": "approved"},
    ("cancel_release", "publisher"): {},
    ("unpublish", "publisher"): {"published": "approved"},
    ("unapprove", "reviewer"): {"approved": "submitted"},
    ("unapprove", "bureau_admin"): {"approved": "submitted"},
    ("correct", "preparer"): {"approved": "approved", "published": "published"},
    ("correct", "head"): {"approved": "approved", "published": "published"},
    # What these lead from needs more than a status: test_ways_back.py tries them.
    ("republish", "publisher"): {},
    ("take_back_correction", "preparer"): {},
    ("take_back_correction", "head"): {},
    ("allow_correction", "reviewer"): {},
    ("allow_correction", "bureau_admin"): {},
    ("refuse_correction", "reviewer"): {},
    ("refuse_correction", "bureau_admin"): {},
    ("cancel_correction", "preparer"): {},
    ("cancel_correction", "head"): {},
}

# Where those press who may never do it: no line of the table names them, whatever the status. In --long everywhere.
STRANGERS_PRESS_IN = cases((Status.DRAFT, Status.PUBLISHED), tuple(Status))


@pytest.mark.parametrize("status", Status.values)
def test_every_act_by_every_role(office, status):
    start = office.evaluation(status)
    if status == Status.APPROVED:
        finish_paper(current_submission(start).publication)
    offers = {role: {line.action for line in available_acts(fresh(start), office.people[role])} for role in Role.values}
    before = everything()  # and after each of them: what is refused changes nothing, what is done is undone
    for action, role in product(WORKFLOW_ACTIONS, Role.values):
        target = EXPECTED.get((action, role), {}).get(status)
        assert (action in offers[role]) == (target is not None), f"{role} {action} in {status}"
        if not may_ever(action, role) and status not in STRANGERS_PRESS_IN:
            continue
        if target:
            point = transaction.savepoint()
            assert office.act(start, action, office.people[role]).status == fresh(start).status == target
            transaction.savepoint_rollback(point)
        else:
            with pytest.raises((NotAllowed, Conflict)) as refusal:
                office.act(start, action, office.people[role])
            assert refusal.value.status_code == (403 if not may_ever(action, role) else 409)
            assert everything() == before
            refused = Event.objects.order_by("-pk")[0]
            assert (refused.action, refused.outcome, refused.actor) == (action, "refused", office.people[role])


def may_ever(action: str, role: str) -> bool:
    return (action, role) in EXPECTED


def test_the_table_above_is_the_table_of_the_program():
    lines = {(t.action, role) for t in WORKFLOW_TRANSITIONS for role in t.roles}
    assert lines == set(EXPECTED)
