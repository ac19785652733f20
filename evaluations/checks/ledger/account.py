"""The account of a cross-check: what was compared, what does not apply, and what could not be compared, each with why.

A finding says what disagrees; only the ledger says that everything else was looked at. One line for each equation, sum
and 其中 of the scheme, and one for each other family of checks.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.facts.kept_answers import NotedAnswers
from evaluations.facts.noted_sources import NotedMapping
from evaluations.language.words import NOT_APPLICABLE_LABEL

CHECKED_STATUS, NOT_APPLICABLE_HERE, NOT_CHECKABLE = "checked", "not_applicable", "not_checkable"
LEDGER_WORDS = {CHECKED_STATUS: "已核对", NOT_APPLICABLE_HERE: NOT_APPLICABLE_LABEL, NOT_CHECKABLE: "无法核对"}
COUNTED_FINDINGS, LEDGER_LINES = "found", "lines"  # as readers of the counts are noted; as the lines are kept
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


def counted_findings(findings: Iterable[Finding]) -> Counter[tuple[str, ...]]:
    """How many findings a check has, by its number, and by its number and the figure."""
    counts = Counter[tuple[str, ...]]()
    for finding in findings:
        counts[(finding.check,)] += 1
        if finding.field is not None:
            counts[finding.check, finding.field] += 1
    return counts


class LedgerCase:
    """A case with how much was found in it, for those who write the lines."""

    def __init__(self, case: CheckCase, counts: Mapping[tuple[str, ...], int]) -> None:
        self.case = case
        answers = case.answers
        self._counts = NotedMapping(COUNTED_FINDINGS, counts, answers) if isinstance(answers, NotedAnswers) else counts

    def found_at(self, check: str, field: str) -> int:
        """Findings of that number at that figure."""
        found: int = self._counts.get((check, field), 0)
        return found

    def found(self, *checks: str) -> int:
        """Findings of these numbers, wherever they are."""
        return sum(self._counts.get((check,), 0) for check in checks)


LedgerWriter = Callable[[LedgerCase], Iterator[LedgerLine]]


def written_ledger(
    writers: Mapping[Callable[[CheckCase], Iterator[Finding]], LedgerWriter | None], there: LedgerCase
) -> tuple[LedgerLine, ...]:
    """The lines of all writers in their order; None stands for a check that another one's line tells of."""
    kept = there.case.once
    lines = [kept((LEDGER_LINES, writer), partial(_lines_by, writer, there)) for writer in writers.values() if writer]
    return tuple(chain.from_iterable(lines))


def _lines_by(writer: LedgerWriter, there: LedgerCase) -> tuple[LedgerLine, ...]:
    return tuple(writer(there))
