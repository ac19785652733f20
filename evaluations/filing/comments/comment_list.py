"""The bureau's comments as the department sees them: counted on top, each at its field with its answer box.

They are shown from the return on, and rest while the report is under review: what the reviewer then closes or
reopens reaches the department with the decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from departments.requests import SignedInRequest
from evaluations.audit.refusals import ActRefused
from evaluations.checks.registry import Finding
from evaluations.comments.writing import answer_comment
from evaluations.comparison.places import comment_anchors
from evaluations.facts.document import Facts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.place_address import place_address
from evaluations.language.small_numbers import small_number
from evaluations.language.states import COMMENT_LEVEL_LABELS
from evaluations.models import Comment, Evaluation, Reply, Status
from evaluations.schemes.place_lookup import place_at_anchor
from evaluations.schemes.place_words import place_label
from evaluations.schemes.report_place import ROW_COLLECTIONS, ReportPlace
from evaluations.schemes.scheme import Section
from evaluations.workflow.outstanding_comments import comment_finding, comment_itself, comment_location

MENDED, ANSWER = "mended", "answer"


@dataclass(frozen=True)
class ShownComment:
    """One comment on a page: where it stands in words, with its section and without, and what was typed about it and
    could not be kept."""

    comment: Comment
    where: str
    place: str
    address: str
    typed: str = ""

    @property
    def id(self) -> str:
        """Its element on the page."""
        return comment_itself(self.comment).html_id

    @property
    def input(self) -> str:
        """The name of the answer box."""
        return f"{self.id}-text"

    @property
    def waiting(self) -> bool:
        """Whether the department has not said anything yet, or is asked again."""
        return self.comment.state == Comment.State.PENDING


class Comments:
    """The comments on one report; `typed` are the texts of a page that is shown again."""

    def __init__(self, desk: Desk, typed: Mapping[str, str] | None = None) -> None:
        self.desk, self.typed = desk, typed or {}

    @cached_property
    def all(self) -> list[ShownComment]:
        """Every comment that was sent, in the order in which they were made."""
        if self.desk.evaluation.status == Status.SUBMITTED:
            return []
        desk = self.desk
        found = desk.asked(f"shown comments.{desk.may_file}", lambda: [self._shown(row) for row in sent_comments(desk)])
        answered = any(name.startswith("comment-") for name in self.typed)
        return [self._typed(one) for one in found] if answered else found

    def _typed(self, one: ShownComment) -> ShownComment:
        replies, said = one.comment.replies.all(), self.typed.get(one.input, "")
        kept = bool(replies) and replies[len(replies) - 1].text == said.strip()
        return replace(one, typed="" if kept else said)

    def _shown(self, row: Comment) -> ShownComment:
        itself = comment_itself(row)
        at = place_at_anchor(self.desk.scheme, row.section, row.anchor)
        words = place_label(self.desk.scheme, at, self.desk.evaluation.cycle.year)
        where, address = comment_location(self.desk.evaluation, row), place_address(self.desk, itself)
        return ShownComment(row, where, words, address)

    @property
    def open(self) -> list[ShownComment]:
        """What the bureau has not closed; what waits for the department first, 必改 before 建议."""
        found = [one for one in self.all if one.comment.open]
        return sorted(found, key=lambda one: (not one.waiting, not one.comment.required))

    @property
    def waiting(self) -> list[ShownComment]:
        """What the department has neither answered nor marked."""
        return [one for one in self.open if one.waiting]

    @property
    def findings(self) -> list[Finding]:
        """The 必改 ones among them, as they stop a submission."""
        return [comment_finding(self.desk.evaluation, one.comment) for one in self.waiting if one.comment.required]

    @property
    def words(self) -> str:
        """必改 2 条、建议 1 条; "" when nothing waits."""
        return counted(self.waiting)

    @property
    def section_words(self) -> str:
        """The same for the section of the page."""
        section = self.desk.section
        return counted([one for one in self.waiting if section and one.comment.section == section.code])

    @cached_property
    def here(self) -> dict[str, list[ShownComment]]:
        """Anchor → open comments, in the section of the page."""
        found: dict[str, list[ShownComment]] = {}
        section = self.desk.section
        for one in self.open if section else []:
            if section and one.comment.section == section.code:
                found.setdefault(one.comment.anchor, []).append(one)
        return found

    def at(self, place: ReportPlace) -> list[ShownComment]:
        """The open comments at a field, or at a row by its number in the form; a row's fields have none of their own."""
        within = place.kind in ROW_COLLECTIONS and place.field
        anchor = place.named(self.desk.facts).anchor if self.here and not within else ""
        return self.here.get(anchor, []) if anchor else []

    @cached_property
    def loose(self) -> list[ShownComment]:
        """Those about the whole section, and those whose row is gone or bears another name."""
        if not (self.here and self.desk.section):
            return []
        return self._loose_in(self.desk.facts, self.desk.section)

    def _loose_in(self, facts: Facts, section: Section) -> list[ShownComment]:
        known = comment_anchors(self.desk.scheme, section, facts)
        return [one for anchor, found in self.here.items() if anchor not in known for one in found]

    @property
    def stand(self) -> bool:
        """Whether a page that is being answered shows those on top and those about the whole section as they are: they
        belong to what its stamp names; nothing was typed in their boxes, and none has lost its row or has it again."""
        before, section = self.desk.shown_before, self.desk.section
        if before is None or section is None or any(one.typed for one in self.all):
            return False
        return before.results.facts is self.desk.facts or self._loose_in(before.results.facts, section) == self.loose


def sent_comments(desk: Desk) -> list[Comment]:
    """The rows of all that were sent, with their replies and whose they are."""
    return desk.asked("comments", lambda: list(_sent(desk.evaluation)))


def _sent(evaluation: Evaluation) -> QuerySet[Comment]:
    replies = Prefetch("replies", Reply.objects.select_related("author"))
    rows = Comment.objects.filter(evaluation=evaluation).exclude(sent_at=None)
    return rows.select_related("author").prefetch_related(replies)


def counted(found: list[ShownComment]) -> str:
    """必改 2 条、建议 1 条."""
    required = sum(one.comment.required for one in found)
    counts = {"required": required, "advice": len(found) - required}
    return "、".join(f"{COMMENT_LEVEL_LABELS[level]} {count} 条" for level, count in counts.items() if count)


def answer_all(desk: Desk, post: Mapping[str, str], request: SignedInRequest) -> str:
    """Record what was typed about comments on a section page; return why something could not be kept, or "".

    A typed answer counts whatever button was pressed, so that none is lost.
    """
    pressed = {name: small_number(post.get(name, "")) for name in (MENDED, ANSWER)}
    faults = []
    for one in Comments(desk).open if any(name.startswith("comment-") for name in post) else []:
        mended, text = pressed[MENDED] == one.comment.pk, post.get(one.input, "")
        if not (mended or pressed[ANSWER] == one.comment.pk or text.strip()):
            continue
        try:
            answer_comment(one.comment, desk.user, text=text, mended=mended, request=request)
        except ActRefused as refused:
            faults.append(f"{one.where}：{refused.message}")
    return "\n".join(faults)
