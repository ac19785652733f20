"""Two invented workbooks in the layouts of public tables and of the software's export, as rows (tests/data), and altered.

The first is in 万元, the second in 元; the first has hidden rows, a list of contents, an empty sheet and a hidden draft.
"""

import io
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import xlwt
from openpyxl import Workbook
from openpyxl.utils import range_boundaries

from evaluations.final_accounts.account_cells import AccountSheet, MergedArea
from evaluations.final_accounts.accounts_json import accounts_as_json
from evaluations.final_accounts.accounts_reading import AccountsReading, read_accounts
from evaluations.final_accounts.sheet_account import AccountFile
from evaluations.language.rounding import half_up
from evaluations.schemes.accounts_wanted import accounts_wanted
from evaluations.schemes.loading import load_scheme
from tests.final_accounts.small_accounts import OWNER, Row, sheet

GIVEN = Path(__file__).resolve().parents[1] / "data" / "accounts" / "forestry-2024.json"
PUBLIC, EXPORT = "决算公开表.xlsx", "财决导出.xls"
NOT_AMOUNTS = ("行次", "编码")
Rows = Sequence[Row]


@cache
def given() -> dict[str, Any]:
    """books: the two files; figures: what a form is to find in both, as [value, cells, certain]."""
    return json.loads(GIVEN.read_text())


def book_of(file: str) -> list[dict[str, Any]]:
    """The sheets of one book as the data have them."""
    (book,) = (one for one in given()["books"] if one["file"] == file)
    return book["sheets"]


def book_sheets(
    file: str, alter: Callable[[str, Rows], Rows] = lambda _, rows: rows, down: int = 0, right: int = 0
) -> list[AccountSheet]:
    """The sheets of one book; `alter` gets name and rows; everything below the unit moved down, all of it to the right."""
    return [moved_sheet(file, one, alter(one["name"], one["rows"]), down, right) for one in book_of(file)]


def moved_sheet(file: str, one: dict[str, Any], rows: Rows, down: int, right: int) -> AccountSheet:
    """One sheet of the data as the reader gets it."""
    head, body = rows[:3], rows[3:]
    moved = [[None] * right + list(row) for row in (*head, *([[]] * down), *body)]
    areas = [
        MergedArea(left + right, top + down * (top > 3), last + right, bottom + down * (bottom > 3))
        for left, top, last, bottom in map(range_boundaries, one.get("merged", ()))
    ]
    unseen = frozenset(row + down for row in one.get("hidden_rows", ()))
    return sheet(one["name"], moved, file, merged=areas, hidden=one.get("hidden", False), hidden_rows=unseen)


def in_wan(rows: Rows) -> Rows:
    """The sheet in 万元 in place of 元, rounded cell by cell as published tables are; what counts rows or codes stays."""
    said = [str(cell) for row in rows for cell in row]
    if not any("金额单位：元" in one for one in said) or any("编制人数" in one for one in said):
        return rows
    counts = {n for row in rows[:6] for n, cell in enumerate(row) if str(cell).endswith(NOT_AMOUNTS)}
    return [[told_in_wan(cell, n in counts) for n, cell in enumerate(row)] for row in rows]


def told_in_wan(cell: Any, counts: bool) -> Any:
    if isinstance(cell, str):
        return cell.replace("金额单位：元", "金额单位：万元")
    return cell if cell is None or counts else float(half_up(Decimal(str(cell)) / 10_000, 2))


def said_anew(old: str, new: str) -> Callable[[str, Rows], Rows]:
    """Another word in every cell."""
    return lambda _, rows: [[cell.replace(old, new) if isinstance(cell, str) else cell for cell in row] for row in rows]


def read_books(form: str, *books: Sequence[AccountSheet], year: int | None = 2024) -> AccountsReading:
    """Books read for a shipped form."""
    files = [AccountFile(sheets[0].file, sheets) for sheets in books]
    return read_accounts(files, accounts_wanted(load_scheme(form), year, [OWNER]))


def found_figures(reading: AccountsReading) -> dict[str, list[Any]]:
    """Figure → [value, cells, certain], as the data say what is wanted."""
    return {
        name: [one["value"], one["source"]["formula"], one["certain"]]
        for name, one in accounts_as_json(reading)["figures"].items()
    }


def as_xlsx(file: str) -> bytes:
    """A book as a real .xlsx."""
    made, out = Workbook(), io.BytesIO()
    made.remove(made.active)
    for one in book_of(file):
        page = made.create_sheet(one["name"])
        page.sheet_state = "hidden" if one.get("hidden") else "visible"
        for row in one["rows"]:
            page.append(row)
        for area in one.get("merged", ()):
            page.merge_cells(area)
        for row in one.get("hidden_rows", ()):
            page.row_dimensions[row].hidden = True
    made.save(out)
    return out.getvalue()


def as_xls(file: str) -> bytes:
    """A book as a real .xls; xlwt writes the words of a merged area with the area."""
    made, out = xlwt.Workbook(), io.BytesIO()
    for one in book_of(file):
        page = made.add_sheet(one["name"])
        areas = {(top, left): (bottom, last) for left, top, last, bottom in map(range_boundaries, one["merged"])}
        for r, row in enumerate(one["rows"], 1):
            for c, value in enumerate(row, 1):
                bottom, last = areas.get((r, c), (r, c))
                if value is not None:
                    page.write_merge(r - 1, bottom - 1, c - 1, last - 1, value)
    made.save(out)
    return out.getvalue()
