"""The cross-checks (勾稽关系) of one department's facts: what disagrees, where, and how to mend it.

Numbers are those of docs/data-format.md; equations are data of the scheme, the others small functions
in evaluations/checking/. What agrees gives no finding; what is missing is reported once, as "required".
"""

from collections.abc import Callable, Iterable, Iterator

from evaluations.checks import (
    approved_budget,
    claims_in_text,
    counts_in_text,
    equations,
    figures_in_text,
    leftovers_in_text,
    own_targets,
    plausibility,
    required,
)
from evaluations.checks import stated_values as stated_values
from evaluations.checks.finding import ERROR_LEVEL, HINT_LEVEL, LEVEL_LABELS, WARNING_LEVEL, CheckCase, Finding
from evaluations.facts.document import Facts
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment

__all__ = ["ERROR_LEVEL", "HINT_LEVEL", "LEVEL_LABELS", "WARNING_LEVEL", "Finding", "blocking_findings", "run_checks"]

CROSS_CHECKS: tuple[Callable[[CheckCase], Iterator[Finding]], ...] = (
    approved_budget.check_approved_budgets,
    equations.check_equations, equations.check_sums, equations.check_of_which, equations.check_project_items,
    stated_values.check_stated_values, figures_in_text.check_prose_percentages, figures_in_text.check_prose_amounts, claims_in_text.check_claimed_scores, claims_in_text.check_claimed_grades, claims_in_text.check_claimed_people,
    leftovers_in_text.check_signs, counts_in_text.check_announced_counts, leftovers_in_text.check_leftovers,
    own_targets.check_homeless_targets, own_targets.check_target_weights, own_targets.check_target_rows, own_targets.check_target_scores, own_targets.check_cheap_outputs, own_targets.check_target_deviations,
    plausibility.check_self_scores, required.check_known_names, required.check_value_kinds, required.check_unfit_entries,
    plausibility.check_unit_slips, plausibility.check_high_rates, plausibility.check_deduction_reasons,
    required.check_missing_figures, required.check_missing_rows, required.check_missing_entries, required.check_missing_texts,
    required.check_ignored_texts,
)  # fmt: skip
LEVEL_ORDER = {ERROR_LEVEL: 0, WARNING_LEVEL: 1, HINT_LEVEL: 2}


def run_checks(scheme: ScoringScheme, facts: Facts, assessment: Assessment) -> tuple[Finding, ...]:
    """All findings, contradictions first (errors, warnings, hints), then what is still missing."""
    case = CheckCase(scheme, facts, assessment)
    found = [finding for check in CROSS_CHECKS for finding in check(case)]
    return tuple(sorted(found, key=lambda finding: (finding.check == "required", LEVEL_ORDER[finding.level])))


def blocking_findings(findings: Iterable[Finding], facts: Facts) -> list[Finding]:
    """What stops a submission: errors, and warnings nobody has explained."""
    return [finding for finding in findings
            if finding.level == ERROR_LEVEL or (finding.level == WARNING_LEVEL and not finding.explained_by(facts))]  # fmt: skip
