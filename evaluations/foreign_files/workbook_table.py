"""A table in the first sheet of a workbook, as the texts that a person sees. Knows no Django; runs in the child."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from evaluations.foreign_files.child_tasks import TableRows
from evaluations.foreign_files.text_table import bounded_rows
from evaluations.foreign_files.workbook_cells import LAST_LOOK
from evaluations.foreign_files.workbook_guard import guard_upload

MOST_TABLE_COLUMNS = 200


def read_workbook_table(most: int, content: bytes) -> TableRows:
    """The rows up to the last that holds something, at most one more than `most`. Raises ForeignFileRefused."""
    guard_upload(content)
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    return bounded_rows(shown_rows(book.worksheets[0]), most)


def shown_rows(page: Any) -> Iterator[list[str]]:
    """The rows of a sheet; the file's own word about its size is not believed."""
    page.reset_dimensions()
    for row in islice(page.iter_rows(max_col=MOST_TABLE_COLUMNS, values_only=True), LAST_LOOK):
        width = max((place for place, value in enumerate(row, 1) if value is not None), default=0)
        yield [cell_as_shown(value) for value in row[:width]]


def cell_as_shown(value: Any) -> str:
    """A cell as Excel shows it: 15 significant digits, so that 0.1 + 0.2 is 0.3; a date as ISO text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return format(Decimal(f"{value:.15g}"), "f")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
