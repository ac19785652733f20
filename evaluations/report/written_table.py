"""Tables that people put into a text: rows of cells (language/text_rows.py) as tables of the paper, other lines as they are."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from evaluations.language.table_heads import head_lines, is_number, joined_heads
from evaluations.language.text_rows import FEWEST_CELLS, Row, row_runs
from evaluations.report.blocks import Paragraph, ReportCell, ReportColumn, ReportRow, TableBlock
from evaluations.report.page_portions import shown_width
from evaluations.report.sentences import text_paragraphs
from evaluations.schemes.report_place import ReportPlace

NOTHING = ("", "-", "—", "－", "/", "无")
ROOM = 40  # Chinese characters of 9.5 points on a line of the upright page, without the margins of the cells
CELL_MARGINS = 1  # of a character
LABEL = "文中的表"
WORD_COLUMN, NUMBER_COLUMN = "written", "counted"


def text_parts(text: str, place: ReportPlace) -> list[Paragraph | TableBlock]:
    """The lines of a text as paragraphs, in order, and each run of rows as a table."""
    parts: list[Paragraph | TableBlock] = []
    for rows, lines in row_runs(text.splitlines()):
        if rows:
            parts += titled_table(rows, place)
        else:
            parts += [Paragraph(line, place=place) for line in text_paragraphs("\n".join(lines))]
    return parts


def titled_table(rows: Sequence[Row], place: ReportPlace) -> Iterator[Paragraph | TableBlock]:
    """A table, and above it what its first rows have in one cell."""
    titles = ["".join(row) for row in takewhile(is_title, rows)]
    yield from (Paragraph("", lead=title, place=place) for title in titles)
    yield written_table(rows[len(titles) :], titles[0] if titles else LABEL, place)


def is_title(row: Row) -> bool:
    """Whether a row is one cell over all columns."""
    return sum(map(bool, row)) < FEWEST_CELLS


def written_table(rows: Sequence[Row], label: str, place: ReportPlace) -> TableBlock:
    """A table as it was typed: the lines of its head as one, numbers to the right, every row as wide as the widest."""
    width = max(map(len, rows))
    even = [row + ("",) * (width - len(row)) for row in rows]
    heads = head_lines(even)
    body = even[len(heads) :]
    counted = counted_columns(body)
    names = joined_heads(heads) if heads else [""] * width
    columns = tuple(
        ReportColumn(name, NUMBER_COLUMN if number else WORD_COLUMN, numeric=number)
        for name, number in zip(names, counted, strict=True)
    )
    return TableBlock(WORD_COLUMN, label, columns, tuple((written_row(row, counted),) for row in body), place=place)


def counted_columns(body: Sequence[Row]) -> list[bool]:
    """Which columns hold numbers alone, and are so narrow together that none of them is broken."""
    columns = [[cell for cell in column if cell not in NOTHING] for column in zip(*body, strict=True)]
    numbers = [bool(cells) and all(map(is_number, cells)) for cells in columns]
    wide = sum(max(map(shown_width, cells)) for cells, number in zip(columns, numbers, strict=True) if number)
    words = sum(
        max(map(shown_width, cells), default=0) for cells, number in zip(columns, numbers, strict=True) if not number
    )
    fits = wide + min(words, ROOM / 3) + CELL_MARGINS * len(columns) <= ROOM
    return [number and fits for number in numbers]


def written_row(row: Row, counted: Sequence[bool]) -> ReportRow:
    """One line; its first cell heads it unless that is a number."""
    cells = (
        ReportCell(text, numeric=number, head=place == 0 and not number and bool(text))
        for place, (text, number) in enumerate(zip(row, counted, strict=True))
    )
    return ReportRow(tuple(cells))
