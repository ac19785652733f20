"""The filing desk in a real browser: spreadsheet habits, rows, no JavaScript, keyboard, CSP."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from evaluations.drafts.facts_of_draft import collect_facts
from tests.factories import make_member
from tests.patience import thorough_only
from tests.services import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db):
    from tests.factories import make_office

    return make_office()


@pytest.fixture
def signed_in(settings, live_server):
    """context, person → the context with that person's session."""

    def sign_in(context, person):
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return context

    return sign_in


@pytest.fixture
def page(browser):
    """One page on the screen of a county office."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def faults(page):
    """What the browser complains about: errors of scripts, refusals of the content security policy."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if "Security Policy" in message.text else None)
    yield found
    assert not found


@pytest.fixture
def desk(page, office, signed_in, live_server, faults):
    """section code → the open page of that section of an empty draft."""
    draft = office_draft(office)
    signed_in(page.context, office.preparer)

    def at(code):
        page.goto(f"{live_server.url}/filing/{draft.pk}/s/{code}/")
        return page

    vars(at)["draft"] = draft
    return at


def office_draft(office):

    return office.empty_draft()


def paste(page, cell, text):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator(cell).click()
    page.keyboard.press("Control+V")


def test_a_block_is_pasted_counted_and_taken_back(desk):
    page = desk("base_data")
    paste(page, "#id_vehicle_purchase-budget", "0\t-\n５８０．００\tabc\n1,234.5\t2\t7\n")
    expect(page.locator("[data-paste-bar]")).to_contain_text(
        "已粘贴 5 格；1 格不是数字或位数过多，已标红；1 格超出表格"
    )
    expect(page.locator("#id_vehicle_operation-budget")).to_have_value("580.00")
    expect(page.locator("#id_vehicle_operation-actual")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_three_public-budget")).to_have_text("1,814.50")
    page.get_by_role("button", name="撤销粘贴").click()
    expect(page.locator("#id_vehicle_operation-budget")).to_have_value("")
    expect(page.locator("#id_three_public-budget")).to_have_text("")


def test_enter_and_arrows_move_and_never_submit(desk):
    page = desk("base_data")
    page.get_by_role("textbox", name="编制数（人） 2020年决算数").click()
    path = [("Enter", "staff_in_post"), ("ArrowDown", "contract_staff"), ("Shift+Enter", "staff_in_post")]
    for key, there in [*path, ("ArrowUp", "establishment_posts")]:
        page.keyboard.press(key)
        expect(page.locator(f"#id_{there}")).to_be_focused()
    assert "/s/base_data/" in page.url and not desk.draft.section_states.exists()


def test_a_sum_is_exact_while_one_types(desk):
    page = desk("base_data")
    page.locator("#id_vehicle_operation-actual").fill("0.1")
    page.locator("#id_reception-actual").fill("0.200001")
    expect(page.locator("#id_three_public-actual")).to_have_text("0.300001")


def test_typing_chinese_is_not_disturbed(desk):
    page = desk("projects")
    page.get_by_role("button", name="项目1的详情").click()
    cell = page.locator("#id_project-0-item-0-name")
    cell.click()
    cell.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(cell).to_be_focused()


def test_projects_grow_and_shrink_without_leaving_the_page(desk):
    page = desk("projects")
    page.get_by_label("项目名称").fill("机房")
    page.keyboard.press("Enter")  # in the last row
    expect(page.locator("#id_project-1-name")).to_be_focused()
    page.keyboard.type("大厅")
    page.locator("#id_project-0-actual").press("Tab")  # not into the next row, past the buttons of this one
    expect(page.get_by_role("button", name="项目1的详情")).to_be_focused()
    page.get_by_role("button", name="项目2的详情").click()
    page.locator("#add-project-1-item").click()
    expect(page.locator("#id_project-1-item-1-name")).to_be_focused()
    page.get_by_role("button", name="删除项目1", exact=True).click()
    expect(page.get_by_label("项目名称")).to_have_count(1)
    page.get_by_role("button", name="撤销删除").click()
    expect(page.get_by_label("项目名称")).to_have_count(2)
    page.locator(".actions").get_by_role("button", name="先放着").click()
    expect(page.locator("#notices")).to_contain_text("已暂存")
    assert [project.name for project in collect_facts(desk.draft).projects] == ["机房", "大厅"]


@thorough_only
def test_achievements_are_moved_and_stay_moved(desk):
    page = desk("results")
    page.get_by_label("小标题").fill("甲")
    page.get_by_role("button", name="增加一条").click()
    page.locator("#id_achievement-1-title").fill("乙")
    page.get_by_role("button", name="上移").last.click()
    expect(page.locator("[data-number]")).to_have_text(["一是", "二是"])
    page.locator(".actions").get_by_role("button", name="先放着").click()
    expect(page.get_by_label("小标题").first).to_have_value("乙")


def saved_by_itself(page, holds, said):
    wait_until(lambda: page.wait_for_timeout(50) or holds(), said)


def test_achievements_that_are_moved_after_a_save_are_saved_as_they_stand(desk):
    page, titles = desk("results"), lambda: [one.title for one in collect_facts(desk.draft).achievements]
    page.get_by_label("小标题").fill("甲")
    page.get_by_role("button", name="增加一条").click()
    page.locator("#id_achievement-1-title").fill("乙")
    saved_by_itself(page, lambda: titles() == ["甲", "乙"], "nothing was saved by itself")
    expect(page.locator("#autosave")).to_contain_text("已自动暂存")
    page.get_by_role("button", name="上移").last.click()
    saved_by_itself(page, lambda: titles() == ["乙", "甲"], "the order was not saved")


def test_a_tick_that_is_taken_off_where_it_was_set_is_taken_off(desk):
    page = desk("indicators")
    tick = page.locator("input[type=checkbox][name*='-check']").first
    code = tick.get_attribute("name").removeprefix("entry-").rpartition("-")[0]

    def ticked():
        entry = collect_facts(desk.draft).entries.get(code)
        return bool(entry and entry.checked and any(entry.checked))

    tick.focus()
    page.keyboard.press("Space")
    saved_by_itself(page, ticked, "the tick was not saved")
    expect(page.locator("#autosave")).to_contain_text("已自动暂存")
    page.keyboard.press("Space")
    saved_by_itself(page, lambda: not ticked(), "the tick came back")


def test_the_count_follows_the_writer(desk):
    page = desk("usage")
    page.get_by_label("绩效自评结果拟应用和公开情况").fill("用于 下年\n预算")
    expect(page.locator("output[data-count='id_text-usage']")).to_have_text("6")


def test_unsaved_text_is_not_left_behind_unasked(desk):
    page = desk("usage")
    asked: list[str] = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_label("绩效自评结果拟应用和公开情况").click()
    page.keyboard.type("刚写的")
    page.get_by_role("link", name="我的填报").first.click()
    wait_until(lambda: page.wait_for_timeout(20) or asked, "nobody was asked")
    assert asked == ["beforeunload"]
    expect(page.get_by_label("绩效自评结果拟应用和公开情况")).to_have_value("刚写的")


def test_a_section_is_filed_without_javascript(browser, office, signed_in, live_server):
    draft = office_draft(office)
    context = signed_in(browser.new_context(java_script_enabled=False, locale="zh-CN"), office.preparer)
    page = context.new_page()
    page.goto(f"{live_server.url}/filing/{draft.pk}/s/projects/")
    page.get_by_label("项目名称").fill("机房")
    page.get_by_label("项目1 预算数（万元）", exact=True).fill("31,4x")
    page.get_by_role("button", name="增加一条明细").click()
    expect(page.locator("main")).to_contain_text("项目1 预算数（万元）：读到“31,4x”")
    page.get_by_label("项目1 预算数（万元）", exact=True).fill("31.4")
    page.get_by_label("项目1明细1 明细名称").fill("电费")
    page.get_by_role("button", name="填完，下一部分").click()
    expect(page.locator("#notices")).to_contain_text("“二（二）项目支出”")
    assert collect_facts(draft).projects[0].items[0].name == "电费"
    context.close()


@thorough_only
def test_two_people_choose_field_by_field(desk, page, browser, office, signed_in, live_server):
    page.set_viewport_size({"width": 1366, "height": 480})
    mine = desk("usage")
    expect(mine.locator(".secnav li:has([aria-current]) + li")).to_be_in_viewport(ratio=1)  # the step after this one
    other = signed_in(
        browser.new_context(), make_member("preparer", office.department, display_name="赵会计")
    ).new_page()
    other.goto(mine.url)
    for theirs, text in ((other, "她写的一段"), (mine, "我写的一段")):
        theirs.get_by_label("绩效自评结果拟应用和公开情况").fill(text)
        theirs.locator(".actions").get_by_role("button", name="先放着").click()
        expect(theirs.locator("#notices, [role=alert]").filter(has_text=re.compile("已暂存|赵会计"))).to_be_visible()
    expect(mine.get_by_role("alert")).to_contain_text("赵会计")
    expect(mine.locator("#id_text-usage")).to_have_value("我写的一段")
    mine.get_by_role("radio", name="用对方的").check()
    mine.get_by_role("button", name="按选定的保存").click()
    expect(mine.locator("#id_text-usage")).to_have_value("她写的一段")
    other.context.close()


def test_tab_reaches_everything_and_nothing_hides_the_focus(desk):
    page = desk("general_budget")
    page.locator("#main").focus()
    seen = 0
    for _ in range(45):
        page.keyboard.press("Tab")
        clear = page.evaluate(
            """() => { const at = document.activeElement, box = at.getBoundingClientRect();
                 const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                 return at === document.body || at === top || at.contains(top) || top?.contains(at); }"""
        )
        assert clear, page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
        seen += 1
    assert seen == 45
