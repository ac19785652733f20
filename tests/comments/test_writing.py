"""Each act on a comment: what it leaves behind, what it refuses with which sentence, and what the log tells of it."""

import pytest

from evaluations.audit.refusals import ActRefused, Conflict, Incomplete, NotAllowed
from evaluations.comments import writing
from evaluations.comments.writing import (
    answer_comment,
    close_comment,
    create_comment,
    delete_comment,
    edit_comment,
    reopen_comment,
)
from evaluations.models import Comment, Evaluation, Event, Reply, Status
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import make_comment, make_member, make_office, make_submission

pytestmark = pytest.mark.django_db
BODY = "离退休人数与人社局的核定数不一致，请核对。"
STALE = "这条意见刚刚被他人办理过，请刷新页面，看过现在的情况再办理。"
EMPTY = "请写明意见：问题是什么，请单位怎样修改。"
TOO_LONG = "读到2001字，最多2000字，请删减1字。您填写的内容仍保留在本页。"
NO_SUCH_PLACE = "这一处不在这次报送的内容里，请刷新页面后重新选择。"


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def submission(office):
    """What was handed in and nobody has decided."""
    return make_submission(office)


@pytest.fixture
def returned(office):
    """A report that the department mends."""
    return office.evaluation(Status.RETURNED)


def draft(submission, user, **given) -> Comment:
    """A draft on one number of the report."""
    return create_comment(
        submission, user, **{"section": "base_data", "anchor": "retirees", "level": "required", "body": BODY} | given
    )


def refusal(kind: type[ActRefused], act, *args, **given) -> str:
    """The sentence of an act that must be refused in this way, and that has left nothing but its line in the log."""
    before = list(Comment.objects.values()), list(Reply.objects.values())
    with pytest.raises(kind) as caught:
        act(*args, **given)
    assert (list(Comment.objects.values()), list(Reply.objects.values())) == before
    if kind is not Incomplete:
        told = Event.objects.latest("pk")
        action = "comment" if act is draft else act.__name__
        assert (told.action, told.outcome, told.detail) == (action, "refused", {"message": caught.value.message})
    return caught.value.message


def events(*actions: str) -> list[tuple[str, str, str]]:
    """What the log tells of these acts: action, outcome, role."""
    return list(Event.objects.filter(action__in=actions).order_by("pk").values_list("action", "outcome", "role"))


# --- the bureau's drafts --------------------------------------------------------------------------


def test_a_draft_bears_its_place_its_author_and_the_cleaned_words(office, submission):
    made = draft(submission, office.reviewer, level="advice", body="\u3000 请核对。\r\n\r\n另见附件。\u200b \n")
    row = Comment.objects.get()
    assert (row, row.evaluation, row.submission) == (made, submission.evaluation, submission)
    assert (row.section, row.anchor, row.level, row.body) == (
        "base_data",
        "retirees",
        "advice",
        "请核对。\n\n另见附件。",
    )
    assert (row.author, row.state, row.version, row.draft, row.mended) == (office.reviewer, "pending", 1, True, False)


def test_who_comments_has_begun_the_review_and_is_noted_once(office, submission):
    draft(submission, office.reviewer)
    draft(submission, office.reviewer, anchor="")
    assert events("claim_review", "comment") == [
        ("claim_review", "ok", "reviewer"),
        ("comment", "ok", "reviewer"),
        ("comment", "ok", "reviewer"),
    ]
    told = Event.objects.filter(action="comment").first()
    assert (told.actor, told.object_type) == (office.reviewer, "comment")
    assert told.detail == {"evaluation": submission.evaluation_id, "section": "base_data", "level": "required"}


def test_what_a_draft_lacks_is_asked_for_in_a_whole_sentence(office, submission):
    def said(**given):
        return refusal(Incomplete, draft, submission, office.reviewer, **given)

    assert said(body=" \u3000\n") == EMPTY and said(body="长" * 2001) == TOO_LONG
    assert said(body="\x00") == "文字中有无法保存的字符（空字符或残缺的字符），请删去后重新输入。"
    assert said(level="") == said(level="error") == "请选择“必改”或“建议”。"
    assert {said(anchor="nonsense"), said(section="nonsense"), said(section="usage")} == {NO_SUCH_PLACE}
    assert not Event.objects.filter(action="claim_review").exists()
    assert {outcome for _, outcome, _ in events("comment")} == {"refused"}
    draft(submission, office.reviewer, body="长" * 2000)


