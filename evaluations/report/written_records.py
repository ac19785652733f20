"""A table too wide for the paper, told row by row: the row's name, and below it name and value of each of its cells."""

from collections.abc import Iterator, Sequence

from evaluations.language.table_heads import is_number
from evaluations.language.text_rows import Row
from evaluations.report.blocks import ReportCell, ReportColumn, ReportRow
from evaluations.report.page_portions import shown_width
from evaluations.report.written_widths import CELL_MARGINS, PLAIN_ROOM, least_width

MOST_PAIRS = 3  # name and value, side by side
LONGEST_NAME = 6.0  # characters of a name on one line
NAME_COLUMN, VALUE_COLUMN = "told", "value"
RowGroups = tuple[tuple[ReportRow, ...], ...]


def record_table(names: Sequence[str], body: Sequence[Row]) -> tuple[tuple[ReportColumn, ...], RowGroups]:
    """Columns and lines of a table of records."""
    labels = [name or f"第{place}列" for place, name in enumerate(names, 1)]
    pairs = pairs_side_by_side(labels, body)
    columns = (
        ReportColumn("", NAME_COLUMN, share=name_width(labels)),
        ReportColumn("", VALUE_COLUMN, share=value_width(body)),
    )
    groups, named = [], ""
    for number, row in enumerate(body, 1):
        named = row[0] or named
        head = f"{names[0]}：{named}" if names[0] and named else named
        groups.append(tuple(record_lines(number, row, head, labels, pairs)))
    return columns * pairs, tuple(groups)


def pairs_side_by_side(labels: Sequence[str], body: Sequence[Row]) -> int:
    """How many pairs of name and value have room on a line."""
    width = name_width(labels) + value_width(body)
    return max(1, min(MOST_PAIRS, int(PLAIN_ROOM / width)))


def name_width(labels: Sequence[str]) -> float:
    """The room for the name of a column, with its margins."""
    return max(min(LONGEST_NAME, shown_width(label)) for label in labels) + CELL_MARGINS


def value_width(body: Sequence[Row]) -> float:
    """The room for the widest value that is not broken, with its margins."""
    return max(least_width(cell) for row in body for cell in row) + CELL_MARGINS


def record_lines(number: int, row: Row, named: str, labels: Sequence[str], pairs: int) -> Iterator[ReportRow]:
    """The lines of one record."""
    told = 0 if is_number(row[0]) else 1
    title = named if told and named else f"第{number}行"
    yield ReportRow((ReportCell(title, head=True, columns=2 * pairs),), "group")
    cells = [*zip(labels[told:], row[told:], strict=True)]
    for start in range(0, len(cells), pairs):
        line = [one for pair in cells[start : start + pairs] for one in pair_cells(*pair)]
        empty = 2 * pairs - len(line)
        yield ReportRow((*line, *[ReportCell("", columns=empty)] * bool(empty)))


def pair_cells(label: str, text: str) -> tuple[ReportCell, ReportCell]:
    """The name of a column and what the row has there."""
    return ReportCell(label, head=True), ReportCell(text, numeric=is_number(text))
