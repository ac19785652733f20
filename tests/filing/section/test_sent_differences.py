"""A page that saves itself sends what differs, and is answered with what changed."""

from decimal import Decimal

import pytest

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.filing.desk import kept_results
from evaluations.models import ApprovedFigure, SectionState
from tests.filing.pages import AS_SCRIPT

pytestmark = pytest.mark.usefixtures("kept_draft")


def test_what_differs_is_put_onto_what_the_page_sent_before(send, draft):
    first = send("base_data", {"reception.actual": "1.5", "staff_in_post": "35", "reception.budget": "3x"}).json()
    assert first["differs"]
    told = send("base_data", {"staff_in_post": "", "reception.budget": "3"}, version=1, differs=1).json()
    found = collect_facts(draft).figures
    assert (
        found["reception.actual"] == Decimal("1.5") and found["reception.budget"] == 3 and "staff_in_post" not in found
    )
    assert told["wrong"] == 0 and 'value="1.50"' in told["page"]


def test_a_colleagues_change_meets_what_differs_as_it_meets_a_whole_page(send, another, draft):
    send("base_data", {"reception.actual": "1.5", "staff_in_post": "35"})
    send("base_data", {"reception.actual": "2", "staff_in_post": "35"}, client=another, page="hers", version=1)
    told = send("base_data", {"staff_in_post": "36"}, version=1, differs=1).json()
    assert told["texts"] == {"reception.actual": "2.00"}
    kept = send("base_data", {"staff_in_post": "37"}, version=told["version"], differs=1).json()
    assert collect_facts(draft).figures["reception.actual"] == 2
    clash = send("base_data", {"reception.actual": "3"}, version=kept["version"], differs=1)
    assert clash.status_code == 409 and clash.json()["kind"] == "clash"


def test_what_differs_from_a_version_that_is_not_kept_is_asked_for_as_a_whole(send, draft):
    answer = send("usage", {"text-usage": "一"}, version=7, differs=1)
    assert answer.status_code == 409 and answer.json()["kind"] == "whole" and not SectionState.objects.exists()


def test_rows_that_differ_from_many_are_the_same_rows(send, draft):
    """From the database, which keeps names in an order of its own."""
    texts = {f"achievement-{n}-title": f"第{n}条" for n in range(12)} | {
        "achievement-0-body": "",
        "text-results_note": "",
    }
    assert send("results", texts).json()["differs"]
    kept_results.forget_readings()
    told = send(
        "results", {"achievement-11-title": "末条", "achievement-12-title": "又一条"}, version=1, differs=1
    ).json()
    wanted = [f"第{n}条" for n in range(11)] + ["末条", "又一条"]
    assert [one.title for one in collect_facts(draft).achievements] == wanted and told["differs"]


@pytest.mark.parametrize(
    "rows",
    [
        {"achievement-1-title": "乙"},
        {"achievement-0-title": "甲", "achievement-1-title": "", "achievement-2-title": "丙"},
        {"achievement-0-title": "甲", "achievement-0-body": "话" * 30_000, "achievement-1-title": ""},
    ],
    ids=["one taken out before", "an empty one between", "an empty one and a text that is too long"],
)
def test_a_page_whose_rows_are_not_those_that_are_stored_sends_all_of_them(send, rows):
    told = send("results", rows).json()
    assert not told["differs"] and told["spare"] is None


def shown_again(send, section, typed, told):
    """What a page is answered that has followed all before and sends what differs."""
    return send(section, typed, version=told["version"], differs=1, shows=told["stamp"]).json()


def test_a_page_that_has_followed_is_told_the_lines_that_changed(send):
    parts = ("vehicle_purchase", "vehicle_operation", "overseas_travel", "reception")
    told = send("base_data", {f"{name}.actual": "0.5" for name in parts} | {"staff_in_post": "35"}).json()
    told = shown_again(send, "base_data", {"reception.actual": "0.7"}, told)
    table = told["page"].partition("data-some")[2].partition("</tbody>")[0]
    assert 'name="reception.actual"' in table and ">2.20</output>" in table and 'name="staff_in_post"' not in table


def test_a_page_behind_by_anything_that_was_said_is_told_all(send, draft):
    told = send("base_data", {"reception.actual": "0.5"}).json()
    ApprovedFigure.objects.create(obligation=draft.obligation, figure="operating.budget", amount="101.26")
    assert "data-some" not in shown_again(send, "base_data", {"reception.actual": "0.7"}, told)["page"]