def test_a_report_takes_so_many_comments_and_says_how_many(office, submission, monkeypatch):
    monkeypatch.setattr(writing, "MOST_COMMENTS", 2)
    other = make_submission(make_office(office.county))
    draft(other, office.reviewer)
    for _ in range(2):
        draft(submission, office.reviewer)
    told = refusal(Incomplete, draft, submission, office.reviewer)
    assert told == "一份报告最多提 200 条意见，请合并同类的意见。" and Comment.objects.count() == 3


def test_an_own_draft_is_changed_as_often_as_one_likes_with_the_version_one_saw(office, submission):
    row = draft(submission, office.reviewer)
    edit_comment(row, office.reviewer, version=1, level="advice", body=" 改写。")
    edit_comment(row, office.reviewer, version=2, level="required", body="再改。")
    row.refresh_from_db()
    assert (row.body, row.level, row.version, row.state) == ("再改。", "required", 3, "pending")
    edit = {"level": "advice", "body": "x"}
    assert refusal(Conflict, edit_comment, row, office.reviewer, version=2, **edit) == STALE
    assert refusal(Incomplete, edit_comment, row, office.reviewer, version=3, level="x", body="x").startswith("请选择")
    assert refusal(Incomplete, edit_comment, row, office.reviewer, version=3, level="advice", body="") == EMPTY
    assert events("edit_comment")[:2] == [("edit_comment", "ok", "reviewer")] * 2


def test_of_two_drafts_the_one_that_was_meant_is_deleted_and_the_log_remembers_it(office, submission):
    kept, gone = draft(submission, office.reviewer), draft(submission, office.reviewer, anchor="")
    number = gone.pk
    assert refusal(Conflict, delete_comment, gone, office.reviewer, version=2) == STALE
    delete_comment(gone, office.reviewer, version=1)
    assert list(Comment.objects.all()) == [kept]
    told = Event.objects.get(action="delete_comment", outcome="ok")
    assert (told.object_id, told.role, told.detail["section"]) == (str(number), "reviewer", "base_data")
    again = refusal(
        Conflict,
        delete_comment,
        Comment(pk=number, evaluation=kept.evaluation, author=office.reviewer),
        office.reviewer,
        version=1,
    )
    assert again == "这条意见已经转给单位或已删除，不能再改。请刷新页面。"


def test_a_colleagues_draft_is_neither_changed_nor_deleted(office, submission):
    row, colleague = draft(submission, office.reviewer), make_member("reviewer", office.county)
    said = {
        refusal(NotAllowed, edit_comment, row, colleague, version=1, level="advice", body="x"),
        refusal(NotAllowed, delete_comment, row, colleague, version=1),
    }
    assert said == {"只能修改或删除自己提的意见。"}


def test_a_draft_is_not_judged_and_a_sent_one_not_changed(office, submission):
    row, sent = draft(submission, office.reviewer), make_comment(submission, office.reviewer)
    said = {refusal(Conflict, act, row, office.reviewer, version=1) for act in (close_comment, reopen_comment)}
    assert said == {"这条意见还没有转给单位，不用办理；不要了的请删除。"}
    told = {
        refusal(Conflict, edit_comment, sent, office.reviewer, version=1, level="advice", body="x"),
        refusal(Conflict, delete_comment, sent, office.reviewer, version=1),
    }
    assert told == {"这条意见已经转给单位或已删除，不能再改。请刷新页面。"}


def test_once_it_is_decided_every_act_of_the_bureau_names_where_the_report_stands(office, submission):
    row = draft(submission, office.reviewer)
    office.advance(submission.evaluation, "return")
    row.refresh_from_db()
    said = {
        refusal(Conflict, draft, submission, office.reviewer),
        refusal(Conflict, close_comment, row, office.reviewer, version=row.version),
        refusal(Conflict, delete_comment, row, office.reviewer, version=row.version),
    }
    assert said == {"这份报告现在是“退回修改”，不能再办理审核意见。请刷新页面查看。"}


def test_who_filed_the_report_neither_comments_on_it_nor_judges_nor_deletes(office, submission):
    row, sent = draft(submission, office.reviewer), make_comment(submission, office.reviewer)
    both = make_member("reviewer", office.county, office.preparer)
    said = {
        refusal(NotAllowed, draft, submission, both),
        refusal(NotAllowed, close_comment, sent, both, version=1),
        refusal(NotAllowed, delete_comment, row, both, version=1),
    }
    assert len(said) == 1 and "自己填报" in said.pop()


