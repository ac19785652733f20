"""Rows that come and go: without JavaScript by plain buttons, with it by fragments from the server."""

import pytest

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models import SectionState
from tests.filing.pages import form_values, press

pytestmark = pytest.mark.usefixtures("kept_draft")

TWO = {
    "project-0-name": "机房",
    "project-0-budget": "10",
    "project-0-item-0-name": "电费",
    "project-0-item-0-amount": "4",
    "project-1-name": "大厅",
    "project-1-kind": "earmarked",
}


def names(draft):
    return [project.name for project in collect_facts(draft).projects]


def titles(draft):
    return [achievement.title for achievement in collect_facts(draft).achievements]


@pytest.fixture
def two_projects(preparer, address):
    press(preparer, address("projects"), TWO)


@pytest.fixture
def three_achievements(preparer, address):
    texts = {f"achievement-{n}-title": title for n, title in enumerate("甲乙丙")}
    press(preparer, address("results"), texts)


def test_projects_and_items_are_stored_in_page_order(two_projects, draft):
    first, second = collect_facts(draft).projects
    assert (first.name, first.budget, first.items[0].name) == ("机房", 10, "电费")
    assert (second.name, second.kind, second.budget) == ("大厅", "earmarked", None)


def test_a_project_that_nobody_has_classed_is_shown_and_kept_as_another_one(preparer, draft, address):
    row = preparer.get(address("projects") + "row/?kind=project&n=1").content.decode()
    for page in (preparer.get(address("projects")).content.decode(), row):
        assert '<option value="other" selected>' in page
    press(preparer, address("projects"), {"project-0-name": "机房"})
    assert collect_facts(draft).projects[0].kind == "other"


def test_adding_saves_and_shows_one_more_row(two_projects, preparer, draft, address):
    answer = press(preparer, address("projects"), {"project-1-name": "新大厅"}, button=("add", "project"))
    assert answer.url == address("projects") + "?add=project#add-project"
    assert "project-2-name" in form_values(preparer.get(answer.url)) and names(draft) == ["机房", "新大厅"]


def test_an_item_is_added_to_its_own_project(two_projects, preparer, address):
    answer = press(preparer, address("projects"), button=("add", "project-1-item"))
    values = form_values(preparer.get(answer.url))
    assert "project-1-item-1-name" in values and "project-0-item-2-name" not in values


@pytest.mark.parametrize("kind", ["nonsense", "project-<i>", "project-0-item-0-x", "achievement"])
def test_a_made_up_kind_of_row_adds_nothing(two_projects, preparer, address, kind):
    page = preparer.get(address("projects"), {"add": kind})
    assert page.status_code == 200 and "<i>" not in page.content.decode()


def test_removing_a_project_removes_its_items_and_keeps_the_rest(two_projects, preparer, draft, address):
    press(preparer, address("projects"), button=("remove", "project-0"))
    assert names(draft) == ["大厅"]
    assert not draft.projects.get().items.exists()


def test_removing_an_item_keeps_the_project(two_projects, preparer, draft, address):
    press(preparer, address("projects"), button=("remove", "project-0-item-0"))
    assert names(draft) == ["机房", "大厅"] and collect_facts(draft).projects[0].items == ()


def test_other_text_on_the_page_survives_adding_and_removing(two_projects, preparer, draft, address):
    press(preparer, address("projects"), {"text-projects_note": "另有预留。"}, button=("remove", "project-0"))
    assert collect_facts(draft).narratives["projects_note"] == "另有预留。"


def test_blank_rows_are_not_stored(preparer, draft, address):
    press(preparer, address("projects"), {"project-0-kind": "earmarked", "project-5-name": "远处的一行"})
    assert names(draft) == ["远处的一行"]


