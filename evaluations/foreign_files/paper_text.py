"""A report as plain text: every line a paragraph, lines with tabs the rows of a table. Runs in the child."""

from collections.abc import Iterable

from evaluations.papers.paper_blocks import RawBlock

LEAST_TABLE_ROWS = 2
LEAST_CELLS = 2


def text_blocks(text: str) -> list[RawBlock]:
    """Paragraphs and tables of a text; a single line with a tab behind its number (一、<tab>…) is a paragraph."""
    blocks: list[RawBlock] = []
    rows: list[list[str]] = []
    for line in text.splitlines():
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) > LEAST_CELLS or (len(cells) == LEAST_CELLS and rows) or is_short_pair(cells):
            rows.append(cells)
            continue
        blocks += table_or_lines(rows)
        rows = []
        blocks.append(line)
    return blocks + list(table_or_lines(rows))


def is_short_pair(cells: list[str]) -> bool:
    """Whether two cells may be a row and no heading behind its number: 编制数<tab>25."""
    return len(cells) == LEAST_CELLS and len(cells[0].strip()) > LEAST_CELLS + 1


def table_or_lines(rows: list[list[str]]) -> Iterable[RawBlock]:
    """Rows that stand together as one table; a row alone is a line."""
    if len(rows) >= LEAST_TABLE_ROWS:
        return [rows]
    return [" ".join(row) for row in rows]
