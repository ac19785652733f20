"""Numbers as the public pages print them: money with two decimals, rates, points; — where a report does not say."""

from decimal import Decimal

from django import template

from evaluations.language.amounts import printed_cell_amount, show_percent
from evaluations.language.rounding import half_up, plain_number
from evaluations.report.blocks import BLANK_CELL_TEXT

register = template.Library()


@register.filter
def public_money(value: Decimal | None) -> str:
    """万元 as the report prints it: 1,002.00."""
    return BLANK_CELL_TEXT if value is None else printed_cell_amount(value)


@register.filter
def public_rate(value: Decimal | None) -> str:
    """A rate: 77.87%."""
    return BLANK_CELL_TEXT if value is None else show_percent(value)


@register.filter
def public_count(value: Decimal | None) -> str:
    """People, without needless zeros: 35."""
    return BLANK_CELL_TEXT if value is None else plain_number(value)


@register.filter
def public_points(value: Decimal | None) -> str:
    """A score beside other scores, all with two decimals: 82.00 above 80.97."""
    return BLANK_CELL_TEXT if value is None else str(half_up(value, 2))
