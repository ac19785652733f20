"""What the bureau's comments ask before an act: to be answered before filing again, closed before an approval.

The rows themselves are written by comments/writing.py; only a decision (guards_and_effects.py) sends the drafts.
"""

from datetime import datetime

from evaluations.checks.registry import Finding
from evaluations.drafts.facts_of_draft import scheme_of
from evaluations.language.severities import ERROR_LEVEL
from evaluations.models import Comment, Evaluation
from evaluations.schemes.place_lookup import place_at_anchor
from evaluations.schemes.place_words import place_label
from evaluations.schemes.report_place import PlaceKind, ReportPlace

COMMENT_CHECK = "comment"
LONGEST_QUOTE = 40


def unanswered_comments(evaluation: Evaluation) -> list[Finding]:
    """The 必改 comments that were sent and that the department has neither answered nor marked as mended."""
    waiting = Comment.objects.filter(evaluation=evaluation, level=Comment.Level.REQUIRED, state=Comment.State.PENDING)
    return [comment_finding(evaluation, one) for one in waiting.exclude(sent_at=None)]


def comment_finding(evaluation: Evaluation, comment: Comment) -> Finding:
    """A comment among what stops a submission; its place is the comment itself on the page."""
    return Finding(
        check=COMMENT_CHECK,
        level=ERROR_LEVEL,
        place=comment_itself(comment),
        where=comment_location(evaluation, comment),
        read=f"必改意见“{comment_quote(comment.body)}”还没有处理",
        expected="逐条写明答复，或修改后标记已修改",
        why="财政局退回时要求修改",
        remedy="请打开这一处处理",
    )


def comment_itself(comment: Comment) -> ReportPlace:
    """Where the comment is read and answered."""
    return ReportPlace(comment.section, PlaceKind.COMMENT, comment.pk)


def comment_location(evaluation: Evaluation, comment: Comment) -> str:
    """六（三）预算管理 · 公用经费（2020年决算数）."""
    scheme, year = scheme_of(evaluation), evaluation.cycle.year
    section = scheme.section(comment.section)
    label, place = scheme.label(section.label, year), place_at_anchor(scheme, section.code, comment.anchor)
    return f"{label} · {place_label(scheme, place, year)}" if comment.anchor else label


def comment_quote(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


def outgoing_comments(evaluation: Evaluation) -> list[Comment]:
    """What a return would ask for: drafts, and what was sent before and is still, or again, unanswered."""
    return list(Comment.objects.filter(evaluation=evaluation, state=Comment.State.PENDING))


def comments_as_reason(evaluation: Evaluation) -> str:
    """The reason of a return whose reviewer wrote none: the comments, if at least one of them must be met; else ""."""
    found = outgoing_comments(evaluation)
    required = sum(one.required for one in found)
    return f"共 {len(found)} 条意见，其中必改 {required} 条，请逐条答复或修改后重新提交。" if required else ""


def count_not_closed(evaluation: Evaluation) -> int:
    """How many 必改 comments, drafts included, nobody has closed."""
    required = Comment.objects.filter(evaluation=evaluation, level=Comment.Level.REQUIRED)
    return required.exclude(state=Comment.State.CLOSED).count()


def send_comments(evaluation: Evaluation, at: datetime) -> dict:
    """Let the department see the drafts; returns what the decision's event tells."""
    sent = Comment.objects.filter(evaluation=evaluation, sent_at=None).update(sent_at=at)
    return {"comments": sent} if sent else {}
