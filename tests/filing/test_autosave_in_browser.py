"""Every way to lose text that we could think of, tried in a real browser (docs/ways-to-lose-text.md)."""

from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Error, expect

from evaluations.facts import collect
from evaluations.models import Narrative, SectionState
from tests.factories import make_member
from tests.filing.windows import Site, Window

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "一个够长的试用口令-2021"
TEXT = "评价结果用于下年预算安排。"


@pytest.fixture
def office(transactional_db):
    from tests.factories import make_office

    office = make_office()
    office.preparer.set_password(PASSWORD)
    office.preparer.save()
    return office


@pytest.fixture
def draft(office):
    from evaluations.workflow import open_draft
    from tests.factories import make_obligation

    return open_draft(make_obligation(office.cycle, office.department), office.preparer)


@pytest.fixture
def site(child_environment):
    site = Site(child_environment).start()
    yield site
    site.stop()


@pytest.fixture
def computer(browser, site, settings):
    """computer(person) → a browser of its own with that person signed in."""
    contexts = []

    def computer(person):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        contexts.append(context)
        client, name = Client(), settings.SESSION_COOKIE_NAME
        client.force_login(person)
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.url}])
        return context

    yield computer
    for context in contexts:
        context.close()


@pytest.fixture
def address(site, draft):
    return f"{site.url}/filing/{draft.pk}/s/{{}}/".format


@pytest.fixture
def mine(computer, office):
    return computer(office.preparer)


@pytest.fixture
def window(mine, address):
    """The section of one free text, open at the preparer's."""
    return Window(mine.new_page(), address("usage"))


@pytest.fixture
def hers(computer, office, address):
    """The same section open at a colleague's."""
    return Window(
        computer(make_member("preparer", office.department, display_name="赵会计")).new_page(), address("usage")
    )


def stored():
    return Narrative.objects.filter(code="usage").values_list("text", flat=True).first() or ""


def test_text_saves_itself_and_nothing_moves(window):
    window.field.click()
    window.types(TEXT)
    window.page.keyboard.press("ArrowLeft")
    window.says("已自动暂存")
    assert stored() == TEXT
    expect(window.page.locator("#sections")).to_contain_text("待确认填完")
    caret = window.field.evaluate("field => [document.activeElement === field, field.selectionStart]")
    assert caret == [True, len(TEXT) - 1]
    assert window.page.evaluate("() => Object.keys(localStorage).filter(k => k.startsWith('jixiao-copy'))") == []


def test_the_panel_follows_the_figures(mine, address):
    window = Window(mine.new_page(), address("base_data"))
    window.page.locator("#id_establishment_posts").fill("25")
    window.page.locator("#id_staff_in_post").fill("35")
    expect(window.page.locator("aside.live")).to_contain_text("140.00%")
    expect(window.page.locator("#heard")).to_contain_text("自评得分")
    expect(window.page.locator("#id_staff_in_post")).to_be_focused()


def test_chinese_being_composed_is_neither_sent_nor_touched(window, mine):
    window.field.click()
    keys = mine.new_cdp_session(window.page)
    keys.send("Input.imeSetComposition", {"text": "pingjia", "selectionStart": 7, "selectionEnd": 7})
    window.page.wait_for_timeout(2500)
    assert not SectionState.objects.exists() and window.field.input_value() == "pingjia"
    keys.send("Input.insertText", {"text": "评价"})
    window.says("已自动暂存")
    assert stored() == "评价"


def test_a_page_reloaded_while_nothing_could_be_saved(window, site):
    site.stop()
    window.types(TEXT)
    window.says("没有连上服务器，内容保留在本机")
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
    again.page.wait_for_timeout(1_000)
    if again.field.input_value() != TEXT:
        again.restores()
    assert again.field.input_value() == TEXT == stored()


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


def test_the_back_button_after_leaving_with_unsaved_text(window, address, site):
    site.stop()
    window.types(TEXT)
    with suppress(Error):
        window.page.goto(address("other"))
    site.start()
    window.page.goto(address("other"))
    for _ in range(3):
        if window.page.url != window.url:
            window.page.go_back()
    assert window.dialogs == ["beforeunload"]
    assert TEXT in window.offered()
    window.restores()
    assert stored() == TEXT


def test_nothing_asks_when_everything_is_saved(window, address):
    window.types(TEXT)
    window.says("已自动暂存")
    window.page.goto(address("other"))
    assert window.dialogs == []


