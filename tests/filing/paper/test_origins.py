"""What was imported, pasted or carried is marked until somebody has looked at it, on the page and for the review."""

from copy import deepcopy

import pytest
from django.test import Client

from evaluations.drafts.document_to_rows import store_facts
from evaluations.models import PlaceOrigin, SectionState, Submission
from evaluations.submissions.origin_list import frozen_origins, origins_to_freeze
from evaluations.workflow.guards_and_effects import current_submission
from evaluations.workflow.obstacles import mark_done
from tests.factories import complete_facts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_draft")]


@pytest.fixture
def draft(kept_draft):
    return deepcopy(kept_draft)


@pytest.fixture
def client(kept_office):
    browser = Client()
    browser.force_login(kept_office.preparer)
    return browser


def pasted(client, draft):
    """Both texts of 七 by the paste box."""
    texts = {"text-problems": "预算编制不细。", "text-measures": "细化预算。"}
    answer = client.post(f"/filing/{draft.pk}/s/problems/split/", {"step": "accept", "version": 0, **texts})
    assert answer.status_code == 302
    return texts


def save(client, draft, texts, done="0"):
    version = SectionState.objects.get(evaluation=draft, section="problems").version
    return client.post(f"/filing/{draft.pk}/s/problems/", {"version": version, "done": done, "go": "stay", **texts})


def marks():
    return {row.unit: row.looked_by for row in PlaceOrigin.objects.all()}


def test_what_was_pasted_is_marked_on_its_page_and_on_the_list(client, draft):
    pasted(client, draft)
    page = client.get(f"/filing/{draft.pk}/s/problems/").content.decode()
    assert "来自整段粘贴 " in page and 'href="#id_text-problems"' in page
    assert "导入的待核对" in client.get(f"/filing/{draft.pk}/").content.decode()


def test_what_is_typed_over_is_ones_own_and_finishing_is_looking(client, draft, kept_office):
    texts = pasted(client, draft)
    save(client, draft, texts | {"text-measures": "自己改写。"})
    assert marks() == {"text-problems": None}
    save(client, draft, texts | {"text-measures": "自己改写。"}, done="1")
    assert marks() == {"text-problems": kept_office.preparer}
    assert "请核对：" not in client.get(f"/filing/{draft.pk}/s/problems/").content.decode()


def test_a_submission_keeps_the_marks_in_words(client, draft, kept_office):
    texts = pasted(client, draft)
    PlaceOrigin.record(draft, "projects", ["project"], PlaceOrigin.Kind.PAPER, "自评报告.docx")
    save(client, draft, texts, done="1")
    frozen = Submission(scheme=draft.cycle.scheme, facts={"year": 2020}, origins=origins_to_freeze(draft))
    found = frozen_origins(frozen)
    assert [(one.section, one.kind, one.source, list(one.places), one.by) for one in found] == [
        ("二（二）项目支出", "整篇报告", "自评报告.docx", ["项目"], ""),
        ("七、问题和改进措施", "整段粘贴", "", ["存在的主要问题", "下一步改进措施"], str(kept_office.preparer)),
    ]


def test_the_review_sees_them(draft, kept_office):
    office = deepcopy(kept_office)
    store_facts(draft, complete_facts(year=2020))
    mark_done(draft)
    PlaceOrigin.record(draft, "projects", ["project"], PlaceOrigin.Kind.PAPER, "自评报告.docx")
    submission = current_submission(office.advance(draft, "submit", "sign"))
    reviewer = Client()
    reviewer.force_login(office.reviewer)
    page = reviewer.get(f"/review/{submission.pk}/").content.decode()
    assert "来自整篇报告“自评报告.docx”，没有人核对" in page
