"""An explanation lives as long as its warning: it can go after it, and is neither frozen nor printed without it."""

from dataclasses import replace

import pytest
from django.db.models import F

from evaluations.drafts.facts_of_draft import assess_evaluation
from evaluations.filing.checking.explaining import store_explanations
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.panel_findings import is_settled
from evaluations.models import Explanation, Status
from evaluations.publication.public_part import public_data
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import complete_facts, complete_figures

GAP = {"project__budget": "200", "basic__budget": "507", "personnel__budget": "405.74"}
KEY = "13:project.budget"


@pytest.fixture
def with_gap(office):
    """A draft whose projects do not add up: one warning, every section done."""
    evaluation = office.evaluation(document=complete_figures(**GAP))
    evaluation.section_states.update(done=True)
    return evaluation


def explain(client, evaluation, text, key=KEY):
    return client.post(f"/filing/{evaluation.pk}/explain/", {"key": key, "text": text})


def stale(evaluation, person, field="project.budget"):
    return Explanation.objects.create(
        evaluation=evaluation, check_number="13", field=field, text="早已改正的差异。", person=person
    )


def test_an_explanation_can_be_deleted_after_its_warning_has_gone(preparer, office):
    evaluation = office.evaluation(document=complete_facts())
    stale(evaluation, office.preparer)
    assert explain(preparer, evaluation, "").status_code == 302
    assert not Explanation.objects.exists()


def test_an_explanation_without_its_warning_is_not_frozen_and_not_published(office):
    evaluation = office.evaluation()
    stale(evaluation, office.preparer)
    submission = current_submission(office.advance(evaluation, "submit", "sign"))
    assert "explanations" not in submission.facts and "explanations" not in public_data(submission)["facts"]


def test_an_explanation_with_its_warning_is_frozen(preparer, office, with_gap):
    assert explain(preparer, with_gap, "另有预留资金未分解。").status_code == 302
    stale(with_gap, office.preparer, "basic.budget")
    submission = current_submission(office.advance(with_gap, "submit", "sign"))
    assert [one["text"] for one in submission.facts["explanations"]] == ["另有预留资金未分解。"]


def test_the_draft_prints_only_explanations_that_stand(preparer, office):
    evaluation = office.evaluation(Status.DRAFT)
    stale(evaluation, office.preparer)
    assert "早已改正的差异" not in preparer.get(f"/filing/{evaluation.pk}/preview/").content.decode()


def test_only_warnings_can_be_explained(preparer, office):
    evaluation = office.evaluation(document=complete_facts(stated=[{"name": "basic.actual", "value": "1"}]))
    found = next(one for one in assess_evaluation(evaluation)[2] if one.level == "error")
    answer = explain(preparer, evaluation, "说明", found.key)
    assert answer.status_code == 422 and not Explanation.objects.exists()


def test_the_warning_is_looked_for_under_the_lock(office, with_gap):
    """What the page found is of no use once a colleague has mended it."""
    desk = Desk(with_gap, office.preparer)
    assert any(one.key == KEY for one in desk.findings)
    with_gap.budget_lines.filter(figure="project.budget").update(amount=None, not_applicable=True)
    with_gap.projects.all().delete()
    told = store_explanations(desk, {KEY: "另有预留资金未分解。"}, office.preparer)
    assert "这条警告已经不存在" in told[KEY] and not Explanation.objects.exists()


# --- what is explained, and what was ----------------------------------------------------------------


def check_page(client, evaluation):
    return client.get(f"/filing/{evaluation.pk}/check/").content.decode()


def widen_gap(evaluation):
    evaluation.budget_lines.filter(figure="project.budget").update(amount=201)
    evaluation.section_states.update(version=F("version") + 1)  # as every save does


def test_the_page_counts_what_still_wants_an_explanation(preparer, with_gap):
    assert "需要说明 1 处\n" in check_page(preparer, with_gap)
    told = preparer.post(
        f"/filing/{with_gap.pk}/explain/",
        {"key": KEY, "text": "另有预留资金未分解。"},
        headers={"Accept": "application/json"},
    ).json()
    for page in (told["count"], check_page(preparer, with_gap)):
        assert "已说明 1 处" in page and "需要说明" not in page


