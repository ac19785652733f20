"""The two example reports and the small scheme with something changed, and what the checks say of them."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.registry import run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

EXAMPLES = Path(__file__).parents[1] / "examples"
OLD_FORM, NEW_FORM = load_scheme("hunan-2013"), load_scheme("hunan-2023")
SMALL_REPORT: dict[str, Any] = {
    "year": 2021,
    "narratives": {"note": "无特别情况"},
    "figures": {
        "basic.last": "6",
        "basic.budget": "6",
        "basic.actual": "6",
        "project.budget": "4",
        "project.actual": "4",
        "posts": "5",
    },
}
Document = dict[str, Any]


def changed_document(document: Document, changes: Document) -> Document:
    """A copy with tables merged and everything else replaced."""
    changed = deepcopy(document)
    for key, value in changes.items():
        changed[key] = {**changed.get(key, {}), **value} if isinstance(value, dict) else value
    return changed


def old_report(**changes: Any) -> Document:
    """The complete example of hunan-2013, in which everything agrees."""
    return changed_document(json.loads((EXAMPLES / "complete.json").read_text()), changes)


def new_report(**changes: Any) -> Document:
    """The complete example of hunan-2023, with own targets."""
    return changed_document(json.loads((EXAMPLES / "complete-2023.json").read_text()), changes)


def small_report(**changes: Any) -> Document:
    """A report of the small scheme, complete and without a contradiction."""
    return changed_document(SMALL_REPORT, changes)


def small_form(*replacements: tuple[str, str]) -> ScoringScheme:
    """The small scheme with pieces of its text replaced, each of which must be there."""
    text = SMALL
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return parse_scheme(text, "small.toml")


SMALL_FORM = small_form()


def check_case(scheme: ScoringScheme, document: Document) -> CheckCase:
    facts = read_facts(document)
    return CheckCase(scheme, facts, assess_facts(scheme, facts))


def found_by(scheme: ScoringScheme, document: Document, *numbers: str) -> list[Finding]:
    """All findings, or those of these checks."""
    case = check_case(scheme, document)
    found = run_checks(scheme, case.facts, case.assessment)
    return [one for one in found if not numbers or one.check in numbers]


def as_told(finding: Finding) -> dict[str, str]:
    """What a person reads of a finding."""
    return {name: getattr(finding, name) for name in ("where", "read", "expected", "why", "remedy")}


def level_and_field(findings: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(one.check, one.level, one.field) for one in findings]
