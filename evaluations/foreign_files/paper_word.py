"""A report as Word or WPS saves it (.docx): paragraphs with their automatic numbers, and tables. Runs in the child.

Read straight from the XML: python-docx gives neither automatic numbers (一、二、 are mostly such) nor what stands in
text boxes, and takes ten times as long to load as most papers take to read.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO

from lxml import etree
from lxml.etree import _Element as Element

from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.foreign_files.paper_numbering import WordNumbering
from evaluations.foreign_files.paper_refusals import PAPER_KINDS, SAVE_AS_DOCX
from evaluations.papers.paper_blocks import RawBlock

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MOST_MEMBERS, MOST_PART_BYTES = 3_000, 40 * 1024 * 1024
# Deleted or moved away in a revision, a field's code, the other half of a text box: nobody sees them.
UNSEEN = frozenset((f"{WORD}moveFrom", f"{WORD}instrText", f"{WORD}delText", FALLBACK))
BREAKS = {f"{WORD}tab": " ", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
MOST_SPAN = 60
NOTE_WORDS = {"footnote": "脚注", "endnote": "尾注"}
Notes = Mapping[tuple[str, str | None], str]


def word_blocks(content: bytes) -> list[RawBlock]:
    """Paragraphs and tables of a .docx in their order. Raises ForeignFileRefused."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise ForeignFileRefused("文件内部的结构不正常", SAVE_AS_DOCX, "由 Word 或 WPS 保存的 .docx 文件")
        names = set(archive.namelist())
        document = part(archive, "word/document.xml")
        numbers = part(archive, "word/numbering.xml") if "word/numbering.xml" in names else None
        styles = part(archive, "word/styles.xml") if "word/styles.xml" in names else None
        notes = {name: part(archive, f"word/{name}s.xml") for name in NOTE_WORDS if f"word/{name}s.xml" in names}
    body = document.find(f"{WORD}body")
    numbering = WordNumbering(numbers, styles)
    return [] if body is None else list(blocks_below(body, numbering, notes_by_number(notes)))


def part(archive: zipfile.ZipFile, name: str) -> Element:
    """One part as XML, bounded and without entities."""
    with archive.open(name) as stream:
        content = stream.read(MOST_PART_BYTES + 1)
    if len(content) > MOST_PART_BYTES:
        raise ForeignFileRefused("文件里的文字太多，没有读取", "请删去多余的内容后重新选择。", PAPER_KINDS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    root: Element = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise ForeignFileRefused("文件里有不该有的实体声明，没有打开", SAVE_AS_DOCX, PAPER_KINDS)
    return root


def notes_by_number(parts: Mapping[str, Element]) -> Notes:
    """The texts of footnotes and endnotes, by the tag and the number of what refers to them."""
    return {
        (f"{WORD}{name}Reference", note.get(f"{WORD}id")): lines_of(note.iter(f"{WORD}p"))
        for name, root in parts.items()
        for note in root.iter(f"{WORD}{name}")
    }


def blocks_below(element: Element, numbering: WordNumbering, notes: Notes) -> Iterator[RawBlock]:
    """Blocks of the body, of a content control, of a revision, of a cell that frames some."""
    for child in element:
        if child.tag in UNSEEN:
            continue
        if child.tag == f"{WORD}p":
            yield numbering.mark_of(child) + paragraph_text(child)
            for box in child.iter(f"{WORD}txbxContent"):
                if is_seen(box):
                    yield from blocks_below(box, numbering, notes)
            yield from notes_of(child, notes)
        elif child.tag == f"{WORD}tbl":
            yield from tables_of(child, numbering, notes)
        else:
            yield from blocks_below(child, numbering, notes)


def notes_of(element: Element, notes: Notes) -> Iterator[str]:
    """The notes that a paragraph or a table refers to, each as a paragraph of its own after it."""
    for name, label in NOTE_WORDS.items() if notes else ():
        for one in element.iter(f"{WORD}{name}Reference"):
            text = notes.get((one.tag, one.get(f"{WORD}id")), "").strip()
            if text and is_seen(one):
                yield f"{label}：{text}"


def tables_of(table: Element, numbering: WordNumbering, notes: Notes) -> Iterator[RawBlock]:
    """A table, and those within its cells after it; what stands in the only cell of each row is framed and no table."""
    within = [one for one in table.iter(f"{WORD}tbl") if one is not table and is_seen(one)]
    rows = [[one for one in row.iter(f"{WORD}tc") if nearest(one, "tr") is row] for row in rows_of(table)]
    if within and all(len(cells) == 1 for cells in rows):
        for (cell,) in rows:
            yield from blocks_below(cell, numbering, notes)
        return
    yield table_rows(table, numbering)
    yield from notes_of(table, notes)
    for one in within:
        if nearest(one, "tbl") is table:
            yield from tables_of(one, numbering, {})


def is_seen(element: Element) -> bool:
    """Whether nothing hides what an element stands in."""
    return not any(one.tag in UNSEEN for one in element.iterancestors())


def lines_of(paragraphs: Iterable[Element], mark_of: Callable[[Element], str] = lambda _: "") -> str:
    """Paragraphs, one a line, each behind its mark."""
    lines = (mark_of(one) + paragraph_text(one) for one in paragraphs)
    return "\n".join(line for line in lines if line.strip())


def paragraph_text(element: Element) -> str:
    """What people read in a paragraph, without its text boxes."""
    pieces: list[str] = []
    gather_text(element, pieces)
    return "".join(pieces)


def gather_text(element: Element, pieces: list[str]) -> None:
    """Add the texts of runs, in their order."""
    for child in element:
        if child.tag == f"{WORD}t":
            pieces.append(child.text or "")
        elif child.tag in BREAKS:
            pieces.append(BREAKS[child.tag])
        elif child.tag not in UNSEEN and child.tag != f"{WORD}txbxContent":
            gather_text(child, pieces)


def table_rows(table: Element, numbering: WordNumbering) -> list[list[str]]:
    """Texts of the cells; what a merged cell covers is blank."""
    rows: list[list[str]] = []
    for row in rows_of(table):
        texts: list[str] = []
        for cell in (one for one in row.iter(f"{WORD}tc") if nearest(one, "tr") is row):
            covered = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            hidden = covered is not None and covered.get(f"{WORD}val") != "restart"
            texts.append("" if hidden else cell_text(cell, numbering))
            texts += [""] * (span_of(cell) - 1)
        rows.append(texts)
    return rows


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, without those of tables within it."""
    return (row for row in table.iter(f"{WORD}tr") if nearest(row, "tbl") is table)


def nearest(element: Element, name: str) -> Element | None:
    """What is right around an element, of all that are called so."""
    return next(element.iterancestors(f"{WORD}{name}"), None)


def cell_text(cell: Element, numbering: WordNumbering) -> str:
    """The paragraphs of a cell, one a line, without those of a table within it."""
    plain = next(cell.iter(f"{WORD}tbl", f"{WORD}txbxContent"), None) is None
    own = (one for one in cell.iter(f"{WORD}p") if plain or (nearest(one, "tc") is cell and is_seen(one)))
    return lines_of(own, numbering.mark_of)


def span_of(cell: Element) -> int:
    """How many columns a cell covers."""
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    text = span.get(f"{WORD}val", "1") if span is not None else "1"
    return min(max(int(text), 1), MOST_SPAN) if text.isascii() and text.isdecimal() else 1
