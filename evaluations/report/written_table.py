"""Tables that people put into a text: rows of cells (language/text_rows.py) as tables of the paper, other lines as they are."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from evaluations.language.table_heads import head_cells, head_lines, is_form, is_number, joined_heads, name_columns
from evaluations.language.text_rows import MOST_COLUMNS, Row, row_runs
from evaluations.report.blocks import Paragraph, ReportCell, ReportColumn, ReportRow, TableBlock
from evaluations.report.sentences import text_paragraphs
from evaluations.report.written_lines import even_rows, title_rows
from evaluations.report.written_records import record_table
from evaluations.report.written_widths import (
    DENSE_ROOM,
    PLAIN_ROOM,
    column_shares,
    columns_of,
    counted_columns,
    needed_room,
)
from evaluations.schemes.report_place import ReportPlace

LABEL = "文中的表"
WORD_COLUMN, NUMBER_COLUMN, RECORDS, HEADS = "written", "counted", "records", "heads"
MOST_JOINED = 12  # lines of a group: a page always holds them


def text_parts(text: str, place: ReportPlace) -> list[Paragraph | TableBlock]:
    """The lines of a text as paragraphs, in order, and each run of rows as a table."""
    parts: list[Paragraph | TableBlock] = []
    for rows, lines in row_runs(text.splitlines()):
        if rows and max(map(len, rows)) <= MOST_COLUMNS:
            parts += titled_table(rows, place)
        else:
            parts += [Paragraph(line, place=place) for line in text_paragraphs("\n".join(lines))]
    return parts


def titled_table(rows: Sequence[Row], place: ReportPlace) -> Iterator[Paragraph | TableBlock]:
    """A table, and above it what its first rows have in one cell."""
    titles = ["".join(row) for row in title_rows(rows)]
    yield from (Paragraph("", lead=title, place=place) for title in titles)
    yield written_table(rows[len(titles) :], titles[0] if titles else LABEL, place)


def written_table(rows: Sequence[Row], label: str, place: ReportPlace) -> TableBlock:
    """A table as it was typed, numbers to the right, every row as wide as the widest: in smaller type where the paper is too
    narrow for it, and row by row where it is too narrow for that."""
    even = even_rows(rows)
    heads = head_lines(even)
    body = even[len(heads) :]
    names, columns = joined_heads(heads) if heads else [""] * len(even[0]), columns_of(body)
    needed = needed_room(columns, names)
    if needed > DENSE_ROOM and not is_form(even):
        told, records = record_table(names, body)
        return TableBlock(RECORDS, label, told, records, place=place)
    counted = counted_columns(columns) if needed <= DENSE_ROOM else [False] * len(names)
    dense = needed > PLAIN_ROOM
    shares = column_shares(columns, names, DENSE_ROOM if dense else PLAIN_ROOM)
    printed = tuple(
        ReportColumn(name, NUMBER_COLUMN if number else WORD_COLUMN, numeric=number, share=share)
        for name, number, share in zip(names, counted, shares, strict=True)
    )
    groups = tuple(row_groups(body, counted, name_columns(body) if is_form(even) else {0}))
    several = head_rows(heads) if len(heads) > 1 else ()
    return TableBlock(WORD_COLUMN, label, printed, groups, place=place, dense=dense, heads=several)


def head_rows(heads: Sequence[Row]) -> tuple[ReportRow, ...]:
    """The lines of a head that has several, with its merged cells."""
    lines = head_cells(heads)
    return tuple(
        ReportRow(tuple(ReportCell(one.text, head=True, rows=one.rows, columns=one.columns) for one in line), HEADS)
        for line in lines
    )


def row_groups(body: Sequence[Row], counted: Sequence[bool], names: Collection[int]) -> Iterator[tuple[ReportRow, ...]]:
    """The lines, each by itself, and those together that one name at the left heads, as its merged cell did."""
    start = 0
    while start < len(body):
        below = takewhile(lambda row: goes_on_with_name(row, counted), body[start + 1 : start + MOST_JOINED])
        joined = 1 + sum(1 for _ in below) if body[start][0] and not counted[0] and body[start][1] else 1
        rows = body[start : start + joined]
        if joined == 1 or (start + joined < len(body) and goes_on_with_name(body[start + joined], counted)):
            joined, rows = 1, body[start : start + 1]
        yield tuple(written_row(row, counted, names, joined, place == 0) for place, row in enumerate(rows))
        start += joined


def goes_on_with_name(row: Row, counted: Sequence[bool]) -> bool:
    """Whether a row has no name of its own at the left, and one beside it."""
    return not row[0] and bool(row[1]) and not counted[1]


def written_row(
    row: Row, counted: Sequence[bool], names: Collection[int], joined: int = 1, first: bool = True
) -> ReportRow:
    """One line; the cells that name it head it, and the first of them all lines of its group."""
    cells = [
        ReportCell(text, numeric=number, head=place in names and not is_number(text) and bool(text))
        for place, (text, number) in enumerate(zip(row, counted, strict=True))
    ]
    if joined > 1:
        cells = [replace(cells[0], rows=joined, joined=True), *cells[1:]] if first else cells[1:]
    return ReportRow(tuple(cells))
