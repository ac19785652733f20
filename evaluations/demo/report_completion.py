"""What a careful clerk adds before handing in: a reason for every lost point, a word on every warning."""

from collections.abc import Iterator
from dataclasses import replace

from evaluations.checks.finding import Finding
from evaluations.checks.registry import blocking_findings, run_checks
from evaluations.demo.department_profile import common_prose
from evaluations.facts.document import EntryFacts, ExplanationFacts, Facts
from evaluations.language.severities import WARNING_LEVEL
from evaluations.language.words import PUBLIC_AUDIENCE
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import assess_facts

DEDUCTION_CHECK = "19"
EXPLAINING_PERSON = "经办人"


def completed_report(scheme: ScoringScheme, facts: Facts) -> Facts:
    """The report with its reasons and explanations."""
    facts = with_deduction_reasons(scheme, facts)
    return replace(facts, explanations=tuple(_explanations(scheme, facts)))


def with_deduction_reasons(scheme: ScoringScheme, facts: Facts) -> Facts:
    """A reason for each indicator that does not get its full weight."""
    entries = dict(facts.entries)
    for one in assess_facts(scheme, facts).indicators:
        reason = common_prose()["reasons"].get(one.code, "")
        if reason and one.score is not None and one.score < one.weight:
            entries[one.code] = replace(entries.get(one.code, EntryFacts()), reason=reason)
    return replace(facts, entries=entries)


def _explanations(scheme: ScoringScheme, facts: Facts) -> Iterator[ExplanationFacts]:
    texts = common_prose()["explanations"]
    told = set()
    for finding in findings_of_facts(scheme, facts):
        place = (finding.check, finding.explained_field)
        if finding.level == WARNING_LEVEL and place not in told:
            told.add(place)
            text = texts.get(finding.check, texts["other"])
            yield ExplanationFacts(
                finding.check, finding.explained_field, text, EXPLAINING_PERSON, audience=PUBLIC_AUDIENCE
            )


def findings_of_facts(scheme: ScoringScheme, facts: Facts) -> list[Finding]:
    """What stops the report, errors and warnings that nobody has explained."""
    return blocking_findings(run_checks(scheme, facts, assess_facts(scheme, facts)), facts)
