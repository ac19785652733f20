"""A refused act leaves a line in the log and nothing else: who tried what, on which report, and the sentence they read."""

from typing import Any

import pytest
from django.db import transaction
from django.test import RequestFactory

from evaluations.audit.refusals import ActRefused, Conflict, Incomplete, NotAllowed, refusals_noted
from evaluations.checks.finding import Finding
from evaluations.language.severities import ERROR_LEVEL
from evaluations.models import Event, Scheme
from evaluations.schemes.report_place import ReportPlace
from tests.factories import make_user

SAID = "请刷新页面后再办理。"


@pytest.fixture
def clerk(db):
    return make_user("王会计")


@pytest.mark.parametrize("kind, status", [(ActRefused, 400), (NotAllowed, 403), (Conflict, 409), (Incomplete, 422)])
def test_each_refusal_has_its_answer_and_its_line(clerk, kind, status):
    request = RequestFactory().post("/", REMOTE_ADDR="10.1.2.3")
    with pytest.raises(kind, match=SAID) as refused, refusals_noted("approve", clerk, request, clerk):
        raise kind(SAID)
    assert (refused.value.status_code, refused.value.message, str(refused.value)) == (status, SAID, SAID)
    row = Event.objects.get()
    assert (row.action, row.outcome, row.detail, row.actor) == ("approve", "refused", {"message": SAID}, clerk)
    assert (row.object_type, row.object_id, row.ip) == ("user", str(clerk.pk), "10.1.2.3")


@pytest.mark.django_db
def test_the_line_stays_when_the_transaction_of_the_act_is_rolled_back(clerk):
    with pytest.raises(Conflict), refusals_noted("load_scheme", clerk, None), transaction.atomic():
        Scheme.objects.create(code="x", title="x", source="", digest="0" * 64)
        raise Conflict(SAID)
    assert not Scheme.objects.exists()
    row = Event.objects.get()
    assert (row.action, row.object_type, row.object_id, row.ip) == ("load_scheme", "", "", None)


def test_an_act_that_was_done_leaves_no_refusal(clerk):
    with refusals_noted("approve", clerk, None, clerk):
        pass
    assert not Event.objects.exists()


def test_a_fault_of_the_program_is_no_refusal(clerk):
    with pytest.raises(ZeroDivisionError), refusals_noted("approve", clerk, None, clerk):
        raise ZeroDivisionError
    assert not Event.objects.exists()


def test_nobody_in_particular_may_be_refused_too(db):
    with pytest.raises(NotAllowed), refusals_noted("open_cycle", None, None):
        raise NotAllowed(SAID)
    assert (Event.objects.get().actor, Event.objects.get().actor_name) == (None, "")


def test_what_is_missing_is_carried_as_it_was_found():
    assert Incomplete(SAID).findings == ()
    words: dict[str, Any] = dict.fromkeys(("where", "read", "expected", "why", "remedy"), "")
    found = [Finding(check=check, level=ERROR_LEVEL, place=ReportPlace("funds"), **words) for check in "ab"]
    assert Incomplete(SAID, found).findings == tuple(found)
