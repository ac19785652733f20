"""Open data as files: CSV that every program opens, a workbook whose numbers are numbers, JSON. Same data, same bytes."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import astuple
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from evaluations.publication.portal.open_data import OPEN_COLUMNS, OpenRow, row_in_json
from evaluations.report.annex_workbook import with_dates

HEADS = tuple(head for _, head, _ in OPEN_COLUMNS)
# What makes a spreadsheet program compute a text, in both widths.
COMPUTED_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
OpenCell = Decimal | str | int | None


def open_csv(rows: Iterable[OpenRow]) -> bytes:
    """UTF-8 with the mark that Excel needs. Numbers stand as they are; a quote goes before a text that would compute."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADS)
    writer.writerows([csv_cell(value) for value in astuple(row)] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def csv_cell(value: OpenCell) -> str:
    """One cell of the CSV."""
    if value is None:
        return ""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(COMPUTED_SIGNS) else text


def open_workbook(rows: Iterable[OpenRow], stamp: datetime) -> bytes:
    """Two sheets: the data, and what the columns mean; `stamp` is the moment of the newest report."""
    book = Workbook(write_only=True)
    data, words = book.create_sheet("数据"), book.create_sheet("字段说明")
    data.append([text_cell(data, head) for head in HEADS])
    for row in rows:
        data.append([workbook_cell(data, value) for value in astuple(row)])
    for _, head, meaning in (("", "字段", "含义"), *OPEN_COLUMNS):
        words.append([text_cell(words, head), text_cell(words, meaning)])
    target = io.BytesIO()
    book.save(target)
    return with_dates(target.getvalue(), stamp)


def workbook_cell(sheet: WriteOnlyWorksheet, value: OpenCell) -> OpenCell | Cell:
    """A number as a number, a text as a text that is never computed."""
    return text_cell(sheet, value) if isinstance(value, str) else value


def text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """A cell that holds this text and nothing else."""
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    return cell


def open_json(year: int, rows: Iterable[OpenRow]) -> bytes:
    """The dictionary and the rows; numbers as texts."""
    dictionary = [{"key": key, "name": head, "meaning": meaning} for key, head, meaning in OPEN_COLUMNS]
    document = {"year": year, "dictionary": dictionary, "rows": [row_in_json(row) for row in rows]}
    return json.dumps(document, ensure_ascii=False, indent=0).encode()
