"""The way from a paragraph of the report to the input that it comes from, on pages that have given one.

Those have `field_address` in their context (filing/reading/field_address.py); elsewhere the tag is "".
"""

from django import template
from django.template import Context

from evaluations.report.blocks import Block

register = template.Library()


@register.simple_tag(takes_context=True)
def field_of(context: Context, block: Block) -> str:
    """The address of the input that a block was written in; "" where there is none, or nobody asks."""
    found = context.get("field_address")
    return found(block) if found else ""
