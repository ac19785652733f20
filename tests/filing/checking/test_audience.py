"""Who reads an explanation: the bureau, and the public where the person ticks it; one text for several warnings."""

import pytest

from evaluations.models import Explanation
from tests.factories import complete_figures

pytestmark = pytest.mark.usefixtures("kept_draft")

GAP = {"project__budget": "200", "basic__budget": "507", "personnel__budget": "405.74"}
KEY = "13:project.budget"


@pytest.fixture
def with_gap(office):
    """A draft whose projects do not add up: one warning, every section done."""
    evaluation = office.evaluation(document=complete_figures(**GAP))
    evaluation.section_states.update(done=True, left=True)
    return evaluation


def send(client, evaluation, *, headers=None, **fields):
    return client.post(f"/filing/{evaluation.pk}/explain/", fields, headers=headers)


def preview(client, evaluation):
    return client.get(f"/filing/{evaluation.pk}/preview/").content.decode()


def test_an_explanation_is_for_the_bureau_until_somebody_ticks_it(preparer, with_gap):
    send(preparer, with_gap, key=KEY, text="另有预留资金未分解。", was="")
    assert not Explanation.objects.get().public and "有关差异的说明" not in preview(preparer, with_gap)
    page = preparer.get(f"/filing/{with_gap.pk}/check/").content.decode()
    assert "已说明（仅财政局）" in page and "同时公开" in page


def test_the_tick_alone_makes_it_public_and_private_again(preparer, with_gap):
    send(preparer, with_gap, key=KEY, text="另有预留资金未分解。", was="")
    same = {"key": KEY, "text": "另有预留资金未分解。", "was": "另有预留资金未分解。"}
    send(preparer, with_gap, **same, public=KEY)
    assert Explanation.objects.get().public and "有关差异的说明" in preview(preparer, with_gap)
    send(preparer, with_gap, **same, was_public=KEY)
    assert not Explanation.objects.get().public


def test_a_tick_that_was_not_touched_leaves_a_colleagues_text_alone(preparer, with_gap):
    send(preparer, with_gap, key=KEY, text="同事改过的。", was="", public=KEY)
    send(preparer, with_gap, key=KEY, text="打开时的。", was="打开时的。", public=KEY, was_public=KEY)
    assert (Explanation.objects.get().text, Explanation.objects.get().public) == ("同事改过的。", True)


def test_one_text_serves_every_ticked_warning(preparer, with_gap):
    answer = send(
        preparer, with_gap, key=KEY, text="", was="", shared=[KEY], shared_text="同一原因。", shared_public="on"
    )
    assert answer.status_code == 302
    assert (Explanation.objects.get().text, Explanation.objects.get().public) == ("同一原因。", True)


def test_a_shared_text_without_a_tick_stays_on_the_page(preparer, office):
    evaluation = office.evaluation(document=complete_figures(**GAP))
    evaluation.narratives.update(text="项目支出预算999999万元。")
    answer = send(preparer, evaluation, shared_text="同一原因。")
    page = answer.content.decode()
    assert answer.status_code == 422 and "同一原因。</textarea>" in page and "请先在上面勾选" in page


def test_the_page_saves_by_itself_and_hears_what_now_stands_before_the_submission(preparer, with_gap):
    json = {"Accept": "application/json"}
    told = send(preparer, with_gap, headers=json, key=[KEY, "99:gone"], text=["有原因。", "没有了"], was=["", ""])
    assert told.status_code == 422 and "这条警告已经不存在" in told.json()["refused"]["99:gone"]
    assert Explanation.objects.get().text == "有原因。" and "我单位承诺" in told.json()["submit"]
