"""A change in the columns of one project is written into its row; whatever else changed makes rows anew."""

from decimal import Decimal

import pytest

from evaluations.drafts.facts_of_draft import collect_facts

pytestmark = pytest.mark.usefixtures("kept_draft")

FIRST = {
    "project-0-name": "甲",
    "project-0-budget": "10",
    "project-0-note": "说明甲",
    "project-1-name": "乙",
    "project-1-budget": "20",
    "project-1-item-0-name": "电费",
    "project-1-item-0-amount": "3",
    "project-2-name": "丙",
    "project-2-budget": "30",
}


def stored(draft):
    """(name, budget, note, items) of every project, in order."""
    return [
        (one.name, one.budget, one.note or "", [(item.name, item.amount) for item in one.items])
        for one in collect_facts(draft).projects
    ]


def keys(draft):
    return dict(draft.projects.values_list("position", "pk"))


BEFORE = [
    ("甲", Decimal(10), "说明甲", []),
    ("乙", Decimal(20), "", [("电费", Decimal(3))]),
    ("丙", Decimal(30), "", []),
]


@pytest.fixture
def filled(send, draft):
    """A page that has saved three projects, and the keys of their rows."""
    send("projects", FIRST)
    assert stored(draft) == BEFORE
    return keys(draft)


@pytest.mark.parametrize(
    "typed, wanted",
    [
        ({"project-1-budget": "25"}, ("乙", Decimal(25), "")),
        ({"project-1-budget": ""}, ("乙", None, "")),
        ({"project-1-budget": "2x"}, ("乙", None, "")),
        ({"project-1-name": "丁", "project-1-note": "改名"}, ("丁", Decimal(20), "改名")),
    ],
    ids=["an amount", "an amount taken out", "no amount", "name and note"],
)
def test_columns_of_one_project_are_written_into_its_row_and_its_items_stay(send, draft, filled, typed, wanted):
    items = [*draft.projects.get(position=2).items.values_list("pk", flat=True)]
    send("projects", FIRST | typed, version=1)
    assert stored(draft) == [BEFORE[0], (*wanted, BEFORE[1][3]), BEFORE[2]]
    assert keys(draft) == filled and [*draft.projects.get(position=2).items.values_list("pk", flat=True)] == items


def test_what_a_second_editor_wrote_in_the_same_project_stays(send, another, draft, filled):
    hers = FIRST | {"project-1-note": "同事写的", "project-1-item-0-amount": "4"}
    send("projects", hers, client=another, page="hers", version=1)
    send("projects", FIRST | {"project-1-budget": "25"}, version=1)
    assert stored(draft)[1] == ("乙", Decimal(25), "同事写的", [("电费", Decimal(4))])


def test_what_a_second_editor_wrote_in_another_project_stays(send, another, draft, filled):
    send("projects", FIRST | {"project-2-budget": "33"}, client=another, page="hers", version=1)
    send("projects", FIRST | {"project-0-budget": "11"}, version=1)
    assert [row[1] for row in stored(draft)] == [11, 20, 33] and keys(draft) == filled


def test_the_unit_of_a_project_converted_is_the_same_project(send, draft, filled):
    send("projects", FIRST | {f"project-{n}-budget": f"{n + 1}00000" for n in range(3)}, version=1)
    told = FIRST | {"project-0-budget": "10.00", "project-1-budget": "200000", "project-2-budget": "300000"}
    send("projects", told, version=2)
    assert [row[1] for row in stored(draft)] == [10, 200_000, 300_000] and stored(draft)[1][3] == BEFORE[1][3]


def moved(order):
    """What a page sends whose rows stand in another order, under the names they had."""
    return {name: text for n in order for name, text in FIRST.items() if name.startswith(f"project-{n}-")}


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2), (1, 2), (0, 1), (2,)], ids=str)
def test_projects_moved_or_removed_take_their_items_along(send, draft, filled, order):
    send("projects", moved(order), version=1)
    assert stored(draft) == [BEFORE[n] for n in order] and sorted(keys(draft)) == [*range(1, len(order) + 1)]


def test_of_two_projects_that_differ_in_one_column_the_right_one_goes(send, draft):
    send("projects", {"project-0-name": "甲", "project-0-budget": "1", "project-1-name": "甲", "project-1-budget": "2"})
    send("projects", {"project-1-name": "甲", "project-1-budget": "2"}, version=1)
    assert stored(draft) == [("甲", Decimal(2), "", [])]


def test_a_project_added_before_below_or_after_a_blank_row_is_stored_once(send, draft, filled):
    send("projects", FIRST | {"project-3-name": "", "project-4-name": "丁"}, version=1)
    assert [row[0] for row in stored(draft)] == ["甲", "乙", "丙", "丁"]
    send("projects", {"project-7-name": "戊"} | FIRST | {"project-4-name": "丁", "project-4-budget": "4"}, version=2)
    assert [row[:2] for row in stored(draft)] == [("戊", None), *(row[:2] for row in BEFORE), ("丁", Decimal(4))]


def test_a_row_written_under_a_blank_one_is_its_own(send, draft, filled):
    """The page shows a blank first row; the rows below bear other numbers than their places."""
    sent = {"project-5-name": ""} | FIRST | {"project-1-budget": "25"}
    send("projects", sent, version=1)
    assert [row[1] for row in stored(draft)] == [10, 25, 30] and keys(draft) == filled


def test_a_project_whose_row_is_gone_is_made_again(send, draft, filled):
    draft.projects.filter(position=2).delete()
    send("projects", FIRST | {"project-1-budget": "25"}, version=1)
    assert stored(draft)[1] == ("乙", Decimal(25), "", [("电费", Decimal(3))])
