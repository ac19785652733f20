"""The lines of a table of the report."""

from dataclasses import replace

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from departments.drawn_once import drawn_once, value_mark
from evaluations.report.blocks import ReportRow

register = template.Library()


@register.filter
def report_row(row: ReportRow) -> SafeString:
    """The line as templates/report/row.html draws it."""
    # `==` of two cells looks at their texts, too: what the drawing depends on is what else they are.
    shapes = tuple((one.numeric, one.head, one.level, one.rows, one.columns, one.joined) for one in row.cells)
    texts = {str(place): cell.text for place, cell in enumerate(row.cells)}

    def draw() -> str:
        cells = [replace(cell, text=value_mark(str(place))) for place, cell in enumerate(row.cells)]
        return render_to_string("report/row.html", {"style": row.style, "cells": cells})

    return drawn_once((report_row, row.style, shapes), draw, texts)
