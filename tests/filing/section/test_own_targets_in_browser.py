"""Own targets in a real browser: another row by htmx, nothing wider than the screen, accessible, within the CSP."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.facts.reading import load_facts
from tests.barriers import barriers
from tests.factories import EXAMPLES, make_office, make_scheme
from tests.patience import cases, thorough_only

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(transactional_db):
    office = make_office(year=2023, scheme=make_scheme("hunan-2023"))
    return office, office.evaluation("draft", load_facts((EXAMPLES / "complete-2023.json").read_bytes()))


@pytest.fixture
def page(browser, draft, settings, live_server):
    office, _ = draft
    client = Client()
    client.force_login(office.preparer)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page, found = context.new_page(), []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda line: found.append(line.text) if "Security Policy" in line.text else None)
    yield page
    context.close()
    assert not found


@thorough_only
def test_the_pages_fit_the_screen_and_are_accessible(page, draft, live_server):
    for section in ("targets", "projects"):  # base_data, with last year's notes: test_last_year_in_browser.py
        page.goto(f"{live_server.url}/filing/{draft[1].pk}/s/{section}/")
        assert not (found := barriers(page)), (section, found)


@pytest.mark.parametrize("size", cases([(390, 844)], [(1366, 768), (390, 844)]), ids=lambda size: f"{size[0]} px")
def test_one_more_target_is_typed_and_saved(page, draft, live_server, size):
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.goto(f"{live_server.url}/filing/{draft[1].pk}/s/targets/")
    page.get_by_role("button", name="＋ 增加一个指标").click()
    page.locator("#id_target-9-category").select_option("output/质量指标")
    page.locator("#id_target-9-name").fill("群众投诉办结率")
    page.locator("#id_target-9-target").fill("95")
    page.locator("#id_target-9-attained").fill("九成")
    page.get_by_role("button", name="先放着", exact=True).last.click()
    expect(page.locator(".errsum")).to_contain_text("读到“九成”，应为一个数")
    page.locator("#id_target-9-attained").fill("96")
    page.get_by_role("button", name="先放着", exact=True).last.click()
    # Saved it is, put aside as unfinished, and what is still missing stands beside.
    expect(page.locator("#notices")).to_contain_text("已暂存")
    expect(page.locator("aside.live")).to_contain_text("尚有 1 处必填内容未填")
    added = collect_facts(draft[1]).targets[-1]
    assert (added.name, added.attained, added.level2) == ("群众投诉办结率", "96", "质量指标")