def test_a_server_that_stops_and_comes_back(window, site):
    site.stop()
    window.types(TEXT)
    window.says("没有连上服务器，内容保留在本机，连上后自动保存")
    window.presses("暂存")
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
    login.wait_for_url(f"{site.url}/filing/")
    window.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    window.says("已自动暂存")
    assert stored() == "前一半，后一半。"


def test_signing_out_in_another_tab_and_somebody_else_signing_in(window, mine, site, office):
    other = make_member("preparer", office.department, display_name="钱会计", password=PASSWORD)
    tab = mine.new_page()
    tab.goto(f"{site.url}/filing/")
    tab.get_by_role("button", name="退出").click()
    window.types(TEXT)
    window.says("登录已过期")
    tab.goto(f"{site.url}/accounts/login/")
    tab.get_by_label("用户名").fill(other.username)
    tab.get_by_label("密码").fill(PASSWORD)
    tab.get_by_role("button", name="登录", exact=True).click()
    tab.wait_for_url(f"{site.url}/filing/")
    window.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    window.says("现在登录的是钱会计")
    assert stored() == "" and window.field.input_value() == TEXT
    theirs = Window(mine.new_page(), window.url)
    theirs.page.wait_for_timeout(600)
    expect(theirs.page.locator("#local")).to_be_empty()


def test_one_person_in_two_tabs(window, mine, address):
    second = Window(mine.new_page(), address("base_data"))
    first = Window(mine.new_page(), address("base_data"))
    first.page.locator("#id_staff_in_post").fill("35")
    first.says("已自动暂存")
    second.page.locator("#id_retirees").fill("7")
    second.says("已自动暂存")
    expect(second.page.locator("#notices")).to_contain_text("您在另一个窗口同时改了：年末在职人数（在编）")
    expect(second.page.locator("#id_staff_in_post")).to_have_value("35")


def test_two_people_write_the_same_text_and_choose(window, hers):
    hers.types("她写的一段")
    hers.says("已自动暂存")
    window.types("我写的一段")
    window.says("别人也改了同一处，还没有保存")
    window.types("，还没写完")
    conflict = window.page.locator("#clash")
    expect(conflict).to_contain_text("她写的一段")
    expect(conflict.locator("input:checked")).to_have_count(0)
    window.page.get_by_role("button", name="按选定的保存").click()
    assert stored() == "她写的一段" and window.field.input_value() == "我写的一段，还没写完"
    window.page.get_by_label("用我的").check()
    window.page.get_by_role("button", name="按选定的保存").click()
    expect(window.page.locator("#notices")).to_contain_text("已暂存")
    assert stored() == "我写的一段，还没写完"


def test_a_button_pressed_while_autosave_is_on_its_way(window):
    held = window.holds_first_autosave()
    window.types("一")
    window.page.wait_for_timeout(1_800)
    window.types("二三")
    window.presses("暂存")
    held[0].continue_()
    expect(window.page.locator("#notices")).to_contain_text("已暂存")
    assert window.field.input_value() == stored() == "一二三"


def test_a_report_handed_in_by_somebody_else_meanwhile(window, draft, office):
    from evaluations.models import Evaluation, Status

    window.types("前")
    window.says("已自动暂存")
    rows = Evaluation.objects.filter(pk=draft.pk)
    rows.update(status=Status.AWAITING_SIGNATURE, submitted_at=draft.opened_at, submitted_by=office.preparer)
    window.types("后")
    window.says("不能再修改")
    window.reload()
    expect(window.page.locator("#local")).to_contain_text("报告已锁定")
    expect(window.page.locator("#local")).to_contain_text("前后")


def test_a_row_removed_and_another_added_while_saving(mine, address, draft):
    window = Window(mine.new_page(), address("results"))
    page = window.page
    page.get_by_label("小标题").fill("甲")
    page.get_by_role("button", name="增加一条").click()
    page.locator("#id_achievement-1-title").fill("乙")
    window.says("已自动暂存")
    held = window.holds_first_autosave()
    page.locator("#id_achievement-1-title").fill("乙改")
    page.wait_for_timeout(1_800)
    page.get_by_role("button", name="删除这一条").first.click()
    page.get_by_role("button", name="增加一条").click()
    page.locator("#id_achievement-2-title").fill("丙")
    held[0].continue_()
    window.says("已自动暂存")
    assert [one.title for one in collect(draft).achievements] == ["乙改", "丙"]


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
