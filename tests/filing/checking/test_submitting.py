"""What is pledged is what the page showed; what stops a submission is the same list everywhere."""

import re

import pytest

from evaluations.models import Narrative, SectionState, Status
from evaluations.workflow.acting import Conflict, Incomplete, perform_act
from tests.asking import draft_obstacles
from tests.factories import complete_facts
from tests.filing.pages import form_values, press


@pytest.fixture
def ready(office):
    return office.evaluation()


def pledge(client, evaluation, page):
    sent = dict(re.findall(r'type="hidden" name="(version|seen)" value="(\d+)"', page))
    return client.post(f"/filing/{evaluation.pk}/act/submit/", sent | {"pledge": "on"})


def check_page(client, evaluation):
    return client.get(f"/filing/{evaluation.pk}/check/").content.decode()


def test_a_section_saved_in_between_is_not_pledged_unseen(preparer, ready):
    page = check_page(preparer, ready)
    assert (
        press(preparer, f"/filing/{ready.pk}/s/usage/", {"text-usage": "同事刚改的一段。", "done": "1"}).status_code
        == 302
    )
    answer = pledge(preparer, ready, page)
    assert answer.status_code == 409 and re.search("又有过新的操作（.+ 修改内容）", answer.content.decode())
    ready.refresh_from_db()
    assert ready.status == Status.DRAFT
    assert pledge(preparer, ready, check_page(preparer, ready)).status_code == 302


def test_a_submission_without_what_was_seen_is_refused(preparer, ready):
    answer = preparer.post(f"/filing/{ready.pk}/act/submit/", {"version": ready.version, "pledge": "on"})
    assert answer.status_code == 409


def test_the_workflow_compares_the_content_only_where_it_is_told(office, ready):
    with pytest.raises(Conflict, match="新的操作"):
        perform_act(ready, "submit", office.preparer, version=ready.version, seen=0)
    assert perform_act(ready, "submit", office.preparer, version=ready.version).status == Status.AWAITING_SIGNATURE


def test_what_cannot_be_printed_stops_the_submission_and_not_the_printer(preparer, office, ready):
    Narrative.objects.filter(evaluation=ready, code="usage").update(text="结果\ue000用于下年预算。")
    (found,) = draft_obstacles(ready)
    assert (found.check, found.field, found.section) == ("unprintable", "usage", "usage") and "U+E000" in found.read
    with pytest.raises(Incomplete):
        office.act(ready, "submit")
    page = check_page(preparer, ready)
    assert "U+E000" in page and f"/filing/{ready.pk}/s/usage/#id_text-usage" in page


def test_the_pages_list_what_the_workflow_refuses(preparer, office):
    evaluation = office.evaluation(document=complete_facts(narratives={}))
    SectionState.objects.filter(evaluation=evaluation, section="base_data").update(done=False)
    wanted = len(draft_obstacles(evaluation))
    for address in ("", "check/"):
        assert f"尚有 {wanted} 项未完成" in preparer.get(f"/filing/{evaluation.pk}/{address}").content.decode()


def test_the_page_of_the_checks_lists_nothing_twice(preparer, office):
    """What stands above with its remedy is counted below the button, and the rest is listed there."""
    evaluation = office.evaluation(document=complete_facts(narratives={}))
    found = draft_obstacles(evaluation)
    unfinished = [one.where for one in found if one.check == "section"]
    above, below = check_page(preparer, evaluation).split('id="submission-part"')
    assert f"尚有 {len(found)} 项未完成" in below and "上面列出的，请先改正、补填或写明原因；还有：" in below
    assert below.count("<li>") == len(unfinished) and all(where in below for where in unfinished)
    assert all(one.where in above for one in found if one.check != "section")
    SectionState.objects.filter(evaluation=evaluation).update(done=True, raw={})
    below = check_page(preparer, evaluation).split('id="submission-part"')[1]
    assert "上面列出的，请先改正、补填或写明原因。" in below and "<li>" not in below


# --- two people, one section ----------------------------------------------------------------------


def test_the_word_that_a_section_is_finished_is_not_lost_on_a_stale_page(preparer, draft, address):
    stale = form_values(preparer.get(address("usage"))) | {"text-usage": "用于下年预算。"}
    assert preparer.post(address("usage"), stale | {"done": "0"}).status_code == 302
    assert not SectionState.objects.get().done
    assert preparer.post(address("usage"), stale | {"done": "1"}).status_code == 302
    state = SectionState.objects.get()
    assert state.done and state.version == 2


@pytest.mark.parametrize("mine, theirs", [("013800", "13800"), ("1" * 30 + "1", "1" * 30 + "2")])
def test_a_telephone_number_is_no_amount(preparer, draft, address, mine, theirs):
    stale = form_values(preparer.get(address("base_data")))
    preparer.post(address("base_data"), stale | {"person-phone": theirs})
    answer = preparer.post(address("base_data"), stale | {"person-phone": mine})
    assert answer.status_code == 409 and mine in answer.content.decode()


@pytest.mark.parametrize("button", ["remove", "up", "down"])
def test_a_row_number_of_five_thousand_digits_is_no_row(preparer, address, button):
    answer = press(preparer, address("projects"), {"project-0-name": "甲"}, button=(button, "project-" + "9" * 5000))
    assert answer.status_code == 302


def test_a_row_without_a_number_is_no_reason_to_fail(preparer, address):
    typed = {"achievement-0-title": "甲", "achievement-1-title": "乙", "achievement-x-title": "丙"}
    assert press(preparer, address("results"), typed, button=("up", "achievement-1")).status_code == 302