def test_a_project_without_a_name_is_kept_and_asked_for_its_name(preparer, draft, address):
    answer = press(preparer, address("projects"), {"project-0-budget": "10"})
    assert answer.status_code == 422 and "请填写项目名称" in answer.content.decode()
    assert collect_facts(draft).projects[0].budget == 10 and SectionState.objects.get().raw == {"project-0-name": ""}


def test_a_bad_amount_in_an_item_is_shown_in_its_cell(preparer, address):
    press(preparer, address("projects"), TWO | {"project-0-item-0-amount": "4o"})
    page = preparer.get(address("projects")).content.decode()
    assert 'value="4o"' in page and "id_project-0-item-0-amount-error" in page


def test_bad_amounts_follow_their_row_when_one_above_is_removed(preparer, address):
    press(preparer, address("projects"), {"project-0-name": "甲", "project-1-name": "乙", "project-1-budget": "4o"})
    press(preparer, address("projects"), button=("remove", "project-0"))
    values = form_values(preparer.get(address("projects")))
    assert (values["project-0-name"], values["project-0-budget"]) == ("乙", "4o")


def test_achievements_move_up_and_down(three_achievements, preparer, draft, address):
    press(preparer, address("results"), button=("down", "achievement-0"))
    assert titles(draft) == ["乙", "甲", "丙"]
    press(preparer, address("results"), button=("up", "achievement-2"))
    assert titles(draft) == ["乙", "丙", "甲"]


@pytest.mark.parametrize(
    "button", [("up", "achievement-0"), ("down", "achievement-2"), ("up", "achievement-9"), ("up", "x")]
)
def test_moving_past_the_end_changes_nothing(three_achievements, preparer, draft, address, button):
    press(preparer, address("results"), button=button)
    assert titles(draft) == ["甲", "乙", "丙"]


def test_rows_are_ordered_as_they_stand_in_the_page(preparer, draft, address):
    """A script moves rows about without renaming their inputs."""
    values = form_values(preparer.get(address("results"))) | {"achievement-7-title": "先", "achievement-2-title": "后"}
    preparer.post(address("results"), values)
    assert titles(draft) == ["先", "后"]


def test_the_achievements_are_numbered_for_the_writer(three_achievements, preparer, address):
    page = preparer.get(address("results")).content.decode()
    assert "一是" in page and "三是" in page and "四是" not in page


def test_buildings_are_filed_as_rows(preparer, draft, address):
    typed = {"name": "办公楼", "approved_area": "1,000", "actual_area": "1100"}
    press(preparer, address("execution"), {f"building-0-{name}": text for name, text in typed.items()})
    building = collect_facts(draft).buildings[0]
    assert (building.name, building.approved_area, building.actual_area) == ("办公楼", 1000, 1100)


@pytest.mark.parametrize(
    "section, kind",
    [("projects", "project"), ("projects", "project-0-item"), ("results", "achievement"), ("execution", "building")],
)
def test_a_fragment_brings_one_row_and_the_button_for_the_next(preparer, address, section, kind):
    fragment = preparer.get(address(section) + "row/", {"kind": kind, "n": "4"}).content.decode()
    assert f'name="{kind}-4-' in fragment and f"kind={kind}&amp;n=5" in fragment and "hx-swap-oob" in fragment


def test_a_pasted_block_gets_all_its_rows_at_once(preparer, address):
    query = {"kind": "project-0-item", "n": "2", "count": "20"}
    fragment = preparer.get(address("projects") + "row/", query).content.decode()
    assert fragment.count("<tr") == 20 and "项目1明细22 明细名称" in fragment and "n=22" in fragment


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=project",
        "kind=project&n=x",
        "kind=other&n=1",
        "kind=project&n=99999",
        "kind=project&n=-1",
        "kind=project&n=1&count=0",
        "kind=project&n=1&count=101",
        "kind=project&n=1&count=x",
    ],
)
def test_a_made_up_fragment_is_not_found(preparer, address, query):
    assert preparer.get(address("projects") + f"row/?{query}").status_code == 404
