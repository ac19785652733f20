"""Every way to lose text that we could think of, tried in a real browser (docs/ways-to-lose-text.md)."""

from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, expect

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models import SectionState
from tests.filing.in_windows.windows import PASSWORD, TEXT, Window, stored
from tests.patience import thorough_only
from tests.services import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def test_text_saves_itself_and_nothing_moves(window):
    window.field.click()
    window.types(TEXT)
    window.page.keyboard.press("ArrowLeft")
    window.says("已自动暂存")
    assert stored() == TEXT
    expect(window.page.locator("#sections")).to_contain_text("待确认")
    caret = window.field.evaluate("field => [document.activeElement === field, field.selectionStart]")
    assert caret == [True, len(TEXT) - 1]
    assert window.page.evaluate("() => Object.keys(localStorage).filter(k => k.startsWith('jixiao-copy'))") == []


@thorough_only
def test_the_panel_follows_the_figures(mine, address):
    window = Window(mine.new_page(), address("base_data"))
    window.page.locator("#id_establishment_posts").fill("25")
    window.page.locator("#id_staff_in_post").fill("35")
    expect(window.page.locator("aside.live")).to_contain_text("140.00%")
    expect(window.page.locator("#heard")).to_contain_text("自评得分")
    expect(window.page.locator("#id_staff_in_post")).to_be_focused()


def test_what_is_typed_before_the_scripts_are_there_is_saved_and_kept_by_escape(mine, address):
    page, scripts = mine.new_page(), []
    page.route("**/desk.js", lambda route: scripts.append(route))

    def opened_early():
        page.goto(address("base_data"), wait_until="commit")
        return page.locator("#id_establishment_posts")

    def scripts_come():
        wait_until(lambda: page.wait_for_timeout(20) or scripts, "the page asked for no script")
        scripts.pop().continue_()
        page.wait_for_load_state()

    opened_early().fill("25")
    scripts_come()
    expect(page.locator("#autosave")).to_contain_text("已自动暂存")
    cell = opened_early()
    cell.focus()
    scripts_come()
    cell.press("Escape")
    expect(cell).to_have_value("25")


@thorough_only
def test_a_page_that_cannot_follow_goes_on_saving(window):
    window.page.evaluate("() => { DOMParser.prototype.parseFromString = () => { throw new Error('broken'); }; }")
    for text in (TEXT, f"{TEXT}再写。"):
        window.field.fill("")
        window.types(text)
        window.says("已自动暂存")
        assert stored() == text
    expect(window.page.locator("#notices")).to_contain_text("内容已经保存，但本页没有显示最新的校验结果")


def test_chinese_being_composed_is_neither_sent_nor_touched(window, mine):
    window.field.click()
    keys = mine.new_cdp_session(window.page)
    keys.send("Input.imeSetComposition", {"text": "pingjia", "selectionStart": 7, "selectionEnd": 7})
    window.page.wait_for_timeout(2500)
    assert not SectionState.objects.exists() and window.field.input_value() == "pingjia"
    keys.send("Input.insertText", {"text": "评价"})
    window.says("已自动暂存")
    assert stored() == "评价"


@thorough_only
def test_a_page_reloaded_while_nothing_could_be_saved(window, site):
    site.stop()
    window.types(TEXT)
    window.says("未能连接服务器，内容保留在本机")
    window.reload()
    assert window.dialogs == ["beforeunload"]
    site.start()
    window.reload()
    assert TEXT in window.offered() and stored() == ""
    window.restores()
    assert window.field.input_value() == TEXT == stored()
    window.reload()
    window.page.wait_for_timeout(600)
    expect(window.page.locator("#local")).to_be_empty()


def test_a_browser_that_crashed(window, mine, site):
    site.stop()
    window.types(TEXT)
    with suppress(Error):
        window.page.goto("chrome://crash", timeout=3_000)
    site.start()
    again = Window(mine.new_page(), window.url)
    assert TEXT in again.offered()
    again.restores()
    assert stored() == TEXT


def test_a_tab_closed_in_the_middle_of_typing(window, mine):
    """Its last request outlives it; should it not, the copy is offered."""
    window.types(TEXT)
    window.page.close(run_before_unload=False)
    again = Window(mine.new_page(), window.url)
    again.has_again(TEXT)


@thorough_only
def test_a_copy_that_is_not_wanted_goes(window, mine, site):
    site.stop()
    window.types(TEXT)
    window.page.close(run_before_unload=False)
    site.start()
    again = Window(mine.new_page(), window.url)
    again.offered()
    again.page.locator("[data-drop]").click()
    again.reload()
    again.page.wait_for_timeout(600)
    expect(again.page.locator("#local")).to_be_empty()


@thorough_only
def test_the_back_button_after_leaving_with_unsaved_text(window, address, site):
    site.stop()
    window.types(TEXT)
    window.goes(address("other"))
    site.start()
    window.page.goto(address("other"))
    for _ in range(3):
        if window.page.url != window.url:
            window.page.go_back()
    assert window.dialogs == ["beforeunload"]
    window.has_again(TEXT)


@thorough_only
def test_nothing_asks_when_everything_is_saved(window, address):
    window.types(TEXT)
    window.says("已自动暂存")
    window.page.goto(address("other"))
    assert window.dialogs == []


