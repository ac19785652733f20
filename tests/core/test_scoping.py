"""Who sees which reports, and that nobody else learns they exist."""

import pytest

from departments.roles import Role
from evaluations.scoping import evaluations_for, publications_for, submissions_for
from tests.factories import make_member, make_office, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = make_office()
    office.evaluation("published")
    return office


@pytest.mark.parametrize(
    "role, seen",
    [
        ("preparer", (1, 1, 1)),
        ("head", (1, 1, 1)),
        ("reviewer", (1, 1, 0)),
        ("bureau_admin", (1, 1, 1)),
        ("publisher", (0, 0, 1)),
        ("system_admin", (0, 0, 0)),
        ("security_admin", (0, 0, 0)),
        ("audit_admin", (0, 0, 0)),
    ],
)
def test_each_role_sees_its_own(office, role, seen):
    make_office().evaluation("published")
    person = office.people[role]
    assert tuple(rows(person).count() for rows in (evaluations_for, submissions_for, publications_for)) == seen


def test_a_neighbour_department_sees_nothing(office):
    neighbour = make_office(office.county)
    for rows in (evaluations_for, submissions_for, publications_for):
        assert not rows(neighbour.preparer).exists() and not rows(neighbour.head).exists()


def test_a_reviewer_sees_every_department_of_the_county_and_none_of_another(office):
    make_office(office.county).evaluation("submitted")
    make_office().evaluation("submitted")
    assert submissions_for(office.reviewer).count() == 2


def test_without_role_or_when_blocked_nothing_is_seen(office):
    office.reviewer.is_active = False
    assert not submissions_for(office.reviewer).exists()
    assert not evaluations_for(make_user()).exists()


def test_two_roles_add_up(office):
    other = make_office()
    other.evaluation("draft")
    make_member(Role.PREPARER, other.department, user=office.reviewer)
    assert evaluations_for(office.reviewer).count() == 2
