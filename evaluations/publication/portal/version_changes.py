"""What a new version changed in the few figures that the portal compares, in words."""

from decimal import Decimal

from evaluations.language.amounts import show_cell_amount, show_percent
from evaluations.language.rounding import half_up, plain_number
from evaluations.publication.portal.public_figures import PublicFigures
from evaluations.report.blocks import BLANK_CELL_TEXT

COMPARED = (
    ("自评得分", "score", "分"),
    ("评价等级", "grade", ""),
    ("预算", "budget", "万元"),
    ("支出", "spent", "万元"),
    ("预算执行率", "rate", "%"),
    ("“三公经费”支出", "three_public_spent", "万元"),
    ("在职人数", "staff", "人"),
    ("编制数", "posts", "人"),
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
    if unit == "%":
        return show_percent(value)
    return f"{show_cell_amount(half_up(value, 2)) if unit == '万元' else plain_number(value)} {unit}"
