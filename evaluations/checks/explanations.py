"""Which explanations stand: those whose warning is still there. The others are neither frozen nor printed, but offered
again where the same check finds something else at the same place."""

from collections.abc import Sequence
from dataclasses import replace

from evaluations.checks.finding import Finding
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.language.severities import WARNING_LEVEL


def with_standing(facts: Facts, findings: Sequence[Finding]) -> Facts:
    """The facts with only those explanations that explain one of the findings."""
    warnings = [finding for finding in findings if finding.level == WARNING_LEVEL]
    return replace(facts, explanations=tuple(one for one in facts.explanations if explanation_stands(one, warnings)))


def explanation_stands(explanation: ExplanationFacts, warnings: Sequence[Finding]) -> bool:
    """Whether the explanation, alone, explains one of the warnings."""
    return any(warning.is_explained(explanation) for warning in warnings)


def outdated_explanation(finding: Finding, facts: Facts, findings: Sequence[Finding]) -> ExplanationFacts | None:
    """The latest explanation of this check and place that explains none of the findings any more; None if there is none."""
    given = [one for one in facts.explanations if finding.is_of_place(one) and one.text.strip()]
    return next((one for one in reversed(given) if not explanation_stands(one, findings)), None)
