"""An assessment as JSON and back, whole and exact: what a submission freezes and is read from ever after.

Any change of what is written here is a new format: raise ASSESSMENT_FORMAT, and keep a reader for the old one beside
submissions/format_1.py and a sample of it in tests/submissions/formats.
"""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from evaluations.facts.document import amount_in_json
from evaluations.language.amounts import NOT_APPLICABLE, Amount
from evaluations.language.rounding import plain_number
from evaluations.scoring.assessing import AssessedValue, Assessment
from evaluations.scoring.indicator import IndicatorResult
from evaluations.scoring.project import ProjectResult

ASSESSMENT_FORMAT = 2
NUMBER_FIELDS = frozenset({"value", "exact", "weight", "score"})


def assessment_as_json(assessment: Assessment) -> dict[str, Any]:
    """Everything that is read from an assessment; numbers as texts, "n/a" for 不适用, null for what is missing."""
    return {
        "scheme": assessment.scheme_code,
        "rates": [_row_as_json(one) for one in assessment.rates],
        "indicators": [_row_as_json(one) for one in assessment.indicators],
        "total": plain_number(assessment.total),
        "full_marks": plain_number(assessment.full_marks),
        "grade": assessment.grade,
        "complete": assessment.complete,
        "reachable": plain_number(assessment.reachable),
        "cap": assessment.cap,
        "amounts": {name: amount_in_json(value) for name, value in assessment.amounts.items()},
        "conditions": dict(assessment.conditions),
        "projects": [_project_as_json(one) for one in assessment.projects],
    }


def assessment_from_json(data: Mapping[str, Any]) -> Assessment:
    """The assessment that was written; nothing is computed."""
    return Assessment(
        scheme_code=data["scheme"],
        rates=tuple(AssessedValue(**_row_from_json(row)) for row in data["rates"]),
        indicators=tuple(IndicatorResult(**_row_from_json(row)) for row in data["indicators"]),
        total=Decimal(data["total"]),
        full_marks=Decimal(data["full_marks"]),
        grade=data["grade"],
        complete=data["complete"],
        reachable=Decimal(data["reachable"]),
        cap=data["cap"],
        amounts={name: _amount_from_json(text) for name, text in data["amounts"].items()},
        conditions=data["conditions"],
        projects=tuple(_project_from_json(row) for row in data["projects"]),
    )


def _row_as_json(row: AssessedValue | IndicatorResult) -> dict[str, Any]:
    return {field.name: _value_as_json(getattr(row, field.name)) for field in fields(row)}


def _value_as_json(value: Any) -> Any:
    """Numbers keep the decimals in which they are shown: "140.00"."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return list(value) if isinstance(value, tuple) else value


def _row_from_json(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value_from_json(name, value) for name, value in row.items()}


def _value_from_json(name: str, value: Any) -> Any:
    if name in NUMBER_FIELDS and value is not None:
        return Decimal(value)
    return tuple(value) if isinstance(value, list) else value


def _amount_from_json(text: str) -> Amount:
    return NOT_APPLICABLE if text == "n/a" else Decimal(text)


def _project_as_json(project: ProjectResult) -> dict[str, Any]:
    return {
        "name": project.name,
        "execution": _row_as_json(project.execution),
        "targets": [_row_as_json(one) for one in project.targets],
        "total": plain_number(project.total),
        "full_marks": plain_number(project.full_marks),
        "grade": project.grade,
        "complete": project.complete,
    }


def _project_from_json(row: Mapping[str, Any]) -> ProjectResult:
    return ProjectResult(
        name=row["name"],
        execution=IndicatorResult(**_row_from_json(row["execution"])),
        targets=tuple(IndicatorResult(**_row_from_json(one)) for one in row["targets"]),
        total=Decimal(row["total"]),
        full_marks=Decimal(row["full_marks"]),
        grade=row["grade"],
        complete=row["complete"],
    )
