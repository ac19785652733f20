"""The account of a cross-check: what was compared, what does not apply, and what could not be compared, each with why.

A finding says what disagrees; only the ledger says that everything else was looked at. One line for each equation, sum
and 其中 of the scheme, and one for each other family of checks.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.facts.document import Facts
from evaluations.language.words import NOT_APPLICABLE_LABEL
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment

CHECKED_STATUS, NOT_APPLICABLE_HERE, NOT_CHECKABLE = "checked", "not_applicable", "not_checkable"
LEDGER_WORDS = {CHECKED_STATUS: "已核对", NOT_APPLICABLE_HERE: NOT_APPLICABLE_LABEL, NOT_CHECKABLE: "无法核对"}
MOST_NAMED = 4  # missing figures that one line names


@dataclass(frozen=True)
class LedgerLine:
    """One check: its number in docs/cross-checks.md, what it compares, how it ended, why (not when it was done without
    more to say), and how many findings it has. All texts Chinese."""

    check: str
    what: str
    status: str
    reason: str = ""
    found: int = 0

    @property
    def word(self) -> str:
        """已核对, 不适用 or 无法核对."""
        return LEDGER_WORDS[self.status]


@dataclass(frozen=True)
class LedgerSummary:
    """How many lines ended in which way; `missing` are those that could not be compared."""

    checked: int
    not_applicable: int
    missing: int
    found: int

    @property
    def words(self) -> str:
        """已核对 37 项，2 项因缺少数据未核对，5 项不适用."""
        parts = [f"已核对 {self.checked} 项"]
        parts += [f"{self.missing} 项因缺少数据未核对"] if self.missing else []
        return "，".join(parts + ([f"{self.not_applicable} 项不适用"] if self.not_applicable else []))


def ledger_summary(lines: Sequence[LedgerLine]) -> LedgerSummary:
    """The counts for the head of a page."""
    counts = Counter(line.status for line in lines)
    found = sum(1 for line in lines if line.found)
    return LedgerSummary(counts[CHECKED_STATUS], counts[NOT_APPLICABLE_HERE], counts[NOT_CHECKABLE], found)


def checked_or_missing(check: str, what: str, missing: Iterable[str], found: int = 0) -> LedgerLine:
    """A line that is done unless something is missing, which it names."""
    names = list(dict.fromkeys(missing))
    if not names:
        return LedgerLine(check, what, CHECKED_STATUS, found=found)
    more = f" 等 {len(names)} 项" if len(names) > MOST_NAMED else ""
    return LedgerLine(check, what, NOT_CHECKABLE, f"缺少{'、'.join(names[:MOST_NAMED])}{more}", found)


class LedgerCase:
    """A case with what was found in it, for those who write the lines."""

    def __init__(self, case: CheckCase, findings: Sequence[Finding]) -> None:
        self.case = case
        self._counts: dict[tuple[str, str | None], int] = {}
        self._numbers: dict[str, int] = {}
        for finding in findings:
            key = (finding.check, finding.field)
            self._counts[key] = self._counts.get(key, 0) + 1
            self._numbers[finding.check] = self._numbers.get(finding.check, 0) + 1

    def found_at(self, check: str, field: str) -> int:
        """Findings of that number at that figure."""
        return self._counts.get((check, field), 0)

    def found(self, *checks: str) -> int:
        """Findings of these numbers, wherever they are."""
        return sum(self._numbers.get(check, 0) for check in checks)


LedgerWriter = Callable[[LedgerCase], Iterator[LedgerLine]]


def written_ledger(
    writers: Mapping[Callable[[CheckCase], Iterator[Finding]], LedgerWriter | None],
    scheme: ScoringScheme,
    facts: Facts,
    assessment: Assessment,
    findings: Sequence[Finding],
) -> tuple[LedgerLine, ...]:
    """The lines of all writers in their order; None stands for a check that another one's line tells of."""
    there = LedgerCase(CheckCase(scheme, facts, assessment), findings)
    return tuple(line for writer in writers.values() if writer for line in writer(there))
