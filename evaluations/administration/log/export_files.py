"""The log as a file: CSV or XLSX; no cell of either is ever computed by the program that opens it."""

import csv
import io
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from evaluations.audit.event_sentences import event_sentence
from evaluations.audit.event_words import event_word
from evaluations.audit.events import OUTCOME_REFUSED
from evaluations.audit.object_names import ObjectNames
from evaluations.models import Event

LOG_COLUMNS = ("编号", "时间", "姓名", "单位", "操作", "结果", "地址", "记录")
MOST_EXPORTED = 50_000
ROWS_AT_ONCE = 500
# What makes a spreadsheet program compute a cell, in both widths.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def log_rows(events: QuerySet[Event]) -> Iterator[tuple[str, ...]]:
    """The rows of the file, newest first; objects are named some hundred at a time."""
    numbers = list(events.values_list("pk", flat=True)[:MOST_EXPORTED])
    for begin in range(0, len(numbers), ROWS_AT_ONCE):
        part = list(Event.objects.filter(pk__in=numbers[begin : begin + ROWS_AT_ONCE]).order_by("-pk"))
        names = ObjectNames(part)
        yield from (log_row(event, names) for event in part)


def log_row(event: Event, names: ObjectNames) -> tuple[str, ...]:
    """One event as texts."""
    at = timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S")
    outcome = "未成功" if event.outcome == OUTCOME_REFUSED else "已办成"
    place, word = event.department, event_word(event.action)
    return (str(event.pk), at, event.actor_name, place, word, outcome, event.ip or "", event_sentence(event, names))


def log_csv(rows: Iterator[tuple[str, ...]]) -> bytes:
    """UTF-8 with the mark that Excel needs; a quote stands before what a program would compute."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerows([LOG_COLUMNS, *([harmless_text(cell) for cell in row] for row in rows)])
    return target.getvalue().encode("utf-8-sig")


def log_workbook(rows: Iterator[tuple[str, ...]]) -> bytes:
    """One sheet whose cells are all texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("操作日志")
    for row in (LOG_COLUMNS, *rows):
        sheet.append([_text_cell(sheet, text) for text in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def harmless_text(text: str) -> str:
    """The text, marked as one where a spreadsheet program would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    return cell
