"""What a new version changed in the few figures that the portal compares, in words."""

from decimal import Decimal

from evaluations.language.amounts import printed_cell_amount, show_cell_amount, show_percent
from evaluations.language.rounding import plain_number
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT, POINT_UNIT
from evaluations.language.words import ENTRY_LABELS
from evaluations.publication.portal.public_figures import PublicFigures
from evaluations.report.blocks import BLANK_CELL_TEXT

ShownValue = Decimal | str | None
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
    """Each figure that reads otherwise: 自评得分由 83.5 分改为 83 分."""
    pairs = ((label, getattr(before, name), getattr(now, name), unit) for label, name, unit in COMPARED)
    told = ((label, *shown_apart(old, new, unit)) for label, old, new, unit in pairs if old != new)
    return tuple(f"{label}由 {old}改为 {new}" for label, old, new in told if old != new)


def shown_apart(old: ShownValue, new: ShownValue, unit: str) -> tuple[str, str]:
    """Both as the report prints them; money that would read the same with all that was filled in."""
    shown = shown_figure(old, unit), shown_figure(new, unit)
    if shown[0] == shown[1] and isinstance(old, Decimal) and isinstance(new, Decimal) and unit == MONEY_UNIT:
        return f"{show_cell_amount(old)} {unit}", f"{show_cell_amount(new)} {unit}"
    return shown


def shown_figure(value: ShownValue, unit: str) -> str:
    """A figure with its unit."""
    if value is None or isinstance(value, str):
        return value or BLANK_CELL_TEXT
    if unit == PERCENT_UNIT:
        return show_percent(value)
    return f"{printed_cell_amount(value) if unit == MONEY_UNIT else plain_number(value)} {unit}"
