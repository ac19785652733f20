"""How a submission of format 1 was read: the engine ran on the frozen facts, and the frozen numbers were laid over it.

Submissions of format 1 (until version 1.0) hold facts and result only. Migration 0012 reads each of them once in this
way and freezes the assessment beside it; nothing else may use this module, and it stays for as long as that migration.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import AssessedValue, Assessment, IndicatorResult, assess_facts
from evaluations.scoring.assessment_json import NUMBER_FIELDS
from evaluations.scoring.project import ProjectResult

FrozenRow = TypeVar("FrozenRow", AssessedValue, IndicatorResult)


def assessment_of_format_1(facts: Mapping[str, Any], result: Mapping[str, Any], scheme_source: str) -> Assessment:
    """The result as it was frozen, with values and scores of that day; what the row does not hold is computed.

    Raises SchemeError or FactsError for what this version cannot read any more.
    """
    rates = {row["code"]: row for row in result["rates"]}
    indicators = {row["code"]: row for row in result["indicators"]}
    computed = assess_facts(_parsed(scheme_source), read_facts(facts))
    return replace(
        computed,
        rates=tuple(_as_frozen(rate, rates.get(rate.code)) for rate in computed.rates),
        indicators=tuple(_indicator_as_frozen(one, indicators.get(one.code)) for one in computed.indicators),
        total=Decimal(result["total"]),
        grade=result["grade"],
        complete=result["complete"],
        reachable=Decimal(result["reachable"]),
        cap=result["cap"],
        projects=tuple(map(_project_as_frozen, computed.projects, result.get("projects", []))),
    )


@lru_cache(maxsize=4)
def _parsed(source: str) -> ScoringScheme:
    return parse_scheme(source, "已报送的指标体系")


def _project_as_frozen(computed: ProjectResult, row: Mapping[str, Any]) -> ProjectResult:
    execution, *targets = map(_as_frozen, computed.indicators, row["indicators"])
    own = {name: row[name] for name in ("grade", "complete")}
    return replace(computed, execution=execution, targets=tuple(targets), total=Decimal(row["total"]), **own)


def _indicator_as_frozen(computed: IndicatorResult, row: Mapping[str, Any] | None) -> IndicatorResult:
    """With the working in the words of that day, with which the frozen explanation begins as the computed one does."""
    frozen = _as_frozen(computed, row)
    if not computed.working or not computed.explanation.startswith(computed.working):
        return frozen
    clauses = frozen.explanation.split("，")[: computed.working.count("，") + 1]
    return replace(frozen, working="，".join(clauses))


def _as_frozen(computed: FrozenRow, row: Mapping[str, Any] | None) -> FrozenRow:
    """With everything that the row and an assessment share: numbers, and words as they were that day."""
    if row is None:
        return computed
    kept = {field.name for field in fields(computed)} & set(row)
    frozen: dict[str, Any] = {name: _number(row[name]) if name in NUMBER_FIELDS else row[name] for name in kept}
    # Equal numbers keep the decimals in which they are shown.
    return replace(computed, **{name: new for name, new in frozen.items() if new != getattr(computed, name)})


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
