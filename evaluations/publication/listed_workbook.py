"""A list as a workbook that people take along: one sheet, heads, texts that are never computed."""

import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evaluations.forms.written_sheets import NOT_XML

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def listed_workbook(columns: Mapping[str, int], rows: Iterable[Sequence[str | int]]) -> bytes:
    """The rows under these heads (head → width in characters)."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new book begins with one
    sheet.append(list(columns))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(columns.values(), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in rows:
        sheet.append([value.translate(NOT_XML) if isinstance(value, str) else value for value in row])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # no name of a department is a formula
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
