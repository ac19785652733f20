"""Who stands in the log and under which words: the person's own place, what was cut, and the one clock that decides."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.denied_access import permission_denied
from evaluations.audit.events import event_digest, events_of, record_event
from evaluations.audit.sign_ins import PasswordChanges, logged_name
from evaluations.models import Event
from tests.factories import make_county, make_department, make_member, make_user

pytestmark = pytest.mark.django_db


def read(event) -> Event:
    return Event.objects.get(pk=event.pk)


def test_a_county_role_acts_for_the_finance_bureau_and_a_department_role_for_the_department():
    county = make_county("永兴县")
    department = make_department(county, "永兴县档案管理所")
    people = [make_member(Role.REVIEWER, county), make_member(Role.HEAD, department), make_user("过客")]
    assert [read(record_event("look", user=user)).department for user in people] == [
        "永兴县财政局",
        "永兴县档案管理所",
        "",
    ]


def test_what_is_too_long_for_the_log_is_cut_and_not_lost():
    department = make_department(name="单" * 80)
    user = make_member(Role.PREPARER, department, make_user("长" * 40))
    request = RequestFactory().get("/")
    vars(request)["id"] = "r" * 40
    row = read(record_event("look", user=user, role="角" * 30, request=request))
    assert (row.actor_name, row.role) == ("长" * 40, "角" * 20)
    assert (row.department, row.request_id) == ("单" * 80, "r" * 36)


def test_the_act_is_told_with_the_role_that_allowed_it_and_without_a_request_from_nowhere():
    row = read(record_event("approve", user=make_user("陈审核"), role=Role.REVIEWER))
    assert (row.actor_name, row.role, row.ip, row.request_id) == ("陈审核", "reviewer", None, "")
    assert (row.object_type, row.object_id, row.detail, row.outcome) == ("", "", {}, "ok")


def test_a_request_without_an_address_is_logged_without_one():
    request = RequestFactory().get("/", REMOTE_ADDR="")
    assert read(record_event("look", user=None, request=request)).ip is None


def test_the_events_of_one_object_come_oldest_first_and_none_of_its_namesakes():
    county, user = make_county(), make_user()
    assert list(events_of(county)) == []
    first, _, last = (record_event(action, user=user, object=county) for action in ("open", "change", "close"))
    Event.objects.create(at=first.at, action="open", object_type="cycle", object_id=str(county.pk), outcome="ok")
    record_event("open", user=user, object=make_county())
    assert [one.action for one in events_of(county)] == ["open", "change", "close"]
    assert (events_of(county).first(), events_of(county).last()) == (first, last)


def test_every_column_of_an_event_counts_in_its_seal():
    event = read(record_event("look", user=make_user(), detail={"n": 1}))
    seals = {event_digest("0" * 64, event), event_digest("1" * 64, event)}
    for field in Event._meta.concrete_fields:
        kept = getattr(event, field.attname)
        setattr(event, field.attname, "别的")
        seals.add(event_digest("0" * 64, event))
        setattr(event, field.attname, kept)
    assert len(seals) == 2 + len(Event._meta.concrete_fields)
    assert event_digest("0" * 64, event) in seals and all(re.fullmatch("[0-9a-f]{64}", one) for one in seals)


def test_the_time_of_an_event_is_the_database_s():
    before, event, after = database_now(), read(record_event("look", user=None)), database_now()
    assert before - timedelta(seconds=1) <= event.at <= after + timedelta(seconds=1)


def test_the_database_s_clock_tells_the_present_moment_in_utc_and_to_the_millisecond():
    moments = [database_now() for _ in range(3)]
    assert moments == sorted(moments)
    assert abs(datetime.now(UTC) - moments[0]) < timedelta(seconds=5)
    assert {moment.utcoffset() for moment in moments} == {timedelta(0)}
    assert any(database_now().microsecond for _ in range(3)), "whole seconds would not order two acts"


@pytest.mark.parametrize("method, user", [("get", None), ("post", "陈审核")])
def test_who_lacks_the_role_reads_so_and_stands_in_the_log(method, user):
    request = getattr(RequestFactory(), method)(f"/review/{'x' * 300}/?secret=1", REMOTE_ADDR="10.1.2.3")
    request.user = make_user(user) if user else AnonymousUser()
    answer = permission_denied(request)
    assert answer.status_code == 403 and "您的账号没有打开这一页或办理这一事项所需的角色" in answer.content.decode()
    row = Event.objects.get()
    assert (row.action, row.outcome, row.actor_name, row.ip) == ("access", "refused", user or "", "10.1.2.3")
    assert row.detail == {"method": method.upper(), "path": f"/review/{'x' * 192}"}


@pytest.mark.parametrize(
    "typed, kept",
    [(None, ""), ("", ""), ("zhang\0san", "zhang\ufffdsan"), ("长" * 41, "长" * 40), ("a" * 40, "a" * 40)],
)
def test_a_typed_name_is_kept_in_a_form_that_the_database_takes(typed, kept):
    assert logged_name(typed) == kept


def test_a_new_password_is_told_without_saying_who_asked_for_it():
    user, rule = make_user("王会计"), PasswordChanges()
    rule.validate("123", user)  # raises nothing
    assert rule.get_help_text() == ""
    assert not Event.objects.exists()
    rule.password_changed("staple-9-mountain", user)
    row = Event.objects.get()
    assert (row.action, row.actor, row.object_type, row.object_id) == ("new_password", None, "user", str(user.pk))
    assert "staple" not in str(row.__dict__)
