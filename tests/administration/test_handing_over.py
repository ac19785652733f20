"""Open work goes to a colleague, with a preview; roles of the bureau do not go this way."""

import pytest
from django.urls import reverse

from departments.roles import Role
from evaluations.models import Event
from tests.access.site import client_of
from tests.factories import make_county, make_department, make_member, make_office, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def address(user):
    return reverse("administration:hand_over", args=[user.pk])


def hand_over(client, user, colleague, roles=None):
    chosen = user.memberships.all() if roles is None else roles
    return client.post(address(user), {"colleague": colleague.pk, "roles": [row.pk for row in chosen]})


def test_the_colleague_gets_the_roles_and_the_reports_that_are_open(office):
    office.evaluation()
    client, colleague = client_of(office.system_admin), make_user("孙会计", county=office.county)
    page = client.get(address(office.preparer)).content.decode()
    assert f"{office.department}2020年度：填报中（逾期）" in page and "孙会计" in page
    assert hand_over(client, office.preparer, colleague).status_code == 302
    assert not office.preparer.memberships.exists()
    assert colleague.memberships.get().role == Role.PREPARER
    assert "2020" in client_of(colleague).get("/filing/", follow=True).content.decode()
    event = Event.objects.get(action="hand_over")
    assert event.detail["reports"] == 1 and event.detail["handed_to"].startswith("孙会计")


def test_who_has_nothing_to_hand_over_is_told_so(office):
    client, colleague = client_of(office.system_admin), make_user(county=office.county)
    assert "提请收回" in client.get(address(office.reviewer)).content.decode()
    assert hand_over(client, office.reviewer, colleague).status_code == 422
    assert office.reviewer.memberships.get().role == Role.REVIEWER


def test_nobody_of_another_county_and_no_administrator_takes_over(office):
    client = client_of(office.system_admin)
    for other in (make_user(county=make_county()), office.audit_admin, office.preparer):
        assert hand_over(client, office.preparer, other).status_code == 422
    assert office.preparer.memberships.exists()


def test_only_the_chosen_roles_go(office):
    stays = make_member(Role.PREPARER, make_department(office.county), office.preparer).memberships.last()
    colleague = make_user(county=office.county)
    chosen = office.preparer.memberships.exclude(pk=stays.pk)
    hand_over(client_of(office.system_admin), office.preparer, colleague, list(chosen))
    assert office.preparer.memberships.get() == stays and colleague.memberships.get().department == office.department


def test_a_role_in_another_county_is_not_given_away_here(office):
    elsewhere = make_department(make_county())
    held = make_member(Role.HEAD, elsewhere, office.preparer).memberships.get(department=elsewhere)
    colleague = make_user(county=office.county)
    assert hand_over(client_of(office.system_admin), office.preparer, colleague, [held]).status_code == 422
    assert not colleague.memberships.exists()
