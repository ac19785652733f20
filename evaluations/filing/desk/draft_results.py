"""The facts of a draft and what follows from them."""

from dataclasses import dataclass
from functools import cached_property

from evaluations.checks.case import CheckCase
from evaluations.checks.registry import Finding, case_findings
from evaluations.facts.document import Facts
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts


@dataclass(frozen=True)
class DraftResults:
    """The facts, and what follows from them, each computed when it is first asked for."""

    scheme: ScoringScheme
    facts: Facts

    @cached_property
    def assessment(self) -> Assessment:
        return assess_facts(self.scheme, self.facts)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return case_findings(self.case)

    @cached_property
    def case(self) -> CheckCase:
        """What the checks know of the draft: its texts are gathered once for all that a page says of them."""
        return CheckCase(self.scheme, self.facts, self.assessment)
