"""整理序号和标点: shown first with what was typed saved, stored when accepted, never over somebody else's words."""

import pytest

from evaluations.drafts.facts_of_draft import collect_facts
from tests.filing.pages import form_values, press

pytestmark = pytest.mark.usefixtures("kept_draft")
TYPED = "其他说明 ,公务用车 2 辆."
TIDY = "其他说明，公务用车2辆。"


def test_what_would_change_is_shown_and_stored_only_when_accepted(preparer, draft, address):
    page, tidy = address("other"), address("other") + "tidy/"
    shown = preparer.post(tidy, form_values(preparer.get(page)) | {"text-other": TYPED}).content.decode()
    assert "<del>" in shown and "<ins>" in shown
    assert collect_facts(draft).narratives["other"] == TYPED
    assert preparer.post(tidy, form_values_of(shown) | {"step": "accept"}).url == page
    assert collect_facts(draft).narratives["other"] == TIDY


def test_a_text_in_order_leads_back(preparer, address):
    press(preparer, address("other"), {"text-other": TIDY})
    answer = preparer.post(address("other") + "tidy/", form_values(preparer.get(address("other"))))
    assert answer.url == address("other")


def form_values_of(shown):
    version = shown.partition('name="version" value="')[2].partition('"')[0]
    return {"version": version}
