"""The facts of a draft and what follows from them."""

from dataclasses import dataclass, field
from functools import cached_property

from evaluations.checks.case import CheckCase
from evaluations.checks.registry import Finding, NumberFindings, case_findings, number_findings
from evaluations.facts.document import Facts
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts
from evaluations.workflow.obstacles import unprintable_obstacles


@dataclass(frozen=True)
class NumberResults:
    """What follows from the numbers of a draft: `facts` has no texts, so that nothing here can depend on them."""

    scheme: ScoringScheme
    facts: Facts

    @cached_property
    def assessment(self) -> Assessment:
        """Rates, scores and total."""
        return assess_facts(self.scheme, self.facts)

    @cached_property
    def case(self) -> CheckCase:
        """What the checks know of the numbers."""
        return CheckCase(self.scheme, self.facts, self.assessment)

    @cached_property
    def findings(self) -> NumberFindings:
        """What the checks find that read numbers alone."""
        return number_findings(self.case)


@dataclass(frozen=True)
class DraftResults:
    """The facts, and what follows from them, each computed when it is first asked for. `known`: of the same draft before,
    whose numbers may still be the same."""

    scheme: ScoringScheme
    facts: Facts
    known: NumberResults | None = field(default=None, repr=False, compare=False)

    @cached_property
    def numbers(self) -> NumberResults:
        """What does not depend on the texts."""
        own = self.facts.without_texts
        return self.known if self.known and self.known.facts == own else NumberResults(self.scheme, own)

    @property
    def assessment(self) -> Assessment:
        """Rates, scores and total."""
        return self.numbers.assessment

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks find."""
        return case_findings(self.case, self.numbers.findings)

    @cached_property
    def undrawn(self) -> tuple[Finding, ...]:
        """The texts that could not be printed; a page of a draft that stands still asks for them again and again."""
        return tuple(unprintable_obstacles(self.scheme, self.facts))

    @cached_property
    def case(self) -> CheckCase:
        """What the checks know of the draft: its texts are gathered once for all that a page says of them."""
        return self.numbers.case.with_texts_of(self.facts)
