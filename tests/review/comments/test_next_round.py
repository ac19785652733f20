"""A report filed again after a return with comments: what is closed, asked again, and seen beside the changes."""

import re
from copy import deepcopy

import pytest
from django.urls import reverse

from evaluations.comments import writing
from evaluations.models import Comment, Evaluation, Event, Reply
from tests.access.site import client_of
from tests.asking import is_intact
from tests.factories import complete_figures, make_member
from tests.review.returns import BODY, decide, draft, judge, refile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_again")]


@pytest.fixture(scope="module")
def kept_again(kept_office, kept_submission):
    """The second submission: two comments answered, one figure changed."""
    draft(kept_submission, kept_office.reviewer, anchor="retirees")
    draft(kept_submission, kept_office.reviewer, section="usage", anchor="text-usage", body="请写具体。")
    decide(client_of(kept_office.reviewer), kept_submission, "return")
    return refile(kept_office, Evaluation.objects.get(), complete_figures(retirees="17"))


@pytest.fixture
def again(kept_again):
    return deepcopy(kept_again)


def test_the_reviewer_sees_answers_and_what_changed_at_the_place(client, again):
    shown = client.get(reverse("review:detail", args=[again.pk])).content.decode()
    assert shown.count("已补充说明。") == 2 and "已修改" in shown
    assert "提意见后改为：" in shown and "提意见后，此处内容没有改动。" in shown
    assert re.search(r"<ins>.{0,60}17</ins>", shown)


def test_closing_settles_and_reopening_asks_again(client, office, again):
    first, second = Comment.objects.all()
    assert judge(client, again, first, "close").status_code == 302
    assert judge(client, again, second, "reopen", text="还是太笼统。").status_code == 302
    for one in (first, second):
        one.refresh_from_db()
    assert (first.state, first.moved_by, second.state, second.moved_by) == ("closed", office.reviewer, "pending", None)
    assert [one.act for one in second.replies.all()] == ["mended", "reopened"]
    assert decide(client, again, "approve").status_code == 422
    assert decide(client, again, "return").status_code == 302
    assert Evaluation.objects.get().return_reason.startswith("共 1 条意见，其中必改 1 条")
    assert [*Event.objects.filter(action__endswith="_comment").values_list("action", "outcome")][-2:] == [
        ("close_comment", "ok"),
        ("reopen_comment", "ok"),
    ]


def test_the_second_of_two_reviewers_learns_that_it_was_judged(client, office, again):
    row = Comment.objects.first()
    writing.close_comment(row, make_member("reviewer", office.county), version=row.version)
    answer = judge(client, again, row, "reopen", text="我不同意关闭。")
    assert answer.status_code == 409 and "我不同意关闭。" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "closed" and Reply.objects.filter(act="reopened").count() == 0


def test_once_all_are_closed_the_report_passes(client, office, again):
    for row in Comment.objects.all():
        judge(client, again, row, "close")
    assert decide(client, again, "approve").status_code == 302


def test_an_older_submission_shows_what_was_said_about_it_and_no_more(client, office, again):
    draft(again, office.reviewer, body="第二次才提的意见。")
    first = again.evaluation.submissions.first()
    shown = client.get(reverse("review:detail", args=[first.pk])).content.decode()
    assert BODY in shown and "第二次才提的意见。" not in shown and "提意见后改为" not in shown


def test_comments_are_not_part_of_what_is_frozen(client, office, again):
    assert BODY not in str(again.facts) + str(again.result) and is_intact(again)


@pytest.mark.parametrize("name", ["detail", "section"])
def test_no_comment_adds_a_query(client, office, again, name, django_assert_max_num_queries):
    address = reverse(f"review:{name}", args=[again.pk, *(["usage"] if name == "section" else [])])
    with django_assert_max_num_queries(29) as few:
        client.get(address)
    for number in range(20):
        row = Comment.objects.first()
        Reply.objects.create(
            comment=row, act="answered", text=f"又一次答复{number}", author=office.preparer, at=row.sent_at
        )
        draft(again, office.reviewer, section="usage", anchor="text-usage")
    with django_assert_max_num_queries(len(few)):
        client.get(address)
