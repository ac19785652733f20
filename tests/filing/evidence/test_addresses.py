"""A web address in the evidence of a draft: noted, shown as text with a link, frozen; never fetched."""

import socket
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from evaluations.audit.events import events_of
from evaluations.models import Status
from evaluations.submissions.evidence_list import evidence_to_freeze, frozen_evidence_by_place
from tests.evidence.papers import OTHER, PLACE, attach_paper

PAGE = "https://www.example.gov.cn/a.html?x=1&y=<2>"
TYPED = {"place": PLACE, "address": PAGE, "title": "机构编制批复", "seen_on": "2021-03-05", "note": "第二段"}


@pytest.fixture
def note_down(preparer, draft):
    """note_down(**changes): press 登记网址."""
    return lambda **more: preparer.post(reverse("filing:attach_address", args=[draft.pk]), TYPED | more, follow=True)


def shown(answer) -> str:
    return unescape(answer.content.decode())


def test_an_address_stands_in_the_list_with_its_day(note_down, draft, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the page was fetched"))
    page = note_down()
    row = draft.evidence.get()
    assert (row.kind, row.name, row.address, f"{row.seen_on}", row.note) == (
        "web", "机构编制批复", PAGE, "2021-03-05", "第二段",
    )  # fmt: skip
    assert (
        "已登记网址“机构编制批复”。" in shown(page) and "2021年3月5日 查看，" in shown(page) and "{#" not in shown(page)
    )
    assert f'<a href="{PAGE}" target="_blank" rel="noopener noreferrer">{PAGE}</a>' in shown(page)
    assert "<2>" not in page.content.decode()  # it is text, whatever stands in it
    assert [event.action for event in events_of(draft)][-1] == "attach_evidence"


@pytest.mark.parametrize("field, text", [("address", "www.example.gov.cn"), ("seen_on", "昨天"), ("place", "")])
def test_a_refusal_keeps_what_was_typed(note_down, draft, field, text):
    page = note_down(**{field: text})
    assert page.status_code == 422 and not draft.evidence.exists()
    for value in (TYPED | {field: text})["title"], (TYPED | {field: text})["note"], (TYPED | {field: text})["address"]:
        assert f'value="{value}"' in shown(page)


def test_the_same_address_of_the_same_day_is_noted_once_at_a_place(note_down, draft):
    note_down()
    assert "内容完全相同，没有重复保存" in shown(note_down())
    note_down(place=OTHER)
    note_down(seen_on="2021-03-06")
    assert draft.evidence.count() == 3


def test_an_address_is_frozen_with_the_report_and_files_as_before(note_down, draft, office):
    attach_paper(draft, office.preparer)
    note_down()
    paper, page = evidence_to_freeze(draft)
    assert "address" not in paper
    assert (page["address"], page["seen_on"], page["kind"]) == (PAGE, "2021-03-05", "web")


def test_the_reviewer_reads_the_address_as_text_with_a_link(client, office):
    evaluation = office.evaluation(Status.DRAFT)
    client.force_login(office.preparer)
    client.post(reverse("filing:attach_address", args=[evaluation.pk]), TYPED)
    submission = office.evaluation("submitted").submissions.last() if not evaluation.submissions.exists() else None
    submission.evidence = evidence_to_freeze(evaluation)
    ((_, (item,)),) = frozen_evidence_by_place(submission)
    from django.template.loader import render_to_string

    html = unescape(render_to_string("evidence/frozen.html", {"shelves": frozen_evidence_by_place(submission)}))
    assert f'rel="noopener noreferrer">{PAGE}</a>' in html and "2021-03-05 查看" in html
    assert item["kind_label"] == "网址"


def test_a_locked_report_takes_none(client, office):
    evaluation = office.evaluation("submitted")
    client.force_login(office.preparer)
    answer = client.post(reverse("filing:attach_address", args=[evaluation.pk]), TYPED)
    assert answer.status_code == 409 and not evaluation.evidence.filter(kind="web").exists()


@pytest.mark.parametrize("change", [{"address": ""}, {"seen_on": None}, {"kind": "pdf"}])
def test_the_database_keeps_address_and_day_together(note_down, draft, change):
    note_down()
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.evidence.update(**change)
