"""Comments where they belong: under an input, or as a row under a row of a table.

The pages that show comments have them in their context as `comments` (filing/comments/comment_list.py); others show none.
"""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag(takes_context=True)
def comments_at(context, *anchor: str) -> str:
    """The open comments at the field of this name; the parts of the name are joined."""
    found = _found(context, ["".join(anchor)])
    return render_to_string("filing/comments/at_field.html", _given(context, found)) if found else ""


@register.simple_tag(takes_context=True)
def comments_under(context, cells: Iterable, columns: int) -> str:
    """The same as a table row, for a line whose cells are figures (or for a row by its prefix)."""
    anchors = [cells] if isinstance(cells, str) else [cell["figure"] for cell in cells]
    found = _found(context, anchors)
    return (
        render_to_string("filing/comments/at_row.html", _given(context, found) | {"columns": columns}) if found else ""
    )


def _found(context, anchors: list[str]) -> list:
    comments = context.get("comments")
    return [one for anchor in anchors for one in comments.at(anchor)] if comments and comments.here else []


def _given(context, found: list) -> dict:
    return {"found": found, "editable": context.get("editable", False)}
