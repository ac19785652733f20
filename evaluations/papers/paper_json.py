"""The result for a paper as JSON: what `manage.py check_paper --json` prints and what a page keeps for some days."""

from typing import Any

from evaluations.checks.result_json import result_as_json
from evaluations.language.rounding import plain_number
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.papers.paper_result import PaperResult


def paper_as_json(result: PaperResult, name: str) -> dict[str, Any]:
    """Head, what was read, what was not, and the result as `manage.py score --json` gives it, each finding with its title."""
    reading = result.reading
    checked = result_as_json(result.assessment, result.findings, result.ledger)
    headed = zip(checked["findings"], result.findings, strict=True)
    return {
        "file": name,
        "department": reading.head.department,
        "year": reading.head.year,
        "notice_reference": reading.head.notice,
        "scheme_recognised": reading.scheme_sure,
        "scheme_title": reading.scheme.title,
        "counts": {level: result.counts[level] for level in SEVERITY_LABELS},
        "recognised": list(result.recognised),
        "unread": list(result.unread),
        "figures": [
            {
                "name": one.figure,
                "label": reading.scheme.name_of(one.figure, reading.facts.year),
                "value": plain_number(one.value),
                "unit": reading.scheme.figures[one.figure].unit,
                "where": one.where,
            }
            for one in reading.chosen.values()
        ],
        "facts": reading.facts.to_json(),
        **checked,
        "findings": [row | {"title": one.heading} for row, one in headed],
    }
