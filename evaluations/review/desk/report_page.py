"""Everything a reviewer reads beside the report, taken from the frozen submission alone."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from departments.kept_statement import KeptStatement
from evaluations.checks.registry import Finding
from evaluations.checks.review_hints.hint import ReviewHint
from evaluations.comparison.text_pieces import TextPiece
from evaluations.evidence.places import EvidencePlace
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.language.severities import SEVERITY_LABELS, WARNING_LEVEL
from evaluations.models import CycleMedians, Decision, FindingAcceptance, Submission
from evaluations.models.submission import frozen_content
from evaluations.report import Report
from evaluations.review.frozen_reading import FrozenReading, frozen_reading, marked_reading, submission_mark
from evaluations.scoring.assessing import Assessment
from evaluations.submissions.report_hints import hints_of

ACCEPTED = KeptStatement(
    lambda: FindingAcceptance.objects.order_by("pk"),
    ("accepted_by", "submission"),
    without=frozen_content("submission__"),
    field="evaluation",
)
SUBMISSIONS = KeptStatement(
    lambda: Submission.objects.order_by("-number"), without=frozen_content(), field="evaluation"
)
MEDIANS = KeptStatement(CycleMedians.objects.all, field="cycle")
DECISIONS = KeptStatement(
    lambda: Decision.objects.order_by("pk"),
    ("decided_by", "revocation", "revocation__revoked_by"),
    field="submission__evaluation",
)


@dataclass(frozen=True)
class ExplainedFinding:
    """A finding, with what the department says about it, its mark, and who of the bureau has accepted it."""

    finding: Finding
    explanation: ExplanationFacts | None
    mark: str = ""
    accepted: FindingAcceptance | None = None

    @property
    def label(self) -> str:
        """The level in a word."""
        return SEVERITY_LABELS[self.finding.level]

    @property
    def unsettled(self) -> bool:
        """Whether it is a warning about which nobody has said anything."""
        return self.finding.level == WARNING_LEVEL and not self.explanation and not self.accepted


class ReviewReading:
    """One submission as read: the report, its scores, findings, what changed, and what was said before."""

    def __init__(self, submission: Submission):
        self.submission = submission

    @cached_property
    def frozen(self) -> FrozenReading:
        """What it says by itself."""
        return frozen_reading(self.submission)

    @property
    def paper_name(self) -> str:
        """What the report is called by its form, without who filed it."""
        return self.frozen.scheme.paper_name(self.submission.evaluation.cycle.year)

    @property
    def facts(self) -> Facts:
        """What was filed."""
        return self.frozen.facts

    @property
    def assessment(self) -> Assessment:
        """The scores frozen with the submission."""
        return self.frozen.assessment

    @property
    def report(self) -> Report:
        """The same report that the public page and the PDF show."""
        return self.frozen.report

    @cached_property
    def remarks(self) -> list[ExplainedFinding]:
        """Findings in the order of their weight."""
        found = self.frozen.findings
        accepted = {row.mark: row for row in ACCEPTED.rows_of(self.submission.evaluation_id)} if found else {}
        return [ExplainedFinding(one, words, mark, accepted.get(mark)) for one, words, mark in found]

    @cached_property
    def hints(self) -> list[ReviewHint]:
        """What a reviewer may want to look at; for reviewers only."""
        return hints_of(self.submission, self.facts, self.assessment, self.frozen.prints, self.medians)

    @cached_property
    def medians(self) -> CycleMedians | None:
        """What is kept for the county's year; None before the first night."""
        return MEDIANS.row_of(self.submission.evaluation.obligation.cycle_id)

    @cached_property
    def evidence(self) -> list[tuple[EvidencePlace, list[dict[str, Any]]]]:
        """(place, files) that were handed in; what the submission before did not have is marked as new."""
        return self.frozen.evidence(self.earlier)

    @cached_property
    def withdrawn(self) -> list[str]:
        """Names of files that the submission before had and this one has not."""
        now = {item["sha256"] for item in self.frozen.files}
        return [item["name"] for item in (self.earlier.files if self.earlier else ()) if item["sha256"] not in now]

    @cached_property
    def earlier(self) -> FrozenReading | None:
        """The submission before this one."""
        before = (row for row, _ in self.history if row.number == self.submission.number - 1)
        return next((marked_reading(submission_mark(row)) for row in before), None)

    @cached_property
    def history(self) -> list[tuple[Submission, list[Decision]]]:
        """Every submission of this report, newest first, with all that was decided about it."""
        report = self.submission.evaluation_id
        decided = DECISIONS.rows_of(report)
        return [(row, [one for one in decided if one.submission_id == row.pk]) for row in SUBMISSIONS.rows_of(report)]

    @property
    def newest(self) -> Submission:
        """The submission that a decision would be about."""
        return self.history[0][0]

    @property
    def verdict(self) -> Decision | None:
        """The decision about the newest submission, if there is one."""
        return self.newest.decision

    @cached_property
    def changes(self) -> list[tuple[str, str, list[TextPiece]]]:
        """(where, label, pieces) of whatever differs from the submission before; empty for the first."""
        return self.frozen.pieces_since(self.earlier) if self.earlier else []
