"""The acts of a reviewer upon a claim: begin, let go, take over from a colleague with a word. Each locks the report."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, refusals_noted
from evaluations.language.texts import TextError, clean_typed_text
from evaluations.models import Claim, Evaluation, Status, Submission
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.workflow.claims import assigned_to_another, drop_claim, give_review, hold_claim
from evaluations.workflow.guards_and_effects import Act, current_submission, not_own_work

CLAIM_REVIEW, RELEASE_REVIEW, TAKE_OVER_REVIEW = "claim_review", "release_review", "take_over_review"
SHORTEST_WORD, LONGEST_WORD = 2, 200


def claim_review(submission: Submission, user: User, request: HttpRequest | None = None) -> bool:
    """Begin to review; a second press extends the claim. False where it was the person's already.

    Raises Conflict where a colleague has it or the report no longer waits, NotAllowed for one's own work.
    """
    with locked_review(CLAIM_REVIEW, submission, user, request) as evaluation:
        return note_claim(evaluation, submission, user, request, worked=False)


def note_claim(
    evaluation: Evaluation, submission: Submission, user: User, request: HttpRequest | None, *, worked: bool
) -> bool:
    """Hold the claim inside the transaction of another act on the locked report; only a new one is an event."""
    new = hold_claim(submission, user, database_now(), worked=worked)
    if new:
        _told(CLAIM_REVIEW, evaluation, submission, user, request)
    return new


def take_over_review(
    submission: Submission, user: User, word: str, request: HttpRequest | None = None, *, seen: int | None = None
) -> None:
    """Take the review from the colleague who holds it or to whom it is given; the word stays in the log.

    `seen`: the number of the colleague whom the person saw it with; raises Conflict where it is another one's by now.
    """
    with locked_review(TAKE_OVER_REVIEW, submission, user, request) as evaluation:
        said = _word(word)
        before = Claim.objects.filter(submission=submission).select_related("holder").first()
        holder = str(before.holder) if before and before.holder else ""
        owner = assigned_to_another(evaluation, user)
        holding = before.holder if before and before.held_at(database_now()) else owner
        if seen is not None and holding and holding.pk not in (seen, user.pk):
            raise Conflict(f"您打开页面后，这份报告已由{holding}审核。请刷新页面查看，仍需由您办理的再接手。")
        if owner:
            give_review(evaluation.obligation, user, user)
        holder = holder or str(owner or "")
        if hold_claim(submission, user, database_now(), worked=False, over=True):
            _told(TAKE_OVER_REVIEW, evaluation, submission, user, request, reason=said, holder=holder)
            before_me = frozenset(one.pk for one in (owner, before.holder if before else None) if one)
            tell_people(Occasion(TAKE_OVER_REVIEW, evaluation.obligation, user, database_now(), said, chosen=before_me))


def release_review(submission: Submission, user: User, request: HttpRequest | None = None) -> bool:
    """Let go of one's own claim; False where there is none (any more)."""
    with refusals_noted(RELEASE_REVIEW, user, request, submission.evaluation), transaction.atomic():
        evaluation = Evaluation.objects.select_for_update(of=("self",)).get(pk=submission.evaluation_id)
        claim = Claim.objects.filter(submission=submission, holder=user).first()
        if claim is None:
            return False
        drop_claim(claim, worked=False)
        _told(RELEASE_REVIEW, evaluation, submission, user, request)
        return True


def _word(typed: str) -> str:
    try:
        said = clean_typed_text(typed, limit=LONGEST_WORD).strip()
    except TextError as error:
        raise Incomplete(str(error)) from error
    if len(said) < SHORTEST_WORD:
        raise Incomplete("请写明为什么由您接手，例如“陈审核外出培训”。")
    return said


@contextmanager
def locked_review(action: str, submission: Submission, user: User, request: HttpRequest | None) -> Iterator[Evaluation]:
    """One transaction on the locked report that waits for this submission's decision."""
    with refusals_noted(action, user, request, submission.evaluation), transaction.atomic():
        related = ("obligation__cycle", "obligation__department")
        rows = Evaluation.objects.select_for_update(of=("self",)).select_related(*related)
        evaluation = rows.get(pk=submission.evaluation_id)
        if evaluation.status != Status.SUBMITTED or current_submission(evaluation) != submission:
            raise Conflict("这份报告现在不在待审核，或者又重新报送过。请刷新页面查看。")
        not_own_work(Act(evaluation, user, Role.REVIEWER, submission.submitted_at))
        yield evaluation


def _told(
    action: str,
    evaluation: Evaluation,
    submission: Submission,
    user: User,
    request: HttpRequest | None,
    **more: str,
) -> None:
    detail = {"number": submission.number, **more}
    record_event(action, user=user, object=evaluation, detail=detail, request=request, role=Role.REVIEWER)
