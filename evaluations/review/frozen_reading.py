"""A submission as read, kept in this process: it is frozen, and what follows from it alone is found once for all looks.

Reviewers come back to the same report after every act; what is said and decided about it is asked at each look.
"""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string

from departments.kept_last import KeptLast
from evaluations.checks.ledger.account import ledger_summary
from evaluations.checks.registry import Finding
from evaluations.checks.review_hints.text_prints import SentencePrint, text_prints
from evaluations.comparison.document_lines import DocumentChange
from evaluations.comparison.text_pieces import TextPiece, text_pieces
from evaluations.evidence.places import EvidencePlace
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.language.severities import SEVERITY_ORDER
from evaluations.models import Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.report import Report, compose_report
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment
from evaluations.submissions.evidence_list import FrozenSource, frozen_evidence_by_place, frozen_sources
from evaluations.submissions.freezing import assessment_of, facts_of, findings_of, ledger_of, submission_changes
from evaluations.submissions.origin_list import FrozenOrigin, frozen_origins

MOST_READINGS = 24  # about a megabyte each
SubmissionMark = tuple[int, datetime, str]


class FrozenReading:
    """What a submission says by itself. Of the row only frozen columns are used: what it belongs to may have changed."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self._changes: dict[SubmissionMark, list[DocumentChange]] = {}

    @cached_property
    def mark(self) -> SubmissionMark:
        """What tells it from every other."""
        return submission_mark(self.submission)

    @cached_property
    def scheme(self) -> ScoringScheme:
        """The form under which it was filed."""
        return parsed_scheme(self.submission.scheme)

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
        return compose_report(self.facts, self.scheme, self.assessment)

    @cached_property
    def findings(self) -> list[tuple[Finding, ExplanationFacts | None, str]]:
        """Findings in the order of their weight, each with what the department says about it and its mark."""
        found = sorted(findings_of(self.submission), key=lambda finding: SEVERITY_ORDER[finding.level])
        return [(one, one.explanation_in(self.facts), one.mark_in(self.facts)) for one in found]

    @cached_property
    def ledger(self) -> str:
        """The account of what was compared when this was submitted, drawn; it says so where none was kept yet."""
        lines = ledger_of(self.submission)
        summary = None if lines is None else ledger_summary(lines)
        return render_to_string("checks/ledger.html", {"ledger": lines, "ledger_summary": summary})

    @cached_property
    def sources(self) -> list[FrozenSource]:
        """The figures that were taken from final accounts, with their cells."""
        return frozen_sources(self.submission)

    @cached_property
    def origins(self) -> list[FrozenOrigin]:
        """What was imported, pasted or carried, and who has looked at it."""
        return frozen_origins(self.submission)

    @cached_property
    def prints(self) -> list[SentencePrint]:
        """The prints of its texts, which are looked for among those of other departments."""
        return text_prints(self.facts.narratives, self.facts.department)

    @property
    def files(self) -> list[dict[str, Any]]:
        """The evidence that was handed in."""
        return self.submission.evidence or []

    def evidence(self, earlier: "FrozenReading | None") -> list[tuple[EvidencePlace, list[dict[str, Any]]]]:
        """(place, files) that were handed in; what the submission before did not have is marked as new."""
        before = {item["sha256"] for item in earlier.files} if earlier else None
        shelves = frozen_evidence_by_place(self.submission)
        for item in (item for _, items in shelves for item in items):
            item["new"] = before is not None and item["sha256"] not in before
        return shelves

    def changes_since(self, earlier: "FrozenReading") -> list[DocumentChange]:
        """Whatever differs from an earlier submission of the same report."""
        if earlier.mark not in self._changes:
            self._changes[earlier.mark] = submission_changes(earlier.submission, self.submission)
        return self._changes[earlier.mark]

    def pieces_since(self, earlier: "FrozenReading") -> list[tuple[str, str, list[TextPiece]]]:
        """The same as (where, label, pieces)."""
        changes = self.changes_since(earlier)
        return [(change.where, change.label, text_pieces(change.old, change.new)) for change in changes]


_readings: KeptLast[FrozenReading] = KeptLast(MOST_READINGS)


def submission_mark(submission: Submission) -> SubmissionMark:
    """What names the content of a submission: nothing of it ever changes."""
    return submission.pk, submission.submitted_at, submission.sha256


def frozen_reading(submission: Submission) -> FrozenReading:
    """The reading of a submission; where it is not kept, and the row was read without its content, that is read anew."""
    if submission.get_deferred_fields():
        return marked_reading(submission_mark(submission))
    return _readings.of(submission_mark(submission), lambda: FrozenReading(submission))


def marked_reading(mark: SubmissionMark) -> FrozenReading:
    """The reading of the submission of this mark, all whose columns are read where it is not kept."""
    rows = Submission.objects.select_related("scheme", "frozen_assessment")
    return _readings.of(mark, lambda: FrozenReading(rows.get(pk=mark[0])))


def forget_frozen() -> None:
    """Forget everything: each test begins with nothing kept."""
    _readings.forget()
