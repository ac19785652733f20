"""The numbers of a county's year, as plain values: what pages, charts, workbook and 通报 are made of. Money in 万元, rates in
%, scores in points."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class NamedCount:
    """How many reports fall under a name: a grade, a band of the execution rate."""

    label: str
    count: int


@dataclass(frozen=True)
class LevelMean:
    """A first-level indicator: the mean of its points and of its full marks."""

    label: str
    mean: Decimal
    full: Decimal

    @property
    def rate(self) -> Decimal:
        """The mean in % of the full marks; 0 where there are none."""
        return self.mean * 100 / self.full if self.full else Decimal(0)


@dataclass(frozen=True)
class MoneyTotal:
    """A sum over the departments that have both sides: this year, what it is held against, and how many departments."""

    code: str
    label: str
    now: Decimal
    base: Decimal
    departments: int

    @property
    def change(self) -> Decimal | None:
        """In % of the base; None from 0."""
        return (self.now - self.base) * 100 / self.base if self.base else None


@dataclass(frozen=True)
class FindingCount:
    """A thing that checks found: how many departments, how many times."""

    label: str
    departments: int
    times: int


@dataclass(frozen=True)
class ReviewerMean:
    """The scores one reviewer gave beside the departments' own: means of both."""

    name: str
    reports: int
    own: Decimal
    review: Decimal

    @property
    def change(self) -> Decimal:
        """Review minus own, in points."""
        return self.review - self.own


@dataclass(frozen=True)
class ScoredDepartment:
    """A department with its own and its review score (None without one), the score that counts and its grade."""

    name: str
    own: Decimal
    review: Decimal | None
    total: Decimal
    grade: str

    @property
    def change(self) -> Decimal | None:
        """Review minus own, in points."""
        return None if self.review is None else self.review - self.own


@dataclass(frozen=True)
class YearStatistics:
    """All of it. `passed_only`: over reports that have passed, else over all that were handed in. `counted` of them.

    `ranking` is one page of the ranking that begins at place `first_place`; `differences` those where review and own score
    differ most.
    """

    county: str
    bureau: str
    year: int
    passed_only: bool
    owed: int
    exempted: int
    filed: int
    passed: int
    counted: int
    mean: Decimal | None
    highest: Decimal | None
    lowest: Decimal | None
    full_marks: Decimal
    execution_mean: Decimal | None
    reviewed: int
    own_mean: Decimal | None
    review_mean: Decimal | None
    rectifications: int
    rectified: int
    grades: tuple[NamedCount, ...] = ()
    bands: tuple[NamedCount, ...] = ()
    levels: tuple[LevelMean, ...] = ()
    against_last_year: tuple[MoneyTotal, ...] = ()
    against_budget: tuple[MoneyTotal, ...] = ()
    findings: tuple[FindingCount, ...] = ()
    reviewers: tuple[ReviewerMean, ...] = ()
    differences: tuple[ScoredDepartment, ...] = ()
    ranking: tuple[ScoredDepartment, ...] = ()
    first_place: int = 1
