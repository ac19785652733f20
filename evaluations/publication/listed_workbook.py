"""A list as a workbook that people take along: one sheet, heads, texts that are never computed."""

import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook

from evaluations.forms.written_sheets import add_sheet


def listed_workbook(columns: Mapping[str, int], rows: Iterable[Sequence[str | int]]) -> bytes:
    """The rows under these heads (head → width in characters)."""
    book = Workbook(write_only=True)
    add_sheet(book, "Sheet", list(columns), rows, list(columns.values()))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
