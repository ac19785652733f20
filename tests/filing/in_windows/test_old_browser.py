"""A part of a report filed in Chromium 78, the floor: what is typed, pasted and saved arrives, with few requests."""

import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations.drafts.facts_of_draft import collect_facts
from tests.factories import complete_facts
from tests.filing.in_windows.old_browser import PACKED, OldBrowser, unpacked_browser
from tests.filing.in_windows.windows import PASSWORD, TEXT, stored
from tests.patience import thorough_only

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not PACKED.exists(), reason="no Chromium 78 in node_modules: scripts/setup --test brings it"),
]

WATCH_KEYS = """void (() => { const spent = []; addEventListener('input', () => { const from = performance.now();
    requestAnimationFrame(() => setTimeout(() => { spent.push(Math.round(performance.now() - from));
    sessionStorage.spent = JSON.stringify(spent); })); }, true); })()"""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return unpacked_browser(tmp_path_factory.mktemp("old-browser"))


@pytest.fixture
def old(program, site, office, tmp_path):
    """Chromium 78 with the preparer signed in; its scripts may complain of nothing."""
    browser = OldBrowser(program, tmp_path / "profile")
    browser.goes(f"{site.url}/accounts/login/")
    browser.types("[name=username]", office.preparer.username)
    browser.types("[name=password]", PASSWORD)
    browser.clicks("main [type=submit]")
    browser.waits("location.pathname === '/desk/'")
    yield browser
    browser.close()
    assert browser.faults == []


def test_this_is_the_floor(old):
    assert "Chrome/78." in old.reads("navigator.userAgent")


def test_a_text_saves_itself_and_goes_with_each_button(old, address):
    old.goes(address("usage"))
    old.types("#id_text-usage", TEXT)
    old.shows("已自动暂存", "#autosave")
    assert stored() == TEXT and old.posts("/autosave/") == 1
    old.types("#id_text-usage", "改")
    old.presses("先放着")
    old.shows("已暂存", "#notices")
    assert old.posts("/s/usage/") == 1 and len(stored()) == len(TEXT) + 1
    old.types("#id_text-usage", "再改")
    old.presses("填完，下一部分")
    old.waits("!location.pathname.endsWith('/s/usage/')")
    assert old.posts("/s/usage/") == 2 and len(stored()) == len(TEXT) + 3


@thorough_only
def test_a_block_a_project_and_the_check_page(old, address, draft):
    old.goes(address("base_data"))
    old.pastes("#id_vehicle_purchase-budget", "0\t3.5\n1,234.5\t2\n")
    old.shows("已粘贴 4 格", "[data-paste-bar]")
    old.presses("先放着")
    old.shows("已暂存", "#notices")
    assert old.posts("/s/base_data/") == 1
    old.goes(address("projects"))
    old.types("[name='project-0-name']", "机房")
    old.clicks("[id='add-project']")
    old.waits("document.activeElement.name === 'project-1-name'")
    old.ask("Input.insertText", text="大厅")
    old.presses("先放着")
    old.shows("已暂存", "#notices")
    facts = collect_facts(draft)
    assert facts.figures["vehicle_operation.budget"] == Decimal("1234.5")
    assert [project.name for project in facts.projects] == ["机房", "大厅"]
    old.goes(address("projects").replace("/s/projects/", "/check/"))
    old.waits("document.querySelector('#lacking')")


@thorough_only
def test_sixty_projects_are_typed_saved_and_added_to(old, office, site):
    facts = complete_facts()
    many = tuple(replace(facts.projects[0], name=f"项目{number}") for number in range(60))
    draft = office.evaluation(document=replace(facts, projects=many))
    old.goes(f"{site.url}/filing/{draft.pk}/s/projects/")
    old.waits("document.querySelector('#autosave')")
    old.reads(WATCH_KEYS)
    old.clicks("[name='project-30-budget']")
    for key in "1234567":
        old.ask("Input.dispatchKeyEvent", type="char", text=key)
    old.shows("已自动暂存", "#autosave")
    old.clicks("[id='add-project']")
    old.waits("document.activeElement.name === 'project-60-name'")
    old.ask("Input.insertText", text="第六十一个")
    old.presses("先放着")
    old.shows("已暂存", "#notices")
    projects = collect_facts(draft).projects
    assert len(projects) == 61 and projects[60].name == "第六十一个" and projects[30].budget == Decimal(1234567)
    spent = old.reads("JSON.parse(sessionStorage.spent)")
    sys.stdout.write(f"\nChromium 78, sixty projects: keys painted after {spent} ms\n")
    assert len(spent) >= 7
