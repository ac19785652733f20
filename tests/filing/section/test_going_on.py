"""Finished is derived: going on, putting aside, the question that 无此项 raises, and a panel that waits."""

import re

import pytest
from django.utils import timezone

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models import SectionState
from tests.factories import complete_figures
from tests.filing.pages import form_values, press

pytestmark = pytest.mark.usefixtures("kept_draft")
ONWARDS, ASIDE = ("done", "1"), ("done", "0")


def state(draft, code):
    return SectionState.objects.get(evaluation=draft, section=code)


def panel(client, url):
    """The aside beside the form, as text."""
    aside = re.search(r'<aside class="live.*?</aside>', client.get(url).content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>", "", aside[0])


def test_going_on_stays_at_the_first_gap_and_names_it(preparer, draft, address):
    answer = press(preparer, address("problems"), {"text-problems": "预算编制不够细。"}, button=ONWARDS)
    assert answer.url == f"{address('problems')}#id_text-measures"
    page = preparer.get(answer.url).content.decode()
    assert "尚有 1 处必填内容未填。第一处是：七、问题和改进措施 · " in page
    answer = press(preparer, address("problems"), {"text-measures": "细化预算。"}, button=ONWARDS)
    assert not answer.url.startswith(address("problems")) and state(draft, "problems").done


def test_what_is_put_aside_is_saved_and_not_finished(preparer, draft, address):
    press(preparer, address("usage"), {"text-usage": "用于预算。"}, button=ONWARDS)
    answer = press(preparer, address("usage"), {"text-usage": "用于下年预算。"}, button=ASIDE)
    assert answer.url == address("usage") and not state(draft, "usage").done
    assert collect_facts(draft).narratives["usage"] == "用于下年预算。"


def test_nothing_to_report_beside_a_text_is_asked(preparer, draft, address):
    url, typed = address("state_capital"), {"text-state_capital": "写了一段。", "none": "on"}
    asked = press(preparer, url, typed, button=ONWARDS)
    assert asked.status_code == 422 and "保留内容，取消“无此项”" in asked.content.decode()
    assert collect_facts(draft).narratives["state_capital"] == "写了一段。" and not state(draft, "state_capital").done
    preparer.post(url, form_values(asked) | {"nothing": "keep"})
    assert not state(draft, "state_capital").none and "state_capital" in collect_facts(draft).narratives
    asked = press(preparer, url, {"none": "on"}, button=ONWARDS)
    assert preparer.post(url, form_values(asked) | {"nothing": "drop"}).url == address("social_insurance")
    assert state(draft, "state_capital").none and "state_capital" not in collect_facts(draft).narratives


def test_the_panel_waits_until_the_section_was_left(preparer, office):
    report = office.evaluation(document=complete_figures(basic__actual="550.55"))
    url, other = (f"/filing/{report.pk}/s/{code}/" for code in ("general_budget", "usage"))
    writing = report.section_states.filter(section="general_budget")
    writing.update(left=False, saved_at=timezone.now(), saved_by=office.preparer)
    assert "填完后显示" in panel(preparer, url) and "550.55" not in panel(preparer, other)
    assert "处要改" not in preparer.get(f"/filing/{report.pk}/").content.decode()
    press(preparer, other, {"text-usage": "用于预算。"}, button=ONWARDS)  # left by a link, and something else saved
    assert "550.55" in panel(preparer, url) and "其他部分" in panel(preparer, other)
    assert "550.55" in panel(preparer, other) and "处要改" in preparer.get(f"/filing/{report.pk}/").content.decode()


def test_no_score_stands_before_anything_is_typed(preparer, draft, office, address):
    assert "自评得分" not in panel(preparer, address("usage"))
    assert "自动计算得分" not in preparer.get(f"/filing/{draft.pk}/").content.decode()
    whole = office.evaluation(document=complete_figures())
    assert "自评得分" in panel(preparer, f"/filing/{whole.pk}/s/usage/")


def test_enter_in_a_field_saves_and_stays_whatever_stands_above_the_form(preparer, draft, address):
    """A browser presses the first button of the form in the page, wherever in the page the form is."""
    page = preparer.get(address("projects")).content.decode()
    buttons = re.findall(r'<button type="submit" form="section-form"[^>]*', page)
    assert 'value="stay"' in buttons[0] and 'class="sheet-tab"' in buttons[1]
