"""元 put right from the check page: exactly, with what was typed kept, back again, or insisted on."""

import re
from decimal import Decimal
from html import unescape

import pytest

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models import Event, Explanation, Status
from tests.checks.changed_reports import old_report
from tests.factories import complete_facts, complete_figures

BLOCK = {"vehicle_operation__actual": "22000", "reception__actual": "300"}
SUMS = dict.fromkeys(("three_public__actual", "vehicle__actual"))
BUTTON = re.compile(r'name="convert" value="([^"]+)"')


@pytest.fixture
def in_yuan(office):
    """三公经费 of 22,300 万元 in a total of 697."""
    return office.evaluation(document=complete_figures(**BLOCK, **SUMS))


@pytest.fixture
def doubtful(office):
    """One amount 10,000 times the others of its row: only a warning."""
    return office.evaluation(document=complete_figures(procurement__last_actual="200000"))


def check(client, evaluation):
    return client.get(f"/filing/{evaluation.pk}/check/").content.decode()


def convert(client, evaluation, **more):
    buttons = [unescape(text) for text in BUTTON.findall(check(client, evaluation))]
    return client.post(f"/filing/{evaluation.pk}/convert/", {"convert": buttons[0], **more}, follow=True)


def figures(evaluation, *names):
    found = collect_facts(evaluation).figures
    return [found.get(name) for name in names]


def test_a_block_in_yuan_is_converted_and_taken_back(preparer, in_yuan):
    names = ("vehicle_operation.actual", "reception.actual", "vehicle_operation.budget")
    page = convert(preparer, in_yuan).content.decode()
    assert "已换算 2 个数" in page and not BUTTON.findall(page)
    assert figures(in_yuan, *names) == [Decimal("2.2"), Decimal("0.03"), Decimal("2.4")]
    told = Event.objects.get(action="convert_unit")
    assert told.detail["inputs"] == {"base_data": ["reception.actual", "vehicle_operation.actual"]}
    assert "22000" not in str(told.detail)
    page = preparer.post(f"/filing/{in_yuan.pk}/convert/", {"back": "1"}, follow=True).content.decode()
    assert "已撤销换算" in page and "撤销换算</button>" not in page
    assert figures(in_yuan, *names) == [Decimal(22000), Decimal(300), Decimal("2.4")]


def test_projects_in_yuan_are_converted_with_their_lines(preparer, office):
    projects = old_report()["projects"]
    for one in projects:
        one |= {name: str(Decimal(one[name]) * 10_000) for name in ("budget", "in_place", "actual")}
    evaluation = office.evaluation(document=complete_facts(projects=projects))
    convert(preparer, evaluation)
    assert [one.budget for one in collect_facts(evaluation).projects] == [Decimal(100), Decimal("67.74")]


def test_amounts_that_would_lose_decimals_stay_and_are_named(preparer, office):
    evaluation = office.evaluation(document=complete_figures(**(BLOCK | {"reception__actual": "22000.123"}), **SUMS))
    page = convert(preparer, evaluation).content.decode()
    assert "已换算 1 个数" in page and "丢失小数" in page and "公务接待费（2020年决算数） 22000.123" in page
    assert figures(evaluation, "reception.actual") == [Decimal("22000.123")]


def test_what_was_saved_since_is_not_overwritten(preparer, in_yuan):
    convert(preparer, in_yuan)
    in_yuan.section_states.filter(section="base_data").update(version=99)
    assert "撤销换算</button>" not in check(preparer, in_yuan)
    page = preparer.post(f"/filing/{in_yuan.pk}/convert/", {"back": "1"}, follow=True).content.decode()
    assert "不能整批撤销" in page and figures(in_yuan, "reception.actual") == [Decimal("0.03")]


def test_a_slip_that_is_gone_is_not_converted(preparer, in_yuan):
    old = unescape(BUTTON.findall(check(preparer, in_yuan))[0])
    convert(preparer, in_yuan)
    page = preparer.post(f"/filing/{in_yuan.pk}/convert/", {"convert": old}, follow=True).content.decode()
    assert "已经不存在" in page and figures(in_yuan, "reception.actual") == [Decimal("0.03")]


def test_a_person_may_insist_on_what_is_only_doubtful(preparer, doubtful):
    key = "24:procurement.last_actual"
    assert f'name="keep" value="{key}"' in check(preparer, doubtful)
    preparer.post(f"/filing/{doubtful.pk}/explain/", {"key": key, "text": "", "was": "", "keep": key})
    assert Explanation.objects.get().text == "经核对，金额单位确为万元，数据无误。"
    preparer.post(f"/filing/{doubtful.pk}/explain/", {"key": key, "text": "含上年集中采购。", "was": "", "keep": key})
    assert Explanation.objects.get().text == "含上年集中采购。"


def test_nobody_insists_on_a_part_above_its_whole(preparer, in_yuan):
    assert 'name="keep"' not in check(preparer, in_yuan)


def test_what_was_typed_beside_the_button_is_kept(preparer, office):
    evaluation = office.evaluation(
        document=complete_figures(
            procurement__last_actual="200000", project__budget="200", basic__budget="507", personnel__budget="405.74"
        )
    )
    convert(preparer, evaluation, key="13:project.budget", text="另有预留。", was="")
    assert Explanation.objects.get().text == "另有预留。"
    assert figures(evaluation, "procurement.last_actual") == [Decimal(20)]


def test_a_report_that_was_handed_in_is_not_converted(preparer, office):
    evaluation = office.evaluation(Status.SUBMITTED)
    answer = preparer.post(f"/filing/{evaluation.pk}/convert/", {"convert": "24:x 0"}, follow=True)
    assert answer.status_code == 200 and not Event.objects.filter(action="convert_unit").exists()
