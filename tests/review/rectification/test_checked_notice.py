"""In a year that says so, a notice of rectification is drafted, read by a second person, and only then sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.audit.refusals import NotAllowed
from evaluations.desk.workbench.after_review import checking_tasks
from evaluations.models import Cycle, Event, Notice, Rectification
from evaluations.workflow.rectifying import (
    ask_rectification,
    move_rectification,
    rectification_counts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]
SOON = timezone.localdate() + timedelta(days=20)
TEXTS: dict[str, Any] = {
    "source": "review",
    "problem": "三公经费台账不全。",
    "requirement": "补齐台账。",
    "due_on": SOON,
}


@pytest.fixture
def drafted(office, submission):
    plan = office.cycle.reviewing.to_json() | {"notice_checked": True}
    Cycle.objects.filter(pk=office.cycle.pk).update(review_plan=plan)
    owed = submission.evaluation.obligation
    owed.cycle.refresh_from_db()
    return ask_rectification(owed, office.reviewer, **TEXTS)


def told(action):
    return set(Notice.objects.filter(action=action).values_list("user", flat=True))


def tasks(office, user):
    return [one.what for one in checking_tasks([office.county], office.cycle.year, user)]


def test_nobody_outside_the_bureau_knows_of_a_draft(client, office, submission, drafted):
    assert drafted.state == "checking" and told("draft_rectification") == {office.bureau_admin.pk}
    assert rectification_counts(office.cycle)["found"] == 0
    client.force_login(office.preparer)
    page = client.get(reverse("filing:rectifications", args=[submission.evaluation_id])).content.decode()
    assert "三公经费台账不全" not in page
    answer = reverse("filing:answer_rectification", args=[submission.evaluation_id, drafted.pk])
    assert client.post(answer, {"version": 0, "text": "台账已补齐。"}).status_code == 404


def test_a_second_person_returns_it_and_sends_what_was_written_anew(client, office, submission, drafted):
    assert tasks(office, office.bureau_admin) == ["审核整改通知：三公经费台账不全。"] and not tasks(
        office, office.reviewer
    )
    with pytest.raises(NotAllowed, match="另一位审核人员"):
        move_rectification(drafted, office.reviewer, "send", version=0)
    move_rectification(drafted, office.bureau_admin, "return", version=0, text="请写明缺哪些月份。")
    assert told("return_rectification") == {office.reviewer.pk}
    assert tasks(office, office.reviewer) == ["修改整改通知：三公经费台账不全。"]
    client.force_login(office.reviewer)
    sent = TEXTS | {"version": 1, "problem": "三公经费台账缺3月、4月。"}
    address = reverse("review:rewrite_notice", args=[drafted.pk])
    assert "三公经费台账缺3月" in client.post(address, sent | {"requirement": "补"}).content.decode()
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 409
    client.force_login(office.bureau_admin)
    send = reverse("review:judge_rectification", args=[drafted.pk, "send"])
    assert client.post(send, {"version": 2}).status_code == 302
    drafted.refresh_from_db()
    assert (drafted.state, drafted.problem) == ("asked", sent["problem"]) and drafted.sent_at
    assert told("send_rectification") == {office.preparer.pk, office.head.pk, office.reviewer.pk}
    client.force_login(office.preparer)
    page = client.get(reverse("filing:rectifications", args=[submission.evaluation_id])).content.decode()
    assert "台账缺3月" in page and "请写明缺哪些月份" not in page
    done = Event.objects.filter(action__endswith="_rectification", outcome="ok").order_by("pk")
    assert [one.action.partition("_")[0] for one in done] == ["draft", "return", "redraft", "send"]


def test_a_draft_is_taken_back_without_a_word_to_the_department(office, drafted):
    move_rectification(drafted, office.reviewer, "drop", version=0, text="已在复核中说明。")
    assert told("drop_rectification") == set()
    assert Rectification.objects.get().sent_at is None


def test_where_one_person_is_enough_again_the_author_sends_what_waits(office, drafted):
    Cycle.objects.update(review_plan=None)
    move_rectification(drafted, office.reviewer, "send", version=0)
    drafted.refresh_from_db()
    assert drafted.state == "asked"


def test_nobody_of_the_bureau_rectifies_the_own_department(office, submission, drafted):
    office.county.memberships.model.objects.create(
        user=office.bureau_admin, department=office.department, county=office.county, role="head"
    )
    with pytest.raises(NotAllowed, match="本单位"):
        move_rectification(drafted, office.bureau_admin, "send", version=0)
