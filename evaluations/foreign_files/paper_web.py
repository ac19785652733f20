"""A report as a web page, or as Word saves one: its paragraphs and tables. Runs in the child."""

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from evaluations.papers.paper_blocks import RawBlock

UNSEEN = frozenset(("script", "style", "head", "noscript", "template", "select", "iframe", "svg", "button"))
BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol section article header footer main center blockquote dd dt dl tr td th br hr "
    "table tbody thead pre form nav aside body html".split()
)
WIDEST_SPAN, MOST_CELL_PARAGRAPHS = 40, 10
DEEPEST = 200


def web_page_blocks(content: str) -> list[RawBlock]:
    """Blocks of a page in their order; a table that only lays out the page (one cell with paragraphs) is no table."""
    page = html.document_fromstring(content, parser=html.HTMLParser(no_network=True, remove_comments=True))
    blocks: list[RawBlock] = []
    gather(page, blocks, 0)
    return blocks


def gather(element: HtmlElement, blocks: list[RawBlock], depth: int) -> None:
    """Add what stands below an element; text in no block of its own is a paragraph, too."""
    line: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in UNSEEN:
            pass
        elif child.tag == "table" and is_data_table(child):
            flush(line, blocks)
            blocks.append(table_rows(child))
        elif child.tag in BLOCKS and depth < DEEPEST:
            flush(line, blocks)
            gather(child, blocks, depth + 1)
        elif holds_block(child) and depth < DEEPEST:
            flush(line, blocks)
            gather(child, blocks, depth + 1)
        else:
            line.append(seen_text(child))
        line.append(child.tail or "")
    flush(line, blocks)


def holds_block(element: HtmlElement) -> bool:
    """Whether a span or the like has paragraphs in it."""
    return any(isinstance(one.tag, str) and one.tag in BLOCKS for one in element.iterdescendants())


def flush(line: list[str], blocks: list[RawBlock]) -> None:
    """Close the paragraph that was gathered."""
    text = " ".join("".join(line).split())
    if text:
        blocks.append(text)
    line.clear()


def seen_text(element: HtmlElement) -> str:
    """The text of an element as people see it."""
    return str(element.text_content())


def is_data_table(table: HtmlElement) -> bool:
    """Whether a table has two rows and columns, and no long texts that a page is laid out with."""
    wide = sum(len(row) > 1 for row in table_rows(table))
    longest = max((len(cell.findall(".//p")) for row in own_rows(table) for cell in cells(row)), default=0)
    return wide > 1 and longest <= MOST_CELL_PARAGRAPHS


def own_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of this table and not of one inside it."""
    return (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)


def cells(row: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def table_rows(table: HtmlElement) -> list[list[str]]:
    """Texts of the cells; a merged cell stands in its first place, the places it covers are blank."""
    found: list[list[str]] = []
    covered: dict[int, int] = {}
    for row in own_rows(table):
        texts: list[str] = []
        covered = {place: left - 1 for place, left in covered.items() if left}
        for cell in cells(row):
            while covered.get(len(texts)):
                texts.append("")
            down, across = span_of(cell, "rowspan"), span_of(cell, "colspan")
            for place in range(len(texts), len(texts) + across):
                covered[place] = down
            texts += [" ".join(seen_text(cell).split()), *[""] * (across - 1)]
        found.append(texts)
    return found


def span_of(cell: HtmlElement, name: str) -> int:
    """How many rows or columns a cell covers."""
    text = cell.get(name, "1")
    return min(max(int(text), 1), WIDEST_SPAN) if text.isascii() and text.isdecimal() else 1
