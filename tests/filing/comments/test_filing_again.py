"""Filing after a return: what stops it, what must be confirmed, and how comments go on from round to round."""

import re

import pytest

from departments.roles import Role
from evaluations.audit.refusals import Incomplete
from evaluations.comments.writing import answer_comment, close_comment, reopen_comment
from evaluations.models import Comment, Evaluation
from tests.asking import draft_obstacles
from tests.factories import make_member
from tests.filing.pages import press
from tests.filing.returns import PLACES, answer_everything, at, show, submit, url

pytestmark = pytest.mark.usefixtures("kept_returned")

# --- filing again ---------------------------------------------------------------------------------


def test_required_comments_stop_a_submission_and_advice_does_not(preparer, office, returned):
    found = [one for one in draft_obstacles(returned) if one.check == "comment"]
    assert [one.section for one in found] == ["base_data", "usage", "problems"] and len(draft_obstacles(returned)) == 3
    with pytest.raises(Incomplete):
        office.act(returned, "submit")
    page = preparer.get(url(returned) + "check/").content.decode()
    assert "暂不能提交：尚有 3 项未完成" in page and f'href="{url(returned, "usage")}#comment-{at("usage").pk}"' in page
    for row in returned.comments.filter(level="required"):
        answer_comment(row, office.preparer, text="已补充。", mended=False)
    assert draft_obstacles(returned) == []


def test_what_was_done_stays_done(preparer, office, returned):
    page = show(preparer, returned)
    assert page.count('<span class="st">已完成</span>') + page.count('<span class="st">无此项</span>') >= 9
    assert page.count('<span class="st">必改 1 条</span>') >= 3
    answer_everything(office, returned)
    assert "必改 1 条</span>" not in show(preparer, returned)


def test_only_what_changed_is_listed_and_must_be_confirmed(preparer, office, returned):
    answer_everything(office, returned)
    press(preparer, url(returned, "usage"), {"text-usage": "改写后的一段。", "done": "1"})
    page = preparer.get(url(returned) + "check/").content.decode()
    assert "本次修改了" in page and "改写后的一段。" in page and "附件2 基础数据表</a>\n        <ul>" not in page
    refused = submit(preparer, returned)
    assert refused.status_code == 422 and "请先逐处核对" in refused.content.decode()
    assert submit(preparer, returned, confirmed="on").status_code == 302


def test_nothing_changed_needs_no_confirmation(preparer, office, returned):
    answer_everything(office, returned)
    assert "与上次报送完全相同" in preparer.get(url(returned) + "check/").content.decode()
    assert submit(preparer, returned).status_code == 302


# --- the next rounds ------------------------------------------------------------------------------


def test_what_was_not_settled_comes_back_with_the_next_return(preparer, office, returned):
    answer_everything(office, returned)
    office.advance(returned, "submit", "sign")
    closed, again, *_ = returned.comments.all()
    close_comment(closed, office.reviewer, version=closed.version)
    reopen_comment(again, office.reviewer, version=again.version, text="仍然太笼统。")
    assert "仍然太笼统。" not in show(preparer, returned, "usage")
    office.advance(returned, "return")
    page = show(preparer, returned, "usage")
    assert "仍然太笼统。" in page and "待处理：必改 1 条" in show(preparer, returned)
    assert [one.field for one in draft_obstacles(Evaluation.objects.get())] == [f"comment-{again.pk}"]
    assert f'id="comment-{closed.pk}"' not in show(preparer, returned, "base_data")
    assert f'id="comment-{closed.pk}"' in preparer.get(url(returned) + "comments/").content.decode()


def test_answers_are_read_before_signing(client, office, returned):
    answer_everything(office, returned)
    office.advance(returned, "submit")
    client.force_login(office.head)
    assert client.get(url(returned) + "comments/").content.decode().count("已补充。") == len(PLACES)


@pytest.mark.parametrize("part", ["", "s/usage/", "check/", "comments/"])
def test_no_comment_adds_a_query(preparer, office, returned, part, django_assert_max_num_queries):
    address = url(returned) + part
    with django_assert_max_num_queries(33) as few:
        preparer.get(address)
    first = returned.comments.first()
    for number in range(10):
        Comment.objects.create(
            evaluation=returned,
            submission=first.submission,
            section="usage",
            anchor="text-usage",
            level="required",
            body=f"意见{number}",
            author=make_member(Role.REVIEWER, office.county),
            created_at=first.created_at,
            sent_at=first.sent_at,
        )
    with django_assert_max_num_queries(len(few)):
        preparer.get(address)


def test_a_sum_that_follows_from_its_parts_is_no_change(preparer, office, returned):
    press(preparer, url(returned, "base_data"), {"retirees": "17", "done": "1"})
    answer_everything(office, returned)
    page = preparer.get(url(returned) + "check/").content.decode()
    page = re.sub(r"(?s)<section[^>]*ledger.*?</section>", "", page)  # the account of the checks names every sum
    assert "离退休人数" in page and "（删去）" not in page and "合计（2020年决算数）" not in page