# --- judging --------------------------------------------------------------------------------------


def test_closing_settles_an_answered_comment_in_the_name_of_who_closes_it(office, submission):
    row = make_comment(submission, office.reviewer)
    colleague = make_member("reviewer", office.county)
    close_comment(row, colleague, version=1)
    row.refresh_from_db()
    reply = row.replies.get()
    assert (row.state, row.moved_by, row.version, row.open) == ("closed", colleague, 2, False)
    assert (reply.act, reply.text, reply.author) == ("closed", "", colleague) and reply.at == row.moved_at
    assert refusal(Conflict, close_comment, row, colleague, version=1) == STALE
    assert events("close_comment") == [("close_comment", "ok", "reviewer"), ("close_comment", "refused", "")]


def test_reopening_asks_again_and_takes_the_mark_of_the_mend_away(office, submission):
    at = submission.submitted_at
    row = make_comment(
        submission, office.reviewer, state="answered", mended=True, moved_at=at, moved_by=office.preparer
    )
    assert row.words == "已修改"
    assert refusal(Incomplete, reopen_comment, row, office.reviewer, version=1, text="长" * 2001) == TOO_LONG
    reopen_comment(row, office.reviewer, version=1, text=" 还是太笼统。\n")
    reopen_comment(row, office.reviewer, version=2)
    row.refresh_from_db()
    assert (row.state, row.mended, row.moved_at, row.moved_by, row.words) == ("pending", False, None, None, "待处理")
    assert [(one.act, one.text) for one in row.replies.all()] == [("reopened", "还是太笼统。"), ("reopened", "")]


# --- the department answers -----------------------------------------------------------------------


def test_answers_follow_each_other_and_the_same_word_twice_is_said_once(office, returned):
    row = make_comment(current_submission(returned), office.reviewer)
    colleague = make_member("preparer", office.department)
    assert answer_comment(row, office.preparer, text=" 以核定数为准。", mended=False)
    assert not answer_comment(row, colleague, text="以核定数为准。\n", mended=False)
    assert answer_comment(row, colleague, text="以核定数为准。", mended=True)
    assert not answer_comment(row, colleague, text="以核定数为准。", mended=True)
    assert answer_comment(row, office.preparer, text="以核定数为准。", mended=False)
    row.refresh_from_db()
    said = [(one.act, one.text, one.author) for one in row.replies.all()]
    assert said == [
        ("answered", "以核定数为准。", office.preparer),
        ("mended", "以核定数为准。", colleague),
        ("answered", "以核定数为准。", office.preparer),
    ]
    assert (row.state, row.mended, row.version, row.moved_by) == ("answered", True, 4, office.preparer)
    assert row.moved_at == row.replies.last().at
    assert events("answer_comment") == [("answer_comment", "ok", "preparer")] * 3


def test_a_mark_needs_no_word_and_an_answer_does(office, returned):
    row = make_comment(current_submission(returned), office.reviewer)
    said = refusal(Incomplete, answer_comment, row, office.preparer, text=" ", mended=False)
    assert said == "请写明答复，或者修改后标记“已修改”。"
    assert refusal(Incomplete, answer_comment, row, office.preparer, text="长" * 2001, mended=True) == TOO_LONG
    assert answer_comment(row, office.preparer, text=" ", mended=True) and row.replies.get().act == "mended"


def test_what_is_closed_or_not_sent_takes_no_answer_nor_does_a_report_that_waits(office, returned):
    submission = current_submission(returned)
    at = submission.submitted_at
    closed = make_comment(submission, office.reviewer, state="closed", moved_at=at, moved_by=office.reviewer)
    unsent = make_comment(submission, office.reviewer, sent_at=None)
    answer = {"text": "已补充。", "mended": True}
    said = {refusal(Conflict, answer_comment, row, office.preparer, **answer) for row in (closed, unsent)}
    assert said == {"这条意见已经关闭，不必再答复。您写的答复仍在本页。"}
    Comment.objects.filter(pk=unsent.pk).delete()
    office.advance(returned, "submit")
    assert Evaluation.objects.get().status == Status.AWAITING_SIGNATURE
    told = refusal(Conflict, answer_comment, closed, office.preparer, **answer)
    assert told == "这份报告现在是“待签批”，不能再答复。您写的答复仍在本页。"
