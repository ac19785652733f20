"""A result as JSON: what a submission freezes, what open data serves and what `manage.py score --json` prints."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from evaluations.checks.finding import Finding, TextSpot
from evaluations.checks.ledger.account import LedgerLine
from evaluations.language.rounding import plain_number
from evaluations.schemes.place_lookup import place_in_section
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import AssessedValue, Assessment, IndicatorResult
from evaluations.scoring.project import ProjectResult

FINDING_TEXTS = ("check", "level", "where", "read", "expected", "why", "remedy")
OPTIONAL_TEXTS = ("title", "counted")
SPOT_KEYS = ("start", "end", "suggestion")
RESULT_TEXTS = ("code", "label", "level1", "level2", "unit", "status", "explanation", "policy")


def result_as_json(assessment: Assessment, findings: Sequence[Finding], ledger: Sequence[LedgerLine]) -> dict[str, Any]:
    """Indicators, rates, findings, ledger, total and grade; numbers as strings, null when missing."""
    return {
        "scheme": assessment.scheme_code,
        "indicators": [_indicator(result) for result in assessment.indicators],
        "rates": [_rate(value) for value in assessment.rates],
        "findings": [finding_as_json(finding) for finding in findings],
        "ledger": [asdict(line) for line in ledger],
        "total": _number(assessment.total),
        "full_marks": _number(assessment.full_marks),
        "grade": assessment.grade,
        "complete": assessment.complete,
        "reachable": _number(assessment.reachable),
        "cap": assessment.cap,
    } | ({"projects": [_project(result) for result in assessment.projects]} if assessment.projects else {})


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A finding; its place as `field` and `section`, and of one in a text also its title and the word it is about."""
    row: dict[str, Any] = {key: getattr(finding, key) for key in (*FINDING_TEXTS, "field", "section")}
    spot = {"spot": {name: getattr(finding.spot, name) for name in SPOT_KEYS}} if finding.spot else {}
    more = {key: text for key in OPTIONAL_TEXTS if (text := getattr(finding, key))}
    return row | more | spot


def ledger_from_json(result: Mapping[str, Any]) -> tuple[LedgerLine, ...] | None:
    """The ledger that was filed; None where the result is from before there was one."""
    rows = result.get("ledger")
    return None if rows is None else tuple(LedgerLine(**row) for row in rows)


def finding_from_json(scheme: ScoringScheme, row: Mapping[str, Any]) -> Finding:
    """The finding that was filed under this scheme; before version 1.2 none had a title or a spot."""
    named, section = row.get("field"), row.get("section")
    place = ReportPlace(section) if named is None else place_in_section(scheme, named, section)
    spot = TextSpot(**{name: row["spot"][name] for name in SPOT_KEYS}) if "spot" in row else None
    texts = {key: row[key] for key in FINDING_TEXTS}
    return Finding(place=place, spot=spot, **texts, **{key: row.get(key, "") for key in OPTIONAL_TEXTS})


def _indicator(result: IndicatorResult) -> dict[str, Any]:
    numbers = {"value": _shown(result.value), "weight": _number(result.weight), "score": _number(result.score)}
    own = {key: text for key in ("goal", "attained") if (text := getattr(result, key))}
    return {key: getattr(result, key) for key in RESULT_TEXTS} | numbers | own


def _project(result: ProjectResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "indicators": [_indicator(one) for one in result.indicators],
        "total": _number(result.total),
        "full_marks": _number(result.full_marks),
        "grade": result.grade,
        "complete": result.complete,
    }


def _rate(value: AssessedValue) -> dict[str, Any]:
    texts = {key: getattr(value, key) for key in ("code", "label", "unit", "status", "explanation")}
    return texts | {"value": _shown(value.value)}


def _shown(value: Decimal | None) -> str | None:
    """With its decimals, as on the page: "140.00"."""
    return None if value is None else format(value, "f")


def _number(value: Decimal | None) -> str | None:
    """Without idle zeros: "7.68"."""
    return None if value is None else plain_number(value)
