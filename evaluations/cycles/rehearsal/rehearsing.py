"""A rehearsal: a scheme run over the reports of a past cycle, to see who would move and by how much. Writes nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery

from departments.models import Department
from evaluations.checks.registry import Finding, run_checks
from evaluations.language.rounding import half_up, plain_number
from evaluations.models import Cycle, Submission
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, IndicatorResult, assess_facts
from evaluations.submissions.freezing import facts_of

LACKING_CHECK = "required"  # the check that tells what is not filled in
NO_POINTS = Decimal(0)
INDICATOR_ADDED, INDICATOR_GONE, INDICATOR_UNSCORED = "新增", "取消", "未算"


def signed(points: Decimal) -> str:
    """A difference with its sign and without idle zeros: +1.5, -2, 0."""
    return f"+{plain_number(points)}" if points > 0 else plain_number(points)


@dataclass(frozen=True)
class IndicatorShift:
    """One indicator under both schemes, in points; None where a scheme does not have it or could not score it.

    `note` says which of the two: 新增, 取消 or 未算.
    """

    code: str
    label: str
    old: Decimal | None
    new: Decimal | None
    note: str = ""

    @property
    def difference(self) -> Decimal:
        """Points won (+) or lost (−) by this indicator."""
        return (self.new or NO_POINTS) - (self.old or NO_POINTS)

    @property
    def signed(self) -> str:
        """The difference for people."""
        return signed(self.difference)


@dataclass(frozen=True)
class DepartmentMove:
    """One department: total and grade as frozen, total and grade by the rehearsed scheme, and what made the difference.

    `lacking`: what the rehearsed scheme asks and the old report does not say. While it touches an indicator the grade
    is None, and nobody knows more than that the total lies between `new_total` and `reachable`.
    """

    department: Department
    submission: Submission
    old_total: Decimal
    old_grade: str | None
    new_total: Decimal
    new_grade: str | None
    reachable: Decimal
    shifts: tuple[IndicatorShift, ...]
    lacking: tuple[Finding, ...]

    @property
    def difference(self) -> Decimal:
        """Points won (+) or lost (−) in total, if every indicator that cannot be scored gave nothing."""
        return self.new_total - self.old_total

    @property
    def at_best(self) -> Decimal:
        """Points won or lost in total, if every indicator that cannot be scored gave its full weight."""
        return self.reachable - self.old_total

    @property
    def size(self) -> Decimal:
        """How far the department may move at most, either way."""
        return max(abs(self.difference), abs(self.at_best))

    @property
    def signed(self) -> str:
        """The difference for people; a range while something cannot be scored."""
        least, most = signed(self.difference), signed(self.at_best)
        return least if least == most else f"{least} ～ {most}"

    @property
    def open_points(self) -> Decimal:
        """Points of indicators that cannot be scored from last year's report."""
        return self.reachable - self.new_total

    @property
    def main_shifts(self) -> tuple[IndicatorShift, ...]:
        """The three indicators that changed most."""
        return self.shifts[:3]

    @property
    def regraded(self) -> bool:
        """Whether the grade is known under both and differs."""
        return None not in (self.old_grade, self.new_grade) and self.old_grade != self.new_grade


