"""What the page of one submission shows, and the parts of it that follow an act without a new page."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from departments.kept_statement import KeptStatement
from departments.models import User
from departments.requests import SignedInRequest
from evaluations.models import Comment, Evaluation, FirstApproval, ReviewScore, ReviewSheet, Submission
from evaluations.models.review_sheet import ReviewRound
from evaluations.models.standing import awaited_department
from evaluations.review.claim.review_claim import ReviewClaim
from evaluations.review.comments.discussion import Discussion
from evaluations.review.decision.decision_form import DecisionForm
from evaluations.review.decision.undoing import UNDO_PERIOD, undoable_approval
from evaluations.review.desk.report_page import ReviewReading
from evaluations.review.desk.review_paper import ReviewPaper
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.queue.neighbours import queue_neighbours
from evaluations.workflow.acting import available_acts
from evaluations.workflow.correcting import open_correction
from evaluations.workflow.second_person import first_word
from evaluations.workflow.transition_line import Transition
from evaluations.workflow.unprintable_papers import unprintable_papers

DECISION_DONE = {
    "first_approve": "已初审通过，等待另一位审核人员复审",
    "approve": "已审核通过",
    "return": "已退回修改，意见已转给单位",
}
PASSING_ACTS = frozenset({"first_approve", "approve"})
WAYS_BACK_DONE = {
    "unapprove": "已撤销通过，报告回到待审核。",
    "allow_correction": "已同意更正，单位可以修改后重新报送；原来公开的报告在新版公开前不变。",
    "refuse_correction": "已回复不同意更正，单位会看到原因。",
}
NOTHING_REFUSED = dict.fromkeys(("refused_action", "refused_message", "refused_reason", "word", "word_missing"), "")
JUST_PASSED = "passed"  # in the address: the report that was passed before this one was opened


@dataclass(frozen=True)
class DeskCounts:
    """The counters in the head: findings, how many of them were accepted, warnings that nobody has said anything about,
    open 必改 and 建议."""

    findings: int
    accepted: int
    unexplained: int
    required: int
    advice: int

    @classmethod
    def of(cls, reading: ReviewReading, discussion: Discussion) -> "DeskCounts":
        """Counted over what the page shows."""
        levels = Counter(thread.comment.level for thread in discussion.threads if thread.comment.open)
        accepted = sum(one.accepted is not None for one in reading.remarks)
        unexplained = sum(one.unsettled for one in reading.remarks)
        required, advice = levels[Comment.Level.REQUIRED], levels[Comment.Level.ADVICE]
        return cls(len(reading.remarks), accepted, unexplained, required, advice)


def decisions_of(
    user: User, possible: list[Transition], word: FirstApproval | None, evaluation: Evaluation
) -> list[Transition]:
    """The decisions that this person may take now; whoever gave the first word does not give the last, and nothing passes
    that the supervising department has not passed on."""
    shut = {"approve"} if word is not None and word.given_by_id == user.pk else set()
    if awaited_department(evaluation):
        shut |= PASSING_ACTS
    return [one for one in possible if one.action in DECISION_DONE.keys() - shut]


SHEETS = KeptStatement(lambda: ReviewSheet.objects.order_by("pk"), ("saved_by",), field="submission")
STANDING_SCORES = KeptStatement(
    lambda: ReviewScore.objects.filter(decision__revocation=None).order_by("pk"), ("made_by",), field="submission"
)


def first_sheet(submission: Submission) -> ReviewSheet | None:
    """Where the bureau scores the report, as far as somebody has begun."""
    return next((row for row in SHEETS.rows_of(submission.pk) if row.round == ReviewRound.FIRST), None)


def first_score(submission: Submission) -> ReviewScore | None:
    """The bureau's score, frozen with an approval that stands."""
    return next((row for row in STANDING_SCORES.rows_of(submission.pk) if row.round == ReviewRound.FIRST), None)


def desk_context(request: SignedInRequest, submission: Submission, form: DecisionForm, **told: str) -> dict[str, Any]:
    """The context of the page and its parts; buttons only where the workflow would accept them; `told`: what was refused."""
    reading, evaluation = ReviewReading(submission), submission.evaluation
    possible = available_acts(evaluation, request.user) if reading.newest == submission else []
    may_review = any(one.action == "return" for one in possible)
    claim = ReviewClaim.of(submission, request.user, offered=may_review)
    ways_back = [one for one in possible if one.action in WAYS_BACK_DONE]
    unprintable = unprintable_papers([evaluation]) if any(one.action == "unapprove" for one in ways_back) else []
    begun = {"refused_action": "unapprove", "refused_reason": unprintable[0].revocation_reason} if unprintable else {}
    word = first_word(submission) if evaluation.cycle.reviewing.second_person else None
    offered = [] if claim.others or claim.given else decisions_of(request.user, possible, word, evaluation)
    score = first_score(submission)
    chosen = QueueFilter(request, request.GET, request.user)
    discussion = Discussion(submission, request.user)
    sheet = first_sheet(submission)
    return {
        "reading": reading,
        "submission": submission,
        "form": form,
        "offered": offered,
        "awaited_department": awaited_department(evaluation),
        "may_pass": any(one.action in PASSING_ACTS for one in offered),
        "ways_back": ways_back,
        "unprintable": unprintable,
        "correction": open_correction(evaluation),
        "claim": claim,
        "may_take_over": may_review,
        "commenting": bool(offered),
        "discussion": discussion,
        "beside": ReviewPaper(reading, discussion, score, sheet, commenting=bool(offered)),
        "sheet": sheet,
        "score": score,
        "first_word": word,
        "counts": DeskCounts.of(reading, discussion),
        "queue": queue_neighbours(chosen, evaluation),
        "queue_address": chosen.address,
        "undo": undoable_approval(request.user, request.GET.get(JUST_PASSED, "")),
        "undo_seconds": int(UNDO_PERIOD.total_seconds()),
        "refused": {**NOTHING_REFUSED, **begun, **told},
    }