def test_beside_what_is_explained_the_page_counts_what_is_not(preparer, office):
    evaluation = office.evaluation(document=complete_figures(**GAP, procurement__last_actual="200000"))
    explain(preparer, evaluation, "另有预留资金未分解。")
    page = " ".join(check_page(preparer, evaluation).split())
    assert "需要说明 1 处，已说明 1 处" in page


def test_the_panel_beside_the_form_says_what_is_explained(preparer, with_gap):
    with_gap.section_states.update(left=True)
    page = f"/filing/{with_gap.pk}/s/projects/"
    assert "（已说明）" not in preparer.get(page).content.decode()
    explain(preparer, with_gap, "另有预留资金未分解。")
    panel = preparer.get(page).content.decode()
    assert panel.count("（已说明）") == 1 and "1 处，其中已说明 1 处" in panel


def test_an_explanation_of_what_was_found_before_is_offered_again_and_counts_only_when_taken(preparer, with_gap):
    explain(preparer, with_gap, "另有预留资金未分解。")
    assert "沿用原来的说明" not in check_page(preparer, with_gap)
    widen_gap(with_gap)
    page = check_page(preparer, with_gap)
    assert "沿用原来的说明" in page and "“另有预留资金未分解。”" in page and "需要说明 1 处" in page
    again = {"key": KEY, "text": "", "was": "", "again": KEY, f"earlier:{KEY}": "另有预留资金未分解。"}
    preparer.post(f"/filing/{with_gap.pk}/explain/", again)
    page = check_page(preparer, with_gap)
    assert "沿用原来的说明" not in page and "已说明 1 处" in page
    assert Explanation.objects.get().text == "另有预留资金未分解。"


def test_what_was_typed_goes_before_what_was_said_then(preparer, with_gap):
    again = {"key": KEY, "text": "上级下达后分解。", "was": "", "again": KEY, f"earlier:{KEY}": "另有预留资金未分解。"}
    preparer.post(f"/filing/{with_gap.pk}/explain/", again)
    assert Explanation.objects.get().text == "上级下达后分解。"


def test_what_is_kept_already_is_not_replaced_by_what_was_said_then(preparer, with_gap):
    """The page keeps what is typed after a pause, and counts it as shown from then on."""
    explain(preparer, with_gap, "上级下达后分解。")
    told = {"key": KEY, "text": "上级下达后分解。", "was": "上级下达后分解。"}
    for pressed in ({"again": KEY, f"earlier:{KEY}": "另有预留资金未分解。"}, {"keep": KEY}):
        preparer.post(f"/filing/{with_gap.pk}/explain/", told | pressed)
        assert Explanation.objects.get().text == "上级下达后分解。"


def test_who_reads_it_is_as_it_was_where_it_is_taken_and_nobody_where_something_else_is_written(preparer, with_gap):
    preparer.post(f"/filing/{with_gap.pk}/explain/", {"key": KEY, "text": "另有预留资金未分解。", "public": KEY})
    widen_gap(with_gap)
    page = check_page(preparer, with_gap)
    assert "沿用原来的说明（公开）" in page and f'value="{KEY}" checked' not in " ".join(page.split())
    again = {
        "key": KEY,
        "text": "",
        "was": "",
        "again": KEY,
        f"earlier:{KEY}": "另有预留资金未分解。",
        "earlier_public": KEY,
    }
    preparer.post(f"/filing/{with_gap.pk}/explain/", again | {"text": "上级下达后分解。"})
    assert not Explanation.objects.get().public
    Explanation.objects.update(text="原来的", public=True, found="0" * 64)
    preparer.post(f"/filing/{with_gap.pk}/explain/", again)
    assert Explanation.objects.get().public


def test_a_place_is_settled_when_all_that_is_found_there_is_explained(office, with_gap):
    desk = Desk(with_gap, office.preparer)
    (gap,) = (one for one in desk.findings if one.key == KEY)
    store_explanations(desk, {KEY: "另有预留资金未分解。"}, office.preparer)
    desk, other = Desk(with_gap, office.preparer), replace(gap, check="5")
    assert is_settled(desk, [gap]) and not is_settled(desk, [gap, other])
    hint = replace(other, level="hint")
    assert is_settled(desk, [gap, hint]) and not is_settled(desk, [hint])
