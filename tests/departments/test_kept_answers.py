"""A statement is written once for so many numbers, and answers as the question that it was written of."""

import pytest

from departments import kept_answers
from departments.kept_answers import kept_answer
from departments.models import Department
from tests.factories import make_county, make_department

pytestmark = pytest.mark.django_db


def test_each_set_of_numbers_has_its_own_answer_and_the_statement_is_written_once(monkeypatch):
    county, other = make_county("甲县"), make_county("乙县")
    units = [make_department(place) for place in (county, county, other)]
    written = []

    def asked(counties, chosen):
        written.append((counties, chosen))
        rows = Department.objects.filter(county__in=counties, pk__in=chosen).order_by("pk")
        return rows.values_list("pk", "name")

    monkeypatch.setattr(kept_answers._statements, "written", kept_answers.KeptLast(9))
    for place, found in ((county, units[:2]), (other, units[2:])):
        rows = kept_answer(asked, [place.pk], [one.pk for one in units])
        assert [tuple(row) for row in rows] == [(one.pk, one.name) for one in found]
    assert len(written) == 1
    assert [row[0] for row in kept_answer(asked, [county.pk, other.pk], [units[1].pk])] == [units[1].pk]
    assert len(written) == 2, "another number of numbers is another statement"
    assert kept_answer(asked, [], [units[1].pk]) == kept_answer(asked, [], [units[1].pk]) == [], "of no county nothing"
