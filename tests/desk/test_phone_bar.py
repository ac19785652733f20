"""On a phone the bar on top is one line; its menu opens without a script."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.factories import make_office

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_bar_of_a_phone_is_one_line_whose_menu_holds_the_rest(browser, transactional_db, settings, live_server):
    client = Client()
    client.force_login(make_office().bureau_admin)
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=False)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/")
    bar = page.locator("header.topbar")
    closed = bar.bounding_box()["height"]
    leave = page.get_by_role("button", name="退出")
    assert closed <= 64 and not leave.is_visible()
    page.get_by_text("菜单").click()
    expect(leave).to_be_visible()
    expect(page.get_by_role("link", name="年度任务")).to_be_visible()
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.get_by_text("菜单")).to_be_hidden()
    expect(leave).to_be_visible()
    context.close()
