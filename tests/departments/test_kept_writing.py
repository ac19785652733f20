"""Rows written by statements that are kept are the rows that Django writes."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.kept_writing import add_row, change_rows, put_rows
from evaluations.models import BudgetLine, SectionState, SectionVersion

LINE = ("evaluation_id", "figure")


def columns(row):
    return {name: value for name, value in vars(row).items() if name not in ("_state", "id", "version")}


def test_a_new_row_is_what_django_would_have_stored_and_knows_its_number(kept_draft, kept_office):
    told = dict(
        section="usage", texts={"text-usage": "‘绩’\\%s", "n": ""}, page="p", sending=3, saved_at=timezone.now()
    )
    row = SectionVersion(evaluation=kept_draft, version=7, saved_by=kept_office.preparer, **told)
    add_row(row)
    usual = SectionVersion.objects.create(evaluation=kept_draft, version=8, saved_by=kept_office.preparer, **told)
    assert not row._state.adding and row.pk != usual.pk
    assert columns(SectionVersion.objects.get(pk=row.pk)) == columns(SectionVersion.objects.get(pk=usual.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        add_row(SectionVersion(evaluation=kept_draft, version=7, **told))


def test_columns_are_changed_where_all_is_as_it_was_and_nowhere_else(kept_draft, kept_office):
    for code in ("usage", "results"):
        SectionState.objects.create(evaluation=kept_draft, section=code, version=4)
    state, at = SectionState.objects.get(section="usage"), timezone.now()
    values = {"version": 5, "done": True, "raw": {"n": "3x"}, "saved_at": at, "saved_by_id": kept_office.preparer.pk}
    assert change_rows(SectionState, values, where={"id": state.pk, "version": 3}) == 0
    assert change_rows(SectionState, values, where={"id": state.pk, "version": 4}) == 1
    found = SectionState.objects.get(pk=state.pk)
    assert {name: getattr(found, name) for name in values} == values and found.section == "usage"
    assert SectionState.objects.get(section="results").version == 4


def test_of_rows_with_a_key_those_that_are_there_are_changed_and_the_others_made(kept_draft):
    BudgetLine.objects.create(evaluation=kept_draft, figure="a", amount=Decimal("1.5"))
    kept = BudgetLine.objects.create(evaluation=kept_draft, figure="c", amount=Decimal(9))
    lines = [("a", None, True), ("b", Decimal("2.25"), False)]
    rows = [
        {"evaluation_id": kept_draft.pk, "figure": name, "amount": amount, "not_applicable": none}
        for name, amount, none in lines
    ]
    put_rows(BudgetLine, rows, key=LINE)
    put_rows(BudgetLine, [], key=LINE)
    found = BudgetLine.objects.filter(evaluation=kept_draft).order_by("figure")
    assert list(found.values_list("figure", "amount", "not_applicable")) == [*lines, ("c", kept.amount, False)]
