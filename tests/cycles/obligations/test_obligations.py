"""Exempting, restoring, extending, revoking: with reason, event and lock; the department sees what holds."""

from datetime import date

import pytest
from django.urls import reverse

from evaluations.audit.refusals import Conflict
from evaluations.cycles.obligations.changing import exempt_obligation, extend_obligation, restore_obligation
from evaluations.models import Evaluation, Event, Obligation, Status
from evaluations.workflow.acting import can_edit, lock_for_edit
from tests.factories import make_department, make_obligation, make_office

pytestmark = pytest.mark.django_db
REASON = "2020年11月新成立，没有预算"


@pytest.fixture
def owed(office):
    return make_obligation(office.cycle, office.department)


def act(client, owed, action, **fields):
    return client.post(reverse("cycles:act", args=[owed.pk, action]), fields)


def fresh(owed):
    return Obligation.objects.select_related("cycle", "department").get(pk=owed.pk)


def test_exempted_and_restored(client, office, owed):
    answer = act(client, owed, "exempt", reason=f"  {REASON}\n")
    assert answer.headers["Location"] == reverse("cycles:cycle", args=[office.cycle.pk])
    assert fresh(owed).exempted and fresh(owed).exemption_reason == REASON
    act(client, owed, "restore")
    assert not fresh(owed).exempted and fresh(owed).exemption_reason == ""
    events = Event.objects.filter(object_type="obligation", object_id=str(owed.pk))
    assert [(one.action, one.actor, one.role) for one in events] == [
        (action, office.bureau_admin, "bureau_admin") for action in ("exempt", "restore")
    ]
    assert events[0].detail["after"]["exemption_reason"] == REASON == events[1].detail["before"]["exemption_reason"]
    page = client.get(reverse("cycles:obligation", args=[owed.pk])).content.decode()
    assert f"免报，{REASON}" in page and "恢复应报" in page and "刘股长" in page


def test_extended_changed_and_revoked(client, owed):
    act(client, owed, "extend", day="2021-07-31", reason="会计岗位交接")
    assert (fresh(owed).due_on, fresh(owed).extension_reason) == (date(2021, 7, 31), "会计岗位交接")
    page = client.get(reverse("cycles:obligation", args=[owed.pk])).content.decode()
    assert "改变延期" in page and 'value="2021-07-31"' in page and "会计岗位交接" in page
    act(client, owed, "extend", day="2021-08-31", reason="会计岗位交接，再延一个月")
    assert fresh(owed).due_on == date(2021, 8, 31)
    act(client, owed, "revoke")
    assert fresh(owed).due_on == owed.cycle.due_on and fresh(owed).extension_reason == ""
    assert (
        Event.objects.filter(action="extend").count() == 2 and Event.objects.filter(action="revoke_extension").exists()
    )


