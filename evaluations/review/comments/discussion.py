"""The comments on a report as the reviewer reads them: where, what was answered, and what changed there since."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.http import urlencode

from departments.models import User
from evaluations.checks.registry import Finding
from evaluations.comparison.document_lines import DocumentChange, document_lines
from evaluations.comparison.places import (
    WHOLE_SECTION,
    CommentPlace,
    comment_place,
    comment_places,
    row_anchors,
)
from evaluations.comparison.text_pieces import TextPiece, text_pieces
from evaluations.facts.document import Facts
from evaluations.models import Comment, Reply, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.scheme import ScoringScheme, Section
from evaluations.scoring.assessing import Assessment, IndicatorResult
from evaluations.submissions.freezing import facts_of, submission_changes
from evaluations.workflow.outstanding_comments import comments_as_reason


@dataclass(frozen=True)
class CommentThread:
    """One comment with its place in words and (field, pieces) of what was changed there since it was made."""

    comment: Comment
    where: str
    changed: list[tuple[str, list[TextPiece]]]
    own: bool

    @property
    def judged(self) -> bool:
        """Whether it waits for the reviewer's word: the department has seen it, nobody has closed it."""
        return not self.comment.draft and self.comment.open


@dataclass(frozen=True)
class CommentedField:
    """One place of a section with what was filed there and what is said about it."""

    place: CommentPlace
    read: list[tuple[str, str]]
    threads: list[CommentThread]


class Discussion:
    """Every comment on the report that this submission is of."""

    def __init__(self, submission: Submission, user: User):
        self.submission, self.user = submission, user

    @cached_property
    def scheme(self) -> ScoringScheme:
        """The form under which it was filed."""
        return parsed_scheme(self.submission.scheme)

    @cached_property
    def facts(self) -> Facts:
        """What was filed."""
        return facts_of(self.submission)

    @cached_property
    def threads(self) -> list[CommentThread]:
        """All comments up to this submission: first what waits for a word, then drafts, closed ones last."""
        replies = Prefetch("replies", Reply.objects.select_related("author"))
        made = Comment.objects.filter(
            evaluation=self.submission.evaluation_id, submission__number__lte=self.submission.number
        )
        rows = made.select_related("author")
        found = [self._thread(row) for row in rows.prefetch_related(replies)]
        return sorted(found, key=lambda one: (not one.comment.open, one.comment.draft))

    def _thread(self, row: Comment) -> CommentThread:
        section = self.scheme.section(row.section)
        at = self._place(section, row.anchor)
        where = f"{self._label(section)} · {at.label}" if row.anchor else self._label(section)
        changed = [
            (change.label, text_pieces(change.old, change.new)) for change in at.of(self._since(row.submission_id))
        ]
        return CommentThread(row, where, changed, row.author_id == self.user.pk)

    def _place(self, section: Section, anchor: str) -> CommentPlace:
        return (
            comment_places(self.scheme, section, self.facts)[0]
            if anchor == WHOLE_SECTION
            else comment_place(self.scheme, section, anchor, self.facts.year)
        )

    def _since(self, made_on: int) -> list[DocumentChange]:
        """What differs between the submission that was commented on and this one."""
        if made_on not in self._changes:
            old = Submission.objects.select_related("scheme").get(pk=made_on)
            self._changes[made_on] = submission_changes(old, self.submission)
        return self._changes[made_on]

    @cached_property
    def _changes(self) -> dict[int, list[DocumentChange]]:
        return {self.submission.pk: []}

    def _label(self, section: Section) -> str:
        return self.scheme.label(section.label, self.facts.year)

    @property
    def sections(self) -> list[tuple[str, str, int]]:
        """(code, label, how many open comments) of each part of the form."""
        codes = [thread.comment.section for thread in self.threads if thread.comment.open]
        return [(one.code, self._label(one), codes.count(one.code)) for one in self.scheme.sections]

    @property
    def reason(self) -> str:
        """The reason that a return would have if none is written."""
        return comments_as_reason(self.submission.evaluation)

    def scores(self, assessment: Assessment) -> list[tuple[IndicatorResult, str]]:
        """Each indicator with the address where it is commented on; "" where the form has no place for it."""
        return [(result, self._address(result.code)) for result in assessment.indicators]

    def _address(self, code: str) -> str:
        own, _, number = code.partition(":")  # a target of the department's own is called target:3
        table, at = ("targets", row_anchors("target", self.facts)) if own == "target" else ("indicators", [])
        section = self.scheme.section_of_table(table)
        if not section:
            return ""
        anchor = at[int(number) - 1] if own == "target" else f"entry-{code}"
        page = reverse("review:section", args=[self.submission.pk, section])
        return f"{page}?{urlencode({'at': anchor})}#comment-form"

    def fields(self, section: Section) -> list[CommentedField]:
        """Every place of a section, the whole section first; a row that is gone stands last, with its comments."""
        document = document_lines(self.scheme, self.facts, self.submission.result)
        own = [thread for thread in self.threads if thread.comment.section == section.code]
        found = comment_places(self.scheme, section, self.facts)
        known = {one.anchor for one in found}
        gone = dict.fromkeys(thread.comment.anchor for thread in own if thread.comment.anchor not in known)
        found += [comment_place(self.scheme, section, anchor, self.facts.year) for anchor in gone]
        return [
            CommentedField(
                one, one.read(document) if one.anchor else [], [t for t in own if t.comment.anchor == one.anchor]
            )
            for one in found
        ]

    def anchor_of(self, section: Section, finding: Finding) -> str:
        """The place in this section that a finding is about; the whole section where it names none of it."""
        anchor = finding.place.named(self.facts).anchor
        return (
            anchor
            if anchor in {one.anchor for one in comment_places(self.scheme, section, self.facts)}
            else WHOLE_SECTION
        )
