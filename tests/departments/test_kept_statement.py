"""A row read by a statement that was written once is the row that Django reads."""

from decimal import Decimal

import pytest
from django.db import models
from django.utils import timezone

from departments.kept_statement import KeptColumns, KeptStatement
from departments.models import Department, Membership
from departments.roles import Role
from evaluations.filing.desk.draft_desk import DRAFT
from evaluations.models import BudgetLine, Evaluation


def columns(row: Evaluation) -> list[dict]:
    """What is loaded of a draft and of what belongs to it."""
    cycle = row.obligation.cycle
    rows: list[models.Model] = [row, row.obligation, cycle, cycle.scheme, cycle.county, row.obligation.department]
    rows += [row.returned_by] if row.returned_by else []
    return [{name: value for name, value in vars(one).items() if name != "_state"} for one in rows]


@pytest.mark.parametrize("returned", [False, True])
def test_a_draft_is_read_with_all_that_belongs_to_it_as_django_reads_it(
    returned, kept_office, kept_draft, django_assert_num_queries
):
    if returned:
        told = {"returned_by": kept_office.reviewer, "returned_at": timezone.now(), "return_reason": "数据有误"}
        Evaluation.objects.filter(pk=kept_draft.pk).update(**told)
    related = ("obligation__cycle__scheme", "obligation__cycle__county", "obligation__department", "returned_by")
    usual = Evaluation.objects.select_related(*related).defer("obligation__cycle__scheme__source").get()
    for _ in range(2):
        with django_assert_num_queries(1):
            row = DRAFT.row_of(usual.pk)
            assert columns(row) == columns(usual) and not row._state.adding
            assert returned == (row.returned_by is not None)
    assert DRAFT.row_of(usual.pk + 1) is None and DRAFT.row_of(10**30) is None


@pytest.mark.django_db
def test_each_reading_is_a_new_one(kept_office):
    departments, own = KeptStatement(Department.objects.all), kept_office.department
    before = departments.row_of(own.pk)
    Department.objects.filter(pk=own.pk).update(name="改名后的单位")
    assert departments.row_of(own.pk).name == "改名后的单位" and before.name == own.name


@pytest.mark.django_db
def test_several_rows_come_in_their_order_and_a_relation_may_lead_nowhere(kept_office, django_assert_num_queries):
    person, other = kept_office.people[Role.REVIEWER], kept_office.people[Role.PREPARER]
    Membership.objects.create(user=person, county=kept_office.county, department=kept_office.department, role=Role.HEAD)
    roles = KeptStatement(lambda: Membership.objects.order_by("-pk"), ("county", "department"), field="user")
    usual = Membership.objects.filter(user=person).select_related("county", "department").order_by("-pk")
    with django_assert_num_queries(1):
        found = roles.rows_of(person.pk)
        told = [(row, row.role, row.county.name, row.department and row.department.name) for row in found]
    assert told == [(row, row.role, row.county.name, row.department and row.department.name) for row in usual]
    assert {row.department for row in found} == {None, kept_office.department}
    assert [row.user_id for row in roles.rows_of(other.pk)] == [other.pk]


@pytest.mark.django_db
def test_what_a_database_writes_in_its_own_way_is_read_as_its_field_says(kept_draft):
    BudgetLine.objects.filter(evaluation=kept_draft).delete()
    BudgetLine.objects.create(evaluation=kept_draft, figure="reception.actual", amount=Decimal("12.50"))
    names = ("figure", "amount", "not_applicable")
    found = KeptColumns(BudgetLine.objects.all, names, "evaluation").of(kept_draft.pk)
    usual = BudgetLine.objects.filter(evaluation=kept_draft).values_list(*names)
    assert repr(found) == repr(list(usual)) and found == [("reception.actual", Decimal("12.5"), False)]
    assert repr(KeptColumns(BudgetLine.objects.all, names, "evaluation").of_any([kept_draft.pk])) == repr(found)


@pytest.mark.django_db
def test_rows_of_several_keys_come_by_one_statement_in_their_order(kept_office, kept_draft, django_assert_num_queries):
    """The queryset may have conditions with values of its own."""
    people = [person.pk for person in kept_office.people.values()][:3]
    names = ("pk", "user", "role")
    kept = KeptColumns(lambda: Membership.objects.exclude(role=Role.HEAD).order_by("-pk"), names, "user")
    usual = Membership.objects.exclude(role=Role.HEAD).order_by("-pk").values_list(*names)
    for keys in (people, people[1:], [people[0], 10**9], []):
        with django_assert_num_queries(1):
            found = kept.of_any(keys)
        assert found == list(usual.filter(user__in=keys)) and bool(found) == bool(keys)
    assert kept.of(people[0]) == list(usual.filter(user=people[0]))
