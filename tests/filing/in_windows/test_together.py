"""Two windows, two people, one section; and a report handed in meanwhile."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_member
from tests.filing.in_windows.windows import PASSWORD, TEXT, Window, stored
from tests.patience import thorough_only

pytestmark = pytest.mark.django_db(transaction=True)


def test_signing_out_in_another_tab_and_somebody_else_signing_in(window, mine, site, office):
    other = make_member("preparer", office.department, display_name="钱会计", password=PASSWORD)
    tab = mine.new_page()
    tab.goto(f"{site.url}/filing/")
    tab.get_by_role("button", name="退出").click()
    expect(tab.get_by_role("button", name="退出")).to_have_count(0)
    window.types(TEXT)
    window.says("登录已过期")
    tab.goto(f"{site.url}/accounts/login/")
    tab.get_by_label("用户名").fill(other.username)
    tab.get_by_label("密码").fill(PASSWORD)
    tab.get_by_role("button", name="登录", exact=True).click()
    tab.wait_for_url(f"{site.url}/desk/")
    window.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    window.says("现在登录的是钱会计")
    assert stored() == "" and window.field.input_value() == TEXT
    theirs = Window(mine.new_page(), window.url)
    theirs.page.wait_for_timeout(600)
    expect(theirs.page.locator("#local")).to_be_empty()


@thorough_only
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
    window.page.set_viewport_size({"width": 1366, "height": 240})  # the box stands above what is seen while one types
    hers.types("她写的一段")
    hers.says("已自动暂存")
    window.types("我写的一段")
    window.says("处和您填的不同。尚未保存，请在上方逐处选定。")
    conflict = window.page.locator("#clash")
    expect(conflict.get_by_role("heading")).to_be_in_viewport()
    window.types("，还没写完")
    expect(conflict).to_contain_text("她写的一段")
    expect(conflict.get_by_role("heading")).to_contain_text("赵会计在")
    expect(conflict.locator("input:checked")).to_have_count(0)
    window.page.get_by_role("button", name="按选定的保存").click()
    assert stored() == "她写的一段" and window.field.input_value() == "我写的一段，还没写完"
    window.page.get_by_label("用我的").check()
    window.page.get_by_role("button", name="按选定的保存").click()
    expect(window.page.locator("#notices")).to_contain_text("已暂存")
    assert stored() == "我写的一段，还没写完"


def test_two_people_write_in_one_paragraph_and_who_is_still_in_it_may_see_the_whole(window, hers):
    window.types("一是预算不细；二是进度慢。")
    window.says("已自动暂存")
    hers.reload()
    window.field.fill("一是预算编制不细；二是进度慢。")
    window.says("已自动暂存")
    hers.field.fill("一是预算不细；二是进度偏慢。")
    expect(hers.page.locator("#notices")).to_contain_text("同时改了")
    assert stored() == "一是预算编制不细；二是进度偏慢。"
    expect(hers.field).to_have_value("一是预算不细；二是进度偏慢。")  # nothing moves under the caret
    hers.page.get_by_role("link", name="显示最新内容").click()
    expect(hers.field).to_have_value("一是预算编制不细；二是进度偏慢。")


@thorough_only
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
