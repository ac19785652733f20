"""The facts of a draft and what follows from them."""

from dataclasses import dataclass
from functools import cached_property

from evaluations.checks.registry import Finding, run_checks
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
        return run_checks(self.scheme, self.facts, self.assessment)
