"""Files taken along and numbers tried in vain leave lines in the log, and no more of them than it bears."""

import pytest
from django.urls import reverse

from evaluations.audit import noted_requests
from evaluations.models import Event
from tests.factories import make_office, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def told(action):
    return [(row.actor, row.outcome, row.detail["path"]) for row in Event.objects.filter(action=action)]


def test_an_export_is_told_with_its_address(client, office):
    address = reverse("filing:workbook_file", args=[office.evaluation().pk])
    client.force_login(office.preparer)
    assert client.get(address).status_code == 200
    assert told("export") == [(office.preparer, "ok", address)]


def test_what_everybody_may_have_and_what_a_view_tells_itself_is_not_told_again(client, office):
    publication = make_publication(office)
    place = [office.cycle.year, office.department.budget_code]
    client.force_login(office.publisher)
    assert client.get(reverse("portal:pdf", args=place)).status_code == 200
    assert client.get(reverse("release_queue:pdf", args=[publication.pk])).status_code == 200
    assert told("export") == []


def test_a_foreign_number_is_told_and_the_log_is_not_flooded(client, office, monkeypatch):
    monkeypatch.setitem(noted_requests.MOST_NOTED, "probe", 3)
    foreign = make_office().evaluation()
    address = reverse("filing:tasks", args=[foreign.pk])
    client.force_login(office.preparer)
    for _ in range(5):
        assert client.get(address).status_code == 404
    assert told("probe") == [(office.preparer, "refused", address)] * 3
    assert "此后一小时内的不再逐条登记" in Event.objects.filter(action="probe").last().detail["message"]
    client.force_login(office.reviewer)
    client.get(reverse("review:detail", args=[10**6]))
    assert Event.objects.filter(action="probe", actor=office.reviewer).count() == 1, "each person has an own measure"


def test_refused_pages_are_bounded_too(client, office, monkeypatch):
    monkeypatch.setitem(noted_requests.MOST_NOTED, "access", 2)
    client.force_login(office.preparer)
    for _ in range(4):
        assert client.get(reverse("review:queue")).status_code == 403
    assert len(told("access")) == 2


def test_a_stranger_and_a_wrong_address_leave_no_line(client, office):
    assert client.get("/filing/999999/").status_code in (302, 404)
    client.force_login(office.preparer)
    assert client.get("/no-such-page/").status_code == 404
    assert told("probe") == []
