"""Lists of an upload: rows in the order of the sheet, the empty ones left out, children under their projects."""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import count

from evaluations.filing.section.parts.base import anything_typed
from evaluations.filing.workbook.plan.layout import WorkbookSheet
from evaluations.filing.workbook.plan.list_sheets import NUMBER_COLUMN, OWNER_COLUMN, ROW_CODE
from evaluations.filing.workbook.plan.template import UNREAD_CODE
from evaluations.filing.workbook.read.faults import InputSpot, WorkbookFault, workbook_address
from evaluations.filing.workbook.read.pages import UploadedPage, WorkbookReading
from evaluations.filing.workbook.read.values import RawCell, folded_words
from evaluations.language.character_table import number_seen

SERIAL = re.compile(r"(?:第|项目|序号|no\.?)?0*([1-9][0-9]{0,4})(?:[、.,)号个项]|个?项目)?")


def read_list(
    sheet: WorkbookSheet,
    page: UploadedPage,
    columns: Mapping[str, int],
    reading: WorkbookReading,
    numbers: dict[str, list[str]],
) -> None:
    """Read the rows of a list. `numbers` hands the 序号 of each project on to its items and targets."""
    kept = [
        row for row, code in sorted(page.rows.items()) if code != UNREAD_CODE and row_filled(sheet, page, row, columns)
    ]
    for row in kept:
        code = page.rows[row]
        if code not in ("", ROW_CODE):
            words = f"第 {row} 行的行代码“{code[:40]}”不是这张表的。请删去这一行，把数据填到空行里。"
            reading.faults.append(WorkbookFault(page.title, workbook_address(row, 2), "", code[:40], words))
    if sheet.owner:
        read_children(sheet, page, columns, reading, kept, numbers.get(sheet.owner, []))
        return
    written = [serial_number(page, row, columns.get(NUMBER_COLUMN, 0)) for row in kept]
    numbers[sheet.rows] = with_implied_numbers(written)
    reading.faults += doubled(sheet, page, kept, written)
    for place, row in enumerate(kept):
        read_row(sheet, page, columns, reading, row, f"{sheet.rows}-{place}", f"{sheet.noun}{place + 1}")


def row_filled(sheet: WorkbookSheet, page: UploadedPage, row: int, columns: Mapping[str, int]) -> bool:
    """Whether anything is typed in a row besides what every row has."""
    texts = {
        column.entry.name: cell.text + cell.kind.replace("s", "")
        for column in sheet.columns
        if column.entry and column.code != OWNER_COLUMN and (cell := page.cells.get((row, columns[column.code])))
    }
    return anything_typed(texts)


def serial_number(page: UploadedPage, row: int, column: int) -> str:
    """The 序号 of a row as text, whichever way it is written: 1, 1、, ①, 项目1, 第1个."""
    text = folded_words(page.cells.get((row, column), RawCell()).text).removesuffix(".0")
    # ① numbers a row, though it is no digit of an amount.
    seen = number_seen(text) if len(text) == 1 else None
    match = SERIAL.fullmatch(f"{seen:g}" if seen else text)
    return match[1] if match else text


def with_implied_numbers(written: list[str]) -> list[str]:
    """A row without 序号 has the one that follows on the row above, or the first that is free: its details name it so."""
    found: list[str] = []
    for number in written:
        before = int(found[-1]) if found and found[-1].isascii() and found[-1].isdigit() else 0
        free = (str(one) for one in count(before + 1) if str(one) not in written and str(one) not in found)
        found.append(number or next(free))
    return found


def doubled(sheet: WorkbookSheet, page: UploadedPage, rows: list[int], numbers: list[str]) -> list[WorkbookFault]:
    """Rows that were copied with their number: nobody knows which of them an item belongs to."""
    counts = Counter(number for number in numbers if number)
    return [
        WorkbookFault(
            page.title, workbook_address(row, 2), sheet.noun, number, f"序号 {number} 重复了。请改成没有用过的序号。"
        )
        for row, number in zip(rows, numbers, strict=True)
        if counts[number] > 1
    ]


def read_children(
    sheet: WorkbookSheet,
    page: UploadedPage,
    columns: Mapping[str, int],
    reading: WorkbookReading,
    rows: list[int],
    owners: list[str],
) -> None:
    """Items and targets, each under the project whose number stands in its first column."""
    counts: Counter[int] = Counter()
    doubted = any(owners.count(number) > 1 for number in owners if number)
    for row in rows:
        number = serial_number(page, row, columns[OWNER_COLUMN])
        if doubted:  # a number stands there twice, which is said at the projects
            continue
        if number not in owners or not number:
            read = page.cells.get((row, columns[OWNER_COLUMN]), RawCell()).text[:40]
            words = (
                f"读到“{read}”，应为项目表中一个已填项目的序号{offered_numbers(owners)}。请填写这一行属于第几个项目。"
            )
            reading.faults.append(
                InputSpot(page.title, workbook_address(row, columns[OWNER_COLUMN]), "所属项目序号", read).fault(words)
            )
            continue
        owner = owners.index(number)
        place = counts[owner]
        counts[owner] += 1
        prefix = f"{sheet.owner}-{owner}-{sheet.rows}-{place}"
        read_row(sheet, page, columns, reading, row, prefix, f"项目{owner + 1}{sheet.noun}{place + 1}")


def offered_numbers(owners: list[str]) -> str:
    """The numbers there are, in brackets."""
    known = [number for number in owners if number]
    return f"（{'、'.join(known[:8])}{'……' if len(known) > 8 else ''}）" if known else "（现在还没有项目）"


def read_row(
    sheet: WorkbookSheet,
    page: UploadedPage,
    columns: Mapping[str, int],
    reading: WorkbookReading,
    row: int,
    prefix: str,
    label: str,
) -> None:
    """One row of a list as inputs `prefix-field`."""
    for column in sheet.columns:
        if column.entry and column.code != OWNER_COLUMN:
            place = (row, columns[column.code])
            raw = page.cells.get(place, RawCell())
            spot = InputSpot(page.title, workbook_address(*place), f"{label} {column.label}", raw.short)
            reading.take(sheet.section, f"{prefix}-{column.entry.name}", spot, raw, column.entry)
