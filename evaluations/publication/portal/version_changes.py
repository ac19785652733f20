"""What a new version changed in the few figures that the portal compares, in words."""

from decimal import Decimal

from evaluations.language.amounts import show_cell_amount, show_percent
from evaluations.language.rounding import half_up, plain_number
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT, POINT_UNIT
from evaluations.language.words import ENTRY_LABELS
from evaluations.publication.portal.public_figures import PublicFigures
from evaluations.report.blocks import BLANK_CELL_TEXT

COMPARED = (
    (ENTRY_LABELS["self_score"], "score", POINT_UNIT),
    ("评价等级", "grade", ""),
    ("预算", "budget", MONEY_UNIT),
    ("支出", "spent", MONEY_UNIT),
    ("预算执行率", "rate", PERCENT_UNIT),
    ("“三公经费”支出", "three_public_spent", MONEY_UNIT),
    ("在职人数", "staff", PERSON_UNIT),
    ("编制数", "posts", PERSON_UNIT),
)


def figure_changes(before: PublicFigures, now: PublicFigures) -> tuple[str, ...]:
    """Each figure that differs: 自评得分由 83.5 分改为 83 分."""
    pairs = ((label, getattr(before, name), getattr(now, name), unit) for label, name, unit in COMPARED)
    return tuple(
        f"{label}由 {shown_figure(old, unit)}改为 {shown_figure(new, unit)}"
        for label, old, new, unit in pairs
        if old != new
    )


def shown_figure(value: Decimal | str | None, unit: str) -> str:
    """A figure with its unit."""
    if value is None or isinstance(value, str):
        return value or BLANK_CELL_TEXT
    if unit == PERCENT_UNIT:
        return show_percent(value)
    return f"{show_cell_amount(half_up(value, 2)) if unit == MONEY_UNIT else plain_number(value)} {unit}"
