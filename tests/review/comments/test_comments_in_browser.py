"""A return in real browsers: three comments set in place, seen in place, one answered, two mended, all closed, approved."""

import pytest
from playwright.sync_api import expect

from departments.models import Membership
from departments.roles import Role
from evaluations.models import Comment, Evaluation, Status
from tests.barriers import barriers
from tests.factories import make_office
from tests.journeys.people import Person
from tests.patience import THOROUGH, cases

LOOKED_AT = ("review-form", "section-problems", "answered-base_data", "review-answers")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def evaluation():
    return make_office().evaluation(Status.SUBMITTED)


@pytest.fixture(params=cases([True], [True, False]), ids=lambda scripted: "script" if scripted else "no script")
def people(request, browser, live_server, evaluation):
    """(preparer, head, reviewer), each in a window of their own, with and without JavaScript."""
    found = [Person(browser, live_server.url) for _ in range(3)]
    for person, role in zip(found, (Role.PREPARER, Role.HEAD, Role.REVIEWER), strict=True):
        if not request.param:
            person.page.context.close()
            person.context = browser.new_context(viewport={"width": 1366, "height": 768}, java_script_enabled=False)
            person.page = person.context.new_page()
        person.scripted = request.param
        person.comes_in(Membership.objects.get(role=role).user)
    yield found
    for person in found:
        assert person.complaints == []
        person.context.close()


def look(person, name):
    """No barrier here; without a script axe cannot run either. The short suite looks where test_accessibility has not been."""
    if person.scripted and (THOROUGH or name in LOOKED_AT):
        assert not (found := barriers(person.page, name)), (name, found)


def comment(me, evaluation, section, place, level, body, phrase=""):
    submission = evaluation.submissions.last()
    me.open(f"/review/{submission.pk}/s/{section}/")
    me.page.get_by_role("link", name=f"提意见：{place}", exact=True).click()
    me.page.get_by_label(level).check()
    if phrase:
        me.page.get_by_label("常用语（可不选）").select_option(phrase)
    me.page.locator("#id_body").fill(body)
    if section == "usage":
        look(me, "review-form")
    me.press("保存意见")
    me.sees("意见已保存", body)


def test_three_comments_go_there_and_back(evaluation, people):
    preparer, head, reviewer = people
    comment(reviewer, evaluation, "problems", "整个部分", "必改", "问题写得太笼统。")
    comment(reviewer, evaluation, "base_data", "离退休人数", "必改", "请与人社局数据核对。")
    comment(
        reviewer,
        evaluation,
        "usage",
        "绩效自评结果拟应用和公开情况",
        "必改",
        "请写明用于哪些预算。",
        "请补充佐证材料。",
    )
    reviewer.open(f"/review/{evaluation.submissions.last().pk}/")
    look(reviewer, "review-drafts")
    decide_before_the_script(reviewer, "审核通过")
    reviewer.sees("还有 3 条必改意见没有关闭")
    decide(reviewer, "return", "退回修改")
    reviewer.sees("已退回修改")

    mend(preparer, evaluation)
    sign(head, evaluation)
    settle(reviewer, evaluation)


def decide(me, act, label):
    """With a script the decision is a sheet that the head opens."""
    if me.scripted:
        me.page.locator(f'[data-decide="{act}"]').click()
    me.press(label)


def decide_before_the_script(me, label):
    """A press on a link of the head that comes before the script leads to the form; the script leaves it open."""
    me.page.evaluate("location.hash = 'decision'")
    me.page.reload()
    me.press(label)


def mend(me, evaluation):
    me.open(f"/filing/{evaluation.pk}/")
    me.sees("待处理：必改 3 条", "共 3 条意见，其中必改 3 条")
    look(me, "tasks")
    for section in ("problems", "usage", "base_data"):
        row = Comment.objects.get(section=section)
        me.open(f"/filing/{evaluation.pk}/s/{section}/")
        box = me.page.locator(f"#comment-{row.pk}")
        expect(box).to_be_visible()
        if section != "usage":  # as "problems": a text
            look(me, f"section-{section}")
        if section == "problems":
            box.locator("textarea").fill("本年度确只有这两个问题，已与预算股核实。")
            box.get_by_role("button", name="保存答复").click()
        else:
            typed = {"usage": ("#id_text-usage", "结果用于安排下年运转类预算。"), "base_data": ("#id_retirees", "17")}
            me.page.locator(typed[section][0]).fill(typed[section][1])
            box.get_by_role("button", name="标记已修改").click()
        me.page.wait_for_url(f"**/#comment-{row.pk}")
        expect(me.page.locator(f"#comment-{row.pk}")).to_contain_text("已答复" if section == "problems" else "已修改")
        if section != "usage":
            look(me, f"answered-{section}")
    me.open(f"/filing/{evaluation.pk}/")
    me.sees("已全部处理")
    me.open(f"/filing/{evaluation.pk}/check/")
    me.sees("本次修改了", "17")
    look(me, "check")
    me.page.get_by_label("我单位承诺").check()
    me.press("提交签批")
    me.sees("请先逐处核对")
    me.open(f"/filing/{evaluation.pk}/check/")
    me.page.get_by_label("以上修改已逐处核对").check()
    me.page.get_by_label("我单位承诺").check()
    me.press("提交签批")
    me.sees("待签批")


def sign(me, evaluation):
    me.open(f"/filing/{evaluation.pk}/comments/")
    me.sees("本年度确只有这两个问题")
    look(me, "head-comments")
    me.open(f"/filing/{evaluation.pk}/preview/")
    me.press("签批并报送")
    me.sees("待审核")


def settle(me, evaluation):
    newest = evaluation.submissions.last()
    me.open(f"/review/{newest.pk}/")
    me.sees("本年度确只有这两个问题", "提意见后改为：", "17")
    look(me, "review-answers")
    for row in Comment.objects.all():
        box = me.page.locator(f"#comment-{row.pk}")
        box.get_by_role("button", name="关闭").click()
        expect(box.get_by_role("button", name="关闭")).to_have_count(0)
    decide(me, "approve", "审核通过")
    me.sees("已审核通过")
    assert Evaluation.objects.get(pk=evaluation.pk).status == Status.APPROVED
