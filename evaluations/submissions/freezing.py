"""Freezing: what was filed, with its result, as canonical JSON under one SHA-256; its assessment whole beside it.

What is frozen is read and never computed again: all that is shown of a submission comes from here.
"""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Max

from departments.models import User
from evaluations.audit.database_clock import database_now
from evaluations.audit.refusals import Incomplete
from evaluations.checks.explanations import with_standing
from evaluations.checks.ledger.account import LedgerLine
from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.registry import Finding
from evaluations.checks.result_json import finding_from_json, ledger_from_json, result_as_json
from evaluations.comparison.document_lines import (
    DocumentChange,
    DocumentLines,
    document_differences,
    document_lines,
)
from evaluations.drafts.facts_of_draft import AssessedDraft, scheme_of
from evaluations.facts.document import Facts, FactsError
from evaluations.facts.reading import read_facts
from evaluations.models import Evaluation, FrozenAssessment, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment
from evaluations.scoring.assessment_json import ASSESSMENT_FORMAT, assessment_as_json, assessment_from_json
from evaluations.submissions.canonical_json import canonical_digest
from evaluations.submissions.evidence_list import evidence_to_freeze
from evaluations.submissions.origin_list import origins_to_freeze


def document_to_freeze(scheme: ScoringScheme, draft: AssessedDraft) -> dict[str, Any]:
    """What a submission of the draft would freeze: facts and result, under the keys of its columns.

    Explanations whose warning has gone stay behind.
    """
    # Last year's texts serve the checks only; they are frozen where they were filed.
    filed = replace(with_standing(draft.facts, draft.findings), last_year={})
    ledger = keep_ledger(scheme, draft.facts, draft.assessment, draft.findings)
    result = result_as_json(draft.assessment, draft.findings, ledger)
    return {"facts": filed.to_json(), "result": {"scheme_digest": scheme.digest, **result}}


def freeze_submission(
    evaluation: Evaluation, draft: AssessedDraft, *, signed_by: User | None, at: datetime | None = None
) -> Submission:
    """Write the next submission of the evaluation: facts, scheme version, result, assessment and hashes, for good.

    Runs in the transaction of the act that submits, under whose lock `draft` was read; `at` is that act's moment. Raises
    Incomplete for facts that could not be read again.
    """
    frozen = document_to_freeze(scheme_of(evaluation), draft)
    last = evaluation.submissions.aggregate(last=Max("number"))["last"] or 0
    refuse_unreadable(frozen["facts"])
    submission = Submission.objects.create(
        evaluation=evaluation,
        number=last + 1,
        scheme=evaluation.obligation.cycle.scheme,
        sha256=canonical_digest(frozen),
        submitted_by=evaluation.submitted_by,
        submitter_name=str(evaluation.submitted_by)[:40],
        signed_by=signed_by,
        signer_name=str(signed_by)[:40] if signed_by else "",
        submitted_at=at or database_now(),
        evidence=evidence_to_freeze(evaluation, draft.facts.figures),
        origins=origins_to_freeze(evaluation),
        **frozen,
    )
    columns = assessment_columns(submission.sha256, assessment_as_json(draft.assessment))
    FrozenAssessment.objects.create(submission=submission, **columns)
    return submission


def assessment_columns(submission_sha256: str, content: dict[str, Any]) -> dict[str, Any]:
    """The columns of a frozen assessment in today's format; its hash binds it to its submission."""
    return {
        "format": ASSESSMENT_FORMAT,
        "content": content,
        "sha256": assessment_digest(submission_sha256, ASSESSMENT_FORMAT, content),
    }


def assessment_digest(submission_sha256: str, format: int, content: dict[str, Any]) -> str:
    """SHA-256 over the hash of the submission, the format and the content."""
    return canonical_digest({"submission": submission_sha256, "format": format, "assessment": content})


def refuse_unreadable(document: dict[str, Any]) -> None:
    """Raise Incomplete unless the document reads back as itself: what is frozen must be readable for ever."""
    try:
        again = read_facts(document).to_json()
    except FactsError as error:
        raise Incomplete(f"填报内容中有读不回来的数据，不能封存。请改正后再办理：{error}") from error
    if again != document:
        changed = "、".join(sorted(key for key in {*document, *again} if document.get(key) != again.get(key)))
        raise Incomplete(f"填报内容（{changed}）封存后再读出会与原来不同，不能封存。请打开有关部分，重新保存后再办理。")


def is_document_intact(submission: Submission) -> bool:
    """Whether facts, result and scheme still are what the submission's hash was made of."""
    frozen = canonical_digest({"facts": submission.facts, "result": submission.result})
    source = hashlib.sha256(submission.scheme.source.encode()).hexdigest()
    return frozen == submission.sha256 and source == submission.result["scheme_digest"]


def is_assessment_intact(submission: Submission) -> bool:
    """Whether the submission has its assessment, and that still is what its hash was made of."""
    frozen = getattr(submission, "frozen_assessment", None)
    return frozen is not None and frozen.sha256 == assessment_digest(submission.sha256, frozen.format, frozen.content)


def facts_of(submission: Submission) -> Facts:
    """The frozen document."""
    return read_facts(submission.facts)


def assessment_of(submission: Submission) -> Assessment:
    """The result as it was frozen, with values and scores of that day; nothing is computed.

    Raises ValueError for a format of a later version: to read it half would be to show something else than was filed.
    """
    frozen = submission.frozen_assessment
    if frozen.format != ASSESSMENT_FORMAT:
        raise ValueError(f"报送 {submission.pk} 的评分结果是格式 {frozen.format}，本版本只认识格式 {ASSESSMENT_FORMAT}")
    return assessment_from_json(frozen.content)


def findings_of(submission: Submission) -> tuple[Finding, ...]:
    """The findings of that day, explained or not."""
    scheme = parsed_scheme(submission.scheme)
    return tuple(finding_from_json(scheme, row) for row in submission.result["findings"])


def ledger_of(submission: Submission) -> tuple[LedgerLine, ...] | None:
    """What was compared on that day and what could not be; None for what was submitted before this was kept."""
    return ledger_from_json(submission.result)


def submission_changes(old: Submission, new: Submission) -> list[DocumentChange]:
    """What the newer submission says differently, line by line with labels for people."""
    return document_differences(submission_lines(old), submission_lines(new))


def draft_changes(old: Submission, scheme: ScoringScheme, draft: AssessedDraft) -> list[DocumentChange]:
    """The same for a draft as it would be frozen."""
    facts = with_standing(draft.facts, draft.findings)
    return document_differences(submission_lines(old), document_lines(scheme, facts, draft.assessment))


def submission_lines(submission: Submission) -> DocumentLines:
    """A submission as labelled lines of text."""
    return document_lines(parsed_scheme(submission.scheme), facts_of(submission), assessment_of(submission))
