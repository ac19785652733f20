"""How urgently a filed report should be looked at: points from what was frozen with it. An order of work, no judgement."""

from dataclasses import dataclass
from decimal import Decimal

RISK_LABELS = {"high": "高", "medium": "中", "low": "低"}
WARNING_POINTS, HINT_POINTS, MOVED_POINTS = 2, 1, 2
HIGH_FROM, MEDIUM_FROM = 9, 4
# In %: below or above it the budget was not carried out as planned, or grew out of it.
LEAST_EXECUTION, MOST_EXECUTION = Decimal(80), Decimal(100)
# The three public expenses must not rise; a score that moves by ten points wants a reason.
MOST_RISE, MOST_SCORE_CHANGE = Decimal(0), Decimal(10)


@dataclass(frozen=True)
class RiskFigures:
    """What the points are made of: counts of findings, points, rates in %; None where there is no such figure."""

    warnings: int = 0
    hints: int = 0
    execution_rate: Decimal | None = None
    three_public_change: Decimal | None = None
    total_change: Decimal | None = None


def risk_points(figures: RiskFigures) -> int:
    """Two for each explained warning and each figure that moved beyond its bound, one for each hint."""
    rate, rise, change = figures.execution_rate, figures.three_public_change, figures.total_change
    moved = (
        rate is not None and not LEAST_EXECUTION <= rate <= MOST_EXECUTION,
        rise is not None and rise > MOST_RISE,
        change is not None and abs(change) > MOST_SCORE_CHANGE,
    )
    return WARNING_POINTS * figures.warnings + HINT_POINTS * figures.hints + MOVED_POINTS * sum(moved)


def risk_level(points: int) -> str:
    """high, medium or low."""
    return "high" if points >= HIGH_FROM else "medium" if points >= MEDIUM_FROM else "low"
