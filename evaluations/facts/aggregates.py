"""Figures that come from rows of the document: how many projects, their budgets together, and so on."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from evaluations.facts.document import Facts
from evaluations.language.amounts import Amount
from evaluations.language.units import COUNT_UNIT, MONEY_UNIT
from evaluations.language.words import BUILDING_LABELS, BUILDING_UNITS, COLLECTION_LABELS, PROJECT_LABELS

# A figure is called after its column without 数: 预算, 全年预算.
PROJECT_SUMS = {
    field: (PROJECT_LABELS[field].removesuffix("数"), MONEY_UNIT)
    for field in ("budget", "full_year", "in_place", "actual")
}
BUILDING_SUMS = {field: (label, BUILDING_UNITS[field]) for field, label in BUILDING_LABELS.items()}
# collection → (label, unit of count, {field: (label, unit)})
AGGREGATE_COLUMNS: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {
    "projects": (f"逐项填写的{COLLECTION_LABELS['projects']}", COUNT_UNIT, PROJECT_SUMS),
    "buildings": (f"完工{COLLECTION_LABELS['buildings']}", "处", BUILDING_SUMS),
    "achievements": ("绩效成果", "项", {}),
}

AGGREGATE_LABELS: dict[str, tuple[str, str]] = {
    f"{collection}.{field}": (f"{label}{more}{'' if field == 'count' else '合计'}", unit)
    for collection, (label, counted, fields) in AGGREGATE_COLUMNS.items()
    for field, (more, unit) in {"count": ("个数", counted), **fields}.items()
}


def aggregate_value(name: str, facts: Facts) -> Amount:
    """The value of e.g. projects.budget in 万元; None while a row is blank or the collection unmentioned."""
    collection, field = name.split(".")
    rows: Sequence[Any] = getattr(facts, collection)
    if collection in facts.unmentioned:
        return None
    return Decimal(len(rows)) if field == "count" else _total(rows, lambda row: getattr(row, field))


def _total(rows: Sequence[Any], amount: Callable[[Any], Amount]) -> Amount:
    amounts = [amount(row) for row in rows]
    if None in amounts:
        return None
    return sum((value for value in amounts if isinstance(value, Decimal)), Decimal(0))
