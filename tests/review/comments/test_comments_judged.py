"""Decisions with comments, and the next round: what is sent, closed, asked again, and carried on."""

import re

import pytest
from django.urls import reverse

from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed
from evaluations.comments import writing
from evaluations.facts.reading import read_facts
from evaluations.models import Comment, Evaluation, Event, Reply
from tests.asking import is_intact
from tests.factories import complete_facts, complete_figures, make_member
from tests.review.returns import BODY, decide, draft, judge, page, post, refile

pytestmark = pytest.mark.django_db


# --- decisions ------------------------------------------------------------------------------------


def test_a_return_sends_the_drafts_and_they_stand_for_the_reason(client, office, submission):
    draft(submission, office.reviewer)
    draft(submission, office.reviewer, level="advice", anchor="")
    assert decide(client, submission, "return").status_code == 302
    evaluation = Evaluation.objects.get()
    assert evaluation.return_reason == "共 2 条意见，其中必改 1 条，请逐条答复或修改后重新提交。"
    assert not Comment.objects.filter(sent_at=None).exists()
    assert Event.objects.get(action="return", outcome="ok").detail["comments"] == 2


def test_a_written_reason_is_kept_as_it_was_written(client, office, submission):
    draft(submission, office.reviewer)
    decide(client, submission, "return", "请按意见修改。")
    assert Evaluation.objects.get().return_reason == "请按意见修改。"


def test_advice_alone_is_no_reason(client, office, submission):
    draft(submission, office.reviewer, level="advice")
    answer = decide(client, submission, "return")
    assert answer.status_code == 422 and "请写明退回原因" in answer.content.decode()
    assert Comment.objects.get().sent_at is None


def test_nothing_passes_while_a_required_comment_stands(client, office, submission):
    row = draft(submission, office.reviewer)
    answer = decide(client, submission, "approve")
    assert answer.status_code == 422 and "还有 1 条必改意见没有关闭" in answer.content.decode()
    writing.delete_comment(row, office.reviewer, version=1)
    advice = draft(submission, office.reviewer, level="advice")
    assert decide(client, submission, "approve").status_code == 302
    advice.refresh_from_db()
    assert advice.sent_at is not None


def test_after_the_decision_nobody_comments_or_judges(client, office, submission):
    row = draft(submission, office.reviewer)
    decide(client, submission, "return")
    row.refresh_from_db()
    assert post(client, submission).status_code == 409 and BODY in post(client, submission).content.decode()
    assert judge(client, submission, row, "close").status_code == 409
    assert judge(client, submission, row, "delete").status_code == 409
    assert "提意见</a>" not in page(client, submission)
    with pytest.raises(Conflict):
        writing.edit_comment(row, office.reviewer, version=row.version, level="advice", body="x")


def test_nobody_comments_on_what_he_filed(office, submission):
    make_member("reviewer", office.county, office.preparer)
    with pytest.raises(NotAllowed, match="自己填报"):
        draft(submission, office.preparer)
    assert Event.objects.get(action="comment").outcome == "refused"


def test_an_older_submission_takes_no_comments(client, office, submission):
    office.advance(submission.evaluation, "withdraw", "submit", "sign")
    answer = post(client, submission)
    assert answer.status_code == 409 and "又重新报送过" in answer.content.decode()


def test_a_report_has_an_end_of_comments(office, submission, monkeypatch):
    monkeypatch.setattr(writing, "MOST_COMMENTS", 1)
    draft(submission, office.reviewer)
    with pytest.raises(Incomplete, match="最多"):
        draft(submission, office.reviewer)


# --- the next round -------------------------------------------------------------------------------


@pytest.fixture
def again(client, office, submission):
    """The second submission: three comments answered, one figure changed."""
    draft(submission, office.reviewer, anchor="retirees")
    draft(submission, office.reviewer, section="usage", anchor="text-usage", body="请写具体。")
    decide(client, submission, "return")
    return refile(office, Evaluation.objects.get(), complete_figures(retirees="17"))


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


def test_a_row_that_is_gone_keeps_its_comment(client, office, submission):
    name = submission.facts["projects"][0]["name"]
    draft(submission, office.reviewer, section="projects", anchor=f"project:{name}")
    decide(client, submission, "return")
    document = complete_facts().to_json()
    document["projects"][0]["name"] = "改了名的项目"
    newest = refile(office, Evaluation.objects.get(), read_facts(document))
    shown = page(client, newest, "projects")
    assert name in shown and "改了名的项目" in shown and BODY in shown


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
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for number in range(20):
        row = Comment.objects.first()
        Reply.objects.create(
            comment=row, act="answered", text=f"又一次答复{number}", author=office.preparer, at=row.sent_at
        )
        draft(again, office.reviewer, section="usage", anchor="text-usage")
    with django_assert_max_num_queries(len(few)):
        client.get(address)
