"""What was found out about a report last: whoever asks about its next state finds anew only what read something that changed.

Scores, findings and the ledger are those of a fresh reading, whatever was known before (tests/checks/test_paper_memory.py):
each answer stands by what it read, compared to the last sign with what is there now.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.ledger.account import COUNTED_FINDINGS, LedgerCase, LedgerLine, counted_findings
from evaluations.checks.ledger.keeping import ledger_of
from evaluations.checks.one_cause import judged_facts
from evaluations.checks.registry import case_findings, found_in
from evaluations.facts.document import Facts
from evaluations.facts.kept_answers import Answers, Kept, NotedAnswers, Read, SharedReads
from evaluations.facts.noted_sources import WHOLE_REPORT, NotedFacts, NotedSource, changed_keys, changed_reads
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, NotedAssessment, assess_facts

NO_COUNTS: Mapping[tuple[str, ...], int] = {}


NOTHING_KNOWN: Kept = {}


@dataclass(frozen=True)
class KnownState:
    """A state of the report, and the answers that were found in it or stood in it still."""

    scheme: ScoringScheme
    facts: Facts
    assessment: Assessment
    kept: Kept
    counts: Counter[tuple[str, ...]]


class PaperMemory:
    """Of one report. Several threads may ask at once: a state is replaced as a whole, and the last one stays."""

    def __init__(self) -> None:
        self._scored: KnownState | None = None
        self._checked: KnownState | None = None
        self._written: KnownState | None = None
        self._judged: PaperMemory | None = None
        self._plain: CheckCase | None = None
        # (state before, state now) → what differs: scores, findings, ledger and pages ask one after the other.
        self._reads: dict[str, SharedReads] = {}
        self._changes: dict[type, tuple[Any, Any, set[Read]]] = {}

    def assess(self, scheme: ScoringScheme, facts: Facts) -> Assessment:
        """As assess_facts: rates, scores and total."""
        last = self._scored
        if last and last.facts is facts and last.scheme is scheme:
            return last.assessment
        answers = self._answers(last, scheme, facts)
        assessment = assess_facts(scheme, facts, answers)
        self._scored = KnownState(scheme, facts, assessment, answers.kept, Counter())
        return assessment

    def findings(self, scheme: ScoringScheme, facts: Facts) -> tuple[Finding, ...]:
        """As run_checks: what the checks find."""
        case = self._noted_case(self._checked, scheme, facts)
        found = case_findings(case, self._judging)
        case.figures.let_go()
        self._checked = KnownState(scheme, facts, self.assess(scheme, facts), case.answers.kept, Counter())
        return found

    def _judging(self, whole: CheckCase, facts: Facts) -> list[Finding]:
        """The same without a value that is proved wrong: another report, of which something may be known, too."""
        judged, scheme = self._judged or PaperMemory(), whole.scheme
        self._judged = judged
        case = judged._noted_case(judged._checked, scheme, facts)
        found = found_in(case)
        case.figures.let_go()
        judged._checked = KnownState(scheme, facts, judged.assess(scheme, facts), case.answers.kept, Counter())
        return found

    def ledger(self, scheme: ScoringScheme, facts: Facts, findings: Sequence[Finding]) -> tuple[LedgerLine, ...]:
        """As keep_ledger: what was compared; `findings` are those of the facts."""
        memory, counts = self, counted_findings(findings)
        if judged := judged_facts(self.case(scheme, facts), findings):
            memory, facts = self._judged or PaperMemory(), judged
        case = memory._noted_case(memory._written, scheme, facts, counts)
        lines = ledger_of(LedgerCase(case, counts))
        memory._written = KnownState(scheme, facts, memory.assess(scheme, facts), case.answers.kept, counts)
        return lines

    def case(self, scheme: ScoringScheme, facts: Facts) -> CheckCase:
        """The case as pages ask it, which knows what the checks have found out of the same facts."""
        last, assessment = self._checked, self.assess(scheme, facts)
        known = last.kept if last and last.facts is facts and last.scheme is scheme else NOTHING_KNOWN
        figures = self._plain_case(scheme, facts, assessment).answers.kept
        return CheckCase(scheme, facts, assessment, answers=Answers({**known, **figures}))

    def _plain_case(self, scheme: ScoringScheme, facts: Facts, assessment: Assessment) -> CheckCase:
        """The case that notes nothing; it knows the figures that all texts of this state are held against."""
        last = self._plain
        if last is None or last.facts is not facts or last.assessment is not assessment or last.scheme is not scheme:
            last = self._plain = CheckCase(scheme, facts, assessment)
        return last

    def _noted_case(
        self,
        last: KnownState | None,
        scheme: ScoringScheme,
        facts: Facts,
        counts: Mapping[tuple[str, ...], int] = NO_COUNTS,
    ) -> CheckCase:
        assessment = self.assess(scheme, facts)
        answers = self._answers(last, scheme, facts, assessment, counts)
        return self._plain_case(scheme, facts, assessment).noted(answers)

    def _answers(
        self,
        last: KnownState | None,
        scheme: ScoringScheme,
        facts: Facts,
        assessment: Assessment | None = None,
        counts: Mapping[tuple[str, ...], int] = NO_COUNTS,
    ) -> NotedAnswers:
        """What is known of the last state and stands in this one; of another scheme, year or department nothing."""
        if last is None or last.scheme is not scheme:
            return NotedAnswers(NOTHING_KNOWN, set(), self._reads)
        changed = self.changed_facts(last.facts, facts) | changed_keys(COUNTED_FINDINGS, last.counts, counts)
        if not changed.isdisjoint(WHOLE_REPORT):
            return NotedAnswers(NOTHING_KNOWN, set(), self._reads)
        if assessment is not None:
            changed |= self._changed(NotedAssessment, last.assessment, assessment)
        return NotedAnswers(last.kept, changed, self._reads)

    def changed_facts(self, old: Facts, new: Facts) -> set[Read]:
        """What differs between two states."""
        return self._changed(NotedFacts, old, new)

    def _changed(self, kind: type[NotedSource], old: Any, new: Any) -> set[Read]:
        known = self._changes.get(kind)
        if known is None or known[0] is not old or known[1] is not new:
            known = self._changes[kind] = old, new, changed_reads(old, new, kind.names)
        return known[2]
