"""What the checks say about a text that stands in a row of a list, or beside an indicator, under its input."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.parts.drawn_fields import drawn_field
from evaluations.filing.section.parts.entries import EntryForm
from evaluations.filing.section.parts.placed_forms import RowForm
from evaluations.filing.section.parts.said import InputRemarks, drawn_remarks, remarks_in_row, remarks_on_reason

register = template.Library()


@register.simple_tag(takes_context=True)
def row_field(context: Context, row: RowForm, name: str) -> SafeString:
    """A field that unfolds below a row, with the remarks about the text that is stored in it."""
    drawn, desk = drawn_field(row, name), context.get("desk")
    if not isinstance(desk, SectionDesk):
        return drawn
    return mark_safe(drawn + _drawn(context, remarks_in_row(desk, row, name)))


@register.simple_tag(takes_context=True)
def said_of_reason(context: Context, entry: EntryForm) -> SafeString:
    """The remarks about the reason beside an indicator."""
    return _drawn(context, remarks_on_reason(context["desk"], entry.place))


def _drawn(context: Context, one: InputRemarks | None) -> SafeString:
    return drawn_remarks(one, context.get("ways_back") or ()) if one else SafeString()
