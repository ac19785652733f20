"""The log: who did what, and a chain that shows where somebody changed it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory

from evaluations.audit import chain_head, events
from evaluations.audit.append_only import trigger_removal
from evaluations.models import Event, EventSeal
from tests.factories import make_office, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user("王会计")


@pytest.fixture
def unlocked():
    """The tables as somebody with the owner's rights would open them."""
    with connection.cursor() as cursor:
        for statement in trigger_removal(connection.vendor):
            cursor.execute(statement)


def test_an_event_says_who_what_when_and_from_where():
    office = make_office()
    request = RequestFactory().get("/", REMOTE_ADDR="10.1.2.3")
    event = events.record_event("open", user=office.preparer, object=office.cycle, detail={"a": "b"}, request=request)
    row = Event.objects.get(pk=event.pk)
    assert (row.actor, row.actor_name, row.department) == (office.preparer, "王会计", office.department.name)
    assert (row.object_type, row.object_id, row.outcome) == ("cycle", str(office.cycle.pk), "ok")
    assert (row.ip, row.detail) == ("10.1.2.3", {"a": "b"})
    assert row.at.tzinfo is not None


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_acts_of_the_system_have_no_actor(nobody):
    row = Event.objects.get(pk=events.record_event("sweep", user=nobody).pk)
    assert (row.actor, row.actor_name) == (None, "")


def test_sealing_links_all_events_and_stops(user):
    for number in range(5):
        events.record_event("test", user=user, detail={"n": number})
    head = events.seal_events()
    links = list(EventSeal.objects.order_by("pk"))
    assert [link.previous for link in links] == [chain_head.GENESIS_SEAL, *[link.digest for link in links[:-1]]]
    assert head == links[-1].digest == chain_head.last_seal()
    assert events.seal_events() == head and EventSeal.objects.count() == 5
    assert list(events.verify_chain()) == []


def test_an_event_that_became_visible_late_is_linked_later(user):
    first, late, last = (events.record_event("test", user=user, detail={"n": n}) for n in range(3))
    EventSeal.objects.create(
        event=first, previous=chain_head.GENESIS_SEAL, digest=events.event_digest(events.GENESIS_SEAL, _read(first))
    )
    head = chain_head.last_seal()
    EventSeal.objects.create(event=last, previous=head, digest=events.event_digest(head, _read(last)))
    events.seal_events()
    assert EventSeal.objects.order_by("-pk").first().event == late
    assert list(events.verify_chain()) == []


def _read(event):
    return Event.objects.get(pk=event.pk)


@pytest.mark.parametrize("column, value", [("action", "other"), ("outcome", "refused"), ("detail", {"n": 9})])
def test_a_changed_event_is_named(user, unlocked, column, value):
    rows = [events.record_event("test", user=user, detail={"n": number}) for number in range(3)]
    events.seal_events()
    Event.objects.filter(pk=rows[1].pk).update(**{column: value})
    assert list(events.verify_chain()) == [f"操作日志 {rows[1].pk} 的内容与封印不符：该条日志被改动过。"]


def test_a_removed_link_is_noticed(user, unlocked):
    for number in range(3):
        events.record_event("test", user=user, detail={"n": number})
    events.seal_events()
    EventSeal.objects.order_by("pk")[1].delete()
    assert "不衔接" in "".join(events.verify_chain())


def test_a_forged_seal_breaks_the_next_link(user, unlocked):
    rows = [events.record_event("test", user=user, detail={"n": number}) for number in range(3)]
    events.seal_events()
    Event.objects.filter(pk=rows[0].pk).update(action="forged")
    seal = EventSeal.objects.get(event=rows[0])
    EventSeal.objects.filter(pk=seal.pk).update(digest=events.event_digest(seal.previous, _read(rows[0])))
    assert len(list(events.verify_chain())) == 1


def test_sealing_takes_a_bounded_number_at_once(user, monkeypatch):
    monkeypatch.setattr(events, "MOST_SEALED_AT_ONCE", 2)
    for _ in range(5):
        events.record_event("test", user=user)
    for sealed in (2, 4, 5, 5):
        events.seal_events()
        assert EventSeal.objects.count() == sealed
