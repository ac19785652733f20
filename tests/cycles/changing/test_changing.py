"""A year's task is changed freely until something was filed, afterwards with a reason; it is closed and opened again."""

from datetime import date

import pytest
from django.urls import reverse

from evaluations.audit.refusals import Conflict
from evaluations.cycles.changing.closing import close_cycle, reopen_cycle
from evaluations.cycles.changing.cycle_changes import cycle_digest
from evaluations.models import Cycle, Event, Publication, Status
from evaluations.workflow.acting import available_acts, can_edit, lock_for_edit, open_draft
from tests.cycles.years import revised
from tests.factories import make_obligation
from tests.workflow.looking import fresh

pytestmark = pytest.mark.django_db
REASON = "省厅推迟了决算批复"


def typed(cycle: Cycle, **given) -> dict:
    """The form as the page would send it."""
    values = {name: getattr(cycle, name) for name in ("title", "notice_reference", "opens_on", "due_on")}
    values |= {"signature_required": "on", "scheme": cycle.scheme_id, "seen": cycle_digest(cycle), "reason": ""}
    return values | given


def send(client, cycle: Cycle, action: str = "change", **given):
    return client.post(reverse("cycles:change", args=[cycle.pk, action]), given or typed(cycle))


def test_before_anything_is_filed_all_is_changed_without_a_reason_and_told(client, office):
    other = revised()
    answer = send(
        client, office.cycle, **typed(office.cycle, title="2020年度绩效自评", due_on="2021-07-31", scheme=other.pk)
    )
    assert answer.status_code == 302
    office.cycle.refresh_from_db()
    assert (office.cycle.title, office.cycle.due_on, office.cycle.scheme) == (
        "2020年度绩效自评",
        date(2021, 7, 31),
        other,
    )
    told = Event.objects.get(action="change_cycle").detail["changes"]
    assert ["报送截止", "2021-06-30", "2021-07-31"] in told and len(told) == 3
    page = client.get(reverse("cycles:settings", args=[office.cycle.pk])).content.decode()
    assert "2021-06-30 → 2021-07-31" in page


def test_once_a_draft_is_begun_the_scheme_stays_and_it_is_said_why(client, office):
    office.evaluation(Status.DRAFT)
    answer = send(client, office.cycle, **typed(office.cycle, scheme=revised().pk, reason=REASON))
    assert answer.status_code == 422 and "指标体系不能再换" in answer.content.decode()


def test_once_a_report_is_filed_a_change_says_why(client, office):
    office.evaluation(Status.SUBMITTED)
    answer = send(client, office.cycle, **typed(office.cycle, due_on="2021-07-31"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "须写明原因" in page and "2021-07-31" in page
    assert answer.context["change"]["due_on"].value() == "2021-07-31" and "[&#x27;" not in page, "typed, not a list"
    assert send(client, office.cycle, **typed(office.cycle, due_on="2021-07-31", reason=REASON)).status_code == 302
    event = Event.objects.get(action="change_cycle", outcome="ok")
    assert (event.detail["reason"], event.actor) == (REASON, office.bureau_admin)


def test_a_change_by_somebody_else_is_shown_beside_what_was_typed(client, office):
    mine = typed(office.cycle, title="我改的名称")
    Cycle.objects.filter(pk=office.cycle.pk).update(due_on=date(2021, 9, 30))
    answer = send(client, office.cycle, **mine)
    page = answer.content.decode()
    assert answer.status_code == 409 and "我改的名称" in page and "现在是 2021-09-30，您填的是 2021-06-30" in page
    office.cycle.refresh_from_db()
    assert office.cycle.title != "我改的名称"


def test_dates_that_cannot_be_meant_are_refused_as_at_the_opening(client, office):
    answer = send(client, office.cycle, **typed(office.cycle, due_on="2021-01-01"))
    assert answer.status_code == 422 and "早于开始日期" in answer.content.decode()


def test_a_closed_year_takes_nothing_and_shows_what_is_public(client, office):
    draft = office.evaluation(Status.DRAFT)
    other = make_obligation(office.cycle)
    assert send(client, office.cycle, "close", reason="2020年度评价已经结束").status_code == 302
    assert not can_edit(office.preparer, fresh(draft)) and not available_acts(fresh(draft), office.preparer)
    for act in (
        lambda: office.act(draft, "submit"),
        lambda: lock_for_edit(draft.pk).__enter__(),
        lambda: open_draft(other, office.preparer),
    ):
        with pytest.raises(Exception, match="已归档|只有本单位"):
            act()
    page = client.get(reverse("cycles:settings", args=[office.cycle.pk])).content.decode()
    assert "已归档" in page and "重新开启" in page and "修改任务</h2>" not in page
    assert send(client, office.cycle, "reopen", reason="审计要求补报一份").status_code == 302
    assert office.act(draft, "submit").status == Status.AWAITING_SIGNATURE
    detail = Event.objects.get(action="close_cycle").detail
    assert detail["unfinished"] == {"未开始": 1, "填报中": 1}


def test_what_is_public_stays_in_a_closed_year_and_may_be_taken_down_and_put_back(office):
    published = office.evaluation(Status.PUBLISHED)
    close_cycle(office.cycle, office.bureau_admin, "已经结束")
    with pytest.raises(Conflict, match="2020年度已归档"):
        office.act(published, "correct")
    back = office.advance(published, "unpublish", "republish")
    assert back.status == Status.PUBLISHED and Publication.objects.get().state == "live"


def test_a_year_is_closed_once_and_opened_once(office):
    close_cycle(office.cycle, office.bureau_admin, "已经结束")
    with pytest.raises(Conflict, match="已经归档"):
        close_cycle(office.cycle, office.bureau_admin, "已经结束")
    reopen_cycle(office.cycle, office.bureau_admin, "审计要求")
    with pytest.raises(Conflict, match="没有归档"):
        reopen_cycle(office.cycle, office.bureau_admin, "审计要求")


def test_closing_and_opening_again_want_a_reason(client, office):
    for action in ("close", "reopen"):
        assert send(client, office.cycle, action, reason=" ").status_code == 422
    assert client.post(reverse("cycles:change", args=[office.cycle.pk, "burn"])).status_code == 404


def test_pages_of_a_closed_year_offer_nothing_that_is_refused(client, office):
    owed = make_obligation(office.cycle)
    pages = [reverse("cycles:obligation", args=[owed.pk]), reverse("cycles:approved", args=[office.cycle.pk])]
    assert all("<form" in client.get(page).content.decode().partition("<main")[2] for page in pages)
    close_cycle(office.cycle, office.bureau_admin, "已经结束")
    for page in pages:
        main = client.get(page).content.decode().partition("<main")[2]
        assert (
            "<form" not in main
            and "2020年度已归档" in main
            and reverse("cycles:settings", args=[office.cycle.pk]) in main
        )
    table = client.get(reverse("cycles:cycle", args=[office.cycle.pk])).content.decode()
    assert "免报、延期</a>" not in table and 'type="checkbox"' not in table
