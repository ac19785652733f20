"""The number of unread notices in the head of each page is that of the list behind it."""

import pytest
from django.utils import timezone

from departments.roles import Role
from evaluations.models import Notice
from evaluations.notices.own_notices import unread_notices, unread_number
from tests.factories import make_county, make_member

pytestmark = pytest.mark.django_db


def test_it_counts_what_concerns_the_places_where_the_person_still_works(kept_office, kept_evaluation):
    office, elsewhere = kept_office, make_member(Role.REVIEWER, make_county("丙县"))
    told = {"obligation": kept_evaluation.obligation, "action": "return", "subject": "退回修改", "text": "请修改。"}
    people = {office.preparer: "department", office.reviewer: "bureau", elsewhere: "bureau"}
    for number, (person, audience) in enumerate(people.items(), 1):
        rows = (Notice(user=person, audience=audience, at=timezone.now(), **told) for _ in range(number))
        Notice.objects.bulk_create(rows)
    assert [(unread_number(one), unread_notices(one).count()) for one in people] == [(1, 1), (2, 2), (0, 0)]
