"""The workbook that somebody fills in and sends back: one sheet with a heading."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from evaluations.foreign_files.child_tasks import TableRows


def write_workbook(title: str, header: list[str], rows: TableRows) -> bytes:
    """A workbook with one sheet; every cell is text, so that a code keeps its zeros."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    for row in (header, *rows):
        sheet.append(row)
    for column, text in enumerate(header, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = max(12, 2 * len(text) + 2)
    for cells in sheet.iter_rows(max_col=1):
        cells[0].number_format = "@"
    sheet.freeze_panes = "C2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
