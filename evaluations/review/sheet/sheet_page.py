"""The page of a score sheet: every line with what was typed, what it gives, and what contradicts itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from departments.models import User
from evaluations.checks.finding import Finding
from evaluations.checks.review_findings import SheetCase, review_findings
from evaluations.language.severities import ERROR_LEVEL
from evaluations.models import ReviewScore, ReviewSheet, Submission
from evaluations.models.review_sheet import ReviewRound
from evaluations.review.reviewable import may_decide
from evaluations.review.sampling.sampled_scoring import may_score_sample
from evaluations.scoring.kept_review import KeptReview, keep_review, review_from_json
from evaluations.scoring.review_sheet import ReviewedLine, ReviewMark, ReviewMarks, read_review_marks
from evaluations.workflow.review_scoring import sheet_case, sheet_of


@dataclass(frozen=True)
class SheetRow:
    """One line of the form. `stored`: what a colleague saved meanwhile where it differs; `fault`: why it was not kept."""

    line: ReviewedLine
    findings: Sequence[Finding]
    files: int
    stored: ReviewMark | None = None
    fault: str = ""

    @property
    def wrong(self) -> bool:
        """Whether something on the line must be mended."""
        return bool(self.fault) or any(one.level == ERROR_LEVEL for one in self.findings)


@dataclass
class SheetPage:
    """One round's sheet of a submission for a person; `typed` stands in for what is saved, after a refusal."""

    submission: Submission
    round: str
    user: User
    typed: ReviewMarks | None = None
    faults: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def saved(self) -> ReviewSheet:
        """What is stored; a new sheet where nothing is."""
        return sheet_of(self.submission, self.round)

    @property
    def stored_marks(self) -> ReviewMarks:
        """The stored marks by code."""
        return read_review_marks(self.saved.marks)

    @cached_property
    def case(self) -> SheetCase:
        """The sheet computed from what is typed or stored."""
        return sheet_case(self.submission, self.stored_marks if self.typed is None else self.typed)

    @cached_property
    def rows(self) -> list[SheetRow]:
        """The lines in the order of the form."""
        found: dict[str, list[Finding]] = {}
        for code, finding in review_findings(self.case):
            found.setdefault(code, []).append(finding)
        return [self._row(line, found.get(line.own.code, [])) for line in self.case.sheet.lines]

    def _row(self, line: ReviewedLine, findings: list[Finding]) -> SheetRow:
        code = line.own.code
        stored = self.stored_marks.get(code, ReviewMark())
        other = stored if self.typed is not None and stored != line.mark else None
        return SheetRow(line, findings, self.case.files.get(code, 0), other, self.faults.get(code, ""))

    @property
    def errors(self) -> int:
        """How many lines must be mended before the sheet counts."""
        return sum(row.wrong for row in self.rows)

    @cached_property
    def frozen(self) -> ReviewScore | None:
        """The score that stands, once the report has passed or the sample is confirmed."""
        return ReviewScore.standing(self.round).filter(submission=self.submission).order_by("-pk").first()

    @property
    def kept(self) -> KeptReview:
        """The sheet as it prints: frozen, or as it stands."""
        return review_from_json(self.frozen.content) if self.frozen else keep_review(self.case.sheet)

    @cached_property
    def open(self) -> bool:
        """Whether this person may fill it in now."""
        if self.first:
            return may_decide(self.user, self.submission)
        return may_score_sample(self.submission, self.user)

    @property
    def first(self) -> bool:
        """Whether it is the review's own sheet, and not that of a sample."""
        return self.round == ReviewRound.FIRST
