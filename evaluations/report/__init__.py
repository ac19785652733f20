"""The one source of preview, review page, public page and PDF: facts, scheme and scores in, a report out."""

from evaluations.report.blocks import Report
from evaluations.report.composing import compose_report

__all__ = ["Report", "compose_report"]
