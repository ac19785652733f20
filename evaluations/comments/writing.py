"""Writing comments and answers: each act locks the report, looks at where it stands, and leaves an event.

The bureau comments while the report waits for its decision, the department answers while it may edit. What two
people do at once meets at the lock; what somebody did meanwhile shows in the comment's version.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import OUTCOME_REFUSED, record_event
from evaluations.audit.refusals import ActRefused, Conflict, Incomplete, NotAllowed
from evaluations.comparison.places import comment_places
from evaluations.language.texts import TextError, clean_typed_text
from evaluations.models import EDITABLE_STATUSES, Comment, Evaluation, Reply, Status, Submission
from evaluations.models.comment import LONGEST_COMMENT
from evaluations.models.scheme import parsed_scheme
from evaluations.models.standing import standing_words
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.submissions.freezing import facts_of
from evaluations.workflow.claiming import note_claim
from evaluations.workflow.guards_and_effects import Act, current_submission, not_own_work

ReplyAct = Reply.Act
CommentState = Comment.State
MOST_COMMENTS = 200
STALE_COMMENT = "这条意见刚刚被他人办理过，请刷新页面，看过现在的情况再办理。"
TOO_MANY = f"一份报告最多提 {MOST_COMMENTS} 条意见，请合并同类的意见。"


@contextmanager
def _locked(action: str, pk: int, user: User, request: HttpRequest | None) -> Iterator[Evaluation]:
    """One transaction on the locked report; a refusal leaves nothing but its line in the log."""
    try:
        with transaction.atomic():
            related = ("obligation__cycle__scheme", "obligation__department")
            yield Evaluation.objects.select_for_update(of=("self",)).select_related(*related).get(pk=pk)
    except ActRefused as refusal:
        detail = {"message": refusal.message}
        evaluation = Evaluation.objects.get(pk=pk)
        record_event(action, user=user, object=evaluation, outcome=OUTCOME_REFUSED, detail=detail, request=request)
        raise


def _told(action: str, comment: Comment, user: User, role: str, request: HttpRequest | None) -> None:
    """The event of an act; of the text it tells nothing."""
    detail = {"evaluation": comment.evaluation_id, "section": comment.section, "level": comment.level}
    record_event(action, user=user, object=comment, detail=detail, request=request, role=role)


def _text(typed: str, *, needed: str = "") -> str:
    """The text as it is kept; `needed` is what to say where it may not be empty."""
    try:
        text = clean_typed_text(typed, limit=LONGEST_COMMENT).strip()
    except TextError as error:
        raise Incomplete(str(error)) from error
    if needed and not text:
        raise Incomplete(needed)
    return text


# --- the bureau ------------------------------------------------------------------------------------


def create_comment(
    submission: Submission,
    user: User,
    *,
    section: str,
    anchor: str,
    level: str,
    body: str,
    request: HttpRequest | None = None,
) -> Comment:
    """Draft a comment on one place of the submission under review; only a decision sends it."""
    with _locked("comment", submission.evaluation_id, user, request) as evaluation:
        _under_review(evaluation, submission, user)
        if not _is_place(submission, section, anchor):
            raise Incomplete("这一处不在这次报送的内容里，请刷新页面后重新选择。")
        if Comment.objects.filter(evaluation=evaluation).count() >= MOST_COMMENTS:
            raise Incomplete(TOO_MANY)
        # Whoever comments reviews, also on a page that was reached by its own address.
        _work(evaluation, user, request)
        made = Comment.objects.create(
            evaluation=evaluation,
            submission=submission,
            section=section,
            anchor=anchor,
            level=_level(level),
            body=_body(body),
            author=user,
            created_at=database_now(),
        )
        _told("comment", made, user, Role.REVIEWER, request)
        return made


def edit_comment(
    row: Comment, user: User, *, version: int, level: str, body: str, request: HttpRequest | None = None
) -> None:
    """Change an own draft."""
    with _own_draft("edit_comment", row, user, request):
        _move(row, version, level=_level(level), body=_body(body))
        _told("edit_comment", row, user, Role.REVIEWER, request)


def delete_comment(row: Comment, user: User, *, version: int, request: HttpRequest | None = None) -> None:
    """Take an own draft back."""
    with _own_draft("delete_comment", row, user, request):
        _move(row, version)
        _told("delete_comment", row, user, Role.REVIEWER, request)
        Comment.objects.filter(pk=row.pk).delete()


@contextmanager
def _own_draft(action: str, row: Comment, user: User, request: HttpRequest | None) -> Iterator[None]:
    with _locked(action, row.evaluation_id, user, request) as evaluation:
        _under_review(evaluation, current_submission(evaluation), user)
        if row.author_id != user.pk:
            raise NotAllowed("只能修改或删除自己提的意见。")
        if not Comment.objects.filter(pk=row.pk, sent_at=None).exists():
            raise Conflict("这条意见已经转给单位或已删除，不能再改。请刷新页面。")
        _work(evaluation, user, request)
        yield


def close_comment(row: Comment, user: User, *, version: int, request: HttpRequest | None = None) -> None:
    """Settle a comment that the department has seen."""
    _judge("close_comment", row, user, ReplyAct.CLOSED, version, "", request)


def reopen_comment(
    row: Comment, user: User, *, version: int, text: str = "", request: HttpRequest | None = None
) -> None:
    """Ask again: the comment goes with the next return; `text` says what is still missing."""
    _judge("reopen_comment", row, user, ReplyAct.REOPENED, version, _text(text), request)


def _judge(
    action: str, row: Comment, user: User, said: ReplyAct, version: int, text: str, request: HttpRequest | None
) -> None:
    with _locked(action, row.evaluation_id, user, request) as evaluation:
        _under_review(evaluation, current_submission(evaluation), user)
        if not Comment.objects.filter(pk=row.pk).exclude(sent_at=None).exists():
            raise Conflict("这条意见还没有转给单位，不用办理；不要了的请删除。")
        _work(evaluation, user, request)
        at = database_now()
        if said == ReplyAct.CLOSED:
            _move(row, version, state=CommentState.CLOSED, moved_at=at, moved_by=user)
        else:
            _move(row, version, state=CommentState.PENDING, mended=False, moved_at=None, moved_by=None)
        _reply(row, said, text, user, at)
        _told(action, row, user, Role.REVIEWER, request)


def _work(evaluation: Evaluation, user: User, request: HttpRequest | None) -> None:
    """Hold the claim for what is done now; refused while a colleague holds it."""
    submission = current_submission(evaluation)
    assert submission is not None  # _under_review has seen it under the lock
    note_claim(evaluation, submission, user, request, worked=True)


def _under_review(evaluation: Evaluation, submission: Submission | None, user: User) -> None:
    """Refuse unless this submission waits for its decision, and by somebody who may take it."""
    newest = current_submission(evaluation)
    if evaluation.status != Status.SUBMITTED or newest is None:
        raise Conflict(f"这份报告现在是“{standing_words(evaluation)}”，不能再办理审核意见。请刷新页面查看。")
    if newest != submission:
        raise Conflict("您打开页面后，这份报告又重新报送过，请刷新页面，在最新一次报送上提意见。")
    not_own_work(Act(evaluation, user, Role.REVIEWER, newest.submitted_at))


def _is_place(submission: Submission, section: str, anchor: str) -> bool:
    scheme = parsed_scheme(submission.scheme)
    found = next((one for one in scheme.sections if one.code == section), None)
    return found is not None and anchor in {one.anchor for one in comment_places(scheme, found, facts_of(submission))}


def _level(level: str) -> str:
    if level not in Comment.Level.values:
        raise Incomplete("请选择“必改”或“建议”。")
    return level


def _body(body: str) -> str:
    return _text(body, needed="请写明意见：问题是什么，请单位怎样修改。")


# --- the department --------------------------------------------------------------------------------


def answer_comment(row: Comment, user: User, *, text: str, mended: bool, request: HttpRequest | None = None) -> bool:
    """Answer a comment, or mark it as mended with or without a word; False when just that was said already.

    Answers follow each other and none is lost, so no version is asked for.
    """
    text = _text(text, needed="" if mended else "请写明答复，或者修改后标记“已修改”。")
    said = ReplyAct.MENDED if mended else ReplyAct.ANSWERED
    with _locked("answer_comment", row.evaluation_id, user, request) as evaluation:
        if evaluation.status not in EDITABLE_STATUSES:
            raise Conflict(f"这份报告现在是“{standing_words(evaluation)}”，不能再答复。您写的答复仍在本页。")
        last = row.replies.order_by("-pk").first()
        if last and (last.act, last.text) == (said, text):
            return False
        at = database_now()
        now = Comment.objects.filter(pk=row.pk).exclude(state=CommentState.CLOSED).exclude(sent_at=None).first()
        if now is None:
            raise Conflict("这条意见已经关闭，不必再答复。您写的答复仍在本页。")
        # A word added to what was mended does not take the mark away.
        _move(row, now.version, state=CommentState.ANSWERED, mended=mended or now.mended, moved_at=at, moved_by=user)
        _reply(row, said, text, user, at)
        _told("answer_comment", row, user, Role.PREPARER, request)
        _tell_author(row, evaluation, user, at)
    return True


def _tell_author(row: Comment, evaluation: Evaluation, user: User, at: datetime) -> None:
    """Whoever wrote the comment is told of the first answer to this submission, not of each."""
    once = f"answer:{evaluation.pk}:{row.submission_id}"
    tell_people(
        Occasion("answer_comment", evaluation.obligation, user, at, chosen=frozenset({row.author_id}), once=once)
    )


# --- both ------------------------------------------------------------------------------------------


def _move(row: Comment, version: int, **changes: object) -> None:
    """Compare-and-set on the version that the person saw."""
    if not Comment.objects.filter(pk=row.pk, version=version).update(version=version + 1, **changes):
        raise Conflict(STALE_COMMENT)


def _reply(row: Comment, said: ReplyAct, text: str, user: User, at: datetime) -> None:
    Reply.objects.create(comment=row, act=said, text=text, author=user, at=at)
