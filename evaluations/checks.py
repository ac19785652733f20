"""The cross-checks (勾稽关系) of one department's facts: what disagrees, where, and how to mend it.

Numbers are those of docs/data-format.md; equations are data of the scheme, the others small functions
in evaluations/checking/. What agrees gives no finding; what is missing is reported once, as "required".
"""

from collections.abc import Callable, Iterable, Iterator

from evaluations.checking import (
    approved,
    claims,
    completeness,
    counts,
    equations,
    leftovers,
    plausibility,
    prose,
    targets,
)
from evaluations.checking import stated as stated_values
from evaluations.checking.finding import ERROR, HINT, LEVELS, WARNING, Case, Finding
from evaluations.indicators.document import Facts
from evaluations.indicators.scheme import Scheme
from evaluations.indicators.scoring import Assessment

__all__ = ["ERROR", "HINT", "LEVELS", "WARNING", "Finding", "blocking", "run_checks"]

CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    approved.budgets,
    equations.equations, equations.sums, equations.of_which, equations.project_items,
    stated_values.stated, prose.percentages, prose.amounts, claims.scores, claims.grades, claims.people,
    leftovers.signs, counts.counts, leftovers.leftovers,
    targets.homeless, targets.weights, targets.rows, targets.printed_scores, targets.cheap_outputs, targets.deviations,
    plausibility.self_scores, completeness.names, completeness.kinds, completeness.unfit,
    plausibility.unit_slips, plausibility.high_rates, plausibility.reasons,
    completeness.figures, completeness.rows, completeness.entries, completeness.texts,
    completeness.ignored,
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