@pytest.mark.parametrize(
    "action, fields, anchor, sentence",
    [
        ("exempt", {"reason": ""}, "id_reason", "请填写免报原因。"),
        ("exempt", {"reason": "新"}, "id_reason", "不少于 4 个字"),
        ("exempt", {"reason": "长" * 201}, "id_reason", "最多200字"),
        ("extend", {"day": "", "reason": REASON}, "id_day", "请填写延期后的截止日期。"),
        ("extend", {"day": "明年", "reason": REASON}, "id_day", "日期写法不对"),
        ("extend", {"day": "9999-01-01", "reason": REASON}, "id_day", "请核对年份"),
        ("extend", {"day": "2021-07-31", "reason": ""}, "id_extension_reason", "请填写延期原因。"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_on_top(client, owed, action, fields, anchor, sentence):
    answer = act(client, owed, action, **fields)
    page = answer.content.decode()
    assert answer.status_code == 422 and f'<a href="#{anchor}">' in page and page.count(sentence) == 2
    assert f'id="{anchor}"' in page and "<title>有 1 处需要核对" in page
    assert fresh(owed).extended_to is None and not fresh(owed).exempted
    assert all(text in page for text in fields.values() if text != "9999-01-01")


def test_an_extension_that_extends_nothing_is_refused_and_kept(client, owed):
    answer = act(client, owed, "extend", day="2021-06-30", reason=REASON)
    page = answer.content.decode()
    assert answer.status_code == 409 and "应晚于统一的报送截止 2021-06-30" in page and REASON in page


@pytest.mark.parametrize("status", [Status.AWAITING_SIGNATURE, Status.SUBMITTED, Status.RETURNED, Status.PUBLISHED])
def test_a_report_that_was_handed_in_cannot_be_exempted(client, office, status):
    owed = office.evaluation(status).obligation
    page = client.get(reverse("cycles:obligation", args=[owed.pk])).content.decode()
    assert "不能再免报" in page and "本年度免报</button>" not in page
    answer = act(client, owed, "exempt", reason=REASON)
    assert answer.status_code == 409 and not fresh(owed).exempted
    assert Event.objects.get(action="exempt").outcome == "refused"


def test_what_is_filed_is_offered_no_extension(client, office):
    filed = office.evaluation(Status.SUBMITTED).obligation
    page = client.get(reverse("cycles:obligation", args=[filed.pk])).content.decode()
    assert "已报送，不用延期。" in page and "延期后的截止日期" not in page
    answer = act(client, filed, "extend", day="2021-07-31", reason=REASON)
    assert answer.status_code == 409 and "已报送，不用延期。" in answer.content.decode()
    assert not fresh(filed).extended_to


def test_a_returned_report_may_be_extended(client, office):
    owed = office.evaluation(Status.RETURNED).obligation
    act(client, owed, "extend", day="2021-07-31", reason=REASON)
    assert fresh(owed).due_on == date(2021, 7, 31)


@pytest.mark.parametrize("action, fields", [("restore", {}), ("revoke", {})])
def test_what_does_not_hold_cannot_be_taken_back(client, owed, action, fields):
    answer = act(client, owed, action, **fields)
    assert answer.status_code == 409 and "不用" in answer.content.decode()


def test_exempting_twice_or_extending_the_exempted_is_refused(client, office, owed):
    exempt_obligation(owed, office.bureau_admin, REASON)
    assert act(client, owed, "exempt", reason=REASON).status_code == 409
    answer = act(client, owed, "extend", day="2021-07-31", reason=REASON)
    assert answer.status_code == 409 and "不用延期" in answer.content.decode()


def test_a_draft_of_an_exempted_department_rests(client, office):
    evaluation = office.evaluation(Status.DRAFT)
    exempt_obligation(evaluation.obligation, office.bureau_admin, REASON)
    evaluation = Evaluation.objects.get(pk=evaluation.pk)
    assert not can_edit(office.preparer, evaluation)
    with pytest.raises(Conflict, match=REASON), lock_for_edit(evaluation.pk):
        pass
    with pytest.raises(Conflict, match=REASON):
        office.act(evaluation, "submit")
    client.force_login(office.preparer)
    page = client.get(reverse("filing:home")).content.decode()
    assert "免报" in page and REASON in page and "继续填报" not in page
    restore_obligation(evaluation.obligation, office.bureau_admin)
    assert office.act(evaluation, "submit").status == Status.AWAITING_SIGNATURE


def test_an_exempted_department_is_neither_missing_nor_can_it_begin(client, office, owed):
    exempt_obligation(owed, office.bureau_admin, REASON)
    client.force_login(office.preparer)
    answer = client.post(reverse("filing:open", args=[owed.pk]), follow=True)
    assert f"免报，原因：{REASON}" in answer.content.decode() and not Evaluation.objects.exists()
    client.force_login(office.reviewer)
    assert office.department.name not in client.get(reverse("review:queue"), {"tab": "missing"}).content.decode()


def test_an_extension_reaches_the_department(client, office, owed):
    extend_obligation(owed, office.bureau_admin, date(2099, 1, 31), REASON)
    client.force_login(office.preparer)
    assert "2099年1月31日" in client.get(reverse("filing:home")).content.decode()


def test_other_counties_and_other_acts_do_not_exist(client, owed):
    other = make_office()
    foreign = make_obligation(other.cycle, make_department(other.county))
    assert client.get(reverse("cycles:obligation", args=[foreign.pk])).status_code == 404
    assert act(client, foreign, "exempt", reason=REASON).status_code == 404
    assert act(client, owed, "publish").status_code == 404


def test_a_broken_log_breaks_the_act(client, owed, monkeypatch):
    monkeypatch.setattr("evaluations.cycles.obligations.changing.record_event", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        act(client, owed, "exempt", reason=REASON)
    assert not fresh(owed).exempted
