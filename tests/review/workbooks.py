"""What stands in a downloaded workbook."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook


def downloaded_rows(answer: Any) -> list[tuple[Any, ...]]:
    """The rows of its only sheet, as values."""
    book: Any = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return list(book.active.iter_rows(values_only=True))
