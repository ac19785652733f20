"""Some systems put all tables below each other on one page: each becomes a sheet of its own."""

from dataclasses import replace

from evaluations.final_accounts.account_cells import AccountSheet
from evaluations.final_accounts.sheet_heads import bare_title, table_of_title

LEAST_ROWS, MOST_IN_A_TITLE_ROW = 4, 2


def split_sheets(sheet: AccountSheet) -> list[AccountSheet]:
    """The sheet itself, or one for each table on it."""
    starts = [
        row
        for row, cells in sheet.rows.items()
        if len(cells) <= MOST_IN_A_TITLE_ROW and table_of_title(bare_title(cells[0].text))
    ]
    edges = [*starts[1:], max(sheet.rows, default=0) + 1]
    if len(starts) < 2 or any(after - start < LEAST_ROWS for start, after in zip(starts, edges, strict=True)):
        return [sheet]
    starts[0] = 1
    return [part_of(sheet, start, after) for start, after in zip(starts, edges, strict=True)]


def part_of(sheet: AccountSheet, start: int, after: int) -> AccountSheet:
    """The rows of one table; places stay those of the whole sheet."""
    cells = {place: cell for place, cell in sheet.cells.items() if start <= place[0] < after}
    return replace(sheet, cells=cells, merged=[area for area in sheet.merged if start <= area.top < after])
