"""The context of the page of one paper, from its kept result."""

from collections.abc import Mapping
from typing import Any

from evaluations.checks.finding_titles import finding_title
from evaluations.checks.ledger.account import ledger_summary
from evaluations.checks.result_json import ledger_from_json
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.papers.paper_result import NO_REPORT


def checked_nothing(unread: str, found: object) -> bool:
    """Whether nothing was checked for want of a report: what was not read says so first, and nothing was found."""
    return unread == NO_REPORT and not found


def paper_context(result: Mapping[str, Any]) -> dict[str, Any]:
    """Findings by severity, figures, scores and the account of the checks."""
    ledger = ledger_from_json(result)
    findings = [{**one, "title": finding_title(one["check"], one.get("title", ""))} for one in result["findings"]]
    groups = [(level, [one for one in findings if one["level"] == level]) for level in SEVERITY_LABELS]
    return {
        "result": result,
        "groups": [(level, found) for level, found in groups if found],
        "scored": [one for one in result["indicators"] if one["score"] is not None],
        "strange": checked_nothing("".join(result["unread"][:1]), result["findings"]),
        "ledger": ledger,
        "ledger_summary": ledger_summary(ledger) if ledger is not None else None,
    }
