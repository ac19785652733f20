"""Comments where they belong: under an input, or as a row under a row of a table.

The pages that show comments have them in their context as `comments` (filing/comments/comment_list.py); others show none.
"""

from collections.abc import Iterable, Sequence

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from evaluations.filing.section.parts.sheet_rows import SheetRow
from evaluations.schemes.report_place import ReportPlace

register = template.Library()


@register.simple_tag(takes_context=True)
def comments_at(context: Context, place: ReportPlace) -> str:
    """The open comments at this field or row."""
    found = _found(context, [place])
    return render_to_string("filing/comments/at_field.html", _given(context, found)) if found else ""


@register.simple_tag(takes_context=True)
def comments_under(context: Context, places: Sequence[ReportPlace], columns: int) -> str:
    """The same as a table row, for a line with these places."""
    found = _found(context, places)
    return (
        render_to_string("filing/comments/at_row.html", _given(context, found) | {"columns": columns}) if found else ""
    )


@register.simple_tag(takes_context=True)
def commented_lines(context: Context, lines: Iterable[SheetRow], columns: int) -> SafeString:
    """The lines of a table of figures, each followed by the open comments at its cells."""
    comments = context.get("comments")
    here = comments.here.keys() if comments else frozenset[str]()
    drawn: list[str] = []
    for line in lines:
        drawn.append(line.drawn)
        if here and not here.isdisjoint(line.shape.anchors):
            drawn.append(comments_under(context, line.shape.places, columns))
    return mark_safe("".join(drawn))


def _found(context: Context, places: Sequence[ReportPlace]) -> list:
    comments = context.get("comments")
    return [one for place in places for one in comments.at(place)] if comments and comments.here else []


def _given(context: Context, found: list) -> dict:
    return {"found": found, "editable": context.get("editable", False)}
