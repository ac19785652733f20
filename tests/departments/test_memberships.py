"""What a membership may be: a place that fits the role, once, and three administrators who are nothing else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from departments.models import County, Department, Membership, User
from departments.roles import COUNTY_ROLES, DEPARTMENT_ROLES, SEPARATED_ROLES, Role
from tests.factories import make_county, make_department, make_member, make_user

BUSINESS_ROLES = sorted(set(Role) - SEPARATED_ROLES)


def test_every_role_belongs_to_a_department_or_to_a_county_and_to_one_of_them_only():
    assert DEPARTMENT_ROLES | COUNTY_ROLES == set(Role) and not DEPARTMENT_ROLES & COUNTY_ROLES
    assert {role.label for role in DEPARTMENT_ROLES} == {"经办人", "单位负责人"}
    assert {role.label for role in SEPARATED_ROLES} == {"系统管理员", "安全管理员", "审计管理员"}


def test_people_read_names_and_not_codes():
    county = County(code="431023", name="永兴县", bureau_name="永兴县财政局")
    department = Department(county=county, name="县档案馆", budget_code="101001")
    person = User(username="zhangsan", display_name="张三")
    assert (str(county), str(department), str(person)) == ("永兴县", "县档案馆", "张三")
    assert str(Membership(user=person, county=county, department=department, role="head")) == "张三 单位负责人 县档案馆"
    assert str(Membership(user=person, county=county, role="reviewer")) == "张三 审核员 永兴县"
    assert str(User(username="zhangsan")) == "zhangsan"


def joined(user: User, place: Department, role: str) -> Membership:
    """A membership not yet saved, at the department or its county as the role asks."""
    department = place if role in DEPARTMENT_ROLES else None
    return Membership(user=user, county=place.county, department=department, role=role)


def refusal(membership: Membership) -> dict[str, list[str]]:
    """The sentences that say why the membership cannot be, by field; {} when it can."""
    try:
        membership.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.django_db
class TestPlaces:
    @pytest.mark.parametrize("role", sorted(DEPARTMENT_ROLES))
    def test_a_department_role_without_department_cannot_be_stored(self, role):
        with pytest.raises(IntegrityError, match="membership_department_fits_role"), transaction.atomic():
            Membership.objects.create(user=make_user(), county=make_county(), role=role)

    @pytest.mark.parametrize("role", sorted(COUNTY_ROLES))
    def test_a_county_role_in_a_department_cannot_be_stored(self, role):
        place = make_department()
        with pytest.raises(IntegrityError, match="membership_department_fits_role"), transaction.atomic():
            Membership.objects.create(user=make_user(), county=place.county, department=place, role=role)

    @pytest.mark.parametrize("role", [Role.PREPARER, Role.REVIEWER])
    def test_nobody_holds_a_role_twice_at_one_place(self, role):
        place = make_department()
        person = make_member(role, place)
        with pytest.raises(IntegrityError), transaction.atomic():
            make_member(role, place, person)

    def test_an_accountant_may_keep_the_books_of_several_departments(self):
        first = make_department()
        second = make_department(first.county)
        person = make_member(Role.PREPARER, first)
        assert not refusal(joined(person, second, Role.PREPARER)) and not refusal(joined(person, first, Role.HEAD))
        make_member(Role.PREPARER, second, person)
        make_member(Role.HEAD, first, person)
        assert person.memberships.count() == 3

    def test_a_department_of_another_county_is_refused_at_its_field(self):
        wrong = Membership(user=make_user(), county=make_county(), department=make_department(), role=Role.HEAD)
        assert refusal(wrong) == {"department": ["所选单位不属于该县（市、区），请重新选择。"]}

    def test_codes_and_names_of_departments_are_single_in_a_county_and_free_elsewhere(self):
        known = make_department(name="县档案馆", budget_code="101001")
        for clash in ({"budget_code": "101001"}, {"name": "县档案馆"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                make_department(known.county, **clash)
        assert make_department(name="县档案馆", budget_code="101001").county != known.county

    def test_who_has_signed_nothing_away_cannot_be_deleted_from_under_a_role(self):
        person = make_member(Role.REVIEWER, make_department())
        with pytest.raises(IntegrityError), transaction.atomic():
            person.delete()
        assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.django_db
class TestSeparation:
    """三员分立: system, security and audit administrator are three people who do nothing else."""

    SENTENCE = {"role": ["系统、安全、审计管理员必须分设，不能与其他角色由同一人担任。"]}

    @pytest.mark.parametrize("held", sorted(SEPARATED_ROLES))
    def test_one_of_the_three_gets_no_other_role(self, held):
        place = make_department()
        person = make_member(held, place)
        assert {role: refusal(joined(person, place, role)) for role in Role if role != held} == {
            role: self.SENTENCE for role in Role if role != held
        }

    @pytest.mark.parametrize("held", BUSINESS_ROLES)
    def test_who_works_on_reports_becomes_none_of_the_three(self, held):
        place = make_department()
        person = make_member(held, place)
        assert all(refusal(joined(person, place, role)) == self.SENTENCE for role in SEPARATED_ROLES)
        others = [role for role in BUSINESS_ROLES if role != held]
        assert [role for role in others if refusal(joined(person, place, role))] == []

    def test_one_of_the_three_may_be_it_for_several_counties(self):
        person = make_member(Role.AUDIT_ADMIN, make_county())
        assert not refusal(joined(person, make_department(), Role.AUDIT_ADMIN))

    def test_the_only_role_of_a_person_may_be_exchanged_for_any_other(self):
        place = make_department()
        own = make_member(Role.REVIEWER, place).memberships.get()
        own.role = Role.SECURITY_ADMIN
        assert not refusal(own)

    def test_what_others_hold_does_not_matter(self):
        place = make_department()
        make_member(Role.SYSTEM_ADMIN, place)
        assert not refusal(joined(make_user(), place, Role.REVIEWER))
