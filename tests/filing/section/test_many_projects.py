"""Many projects cost time in proportion, and too many are refused with a sentence."""

import sys
from collections import Counter

import pytest

from evaluations.drafts.facts_of_draft import store_facts
from evaluations.facts.document import FactsError
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.parts.base import renumbered_rows
from evaluations.filing.section.parts.projects import ProjectsPart
from evaluations.models import Project
from evaluations.schemes.loading import load_scheme
from tests.factories import complete_facts
from tests.filing.pages import press

pytestmark = pytest.mark.usefixtures("kept_draft")


def rows(count, items=1):
    named = [
        {f"project-{n}-{name}": "1" for name in ("name", "budget", "in_place", "actual", "note")} for n in range(count)
    ]
    inner = [{f"project-{n}-item-{m}-name": f"明细{m}" for m in range(items)} for n in range(count)]
    return {name: text for part in (*named, *inner) for name, text in part.items()}


def calls(desk, count):
    """How many functions are called, those written in C included: unlike seconds, the same on a busy machine."""
    counted: Counter[str] = Counter()
    sys.setprofile(lambda frame, event, arg: counted.update([event]))
    try:
        data = ProjectsPart.arranged(rows(count, items=3))
        assert len(ProjectsPart(desk, data).rows) == count
    finally:
        sys.setprofile(None)
    return counted["call"] + counted["c_call"]


@pytest.mark.parametrize("scheme", ["hunan-2013", "hunan-2023"])
def test_five_times_the_projects_take_five_times_the_work(draft, office, scheme):
    desk = Desk(draft, office.preparer)
    desk.scheme = load_scheme(scheme)
    calls(desk, 2)
    assert calls(desk, 100) < 5.5 * calls(desk, 20)


def test_renumbering_keeps_page_order_and_leaves_blank_rows_out():
    data = {"a-7-name": "甲", "x": "1", "a-3-name": " ", "a-5-name": "乙"}
    assert renumbered_rows(data, "a") == {"x": "1", "a-0-name": "甲", "a-1-name": "乙"}


def test_items_keep_their_projects():
    data = ProjectsPart.arranged(
        {"project-4-name": "甲", "project-4-item-2-name": "一", "project-9-item-1-name": "二", "y": "1"}
    )
    assert data == {"y": "1", "project-0-name": "甲", "project-0-item-0-name": "一", "project-1-item-0-name": "二"}


def test_two_hundred_projects_are_the_limit(preparer, draft, address):
    answer = press(preparer, address("projects"), rows(201, items=0))
    page = answer.content.decode()
    assert answer.status_code == 422 and page.count("最多填写200个项目") >= 1 and "有 1 处需要核对" in page
    assert Project.objects.filter(evaluation=draft).exclude(name="").count() == 200


def test_fifty_items_are_the_limit(preparer, address):
    answer = press(preparer, address("projects"), rows(1, items=51))
    assert answer.status_code == 422 and "最多填写50条明细" in answer.content.decode()


@pytest.mark.parametrize(
    "projects, place",
    [
        ([{"name": f"项目{n}"} for n in range(201)], "projects"),
        ([{"name": "甲", "items": [{"name": f"明细{n}"} for n in range(51)]}], "projects[甲].items"),
    ],
)
def test_an_import_takes_no_more_than_the_pages(draft, projects, place):
    with pytest.raises(FactsError) as refusal:
        store_facts(draft, complete_facts(projects=projects))
    assert [fault.where for fault in refusal.value.faults] == [place]
