"""Figures that come from rows of the document: how many projects, their budgets together, and so on."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from evaluations.facts.document import Facts
from evaluations.language.amounts import Amount

# collection → (label, unit of count, {field: (label, unit)})
AGGREGATE_COLUMNS: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {
    "projects": ("逐项填写的项目", "个", {
        "budget": ("预算", "万元"), "full_year": ("全年预算", "万元"), "in_place": ("到位资金", "万元"),
        "actual": ("实际支出", "万元")}),
    "buildings": ("完工楼堂馆所", "处", {
        "approved_area": ("批准面积", "㎡"), "actual_area": ("实际面积", "㎡"),
        "approved_investment": ("批准投资", "万元"), "actual_investment": ("实际投资", "万元")}),
    "achievements": ("绩效成果", "项", {}),
}  # fmt: skip

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
