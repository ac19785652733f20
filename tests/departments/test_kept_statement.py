"""A row read by a statement that was written once is the row that Django reads."""

import pytest
from django.db import models

from departments.kept_statement import KeptStatement
from departments.models import Department
from evaluations.filing.desk.draft_desk import DRAFT
from evaluations.models import Evaluation


def columns(row: Evaluation) -> list[dict]:
    """What is loaded of a draft and of what belongs to it."""
    cycle = row.obligation.cycle
    rows: tuple[models.Model, ...] = (row, row.obligation, cycle, cycle.scheme, cycle.county, row.obligation.department)
    return [{name: value for name, value in vars(one).items() if name != "_state"} for one in rows]


def test_a_draft_is_read_with_all_that_belongs_to_it_as_django_reads_it(kept_draft, django_assert_num_queries):
    related = ("obligation__cycle__scheme", "obligation__cycle__county", "obligation__department")
    usual = Evaluation.objects.select_related(*related).defer("obligation__cycle__scheme__source").get()
    for _ in range(2):
        with django_assert_num_queries(1):
            row = DRAFT.row_of(usual.pk)
            assert columns(row) == columns(usual) and not row._state.adding
    assert DRAFT.row_of(usual.pk + 1) is None and DRAFT.row_of(10**30) is None


@pytest.mark.django_db
def test_each_reading_is_a_new_one(kept_office):
    departments, own = KeptStatement(Department.objects.all), kept_office.department
    before = departments.row_of(own.pk)
    Department.objects.filter(pk=own.pk).update(name="改名后的单位")
    assert departments.row_of(own.pk).name == "改名后的单位" and before.name == own.name
