"""A section that saves itself: what is stored, what the page is told, and who is refused without a loss."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from evaluations.audit.refusals import NotAllowed
from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.filing.section import saving, versions
from evaluations.models import ApprovedFigure, SectionState, SectionVersion, Status
from tests.filing.pages import AS_SCRIPT, form_values, press

pytestmark = pytest.mark.usefixtures("kept_draft")


def state():
    return SectionState.objects.get()


def test_text_is_stored_and_the_page_learns_all_that_follows_from_it(send, draft):
    parts = ("vehicle_purchase", "vehicle_operation", "overseas_travel", "reception")
    typed = {f"{name}.actual": "0.5" for name in parts} | {"staff_in_post": "35", "establishment_posts": "25"}
    told = send("base_data", typed).json()
    assert told["version"] == 1 and collect_facts(draft).figures["reception.actual"] == Decimal("0.5")
    assert ">2.00</output>" in told["page"] and "140.00%" in told["page"]
    assert 'id="sections"' in told["page"] and "自评得分" in told["heard"]


def test_invalid_text_is_kept_as_typed_and_counted(send):
    told = send("base_data", {"reception.actual": "31,4x"}).json()
    assert told["wrong"] == 1 and state().raw == {"reception.actual": "31,4x"}


def test_the_generated_sentences_follow(send):
    told = send("general_budget", {"basic.budget": "10", "basic.actual": "5"}).json()
    assert "自动生成的文字" in told["page"] and "10.00" in told["page"]


def test_annex_1_shows_its_scores_anew(send, draft):
    told = send("indicators", {"entry-vehicle_control-reason": "无"}).json()
    assert 'id="total"' in told["page"] and re.search('id="live-.*-how"', told["page"])


def test_saving_the_same_again_writes_nothing(send, django_assert_max_num_queries):
    send("usage", {"text-usage": "用于预算。"})
    with django_assert_max_num_queries(60) as queries:
        told = send("usage", {"text-usage": "用于预算。"}, version=1).json()
    assert told["version"] == 1 and state().version == 1
    assert not [q for q in queries if q["sql"].startswith(("UPDATE", "DELETE", "INSERT"))]


def test_a_save_writes_only_the_figures_that_differ(send, draft):
    send("base_data", {"reception.actual": "1.5", "staff_in_post": "35"})
    kept = draft.budget_lines.get(figure="staff_in_post").pk
    send("base_data", {"reception.actual": "1.6", "staff_in_post": "35"}, version=1)
    assert draft.budget_lines.get(figure="staff_in_post").pk == kept
    assert collect_facts(draft).figures["reception.actual"] == Decimal("1.6")


def test_a_save_that_does_not_come_through_changes_nothing_that_is_known(send, preparer, address, monkeypatch):
    send("usage", {"text-usage": "一"})

    def broken(*given, **more):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr(saving, "record_version", broken)
        send("usage", {"text-usage": "二"}, version=1)
    assert form_values(preparer.get(address("usage")))["version"] == "1"
    assert send("usage", {"text-usage": "三"}, version=1).json()["version"] == 2


def test_autosave_never_says_that_a_section_is_finished(send, draft):
    send("usage", {"text-usage": "用于预算。", "done": "1"})
    assert not state().done


def test_a_finished_section_stays_finished_while_its_text_is_valid(send, preparer, address):
    press(preparer, address("usage"), {"text-usage": "用于预算。", "done": "1"})
    told = send("usage", {"text-usage": "用于下年预算。"}, version=1).json()
    assert state().done and told["done"] and not told["undone"]


def test_a_finished_section_with_a_fault_is_reopened_and_says_so(send, preparer, address):
    press(preparer, address("usage"), {"text-usage": "用于预算。", "done": "1"})
    told = send("usage", {"text-usage": "长" * 20_001}, version=1).json()
    assert not state().done and "已改为“尚未填完”" in told["undone"]


def test_a_tick_that_deletes_waits_for_the_button(send, draft):
    from evaluations.models import StatedValue

    value = StatedValue.objects.create(evaluation=draft, position=1, name="total", value="91")
    send("indicators", {f"printed-{value.pk}": "on"})
    assert StatedValue.objects.filter(pk=value.pk).exists()


def test_a_late_request_of_the_same_page_changes_nothing(send, preparer, address, draft):
    send("usage", {"text-usage": "一"}, sending=1)
    assert send("usage", {"text-usage": "一二三"}, sending=3, version=1).status_code == 200
    late = send("usage", {"text-usage": "一二"}, sending=2, version=1)
    assert late.status_code == 409 and late.json()["kind"] == "late"
    assert collect_facts(draft).narratives["usage"] == "一二三"


def test_text_taken_back_is_not_brought_again_by_a_late_request(send, preparer, address, draft):
    values = form_values(preparer.get(address("usage"))) | {"page": "mine", "sending": 2, "text-usage": ""}
    preparer.post(address("usage"), values)
    assert send("usage", {"text-usage": "写错的"}, sending=1).status_code == 409
    assert "usage" not in collect_facts(draft).narratives


def test_a_lost_answer_does_no_harm(send, draft):
    """The page never heard of version 1 and sends on top of 0 again."""
    send("usage", {"text-usage": "一"})
    assert send("usage", {"text-usage": "一二"}).json()["version"] == 2
    assert collect_facts(draft).narratives["usage"] == "一二"


def test_a_page_that_does_not_show_a_colleagues_change_does_not_take_it_back(send, another, draft):
    """She changed a field in which my caret stands: my page goes on with the old text in it."""
    send("base_data", {"reception.actual": "1.5"}, client=another, page="hers")
    first = send("base_data", {"staff_in_post": "35"}).json()
    assert first["texts"] == {"reception.actual": "1.50"} and "赵会计同时改了" in first["merged"]
    second = send("base_data", {"staff_in_post": "36"}, version=first["version"]).json()
    assert collect_facts(draft).figures["reception.actual"] == Decimal("1.5")
    clash = send("base_data", {"staff_in_post": "36", "reception.actual": "2"}, version=second["version"])
    assert clash.status_code == 409 and clash.json()["kind"] == "clash" and "1.50" in clash.json()["html"]


def test_rows_that_a_colleague_changed_are_told_and_not_taken_back(send, another, draft):
    send("results", {"achievement-0-title": "她的"}, client=another, page="hers")
    told = send("results", {"text-results_note": ""}).json()
    assert told["rows"] and told["texts"] == {}
    send("results", {}, version=told["version"])
    assert [one.title for one in collect_facts(draft).achievements] == ["她的"]


def test_a_button_pressed_after_a_lost_answer_saves_too(send, preparer, address, draft):
    values = form_values(preparer.get(address("usage"))) | {"page": "mine", "sending": 99, "text-usage": "一二"}
    send("usage", {"text-usage": "一"})
    assert preparer.post(address("usage"), values).status_code == 302
    assert collect_facts(draft).narratives["usage"] == "一二"


def test_rows_added_and_removed_between_two_sendings_are_neither_lost_nor_doubled(send, draft):
    send("projects", {"project-0-name": "甲", "project-1-name": "乙", "project-1-item-0-name": "电费"})
    send("projects", {"project-1-name": "乙", "project-1-item-0-name": "电费", "project-2-name": "丙"}, version=1)
    send("projects", {"project-2-name": "丙", "project-1-name": "乙", "project-1-item-0-name": "电费"}, version=2)
    assert [one.name for one in collect_facts(draft).projects] == ["丙", "乙"]
    assert [item.name for item in collect_facts(draft).projects[1].items] == ["电费"]


def test_a_text_too_long_is_not_confirmed(send):
    assert send("usage", {"text-usage": "长" * 20_000}).json()["whole"]
    assert not send("usage", {"text-usage": "长" * 20_002}, version=1).json()["whole"]


def test_a_text_with_a_sign_that_no_database_takes_is_not_confirmed(send):
    told = send("usage", {"text-usage": "前\x00后"}).json()
    assert not told["whole"] and state().raw == {"text-usage": "前�后"}


# --- refused, and nothing lost --------------------------------------------------------------------


def test_after_the_session_ended_the_script_is_told(send, preparer):
    Session.objects.all().delete()
    answer = send("usage", {"text-usage": "一"})
    assert answer.status_code == 401 and json.loads(answer.content) and not SectionState.objects.exists()


def test_an_old_token_is_answered_with_a_new_one_on_our_page_only(office, draft, address):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office.preparer)
    strict.get(address("usage"))
    url, texts = address("usage") + "autosave/", {"text-usage": "一", "version": 0, "csrfmiddlewaretoken": "old"}
    told = strict.post(url, texts, headers={"Origin": "http://testserver"}, **AS_SCRIPT)
    assert told.status_code == 403
    again = strict.post(url, texts | {"csrfmiddlewaretoken": told.json()["token"]}, **AS_SCRIPT)
    assert again.status_code == 200
    abroad = strict.post(url, texts, headers={"Origin": "http://evil.example"}, **AS_SCRIPT)
    assert abroad.status_code == 403 and abroad.json()["token"] == ""


def test_the_text_of_one_person_is_not_saved_as_anothers(send, another, office, draft):
    answer = send("usage", {"text-usage": "一"}, client=another, person=office.preparer.pk)
    assert answer.status_code == 409 and answer.json()["kind"] == "stranger" and "赵会计" in answer.json()["message"]
    assert not SectionState.objects.exists()


def test_a_handed_in_report_takes_nothing_more(preparer, office):
    evaluation = office.evaluation(Status.DRAFT)
    office.advance(evaluation, "submit")
    texts = {"text-usage": "迟到的", "version": 0, "page": "mine", "sending": 1}
    answer = preparer.post(f"/filing/{evaluation.pk}/s/usage/autosave/", texts, **AS_SCRIPT)
    assert answer.status_code == 409 and answer.json()["kind"] == "locked"
    assert "内容仍在本页" in answer.json()["message"]
    assert "迟到的" not in str(collect_facts(evaluation).narratives)


# --- versions -------------------------------------------------------------------------------------


def test_who_ever_saved_a_part_may_not_review_whoever_saved_it_later(office):
    evaluation = office.evaluation(Status.SUBMITTED)
    reviewer = office.reviewer
    SectionVersion.objects.create(
        evaluation=evaluation, section="usage", version=900, saved_by=reviewer, saved_at=timezone.now()
    )
    with pytest.raises(NotAllowed):
        office.act(evaluation, "approve", reviewer)


def test_old_versions_go_but_the_last_of_each_person_stays(send, another, office, monkeypatch):
    monkeypatch.setattr(versions, "LAST_VERSIONS", last := 6)  # of fifty: what goes is counted from there alike
    monkeypatch.setattr(versions, "SAVES_PER_SWEEP", sweep := 3)
    send("usage", {"text-usage": "她的"}, client=another, page="hers")
    rounds = last + 2 * sweep
    for number in range(1, rounds):
        SectionVersion.objects.update(saved_at=timezone.now() - timedelta(days=2))
        send("usage", {"text-usage": f"第{number}次"}, version=number)
    kept = SectionVersion.objects.order_by("version")
    assert last < kept.count() < rounds and kept.filter(saved_by__display_name="赵会计").count() == 1


def test_the_cost_in_queries(send, draft, django_assert_num_queries):
    send("base_data", {"reception.actual": "1.5"})
    with django_assert_num_queries(13):
        send("base_data", {"reception.actual": "1.6"}, version=1)


def test_the_note_on_the_approved_number_follows_what_is_typed(send, draft):
    ApprovedFigure.objects.create(obligation=draft.obligation, figure="operating.budget", amount="101.26")
    said = [
        re.findall(
            'id="id_operating-budget-approved">(.*?)<',
            send("base_data", {"operating.budget": text}, version=n).json()["page"],
        )
        for n, text in enumerate(("101.26", "98"))
    ]
    assert said == [["＝批复"], ["批复 101.26"]]
