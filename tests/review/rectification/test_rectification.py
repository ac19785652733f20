"""整改: notice → answer → checked → closed, each with its step, its event and its notice; nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from evaluations.audit.refusals import Conflict
from evaluations.models import Event, Notice, Rectification, RectificationStep
from evaluations.workflow.rectifying import ask_rectification, move_rectification, rectification_counts
from tests.factories import make_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]
SOON = timezone.localdate() + timedelta(days=20)
TEXTS = {"problem": "三公经费台账不全。", "requirement": "补齐台账，完善制度。"}


def asked(office, submission):
    owed = submission.evaluation.obligation
    texts: dict[str, Any] = TEXTS
    return ask_rectification(owed, office.reviewer, source="review", due_on=SOON, **texts)


def test_the_whole_way_of_a_rectification(client, office, submission):
    owed = submission.evaluation.obligation
    sent = TEXTS | {"obligation": owed.pk, "source": "sample", "due_on": str(SOON)}
    assert client.post(reverse("review:ask_rectification", args=[office.cycle.pk]), sent).status_code == 302
    row = Rectification.objects.get()
    assert Notice.objects.filter(action="ask_rectification", user=office.preparer, urgent=True).exists()
    judge = reverse("review:judge_rectification", args=[row.pk, "reject"])
    client.force_login(office.preparer)
    own = reverse("filing:rectifications", args=[submission.evaluation_id])
    assert "三公经费台账不全" in client.get(own).content.decode()
    answer = reverse("filing:answer_rectification", args=[submission.evaluation_id, row.pk])
    assert client.post(answer, {"version": 0, "text": "台账已补齐。"}).status_code == 302
    client.force_login(office.reviewer)
    later = SOON + timedelta(days=9)
    assert client.post(judge, {"version": 1, "text": "制度还没有修订。", "due_on": str(later)}).status_code == 302
    client.force_login(office.preparer)
    client.post(answer, {"version": 2, "text": "制度已经修订。"})
    client.force_login(office.reviewer)
    client.post(reverse("review:judge_rectification", args=[row.pk, "close"]), {"version": 3, "text": ""})
    row.refresh_from_db()
    assert (row.state, row.due_on) == ("closed", later)
    assert [step.act for step in row.steps.all()] == ["ask", "answer", "reject", "answer", "close"]
    acts = Event.objects.filter(action__endswith="_rectification").order_by("pk").values_list("action", flat=True)
    assert [act.partition("_")[0] for act in acts] == ["ask", "answer", "reject", "answer", "close"]
    page = client.get(reverse("review:rectifications", args=[office.cycle.pk])).content.decode()
    assert "已整改 <strong>1</strong>" in page


def test_the_numbers_that_a_county_publishes(office, submission):
    rows = [asked(office, submission) for _ in range(4)]
    move_rectification(rows[0], office.preparer, "answer", version=0, text="已经改正。")
    move_rectification(rows[0], office.reviewer, "close", version=1)
    move_rectification(rows[1], office.reviewer, "drop", version=0, text="重复下达。")
    Rectification.objects.filter(pk=rows[2].pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert rectification_counts(office.cycle) == {"found": 3, "closed": 1, "open": 2, "late": 1}


def test_of_two_who_act_at_once_the_second_is_told_and_keeps_the_text(client, office, submission):
    row = asked(office, submission)
    move_rectification(row, office.reviewer, "drop", version=0, text="重复下达。")
    client.force_login(office.preparer)
    address = reverse("filing:answer_rectification", args=[submission.evaluation_id, row.pk])
    answer = client.post(address, {"version": 0, "text": "台账已补齐。"})
    assert answer.status_code == 409 and "又有过新的办理" in answer.content.decode()
    with pytest.raises(Conflict):
        move_rectification(row, office.reviewer, "close", version=1)
    assert Event.objects.filter(action="close_rectification", outcome="refused").exists()


@pytest.mark.parametrize(
    "changes, told", [({"problem": "改"}, "不少于 4 个字"), ({"due_on": "2020-01-01"}, "已经过去")]
)
def test_a_notice_that_says_nothing_is_refused_and_kept(client, office, submission, changes, told):
    sent = (
        TEXTS | {"obligation": submission.evaluation.obligation_id, "source": "review", "due_on": str(SOON)} | changes
    )
    answer = client.post(reverse("review:ask_rectification", args=[office.cycle.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page and "补齐台账，完善制度。" in page
    assert not Rectification.objects.exists()


def test_a_long_list_has_pages_and_after_a_refusal_its_tabs_lead_to_the_list(client, office, submission, monkeypatch):
    monkeypatch.setattr("evaluations.review.rectification.views.RECTIFICATION_ROWS_A_PAGE", 1)
    asked(office, submission), asked(office, submission)
    address = reverse("review:rectifications", args=[office.cycle.pk])
    assert 'href="?page=2">下一页' in client.get(address).content.decode()
    assert "第 2 页，共 2 页" in client.get(address, {"page": 2}).content.decode()
    refused = client.post(reverse("review:ask_rectification", args=[office.cycle.pk]), {}).content.decode()
    assert f'href="{address}?state=asked"' in refused and 'href="?' not in refused


def test_an_answer_without_a_word_is_refused(client, office, submission):
    row = asked(office, submission)
    client.force_login(office.head)
    address = reverse("filing:answer_rectification", args=[submission.evaluation_id, row.pk])
    assert client.post(address, {"version": 0, "text": " "}).status_code == 422
    row.refresh_from_db()
    assert row.state == "asked"


def test_steps_are_kept_for_good(office, submission):
    asked(office, submission)
    with pytest.raises(IntegrityError), transaction.atomic():
        RectificationStep.objects.update(text="")


def test_a_notice_of_another_county_is_not_found(client, office, submission):
    row = asked(office, submission)
    client.force_login(make_office().reviewer)
    assert client.get(reverse("review:rectification", args=[row.pk])).status_code == 404
