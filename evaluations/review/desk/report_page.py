"""Everything a reviewer reads beside the report, taken from the frozen submission alone."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluations.checks.ledger.account import LedgerLine, LedgerSummary, ledger_summary
from evaluations.checks.registry import Finding
from evaluations.checks.review_hints.hint import ReviewHint
from evaluations.comparison.text_pieces import TextPiece, text_pieces
from evaluations.evidence.places import EvidencePlace
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.language.severities import SEVERITY_LABELS, SEVERITY_ORDER, WARNING_LEVEL
from evaluations.models import Decision, FindingAcceptance, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.models.submission import every_decision
from evaluations.report import Report, compose_report
from evaluations.scoring.assessing import Assessment
from evaluations.submissions.evidence_list import FrozenSource, frozen_evidence_by_place, frozen_sources
from evaluations.submissions.freezing import assessment_of, facts_of, findings_of, ledger_of, submission_changes
from evaluations.submissions.origin_list import FrozenOrigin, frozen_origins
from evaluations.submissions.report_hints import hints_of


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
    def facts(self) -> Facts:
        """What was filed."""
        return facts_of(self.submission)

    @cached_property
    def assessment(self) -> Assessment:
        """The scores frozen with the submission."""
        return assessment_of(self.submission)

    @cached_property
    def report(self) -> Report:
        """The same report that the public page and the PDF show."""
        return compose_report(self.facts, parsed_scheme(self.submission.scheme), self.assessment)

    @cached_property
    def remarks(self) -> list[ExplainedFinding]:
        """Findings in the order of their weight."""
        found = sorted(findings_of(self.submission), key=lambda finding: SEVERITY_ORDER[finding.level])
        rows = FindingAcceptance.objects.filter(evaluation=self.submission.evaluation_id)
        light = rows.select_related("accepted_by", "submission")
        light = light.defer("submission__facts", "submission__result", "submission__evidence")
        accepted = {row.mark: row for row in light} if found else {}
        marks = [finding.mark_in(self.facts) for finding in found]
        return [
            ExplainedFinding(finding, finding.explanation_in(self.facts), mark, accepted.get(mark))
            for finding, mark in zip(found, marks, strict=True)
        ]

    @cached_property
    def hints(self) -> list[ReviewHint]:
        """What a reviewer may want to look at; for reviewers only."""
        return hints_of(self.submission, self.facts, self.assessment)

    @cached_property
    def ledger(self) -> tuple[LedgerLine, ...] | None:
        """What was compared when this was submitted; None where that was not kept yet."""
        return ledger_of(self.submission)

    @property
    def ledger_summary(self) -> LedgerSummary | None:
        """How many were compared, and how many could not be."""
        return None if self.ledger is None else ledger_summary(self.ledger)

    @cached_property
    def evidence(self) -> list[tuple[EvidencePlace, list[dict[str, Any]]]]:
        """(place, files) that were handed in; what the submission before did not have is marked as new."""
        before = {item["sha256"] for item in self.earlier.evidence or ()} if self.earlier else None
        shelves = frozen_evidence_by_place(self.submission)
        for item in (item for _, items in shelves for item in items):
            item["new"] = before is not None and item["sha256"] not in before
        return shelves

    @cached_property
    def sources(self) -> list[FrozenSource]:
        """The figures that were taken from final accounts, with their cells."""
        return frozen_sources(self.submission)

    @cached_property
    def origins(self) -> list[FrozenOrigin]:
        """What was imported, pasted or carried, and who has looked at it."""
        return frozen_origins(self.submission)

    @cached_property
    def withdrawn(self) -> list[str]:
        """Names of files that the submission before had and this one has not."""
        now = {item["sha256"] for item in self.submission.evidence or ()}
        return [
            item["name"] for item in (self.earlier.evidence or () if self.earlier else ()) if item["sha256"] not in now
        ]

    @cached_property
    def earlier(self) -> Submission | None:
        """The submission before this one."""
        if self.submission.number == 1:
            return None
        others = Submission.objects.filter(evaluation=self.submission.evaluation)
        others = others.select_related("scheme", "frozen_assessment")
        return others.filter(number=self.submission.number - 1).first()

    @cached_property
    def history(self) -> list[tuple[Submission, list[Decision]]]:
        """Every submission of this report, newest first, with all that was decided about it."""
        rows = (
            Submission.objects.filter(evaluation=self.submission.evaluation)
            .defer("facts", "result")
            .prefetch_related(every_decision())
            .order_by("-number")
        )
        return [(row, list(row.decisions.all())) for row in rows]

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
        found = submission_changes(self.earlier, self.submission) if self.earlier else []
        return [(change.where, change.label, text_pieces(change.old, change.new)) for change in found]
