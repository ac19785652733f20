"""Parts without content are answered on one page; what is typed is never dropped by it, and going on leads past them."""

import pytest

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models import SectionState
from tests.filing.pages import form_values, press

pytestmark = pytest.mark.usefixtures("kept_draft")
CODES = ("government_funds", "state_capital", "social_insurance", "other")


@pytest.fixture
def page(draft):
    return f"/filing/{draft.pk}/nothing/"


def answered(client, page, **chosen):
    values = form_values(client.get(page), "nothing-form")
    return client.post(page, values | {f"nothing-{code}": answer for code, answer in chosen.items()})


def test_four_parts_are_answered_at_once_and_the_first_with_something_comes_next(preparer, draft, page, address):
    answer = answered(preparer, page, **dict.fromkeys(CODES, "none") | {"state_capital": "some"})
    assert answer.url == address("state_capital")
    assert set(collect_facts(draft).none_sections) == set(CODES) - {"state_capital"}
    assert {state.section for state in draft.section_states.filter(done=True)} == set(CODES) - {"state_capital"}


def test_what_is_not_answered_is_asked_again_and_the_rest_is_kept(preparer, draft, page):
    answer = answered(preparer, page, government_funds="none")
    assert answer.status_code == 422 and answer.content.decode().count("请选择“无”或“有”") >= 3
    assert form_values(preparer.get(page), "nothing-form")["nothing-government_funds"] == "none"


def test_a_part_with_text_keeps_it(preparer, draft, page, address):
    press(preparer, address("other"), {"text-other": "另有说明。"})
    answer = answered(preparer, page, **dict.fromkeys(CODES, "none"))
    assert answer.status_code == 422 and "填有内容，没有改为“无”" in answer.content.decode()
    assert (
        collect_facts(draft).narratives["other"] == "另有说明。" and "other" not in collect_facts(draft).none_sections
    )


def test_going_on_leads_to_the_page_and_later_past_what_is_answered(preparer, draft, page, address):
    texts = {"text-duties": "办理政务服务事项。", "text-organisation": "内设办公室。"}
    assert press(preparer, address("basic_info"), texts, button=("done", "1")).url == page
    answered(preparer, page, **dict.fromkeys(CODES, "none"))
    assert press(preparer, address("basic_info"), button=("done", "1")).url == address("allocation")


def test_what_an_import_has_answered_is_agreed_to_on_the_one_page(preparer, draft, page, address):
    for code in CODES:
        SectionState.objects.update_or_create(evaluation=draft, section=code, defaults={"none": True, "done": False})
    texts = {"text-duties": "办理政务服务事项。", "text-organisation": "内设办公室。"}
    assert press(preparer, address("basic_info"), texts, button=("done", "1")).url == page
    assert answered(preparer, page).status_code == 302
    assert {state.section for state in draft.section_states.filter(none=True, done=True)} == set(CODES)