def test_of_the_projects_the_one_that_changed_is_written_and_told(send, draft):
    rows = {f"project-{n}-name": name for n, name in enumerate("甲乙丙")} | {"project-1-item-0-name": "电费"}
    told = send("projects", rows).json()
    kept = dict(draft.projects.values_list("position", "pk"))
    told = shown_again(send, "projects", {"project-1-name": "丁", "project-1-item-0-name": ""}, told)
    assert [(one.name, len(one.items)) for one in collect_facts(draft).projects] == [("甲", 0), ("丁", 0), ("丙", 0)]
    now = dict(draft.projects.values_list("position", "pk"))
    assert now[1] == kept[1] and now[3] == kept[3] and now[2] != kept[2]
    assert told["page"].count("data-same></tbody>") == 2 and told["differs"]


def test_a_page_that_has_caught_up_with_a_colleague_can_go_back_to_its_own(send, another, draft):
    """It shows what is stored, and no longer the half that it was kept as having shown."""
    first = {"reception.actual": "1.5", "staff_in_post": "35"}
    send("base_data", first)
    send("base_data", first | {"reception.actual": "2"}, client=another, page="hers", version=1)
    merged = send("base_data", {"staff_in_post": "36"}, version=1, differs=1).json()
    same = {"reception.actual": "2", "staff_in_post": "36"}
    told = send("base_data", same, version=merged["version"]).json()
    send("base_data", {"reception.actual": "1.5"}, version=told["version"], differs=1)
    assert collect_facts(draft).figures["reception.actual"] == Decimal("1.5")


def test_after_a_lost_answer_what_differs_is_put_onto_what_the_page_knows(send, draft):
    send("base_data", {"reception.actual": "1.5", "staff_in_post": "35"})
    send("base_data", {"reception.actual": "2"}, version=1, differs=1)
    send("base_data", {"reception.actual": "2", "staff_in_post": "36"}, version=1, differs=1)
    found = collect_facts(draft).figures
    assert (found["reception.actual"], found["staff_in_post"]) == (2, 36)
    kept_results.forget_readings()
    told = send("base_data", {"staff_in_post": "37"}, version=1, differs=1)
    found = collect_facts(draft).figures
    assert told.status_code == 200 and (found["reception.actual"], found["staff_in_post"]) == (Decimal("1.5"), 37)


def post_without_version(preparer, address, **told):
    texts = {"page": "mine", "sending": "99", "staff_in_post": "36"}
    return preparer.post(address("base_data") + "autosave/", texts | told, **AS_SCRIPT)


def test_the_version_that_differences_start_from_stands_in_the_place_of_the_pages_own(send, preparer, address, draft):
    """Pages of 1.6.0 name both, as all tests before this do."""
    version = send("base_data", {"reception.actual": "1.5", "staff_in_post": "35"}).json()["version"]
    told = post_without_version(preparer, address, differs=version).json()
    found = collect_facts(draft).figures
    assert (found["reception.actual"], found["staff_in_post"]) == (Decimal("1.5"), 36) and told["differs"]


def test_whoever_does_not_know_differences_finds_no_version_and_deletes_nothing(send, preparer, address, draft):
    """As a server of before, beside which this one takes over, is asked by a page of this one."""
    send("base_data", {"reception.actual": "1.5", "staff_in_post": "35"})
    assert post_without_version(preparer, address).status_code == 409
    found = collect_facts(draft).figures
    assert (found["reception.actual"], found["staff_in_post"]) == (Decimal("1.5"), 35)


@pytest.mark.parametrize(
    ("section", "row", "own"),
    [("results", "achievement-{}", "title"), ("projects", "project-{}", "name")],
)
def test_an_empty_row_at_the_end_is_sent_with_what_differs(send, preparer, address, draft, section, row, own):
    first, second = (f"{row.format(n)}-{own}" for n in range(2))
    told = send(section, {first: "甲", second: ""}).json()
    assert not told["differs"] and told["spare"][0] == row.format(1)
    again = shown_again(send, section, {first: "乙", second: ""}, told)
    assert again["spare"] == told["spare"] and f'name="{second}"' in again["page"]
    filled = shown_again(send, section, {second: "丙"}, again)
    assert filled["differs"] and filled["spare"] == []
    page = preparer.get(address(section)).content.decode()
    assert [f'name="{row.format(n)}-{own}"' in page for n in range(3)] == [True, True, False]
    facts = collect_facts(draft)
    assert [getattr(one, own) for one in (facts.achievements or facts.projects)] == ["乙", "丙"]