@dataclass(frozen=True)
class Rehearsal:
    """All departments of a cycle under another scheme, the greatest movement first."""

    cycle: Cycle
    scheme: ScoringScheme
    moves: tuple[DepartmentMove, ...]
    absent: tuple[Department, ...]

    @property
    def up(self) -> int:
        """How many would win points, whatever is still open."""
        return sum(move.difference > 0 for move in self.moves)

    @property
    def down(self) -> int:
        """How many would lose points, whatever is still open."""
        return sum(move.at_best < 0 for move in self.moves)

    @property
    def same(self) -> int:
        """How many would keep their total."""
        return sum(move.difference == 0 == move.at_best for move in self.moves)

    @property
    def undecided(self) -> int:
        """How many may win or lose, by what their report does not say."""
        return len(self.moves) - self.up - self.down - self.same

    @cached_property
    def grades(self) -> list[tuple[str, str, int]]:
        """(grade before, grade after, number of departments) for every grade that changes, the most frequent first."""
        found = Counter((move.old_grade or "", move.new_grade or "") for move in self.moves if move.regraded)
        return [(old, new, number) for (old, new), number in found.most_common()]

    @property
    def incomplete(self) -> int:
        """How many reports lack something that an indicator of the rehearsed scheme needs."""
        return sum(move.open_points > 0 for move in self.moves)

    @cached_property
    def lacking(self) -> list[tuple[str, str, int]]:
        """(where, what, number of departments) of what the old reports do not say, the most frequent first."""
        asked = [{(self.place(one), one.expected) for one in move.lacking} for move in self.moves]
        found = Counter(sorted(pair for pairs in asked for pair in pairs))
        return [(where, what, number) for (where, what), number in found.most_common()]

    def place(self, finding: Finding) -> str:
        """Where something is asked; rows, which every department names differently, by their section."""
        each = isinstance(finding.place.row, int) and finding.section
        return f"{self.scheme.section(each).label} · 每一行" if each else finding.where

    @property
    def incomparable(self) -> bool:
        """Whether no report says anything that this scheme could score."""
        return bool(self.moves) and all(move.open_points == move.reachable for move in self.moves)

    @property
    def means(self) -> tuple[Decimal, Decimal, Decimal]:
        """Average total before, after, and after at best, in points with two decimals; zeros without departments."""
        totals = ((move.old_total, move.new_total, move.reachable) for move in self.moves)
        old, new, best = (mean(column) for column in zip(*totals, strict=True)) if self.moves else (NO_POINTS,) * 3
        return old, new, best


def mean(column: tuple[Decimal, ...]) -> Decimal:
    """The average of some totals with two decimals."""
    return half_up(sum(column, NO_POINTS) / len(column), 2)


def rehearse_scheme(cycle: Cycle, scheme: ScoringScheme) -> Rehearsal:
    """Run the scheme over the latest submission of each evaluation of the cycle; reads only."""
    moves = tuple(sorted((move(one, scheme) for one in latest(cycle)), key=movement_order))
    filed = {one.department.pk for one in moves}
    owing = Department.objects.filter(obligations__cycle=cycle, obligations__exempted=False).order_by("budget_code")
    return Rehearsal(cycle, scheme, moves, tuple(one for one in owing if one.pk not in filed))


def latest(cycle: Cycle) -> Iterator[Submission]:
    """The newest submission of each evaluation of the cycle, one at a time: their documents are large."""
    newest = Submission.objects.filter(evaluation=OuterRef("evaluation")).order_by("-number").values("pk")[:1]
    rows = Submission.objects.filter(evaluation__obligation__cycle=cycle, pk=Subquery(newest))
    yield from rows.select_related("evaluation__obligation__department").iterator(chunk_size=50)


def movement_order(one: DepartmentMove) -> tuple[Decimal, str]:
    """By movement, then by budget code."""
    return -one.size, one.department.budget_code


def move(submission: Submission, scheme: ScoringScheme) -> DepartmentMove:
    """One report under the rehearsed scheme."""
    facts, result = facts_of(submission), submission.result
    assessment = assess_facts(scheme, facts)
    findings = run_checks(scheme, facts, assessment)
    return DepartmentMove(
        department=submission.evaluation.obligation.department,
        submission=submission,
        old_total=Decimal(result["total"]),
        old_grade=result["grade"],
        new_total=assessment.total,
        new_grade=assessment.grade,
        reachable=assessment.reachable,
        shifts=shifts(result["indicators"], assessment),
        lacking=tuple(finding for finding in findings if finding.check == LACKING_CHECK),
    )


def shifts(frozen: list[Mapping[str, Any]], assessment: Assessment) -> tuple[IndicatorShift, ...]:
    """Every indicator whose points differ, the greatest difference first; what cannot be scored is no difference."""
    before = {row["code"]: row for row in frozen}
    codes = dict.fromkeys((*assessment.results, *before))
    found = [shift(code, before.get(code), assessment.results.get(code)) for code in codes]
    moved = [one for one in found if one.difference and one.note != INDICATOR_UNSCORED]
    return tuple(sorted(moved, key=lambda one: -abs(one.difference)))


def shift(code: str, before: Mapping[str, Any] | None, after: IndicatorResult | None) -> IndicatorShift:
    """One indicator before and after; at least one of the two is there."""
    old = Decimal(before["score"]) if before and before["score"] is not None else None
    if after is None:
        assert before is not None
        return IndicatorShift(code, before["label"], old, None, INDICATOR_GONE)
    note = INDICATOR_UNSCORED if after.score is None else INDICATOR_ADDED if before is None else ""
    return IndicatorShift(code, after.label, old, after.score, note)
