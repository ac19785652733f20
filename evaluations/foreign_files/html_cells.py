"""The tables of a web page as one sheet, one below the other, as Excel shows them. Knows no Django; runs in the child."""

from collections.abc import Iterator

from lxml import html
from openpyxl.utils import get_column_letter

from evaluations.foreign_files.child_tasks import ForeignCell, ForeignSheet
from evaluations.foreign_files.reading_limits import LONGEST_CELL_TEXT, ReadingLimits

PAGE_TITLE = "网页"
UNSEEN_ELEMENTS = ("script", "style", "title", "xml")
STRUCK_ELEMENTS = ("s", "strike", "del")
LINE_END = "br"


def html_sheets(text: str, limits: ReadingLimits) -> list[ForeignSheet]:
    """One sheet with the rows of every table that holds no other; raises ForeignFileRefused where it is too large."""
    root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True))
    cells: list[ForeignCell] = []
    merged: list[str] = []
    hidden: list[int] = []
    first = 1
    for table in root.iter("table"):
        if next(table.iter("tr"), None) is None or any(inner is not table for inner in table.iter("table")):
            continue
        first = _read_table(table, first, limits, cells, merged, hidden) + 1
    merged = limits.take_merged(PAGE_TITLE, merged)
    return [ForeignSheet(PAGE_TITLE, "visible", cells, merged, hidden, beyond=limits.left_beyond())]


def _read_table(
    table: html.HtmlElement,
    first: int,
    limits: ReadingLimits,
    cells: list[ForeignCell],
    merged: list[str],
    hidden: list[int],
) -> int:
    """Add the cells of one table that begins in row `first`; returns the row behind its last."""
    taken: dict[int, int] = {}  # column → the last row that a cell from above reaches down to
    row = first - 1
    for row, line in enumerate(table.iter("tr"), first):
        before, column = len(cells), 0
        for one in line.iterchildren("td", "th"):
            column = next(free for free in range(column + 1, column + len(taken) + 2) if taken.get(free, 0) < row)
            across, down = (_span(one, name) for name in ("colspan", "rowspan"))
            last = min(column + across - 1, limits.columns + 1)
            taken |= dict.fromkeys(range(column, last + 1), row + down - 1)
            if across > 1 or down > 1:
                merged.append(f"{get_column_letter(column)}{row}:{get_column_letter(last)}{row + down - 1}")
            words = _words(one)
            if words and limits.take_cell(
                PAGE_TITLE, cell := ForeignCell(row, column, "s", words, False, "", _struck(one))
            ):
                cells.append(cell)
            column = last
        if len(cells) > before and _unseen(line):
            hidden.append(row)
    return row + 1


def _span(cell: html.HtmlElement, name: str) -> int:
    written = cell.get(name, "1").strip()
    return min(max(int(written), 1), 10_000) if written.isascii() and written.isdigit() and len(written) < 6 else 1


def _words(cell: html.HtmlElement) -> str:
    """What a person reads in the cell: blanks joined, a line for each <br>."""
    lines = "".join(_pieces(cell)).split("\0")
    return "\n".join(" ".join(line.split()) for line in lines).strip()[:LONGEST_CELL_TEXT]


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    if element.tag == LINE_END:
        yield "\0"
    elif isinstance(element.tag, str) and element.tag not in UNSEEN_ELEMENTS:
        yield element.text or ""
        for inner in element:
            yield from _pieces(inner)
            yield inner.tail or ""


def _struck(cell: html.HtmlElement) -> bool:
    return any(True for _ in cell.iter(*STRUCK_ELEMENTS)) or "line-through" in cell.get("style", "")


def _unseen(element: html.HtmlElement) -> bool:
    return "display:none" in element.get("style", "").replace(" ", "").lower() or element.get("hidden") is not None
