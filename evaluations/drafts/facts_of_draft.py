"""Rows and documents: what an evaluation holds as `Facts`, and a document stored as rows.

Between the two nothing is lost: `collect_facts` after `store_facts` gives the same document
(tests/drafts/test_facts_of_draft.py).
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from evaluations import models
from evaluations.checks.registry import Finding, run_checks
from evaluations.drafts.approved_budget import figures_for
from evaluations.drafts.document_to_rows import store_facts
from evaluations.drafts.rows_to_document import PART_READERS, filled_parts
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.language.amounts import Amount, parse_amount
from evaluations.language.words import BUREAU_AUDIENCE, PUBLIC_AUDIENCE
from evaluations.models.evaluation import SCHEME_TEXT
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts

__all__ = [
    "AssessedDraft",
    "assess_evaluation",
    "collect_facts",
    "facts_document",
    "scheme_of",
    "store_facts",
]


def scheme_of(evaluation: models.Evaluation) -> ScoringScheme:
    """The scheme that this evaluation's yearly notice prescribes."""
    return parsed_scheme(evaluation.obligation.cycle.scheme)


class AssessedDraft(NamedTuple):
    """A draft collected, computed and cross-checked: one reading, handed through everything that an act does."""

    facts: Facts
    assessment: Assessment
    findings: tuple[Finding, ...]


def assess_evaluation(evaluation: models.Evaluation) -> AssessedDraft:
    """Collect, compute and cross-check the draft as it stands now."""
    facts, scheme = collect_facts(evaluation), scheme_of(evaluation)
    assessment = assess_facts(scheme, facts)
    return AssessedDraft(facts, assessment, run_checks(scheme, facts, assessment))


def collect_facts(evaluation: models.Evaluation) -> Facts:
    """The document of an evaluation, read afresh with a number of queries that no row adds to."""
    row = (
        models.Evaluation.objects.select_related(
            "obligation__cycle__scheme", "obligation__cycle__county", "obligation__department"
        )
        .defer(SCHEME_TEXT)
        .get(pk=evaluation.pk)
    )
    ticked = models.SectionState.objects.filter(evaluation=row, none=True).values_list("section", flat=True)
    return facts_document(row, filled_parts(row.pk, PART_READERS) | beside_form(row), ticked)


def beside_form(row: models.Evaluation) -> dict[str, Any]:
    """The parts of the document that are not filled in on its pages: explanations, last year's report, what was approved."""
    last_texts, last_figures = _last_report(row.obligation)
    return {
        "explanations": _explanations(row),
        "last_year": last_texts,
        "last_figures": last_figures,
        "approved": figures_for(row.obligation),
    }


def facts_document(row: models.Evaluation, parts: Mapping[str, Any], none_sections: Iterable[str]) -> Facts:
    """The document of these parts; whose it is comes from `row`."""
    obligation, cycle = row.obligation, row.obligation.cycle
    return Facts(
        scheme=cycle.scheme.code,
        year=cycle.year,
        notice_reference=cycle.notice_reference,
        county=cycle.county.name,
        department=obligation.department.name,
        budget_code=obligation.department.budget_code,
        none_sections=tuple(sorted(none_sections)),
        **parts,
    )


def _explanations(row: models.Evaluation) -> tuple[ExplanationFacts, ...]:
    rows = models.Explanation.objects.filter(evaluation=row).select_related("person").order_by("pk")
    return tuple(
        ExplanationFacts(
            one.check_number,
            one.field,
            one.text,
            one.person_name or str(one.person),
            one.found,
            PUBLIC_AUDIENCE if one.public else BUREAU_AUDIENCE,
        )
        for one in rows
    )


def _last_report(obligation: models.Obligation) -> tuple[dict[str, str], dict[str, Amount]]:
    """Texts and figures of the department's latest report for the year before: what was left unchanged (26), and
    amounts of another size (24)."""
    before = models.Submission.objects.filter(
        evaluation__obligation__department=obligation.department_id,
        evaluation__obligation__cycle__year=obligation.cycle.year - 1,
    )
    found = before.order_by("-number").values_list("facts__narratives", "facts__figures").first()
    texts, figures = found or ({}, {})
    return texts or {}, {name: parse_amount(text or "", signed=True) for name, text in (figures or {}).items()}
