"""The page of a year's review: what is typed becomes the plan, with its reason, its event, and nothing lost."""

import pytest
from django.urls import reverse

from evaluations.cycles.reviewing.plan_changes import plan_digest
from evaluations.cycles.reviewing.plan_form import shown_plan
from evaluations.models import Cycle, Event
from evaluations.schemes.review_plan import standard_review_plan

pytestmark = pytest.mark.django_db
GRADES = ["优", "良", "中", "差"]


def as_opened(office, **changes):
    """Every input of the page as it opens, as a browser would send it."""
    form, sent = shown_plan(office.cycle.reviewing, GRADES), {"seen": plan_digest(office.cycle), "reason": ""}
    for line in form.criteria:
        sent |= {f"used.{line.code}": "on"} if line.used else {}
        sent |= {f"{name}.{line.code}": getattr(line, name) for name in ("label", "shares", "remark")}
    for n, use in enumerate(form.uses):
        sent |= {f"word.{n}": use.word, f"text.{n}": use.text}
    return sent | changes


def save(client, office, **changes):
    return client.post(reverse("cycles:save_review_plan", args=[office.cycle.pk]), as_opened(office, **changes))


def plan(office):
    return Cycle.objects.get(pk=office.cycle.pk).reviewing


def test_what_was_opened_and_saved_is_the_standard_plan(client, office):
    assert client.get(reverse("cycles:review_plan", args=[office.cycle.pk])).status_code == 200
    assert save(client, office).status_code == 302
    assert plan(office) == standard_review_plan()
    assert not Event.objects.filter(action="change_review_plan").exists()


def test_a_county_sets_its_own_shares_words_and_stages(client, office):
    own = {"used.own1": "on", "label.own1": "报送逾期", "shares.own1": "5", "remark.own1": "逾期报送，扣〔比例〕%。"}
    shares = {"shares.unverifiable": "20，50%、100", "word.3": "不予安排", "second_person": "on"}
    save(client, office, **own, **shares)
    kept = plan(office)
    assert [one.code for one in kept.choices if one.criterion.code == "unverifiable"] == [
        "unverifiable:20",
        "unverifiable:50",
        "unverifiable:100",
    ]
    assert kept.choice("own1:5").remark == "逾期报送，扣5%。"
    assert kept.use_of("差", GRADES).word == "不予安排" and kept.second_person and not kept.sheet_required
    changes = Event.objects.get(action="change_review_plan").detail["changes"]
    assert [label for label, _, _ in changes] == [
        "须两人审核",
        "扣分情形“佐证材料不能核实完成值”",
        "扣分情形“报送逾期”",
        "结果应用",
    ]


@pytest.mark.parametrize(
    "changes, told",
    [
        ({"shares.unverifiable": "130"}, "扣分比例读到“130”"),
        ({"label.unverifiable": ""}, "须写明名称和备注"),
        ({"label.own1": "报送逾期"}, "没有勾选“采用”"),
        ({"word.0": ""}, "请写明“优”等级怎样应用"),
    ],
)
def test_what_cannot_be_meant_comes_back_as_typed(client, office, changes, told):
    answer = save(client, office, **changes, **{"remark.own2": "还没想好"})
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page and "还没想好" in page
    assert Cycle.objects.get(pk=office.cycle.pk).review_plan is None


def test_after_a_filing_a_reason_is_wanted_and_stays_in_the_log(client, office):
    office.evaluation("submitted")
    assert save(client, office, sheet_required="on").status_code == 422
    assert save(client, office, sheet_required="on", reason="县政府要求全面复核").status_code == 302
    assert (
        Event.objects.filter(action="change_review_plan", outcome="ok").get().detail["reason"] == "县政府要求全面复核"
    )


def test_of_two_administrators_the_second_is_told(client, office):
    before = as_opened(office, sheet_required="on")
    save(client, office, second_person="on")
    answer = client.post(reverse("cycles:save_review_plan", args=[office.cycle.pk]), before)
    assert answer.status_code == 409 and "他人修改过" in answer.content.decode()
    assert plan(office).second_person and not plan(office).sheet_required
