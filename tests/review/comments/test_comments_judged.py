"""Decisions with comments: what is sent, what stands in the way, what is carried on."""

import pytest

from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed
from evaluations.comments import writing
from evaluations.facts.reading import read_facts
from evaluations.models import Comment, Evaluation, Event
from tests.factories import complete_facts, make_member
from tests.review.returns import BODY, decide, draft, judge, page, post, refile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]


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


def test_a_row_that_is_gone_keeps_its_comment(client, office, submission):
    name = submission.facts["projects"][0]["name"]
    draft(submission, office.reviewer, section="projects", anchor=f"project:{name}")
    decide(client, submission, "return")
    document = complete_facts().to_json()
    document["projects"][0]["name"] = "改了名的项目"
    newest = refile(office, Evaluation.objects.get(), read_facts(document))
    shown = page(client, newest, "projects")
    assert name in shown and "改了名的项目" in shown and BODY in shown
