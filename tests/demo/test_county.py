"""The first departments of the trial county and its people: the same however often they are asked for."""

import json

import pytest
from django.utils import timezone

from departments.models import Department, Membership, User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.demo import county as trial
from evaluations.demo import demo_people as people
from evaluations.demo.living_county import play_story
from evaluations.drafts.approved_budget import approvable_figures
from evaluations.models import ApprovedFigure, Cycle, Obligation
from evaluations.models.scheme import parsed_scheme
from tests.demo.same_process import HereAtOnce
from tests.factories import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts(monkeypatch, tmp_path, settings):
    """Where the passwords are kept; hashing them well is no matter of the trial."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(people, "DEMO_ACCOUNTS", tmp_path / "var" / "accounts.json")
    return people.DEMO_ACCOUNTS


@pytest.fixture
def yongxing():
    return trial.create_county()


def counts() -> list[int]:
    return [kind._default_manager.count() for kind in (Department, Cycle, Obligation, ApprovedFigure)]


def test_a_county_with_the_year_of_the_seed_report_that_its_first_departments_owe(yongxing):
    assert (yongxing.code, yongxing.name, yongxing.bureau_name) == ("431023", "永兴县", "永兴县财政局")
    cycle = yongxing.cycles.get()
    assert (cycle.year, cycle.scheme.code, cycle.title) == (2020, "hunan-2013", "2020年度部门整体支出绩效评价")
    assert cycle.obligations.count() == 4 and cycle.opens_on.year == 2021
    assert (cycle.due_on - timezone.localdate()).days in (59, 60), "a trial does not begin after its deadline"
    assert cycle.year in range(parsed_scheme(cycle.scheme).years[0], parsed_scheme(cycle.scheme).years[1] + 1)


def test_a_second_time_finds_what_is_there_and_what_somebody_changed(yongxing):
    before = counts()
    ApprovedFigure.objects.filter(figure="reception.budget").update(amount=9)
    yongxing.cycles.update(title="改过的名称")
    assert trial.create_county() == yongxing and counts() == before == [4, 1, 4, 11]
    assert ApprovedFigure.objects.get(figure="reception.budget").amount == 9
    assert yongxing.cycles.get().title == "改过的名称"


def test_what_was_approved_are_figures_that_a_budget_can_name_and_that_add_up(yongxing):
    cycle = yongxing.cycles.get(year=2020)
    known = approvable_figures(parsed_scheme(cycle.scheme))
    for owed in cycle.obligations.filter(approved_figures__isnull=False).distinct():
        amounts = dict(owed.approved_figures.values_list("figure", "amount"))
        assert set(amounts) <= set(known)
        assert amounts["basic.budget"] == amounts["personnel.budget"] + amounts["operating.budget"]
        assert amounts["expenditure.budget"] == amounts["basic.budget"] + amounts["project.budget"]
    assert cycle.obligations.get(department__budget_code="102001").approved_figures.count() == 5


def test_there_is_one_account_for_each_role():
    assert sorted(role for _, role, _ in people.DEMO_PEOPLE) == sorted(Role)


def test_one_account_for_each_role_opens_with_the_password_that_is_told(yongxing, accounts):
    rows = people.create_people(yongxing)
    assert [(name, role) for name, role, _ in rows] == [(name, role) for name, role, _ in people.DEMO_PEOPLE]
    assert len({password for *_, password in rows}) == len(rows) and min(len(one[2]) for one in rows) >= 16
    seed = yongxing.departments.get(budget_code="102001")
    for name, role, password in rows:
        user = User.objects.get(username=name)
        held = Membership.objects.get(user=user)
        assert user.check_password(password) and not user.must_change_password
        assert (held.role, held.county) == (role, yongxing)
        assert held.department == (seed if role in DEPARTMENT_ROLES else None)


def test_the_passwords_are_kept_in_a_private_file_and_told_again(yongxing, accounts):
    rows = people.create_people(yongxing)
    assert accounts.stat().st_mode & 0o777 == 0o600
    assert json.loads(accounts.read_text()) == {name: password for name, _, password in rows}
    assert people.create_people(yongxing) == rows and User.objects.count() == len(rows)


def test_a_password_that_its_owner_changed_or_nobody_kept_is_not_told(yongxing, accounts):
    rows = people.create_people(yongxing)
    user = User.objects.get(username="shenhe")
    user.set_password("staple-9-mountain")
    user.save()
    again = people.create_people(yongxing)
    changed = {name: password for (name, _, password), old in zip(again, rows, strict=True) if password != old[2]}
    assert changed == {"shenhe": "（已由使用人修改）"}
    accounts.unlink()
    assert {password for *_, password in people.create_people(yongxing)} == {"（已由使用人修改）"}


def test_every_other_department_has_a_clerk_and_a_head_who_share_one_password(yongxing, accounts):
    roles = len(people.create_people(yongxing))
    password = people.create_department_people(yongxing)
    assert people.create_department_people(yongxing) == password and User.objects.count() == roles + 6
    for name, role in (("103001-kj", Role.PREPARER), ("103001-ld", Role.HEAD)):
        user = User.objects.get(username=name)
        assert user.check_password(password) and user.memberships.get().role == role
    assert (people.preparer_of("102001"), people.head_of("102001")) == ("kuaiji", "lingdao")


def test_a_password_that_was_lost_is_not_told_for_the_departments_either(yongxing, accounts):
    people.create_people(yongxing)
    people.create_department_people(yongxing)
    accounts.unlink()
    assert people.create_department_people(yongxing) == "（已由使用人修改）"


def test_a_trial_that_did_not_begin_with_the_story_is_left_alone():
    office = make_office()
    office.evaluation()
    assert play_story(office.county, HereAtOnce()) is False
    assert Cycle.objects.filter(county=office.county).count() == 1
