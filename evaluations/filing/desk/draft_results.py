"""The facts of a draft and what follows from them."""

from dataclasses import dataclass, field
from functools import cached_property

from evaluations.checks.case import CheckCase
from evaluations.checks.ledger.account import LedgerLine
from evaluations.checks.paper_memory import PaperMemory
from evaluations.checks.registry import Finding
from evaluations.facts.document import Facts
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment
from evaluations.workflow.obstacles import unprintable_obstacles


@dataclass(frozen=True)
class DraftResults:
    """The facts, and what follows from them, each computed when it is first asked for. `memory`: what was found out about
    the same draft before, of which much may stand still."""

    scheme: ScoringScheme
    facts: Facts
    memory: PaperMemory = field(default_factory=PaperMemory, repr=False, compare=False)

    @cached_property
    def assessment(self) -> Assessment:
        """Rates, scores and total."""
        return self.memory.assess(self.scheme, self.facts)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks find."""
        return self.memory.findings(self.scheme, self.facts)

    @cached_property
    def ledger(self) -> tuple[LedgerLine, ...]:
        """What was compared, and what could not be."""
        return self.memory.ledger(self.scheme, self.facts, self.findings)

    @cached_property
    def undrawn(self) -> tuple[Finding, ...]:
        """The texts that could not be printed; a page of a draft that stands still asks for them again and again."""
        return tuple(unprintable_obstacles(self.scheme, self.facts))

    @cached_property
    def case(self) -> CheckCase:
        """What the checks know of the draft and have found out: a page that says something of it asks for nothing twice."""
        assert self.findings is not None
        return self.memory.case(self.scheme, self.facts)