def test_a_server_that_stops_and_comes_back(window, site):
    site.stop()
    window.types(TEXT)
    window.says("未能连接服务器，内容保留在本机，连上后自动保存")
    window.presses("先放着")
    window.types("又写一句。")
    assert window.field.input_value() == TEXT + "又写一句。"
    site.start()
    window.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    window.says("已自动暂存")
    assert stored() == TEXT + "又写一句。"


def test_a_deleted_session_and_a_new_sign_in_with_its_new_token(window, mine, site):
    window.types("前一半，")
    window.says("已自动暂存")
    Session.objects.all().delete()
    window.types("后一半。")
    window.says("登录已过期，内容保留在本机")
    with mine.expect_page() as opened:
        window.page.locator("#autosave-login").click()
    login = opened.value
    login.get_by_label("用户名").fill(SectionState.objects.get().saved_by.username)
    login.get_by_label("密码").fill(PASSWORD)
    login.get_by_role("button", name="登录", exact=True).click()
    login.wait_for_url(f"{site.url}/desk/")
    window.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    window.says("已自动暂存")
    assert stored() == "前一半，后一半。"


def test_a_button_pressed_while_autosave_is_on_its_way(window):
    held = window.holds_first_autosave()
    window.types("一")
    window.waits_for(held)
    window.types("二三")
    window.page.locator('[name="done"][value="0"]').hover()
    window.page.mouse.down()
    with window.page.expect_response("**/autosave/"):
        held[0].continue_()
    window.page.wait_for_timeout(200)
    assert window.page.locator("#autosave").inner_text() == "正在保存…"  # nothing moves under a mouse that is pressed
    window.page.mouse.up()
    expect(window.page.locator("#notices")).to_contain_text("已暂存")
    assert window.field.input_value() == stored() == "一二三"


@thorough_only
def test_a_button_pressed_while_the_copy_left_behind_is_compared(window, address):
    """The answer may know what the button has just saved; the page does not open itself anew and lose the click."""
    window.types(TEXT)
    window.page.goto(address("other"))
    compared, pressed = [], []
    window.page.route("**/compare/", lambda route: compared.append(route))
    window.page.route(
        window.url, lambda route: pressed.append(route) if route.request.method == "POST" else route.continue_()
    )
    window.reload()
    window.waits_for(compared)
    window.page.locator('[name="done"][value="1"]').evaluate(
        "button => button.click()"
    )  # a click of Playwright's waits
    window.waits_for(pressed)
    saved = pressed[0].fetch(max_redirects=0)
    compared[0].continue_()
    window.page.wait_for_timeout(300)
    pressed[0].fulfill(response=saved)
    expect(window.page).to_have_url(f"{window.url.split('/s/')[0]}/nothing/")


@thorough_only
def test_the_page_does_not_open_itself_anew_under_a_mouse_that_is_pressed(window, address):
    window.types(TEXT)
    window.page.goto(address("other"))
    compared = []
    window.page.route("**/compare/", lambda route: compared.append(route))
    window.reload()
    window.waits_for(compared)
    window.page.locator('[name="done"][value="1"]').hover()
    window.page.mouse.down()
    with window.page.expect_response("**/compare/"):
        compared[0].fulfill(json={"html": "", "version": "as if newer"})
    window.page.wait_for_timeout(200)
    window.page.mouse.up()
    expect(window.page).to_have_url(f"{window.url.split('/s/')[0]}/nothing/")


@thorough_only
def test_a_row_removed_and_another_added_while_saving(mine, address, draft):
    window = Window(mine.new_page(), address("results"))
    page = window.page
    page.get_by_label("小标题").fill("甲")
    page.get_by_role("button", name="增加一条").click()
    page.locator("#id_achievement-1-title").fill("乙")
    window.says("已自动暂存")
    held = window.holds_first_autosave()
    page.locator("#id_achievement-1-title").fill("乙改")
    window.waits_for(held)
    page.get_by_role("button", name="删除这一条").first.click()
    page.get_by_role("button", name="增加一条").click()
    page.locator("#id_achievement-2-title").fill("丙")
    held[0].continue_()
    window.says("已自动暂存")
    assert [one.title for one in collect_facts(draft).achievements] == ["乙改", "丙"]


@thorough_only
def test_twenty_thousand_characters_and_signs_that_cannot_be_printed(window):
    window.field.fill("绩" * 20_000)
    window.says("已自动暂存")
    assert len(stored()) == 20_000
    window.field.fill("绩效\ue001甲")
    window.says("有 1 处没有通过检查")
    window.reload()
    assert window.field.input_value() == "绩效\ue001甲"


def test_the_end_of_the_sign_in_is_announced_and_put_off(mine, address):
    page = mine.new_page()
    page.clock.install()
    page.goto(address("usage"))
    expect(page.locator("#lasting")).to_be_hidden()
    page.clock.fast_forward("25:00")
    expect(page.locator("#lasting")).to_contain_text("分钟后登录将自动结束")
    page.get_by_role("button", name="继续填写").click()
    expect(page.locator("#lasting")).to_be_hidden()
    page.clock.fast_forward("30:00")
    expect(page.locator("#lasting")).to_contain_text("登录已过期")
