"""Rows of a table inside a text: one line each, ｜ between the cells, as people can see, type and mend them in any input.

Word and Excel put a tab between the cells of what is copied from them. Nobody sees it, nobody can type it, and Word puts the
same tab behind a number that it sets itself: 1、<tab>…. So what stands together as rows gets ｜ once, when it comes in.
"""

import re
from collections.abc import Sequence
from itertools import groupby

CELL_SIGN = "｜"
CELL_SIGNS = re.compile(r"[\t｜|]")
FEWEST_ROWS = FEWEST_CELLS = 2
# Of what is read and printed as a table: thousands of short rows below one of thousands of cells are none.
MOST_COLUMNS = 60
# 1、 （二） 1.2 ① ● 第三条 A.: what a list begins a line with; beside one cell more it is no cell. Word copies the bullets of
# its symbol fonts as l, n, Ø, ü or as private characters.
LIST_MARK = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}是?|[A-Za-z])(?:[.．]\d{1,3})*[)）]?[、.．，,]?"
    r"|[⑴-⒛①-⑳㈠-㈩●•◆■▪➢◇○□※*·√✓Øü§²—-]|[\ue000-\uf8ff]|第[\d一二三四五六七八九十]{1,3}[条章节项]?[、，,]?"
)
CELL_UNITS = "万元|亿元|元|%|％|人|名"
NUMBER_CELL = re.compile(rf"\s*-?\d[\d,]*(?:\.\d+)?\s*(?:(?:{CELL_UNITS})\s*)?")
Row = tuple[str, ...]


def with_row_signs(text: str) -> str:
    """The text with ｜ between the cells of its tables; the tabs of other lines stay as they are."""
    if not CELL_SIGNS.search(text):
        return text
    return "\n".join(
        line for rows, lines in row_runs(text.split("\n")) for line in (map(written_row, rows) if rows else lines)
    )


def written_row(row: Row) -> str:
    """A row as a line of text."""
    return CELL_SIGN.join(row)


def row_runs(lines: Sequence[str]) -> list[tuple[list[Row], list[str]]]:
    """(rows, lines) of what stands together, in order: the rows of one table without those in which nothing stands, or none
    where the lines are prose."""
    cells: list[Row] = []
    for line in lines:
        cells.append(cells_of(line, cells[-1] if cells else ()))
    runs = []
    for of_table, run in groupby(zip(cells, lines, strict=True), key=lambda one: bool(one[0])):
        rows, own = zip(*run, strict=True)
        whole = of_table and sum(sum(map(bool, row)) >= FEWEST_CELLS for row in rows) >= FEWEST_ROWS
        runs.append(([row for row in rows if any(row)] if whole else [], list(own)))
    return runs


def before_rows(text: str) -> tuple[str, str]:
    """The text above its first table, and the rest from there on."""
    above: list[str] = []
    runs = row_runs(text.split("\n"))
    for rows, lines in runs:
        if rows:
            break
        above += lines
    return "\n".join(above), "\n".join(text.split("\n")[len(above) :])


def cells_of(line: str, above: Row = ()) -> Row:
    """The cells of a line; none where it is prose, or one item of a list that has a tab behind its number. A line of signs
    alone is a row below another one, and one cell before a sign, unless it is a sentence, is
    one below a row of two."""
    cells = tuple(cell.strip() for cell in CELL_SIGNS.split(line))
    filled = sum(map(bool, cells))
    if len(cells) < FEWEST_CELLS:
        return ()
    if not filled:
        return cells if above else ()
    if len(cells) == FEWEST_CELLS and filled < FEWEST_CELLS:
        return cells if cells[0] and not cells[0].endswith("。") and len(above) == FEWEST_CELLS else ()
    item = len(cells) == FEWEST_CELLS and LIST_MARK.fullmatch(cells[0])
    return () if item and len(above) != FEWEST_CELLS else cells
