"""Several departments at once: extended and taken back, reminded once a day; each sees it on its own page."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Event, Obligation, Reminder, Status
from tests.factories import make_department, make_obligation

pytestmark = pytest.mark.django_db
DAY, REASON = date(2021, 8, 31), "全县决算批复推迟"


@pytest.fixture
def owed(office):
    """Three departments that have not begun, one exempted, and the office's own, which has filed."""
    found = [make_obligation(office.cycle, make_department(office.county)) for _ in range(3)]
    make_obligation(office.cycle, make_department(office.county), exempted=True, exemption_reason="新设单位")
    office.evaluation(Status.SUBMITTED)
    return found


def extend(client, office, rows, **given):
    sent = {"pk": [one.pk for one in rows], "day": DAY.isoformat(), "reason": REASON} | given
    return client.post(reverse("cycles:extend", args=[office.cycle.pk]), sent)


def last_days() -> list[date | None]:
    return list(Obligation.objects.order_by("pk").values_list("extended_to", flat=True))


def test_the_page_shows_who_would_be_extended_and_who_not_and_why(client, office, owed):
    page = client.get(reverse("cycles:extend", args=[office.cycle.pk])).content.decode()
    assert page.count('type="checkbox"') == 3 and "免报" in page and "已报送" in page
    chosen = client.get(reverse("cycles:extend", args=[office.cycle.pk]), {"pk": owed[0].pk}).content.decode()
    assert chosen.count('type="checkbox"') == 1 and not Event.objects.filter(action="extend").exists()


def test_the_whole_county_is_extended_and_taken_back_at_once(client, office, owed):
    rows = list(Obligation.objects.filter(cycle=office.cycle))
    assert extend(client, office, rows).status_code == 302
    assert last_days().count(DAY) == 3 and Event.objects.filter(action="extend", outcome="ok").count() == 3
    event = Event.objects.get(action="extend_together")
    assert event.detail["reason"] == REASON and len(event.detail["changes"]) == 3
    Obligation.objects.filter(pk=owed[2].pk).update(extended_to=date(2021, 9, 30))
    client.post(reverse("cycles:undo_extension", args=[office.cycle.pk, event.pk]))
    assert last_days().count(None) == 4 and Obligation.objects.get(pk=owed[2].pk).extended_to == date(2021, 9, 30)
    again = client.post(reverse("cycles:undo_extension", args=[office.cycle.pk, event.pk]), follow=True)
    assert "已经撤销" in again.content.decode()


def test_an_extension_before_is_what_taking_back_leads_to(client, office, owed):
    first = date(2021, 7, 31)
    extend(client, office, owed[:1], day=first.isoformat(), reason="会计交接班")
    extend(client, office, owed)
    event = Event.objects.filter(action="extend_together").last()
    client.post(reverse("cycles:undo_extension", args=[office.cycle.pk, event.pk]))
    row = Obligation.objects.get(pk=owed[0].pk)
    assert (row.extended_to, row.extension_reason) == (first, "会计交接班")


def test_a_day_that_extends_nobody_is_refused_with_what_was_typed(client, office, owed):
    answer = extend(client, office, owed, day="2021-06-30")
    assert answer.status_code == 409 and REASON in answer.content.decode() and set(last_days()) == {None}
    assert extend(client, office, owed, reason="").status_code == 422


def test_departments_are_reminded_once_a_day_and_read_it(client, office, owed):
    draft = Obligation.objects.get(pk=owed[0].pk)
    address = reverse("cycles:remind", args=[office.cycle.pk])
    sent = {"pk": [one.pk for one in Obligation.objects.all()], "text": "请于月底前报送。"}
    assert client.post(address, sent).status_code == 302
    assert Reminder.objects.count() == 3 and Event.objects.filter(action="remind").count() == 3
    again = client.post(address, sent)
    assert again.status_code == 409 and "今天已经催报" in again.content.decode() and Reminder.objects.count() == 3
    Reminder.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert client.post(address, sent).status_code == 302 and draft.reminders.count() == 2


def test_the_reminded_department_sees_who_reminds_it_of_what(client, office):
    evaluation = office.evaluation(Status.DRAFT)
    sent = {"pk": [evaluation.obligation_id], "text": "请于月底前报送。"}
    client.post(reverse("cycles:remind", args=[office.cycle.pk]), sent)
    client.force_login(office.preparer)
    page = client.get(reverse("filing:tasks", args=[evaluation.pk])).content.decode()
    assert "催报：" in page and "请于月底前报送。" in page and "刘股长" in page


def test_nothing_is_done_in_a_closed_year_nor_for_another_county(client, office, owed):
    foreign = make_obligation()
    assert extend(client, office, [foreign]).status_code == 409
    client.post(reverse("cycles:change", args=[office.cycle.pk, "close"]), {"reason": "已经结束了"})
    assert extend(client, office, owed).status_code == 409 and set(last_days()) == {None}


def test_a_reminder_stands_in_the_history_in_words(client, office, owed):
    client.post(reverse("cycles:remind", args=[office.cycle.pk]), {"pk": owed[0].pk, "text": "请于月底前报送。"})
    page = client.get(reverse("cycles:obligation", args=[owed[0].pk])).content.decode()
    assert "刘股长：催报，请于月底前报送。" in page and "remind" not in page


def test_a_common_extension_is_offered_back_only_while_it_can_be_taken_back(client, office, owed):
    extend(client, office, owed)
    settings, offer = reverse("cycles:settings", args=[office.cycle.pk]), "撤销这次批量延期"
    event = Event.objects.get(action="extend_together")
    assert offer in client.get(settings).content.decode()
    for action, shown in (("close", False), ("reopen", True)):
        client.post(reverse("cycles:change", args=[office.cycle.pk, action]), {"reason": "年度已经结束"})
        assert (offer in client.get(settings).content.decode()) == shown
    client.post(reverse("cycles:undo_extension", args=[office.cycle.pk, event.pk]))
    page = client.get(settings).content.decode()
    assert offer not in page and "撤销批量延期" in page
