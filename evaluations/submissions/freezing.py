"""Freezing: what was filed, with its result, as canonical JSON under one SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Max

from departments.models import User
from evaluations.audit.database_clock import database_now
from evaluations.audit.refusals import Incomplete
from evaluations.checks.explanations import with_standing
from evaluations.checks.registry import Finding, run_checks
from evaluations.checks.result_json import finding_from_json, result_as_json
from evaluations.comparison.document_lines import (
    DocumentChange,
    DocumentLines,
    document_differences,
    document_lines,
)
from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.facts.document import Facts, FactsError
from evaluations.facts.reading import read_facts
from evaluations.models import Evaluation, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.scoring.assessing import AssessedValue, Assessment, IndicatorResult, assess_facts
from evaluations.scoring.project import ProjectResult
from evaluations.submissions.evidence_list import evidence_to_freeze


def canonical_json(data: Any) -> str:
    """The one way to write this JSON: sorted keys, no blanks, UTF-8, no floats (they have no exact form).

    Raises TypeError for a float, a Decimal or anything else that is not plain JSON.
    """
    _refuse_floats(data)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _refuse_floats(data: Any) -> None:
    if isinstance(data, float):
        raise TypeError(f"a float has no canonical form: {data}")
    parts = data.values() if isinstance(data, Mapping) else data if isinstance(data, (list, tuple)) else ()
    for part in parts:
        _refuse_floats(part)


def canonical_digest(data: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def document_to_freeze(evaluation: Evaluation) -> dict[str, Any]:
    """What a submission of the evaluation would freeze now: facts and result, under the keys of its columns.

    Explanations whose warning has gone stay behind.
    """
    facts, scheme = collect_facts(evaluation), parsed_scheme(evaluation.obligation.cycle.scheme)
    # Last year's texts serve the checks only; they are frozen where they were filed.
    filed = replace(facts, last_year={})
    assessment = assess_facts(scheme, facts)
    findings = run_checks(scheme, facts, assessment)
    result = result_as_json(assessment, findings)
    return {"facts": with_standing(filed, findings).to_json(), "result": {"scheme_digest": scheme.digest, **result}}


def freeze_submission(evaluation: Evaluation, *, signed_by: User | None, at: datetime | None = None) -> Submission:
    """Write the next submission of the evaluation: facts, scheme version, result and hash, for good.

    Runs in the transaction of the act that submits; `at` is that act's moment. Raises Incomplete for facts that could
    not be read again.
    """
    frozen = document_to_freeze(evaluation)
    last = evaluation.submissions.aggregate(last=Max("number"))["last"] or 0
    refuse_unreadable(frozen["facts"])
    return Submission.objects.create(
        evaluation=evaluation,
        number=last + 1,
        scheme=evaluation.obligation.cycle.scheme,
        sha256=canonical_digest(frozen),
        submitted_by=evaluation.submitted_by,
        submitter_name=str(evaluation.submitted_by)[:40],
        signed_by=signed_by,
        signer_name=str(signed_by)[:40] if signed_by else "",
        submitted_at=at or database_now(),
        evidence=evidence_to_freeze(evaluation),
        **frozen,
    )


def refuse_unreadable(document: dict[str, Any]) -> None:
    """Raise Incomplete unless the document reads back as itself: what is frozen must be readable for ever."""
    try:
        again = read_facts(document).to_json()
    except FactsError as error:
        raise Incomplete(f"填报内容中有读不回来的数据，不能封存。请改正后再办理：{error}") from error
    if again != document:
        changed = "、".join(sorted(key for key in {*document, *again} if document.get(key) != again.get(key)))
        raise Incomplete(f"填报内容（{changed}）封存后再读出会与原来不同，不能封存。请打开有关部分，重新保存后再办理。")


def is_intact(submission: Submission) -> bool:
    """Whether facts, result and scheme still are what the hash was made of."""
    frozen = canonical_digest({"facts": submission.facts, "result": submission.result})
    source = hashlib.sha256(submission.scheme.source.encode()).hexdigest()
    return frozen == submission.sha256 and source == submission.result["scheme_digest"]


def facts_of(submission: Submission) -> Facts:
    """The frozen document."""
    return read_facts(submission.facts)


def assessment_of(submission: Submission) -> Assessment:
    """The result as it was frozen, with values and scores of that day.

    Figures come from the frozen facts; where a later version of the program would compute otherwise, the
    frozen numbers and sentences stand.
    """
    result = submission.result
    rates = {row["code"]: row for row in result["rates"]}
    indicators = {row["code"]: row for row in result["indicators"]}
    computed = assess_facts(parsed_scheme(submission.scheme), facts_of(submission))
    return replace(
        computed,
        rates=tuple(_as_frozen(rate, rates.get(rate.code)) for rate in computed.rates),
        indicators=tuple(_as_frozen(one, indicators.get(one.code)) for one in computed.indicators),
        total=Decimal(result["total"]),
        grade=result["grade"],
        complete=result["complete"],
        reachable=Decimal(result["reachable"]),
        cap=result["cap"],
        projects=tuple(map(_project_as_frozen, computed.projects, result.get("projects", []))),
    )


def _project_as_frozen(computed: ProjectResult, row: Mapping[str, Any]) -> ProjectResult:
    execution, *targets = map(_as_frozen, computed.indicators, row["indicators"])
    own = {name: row[name] for name in ("grade", "complete")}
    return replace(computed, execution=execution, targets=tuple(targets), total=Decimal(row["total"]), **own)


FrozenValue = TypeVar("Shown", AssessedValue, IndicatorResult)


def _as_frozen(computed: FrozenValue, row: Mapping[str, Any] | None) -> FrozenValue:
    if row is None:
        return computed
    frozen = {name: row[name] for name in ("explanation", "status")}
    for name in {"value", "score"} & set(row):
        frozen[name] = None if row[name] is None else Decimal(row[name])
    # Equal numbers keep the decimals in which they are shown.
    return replace(computed, **{name: new for name, new in frozen.items() if new != getattr(computed, name)})


def findings_of(submission: Submission) -> tuple[Finding, ...]:
    """The findings of that day, explained or not."""
    scheme = parsed_scheme(submission.scheme)
    return tuple(finding_from_json(scheme, row) for row in submission.result["findings"])


def submission_changes(old: Submission, new: Submission) -> list[DocumentChange]:
    """What the newer submission says differently, line by line with labels for people."""
    return document_differences(_lines(old), _lines(new))


def _lines(submission: Submission) -> DocumentLines:
    return document_lines(parsed_scheme(submission.scheme), facts_of(submission), submission.result)
