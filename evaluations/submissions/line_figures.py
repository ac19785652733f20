"""What a line of the review's list takes from frozen results, and in which order lines stand."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from evaluations.checks.report_risk import RiskFigures, risk_level, risk_points
from evaluations.language.rounding import half_up
from evaluations.language.severities import HINT_LEVEL, SEVERITY_LABELS, WARNING_LEVEL
from evaluations.models import ReportLine
from evaluations.models.report_line import ReportStand
from evaluations.submissions.review_scores import counting_word

EXECUTION_RATE, THREE_PUBLIC_CHANGE = "execution_rate", "three_public_change_rate"
MOST_NAMED = 8
KeptScore = tuple[Decimal, str]  # points of the form, grade


def line_figures(result: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a line from the result that was frozen with a submission."""
    levels = [finding["level"] for finding in result["findings"]]
    return {
        "total": decimal_or_none(result["total"]) if Decimal(result["full_marks"]) else None,
        "grade": result.get("grade") or "",
        "execution_rate": frozen_value(result, EXECUTION_RATE),
        "three_public_change": frozen_value(result, THREE_PUBLIC_CHANGE),
        "warnings": levels.count(WARNING_LEVEL),
        "hints": levels.count(HINT_LEVEL),
        "named": named_findings(result["findings"]),
    }


def final_score(line: ReportLine, review: KeptScore | None, sample: KeptScore | None = None) -> dict[str, Any]:
    """What counts of a report: the bureau's word, else its own score."""
    newest = counting_word(review, sample)
    counting = (half_up(newest[0], 2), newest[1]) if newest else (line.total, line.grade)
    reviewed = half_up(review[0], 2) if review else None
    return {"review_total": reviewed, "final_total": counting[0], "final_grade": counting[1]}


def frozen_value(result: Mapping[str, Any], code: str) -> Decimal | None:
    """A rate in %: a rate of the form of 2013, an indicator of that of 2023; None where there is none."""
    values = {one["code"]: one["value"] for one in (*result["indicators"], *result["rates"])}
    return decimal_or_none(values.get(code))


def decimal_or_none(text: str | None) -> Decimal | None:
    """The number with two decimals, as the list shows it."""
    return None if text is None else Decimal(text).quantize(Decimal("0.01"))


def named_findings(findings: list[dict[str, Any]]) -> str:
    """The first findings, a line each: 警告：六（一） 三公经费…"""
    counted = [one for one in findings if one["level"] in (WARNING_LEVEL, HINT_LEVEL)]
    named = [f"{SEVERITY_LABELS[one['level']]}：{one['where']}，{one['why'] or one['read']}" for one in counted]
    rest = [f"……共 {len(named)} 处"] if len(named) > MOST_NAMED else []
    return "\n".join([*named[:MOST_NAMED], *rest])


def line_standing(stand: ReportStand, exempted: bool, since: datetime | None) -> dict[str, Any]:
    """Under which tab the report stands, and since when."""
    owing = (ReportStand.RETURNED, ReportStand.MISSING)
    return {"stand": ReportStand.EXEMPTED if exempted and stand in owing else stand, "since": since}


def line_order(line: ReportLine, before: ReportLine | None) -> dict[str, Any]:
    """How the report differs from the department's of the year before, and so how urgent it is.

    A point of risk is as good as a day of waiting: so the order of two lines never changes while they wait.
    """
    change = difference(line.total, before.total if before else None)
    figures = RiskFigures(line.warnings, line.hints, line.execution_rate, line.three_public_change, change)
    points = risk_points(figures) if line.number else 0
    return {
        "total_change": change,
        "execution_change": difference(line.execution_rate, before.execution_rate if before else None),
        "points": points,
        "risk": risk_level(points) if line.number else "",
        "urgent_since": line.since - timedelta(days=points) if line.since else None,
    }


def difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Now minus before; None where one is missing."""
    return None if now is None or before is None else now - before
