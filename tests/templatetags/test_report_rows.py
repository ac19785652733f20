"""A line of a table of the report is its template with its texts, whatever was drawn before it."""

from django.template.loader import render_to_string

from evaluations.report.blocks import ReportCell, ReportRow
from evaluations.templatetags.report_rows import report_row

SHAPES = (
    (ReportCell("{}", head=True, level=1), ReportCell("{}", numeric=True)),
    (ReportCell("{}", head=True, rows=2, joined=True), ReportCell("{}", columns=3)),
)


def test_each_line_is_as_its_template_draws_it():
    for style in ("", "group", "heads", "total"):
        for shape in SHAPES:
            for text in ("一", "<b>", ""):
                row = ReportRow(tuple(ReportCell(**vars(cell) | {"text": text}) for cell in shape), style)
                drawn = render_to_string("report/row.html", {"style": row.style, "cells": row.cells})
                assert report_row(row) == drawn
