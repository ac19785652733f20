"""Numbers as the public pages print them: money with two decimals, rates, points; — where a report does not say."""

from decimal import Decimal

from django import template

from evaluations.language.amounts import printed_cell_amount, show_percent
from evaluations.language.rounding import plain_number
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
    """Points or people, without needless zeros: 83.5."""
    return BLANK_CELL_TEXT if value is None else plain_number(value)
