"""The statistics as a workbook: a sheet for each question, with real numbers."""

from io import BytesIO

from openpyxl import Workbook

from evaluations.forms.written_sheets import add_sheet
from evaluations.report.statistics_tables import StatisticsTable

TEXT_WIDTH, NUMBER_WIDTH = 40, 14
# What Excel does not take in the name of a sheet, and how long it may be.
NOT_IN_NAMES, LONGEST_NAME = str.maketrans("[]:*?/\\", "　　　　　　　"), 31


def statistics_workbook(tables: list[StatisticsTable]) -> bytes:
    """Every table on its sheet; heads name the unit, so that a cell is nothing but a number."""
    book = Workbook(write_only=True)
    for table in tables:
        heads = [f"{head}（{kind}）" if kind else head for head, kind in table.columns]
        widths = [NUMBER_WIDTH if kind else TEXT_WIDTH for _, kind in table.columns]
        add_sheet(book, table.title.translate(NOT_IN_NAMES)[:LONGEST_NAME], heads, table.rows, widths)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
