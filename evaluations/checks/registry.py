"""The cross-checks (勾稽关系) of one department's facts: what disagrees, where, and how to mend it.

Numbers are those of docs/cross-checks.md; equations are data of the scheme, the others small functions
in this folder. What agrees gives no finding; what is missing is reported once, as "required".
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from evaluations.checks.approved_budget import check_approved_budgets
from evaluations.checks.case import CheckCase
from evaluations.checks.claims_in_text import check_claimed_grades, check_claimed_scores
from evaluations.checks.counts_in_text import check_announced_counts
from evaluations.checks.equations import check_equations, check_of_which, check_project_items, check_sums
from evaluations.checks.explanations import explanation_stands
from evaluations.checks.finding import Finding
from evaluations.checks.leftovers_in_text import check_leftovers, check_signs
from evaluations.checks.nameless_rows import check_nameless_rows
from evaluations.checks.none_sections import check_none_sections
from evaluations.checks.one_cause import judged_facts, without_consequences
from evaluations.checks.own_targets import check_homeless_targets, check_target_rows
from evaluations.checks.passages import explanation_passage
from evaluations.checks.plausibility import (
    check_deduction_reasons,
    check_high_rates,
    check_self_scores,
)
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.checks.required import (
    check_ignored_texts,
    check_known_names,
    check_missing_entries,
    check_missing_figures,
    check_missing_rows,
    check_missing_texts,
    check_unfit_entries,
    check_value_kinds,
)
from evaluations.checks.score_sheets import check_score_sheet
from evaluations.checks.stated_values import check_stated_values
from evaluations.checks.target_scores import check_cheap_outputs, check_target_deviations, check_target_scores
from evaluations.checks.target_slots import check_target_levels, check_target_weights
from evaluations.checks.template_words import check_template_words
from evaluations.checks.unit_slips import check_unit_slips
from evaluations.checks.watch_bands import check_watch_bands
from evaluations.facts.document import Facts
from evaluations.language.severities import ERROR_LEVEL, SEVERITY_ORDER, WARNING_LEVEL
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts

__all__ = ["Finding", "blocking_findings", "run_checks"]

Check = Callable[[CheckCase], Iterator[Finding]]
TEXT_CHECKS: tuple[Check, ...] = (
    check_prose_claims,
    check_claimed_scores,
    check_claimed_grades,
    check_signs,
    check_announced_counts,
    check_leftovers,
    check_template_words,
)
CROSS_CHECKS: tuple[Check, ...] = (
    check_approved_budgets,
    check_equations,
    check_sums,
    check_of_which,
    check_project_items,
    check_stated_values,
    check_none_sections,
    *TEXT_CHECKS,
    check_homeless_targets,
    check_target_weights,
    check_target_levels,
    check_target_rows,
    check_target_scores,
    check_cheap_outputs,
    check_target_deviations,
    check_self_scores,
    check_known_names,
    check_value_kinds,
    check_unfit_entries,
    check_unit_slips,
    check_high_rates,
    check_watch_bands,
    check_deduction_reasons,
    check_score_sheet,
    check_missing_figures,
    check_missing_rows,
    check_nameless_rows,
    check_missing_entries,
    check_missing_texts,
    check_ignored_texts,
)

Judge = Callable[[ScoringScheme, Facts], Iterable[Finding]]


def run_checks(scheme: ScoringScheme, facts: Facts, assessment: Assessment) -> tuple[Finding, ...]:
    """All findings, contradictions first (errors, warnings, hints), then what is still missing."""
    return case_findings(CheckCase(scheme, facts, assessment))


def found_afresh(case: CheckCase, facts: Facts) -> list[Finding]:
    """What is found in other facts of the case, of which nothing is known yet, and in its texts, if these were gathered for it:
    the paragraphs of a paper."""
    return found_in(CheckCase(case.scheme, facts, assess_facts(case.scheme, facts), case.texts))


def case_findings(case: CheckCase, judge: Judge | None = None) -> tuple[Finding, ...]:
    """The same of a case of which something may be known; `judge` finds what stands without a value that is proved wrong."""
    found = found_in(case)
    if judged := judged_facts(case, found):
        stands = judge(case.scheme, judged) if judge else found_afresh(case, judged)
        found = without_consequences(found, stands)
    return tuple(sorted(found, key=lambda finding: (finding.check == "required", SEVERITY_ORDER[finding.level])))


def found_in(case: CheckCase) -> list[Finding]:
    """What each check finds, in their order, and then what is found in the explanations.

    Who reads texts is given them: it stands while the texts do, whatever else there is in the rows that they are from.
    """
    texts = case.passages
    written = replace(case, texts=texts)
    found: list[Finding] = []
    for check in CROSS_CHECKS:
        if check in TEXT_CHECKS:
            found += case.once(check, partial(_found_by, check, written), texts)
        else:
            found += case.once(check, partial(_found_by, check, case))
    asked = tuple(finding for finding in found if finding.level == WARNING_LEVEL)
    return [*found, *case.once("explanations", lambda: explanation_findings(case, asked), asked)]


def _found_by(check: Check, case: CheckCase) -> tuple[Finding, ...]:
    return tuple(check(case))


def explanation_findings(case: CheckCase, asked: Sequence[Finding]) -> list[Finding]:
    """What the explanations that stand say wrongly themselves: they are read beside the report. Those whose warning
    (`asked`) has gone are neither frozen nor printed, and so not read."""
    later: list[Finding] = []
    unread = list(case.facts.explanations)
    while asked:
        given = [
            (one, next((finding for finding in asked if explanation_stands(one, [finding])), None)) for one in unread
        ]
        said = tuple(explanation_passage(one, finding) for one, finding in given if finding)
        if not said:
            break
        # Each is read once: one that explains also what is found in itself would be read without end.
        unread = [one for one, finding in given if not finding]
        aside = f"explanations, {len(unread)} left"
        texts = case.once(("texts", aside), partial(tuple, said), said)  # as they were, the very same: compared once
        there = replace(case, texts=texts, aside=aside)
        found = [case.once((check, there.aside), partial(_found_by, check, there), texts) for check in TEXT_CHECKS]
        asked = [finding for finding in chain.from_iterable(found) if finding not in later]
        later += asked
    return later


def blocking_findings(findings: Iterable[Finding], facts: Facts) -> list[Finding]:
    """What stops a submission: errors, and warnings nobody has explained."""
    return [
        finding
        for finding in findings
        if finding.level == ERROR_LEVEL or (finding.level == WARNING_LEVEL and not finding.explained_by(facts))
    ]
