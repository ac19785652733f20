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
from evaluations.checks.finding import ERROR, HINT, LEVELS, WARNING, Case, Finding
from evaluations.facts.document import Facts
from evaluations.schemes.scheme import Scheme
from evaluations.scoring.assessing import Assessment

__all__ = ["ERROR", "HINT", "LEVELS", "WARNING", "Finding", "blocking", "run_checks"]

CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    approved_budget.budgets,
    equations.equations, equations.sums, equations.of_which, equations.project_items,
    stated_values.stated, figures_in_text.percentages, figures_in_text.amounts, claims_in_text.scores, claims_in_text.grades, claims_in_text.people,
    leftovers_in_text.signs, counts_in_text.counts, leftovers_in_text.leftovers,
    own_targets.homeless, own_targets.weights, own_targets.rows, own_targets.printed_scores, own_targets.cheap_outputs, own_targets.deviations,
    plausibility.self_scores, required.names, required.kinds, required.unfit,
    plausibility.unit_slips, plausibility.high_rates, plausibility.reasons,
    required.figures, required.rows, required.entries, required.texts,
    required.ignored,
)  # fmt: skip
ORDER = {ERROR: 0, WARNING: 1, HINT: 2}


def run_checks(scheme: Scheme, facts: Facts, assessment: Assessment) -> tuple[Finding, ...]:
    """All findings, contradictions first (errors, warnings, hints), then what is still missing."""
    case = Case(scheme, facts, assessment)
    found = [finding for check in CHECKS for finding in check(case)]
    return tuple(sorted(found, key=lambda finding: (finding.check == "required", ORDER[finding.level])))


def blocking(findings: Iterable[Finding], facts: Facts) -> list[Finding]:
    """What stops a submission: errors, and warnings nobody has explained."""
    return [finding for finding in findings
            if finding.level == ERROR or (finding.level == WARNING and not finding.explained_by(facts))]  # fmt: skip
