"""The comments on a report as the reviewer reads them: where, what was answered, and what changed there since."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from departments.kept_statement import KeptStatement
from departments.models import User
from evaluations.checks.registry import Finding
from evaluations.comparison.document_lines import DocumentChange
from evaluations.comparison.places import changes_at, comment_places, texts_at
from evaluations.comparison.text_pieces import TextPiece, text_pieces
from evaluations.facts.document import Facts
from evaluations.language.amounts import show_amount
from evaluations.models import Comment, Reply, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.models.submission import FROZEN_MARK, frozen_content
from evaluations.review.frozen_reading import SubmissionMark, frozen_reading, marked_reading
from evaluations.schemes.place_lookup import place_at_anchor
from evaluations.schemes.place_words import place_label
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.scheme import ScoringScheme, Section
from evaluations.submissions.freezing import submission_lines
from evaluations.workflow.outstanding_comments import comments_as_reason

COMMENTS = KeptStatement(
    lambda: Comment.objects.order_by("pk"),
    ("author", "submission"),
    without=frozen_content("submission__"),
    field="evaluation",
)
REPLIES = KeptStatement(lambda: Reply.objects.order_by("pk"), ("author",), field="comment__evaluation")


@dataclass(frozen=True)
class CommentThread:
    """One comment with its place in words and (field, pieces) of what was changed there since it was made."""

    comment: Comment
    replies: list[Reply]
    where: str
    changed: list[tuple[str, list[TextPiece]]]
    own: bool

    @property
    def judged(self) -> bool:
        """Whether it waits for the reviewer's word: the department has seen it, nobody has closed it."""
        return not self.comment.draft and self.comment.open


@dataclass(frozen=True)
class CommentedField:
    """One place of a section in words, with what was filed there and what is said about it."""

    place: ReportPlace
    label: str
    read: list[tuple[str, str]]
    threads: list[CommentThread]


class Discussion:
    """Every comment on the report that this submission is of."""

    def __init__(self, submission: Submission, user: User) -> None:
        self.submission, self.user = submission, user

    @cached_property
    def scheme(self) -> ScoringScheme:
        """The form under which it was filed."""
        return parsed_scheme(self.submission.scheme)

    @cached_property
    def facts(self) -> Facts:
        """What was filed."""
        return frozen_reading(self.submission).facts

    @cached_property
    def threads(self) -> list[CommentThread]:
        """All comments up to this submission: first what waits for a word, then drafts, closed ones last."""
        report, number = self.submission.evaluation_id, self.submission.number
        made = [row for row in COMMENTS.rows_of(report) if row.submission.number <= number]
        replies = REPLIES.rows_of(report) if made else []
        found = [self._thread(row, [one for one in replies if one.comment_id == row.pk]) for row in made]
        return sorted(found, key=lambda one: (not one.comment.open, one.comment.draft))

    def _thread(self, row: Comment, replies: list[Reply]) -> CommentThread:
        section = self._label(self.scheme.section(row.section))
        at = place_at_anchor(self.scheme, row.section, row.anchor)
        where = f"{section} · {self._words(at)}" if row.anchor else section
        changed = changes_at(at, self._since(row.submission_id))
        pieces = [(change.label, text_pieces(change.old, change.new)) for change in changed]
        return CommentThread(row, replies, where, pieces, row.author_id == self.user.pk)

    def _words(self, place: ReportPlace) -> str:
        return place_label(self.scheme, place, self.facts.year)

    def _since(self, made_on: int) -> list[DocumentChange]:
        """What differs between the submission that was commented on and this one."""
        if made_on == self.submission.pk:
            return []
        return frozen_reading(self.submission).changes_since(marked_reading(self._marks[made_on]))

    @cached_property
    def _marks(self) -> dict[int, SubmissionMark]:
        """The submissions of the report, by number of their rows."""
        rows = Submission.objects.filter(evaluation=self.submission.evaluation_id)
        return {mark[0]: mark for mark in rows.values_list(*FROZEN_MARK)}

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
        return comments_as_reason(self.submission.evaluation) if self.threads else ""

    def fields(self, section: Section) -> list[CommentedField]:
        """Every place of a section, the whole section first; a row that is gone stands last, with its comments."""
        document = submission_lines(self.submission)
        threads: dict[str, list[CommentThread]] = {}
        for thread in self.threads:
            if thread.comment.section == section.code:
                threads.setdefault(thread.comment.anchor, []).append(thread)
        there = comment_places(self.scheme, section, self.facts)
        known = {one.anchor for one in there}
        gone = [place_at_anchor(self.scheme, section.code, anchor) for anchor in threads if anchor not in known]
        return [
            CommentedField(
                one, self._words(one), texts_at(one, document) if one.anchor else [], threads.get(one.anchor, [])
            )
            for one in (*there, *gone)
        ]

    def opening(self, section: str, anchor: str) -> str:
        """What a comment on a figure begins with: its name and what was filed there; "" at any other place."""
        figure = self.scheme.figures.get(anchor)
        if figure is None or figure.section != section:
            return ""
        value = self.facts.figures.get(anchor)
        unit = figure.unit if isinstance(value, Decimal) else ""
        shown = show_amount(value, figure.unit)
        return f"{self.scheme.label(figure.label, self.facts.year)}{shown}{unit}：" if shown else ""

    def anchor_of(self, section: Section, finding: Finding) -> str:
        """The place in this section that a finding is about; the whole section where it names none of it."""
        known = {one.anchor for one in comment_places(self.scheme, section, self.facts)}
        anchor = finding.place.named(self.facts).anchor
        return anchor if anchor in known else ReportPlace().anchor
