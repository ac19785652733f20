"""A report as Word or WPS saves it (.docx): paragraphs with their automatic numbers, and tables. Runs in the child.

Read straight from the XML: python-docx gives neither automatic numbers (一、二、 are mostly such) nor what stands in
text boxes, and takes ten times as long to load as most papers take to read.
"""

import zipfile
from collections.abc import Iterator
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


def word_blocks(content: bytes) -> list[RawBlock]:
    """Paragraphs and tables of a .docx in their order. Raises ForeignFileRefused."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise ForeignFileRefused("文件内部的结构不正常", SAVE_AS_DOCX, "由 Word 或 WPS 保存的 .docx 文件")
        names = set(archive.namelist())
        document = part(archive, "word/document.xml")
        numbers = part(archive, "word/numbering.xml") if "word/numbering.xml" in names else None
        styles = part(archive, "word/styles.xml") if "word/styles.xml" in names else None
    body = document.find(f"{WORD}body")
    numbering = WordNumbering(numbers, styles)
    return [] if body is None else list(blocks_below(body, numbering))


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


def blocks_below(element: Element, numbering: WordNumbering) -> Iterator[RawBlock]:
    """Blocks of the body, of a content control, of a revision."""
    for child in element:
        if child.tag in UNSEEN:
            continue
        if child.tag == f"{WORD}p":
            yield numbering.mark_of(child) + paragraph_text(child)
            for box in child.iter(f"{WORD}txbxContent"):
                if not any(one.tag == FALLBACK for one in box.iterancestors()):
                    yield from blocks_below(box, numbering)
        elif child.tag == f"{WORD}tbl":
            yield table_rows(child, numbering)
        else:
            yield from blocks_below(child, numbering)


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
    for row in table.iter(f"{WORD}tr"):
        if next(row.iterancestors(f"{WORD}tbl"), None) is not table:
            continue
        texts: list[str] = []
        for cell in (one for one in row.iter(f"{WORD}tc") if next(one.iterancestors(f"{WORD}tr"), None) is row):
            covered = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            hidden = covered is not None and covered.get(f"{WORD}val") != "restart"
            texts.append("" if hidden else cell_text(cell, numbering))
            texts += [""] * (span_of(cell) - 1)
        rows.append(texts)
    return rows


def cell_text(cell: Element, numbering: WordNumbering) -> str:
    """The paragraphs of a cell, one a line."""
    lines = [numbering.mark_of(one) + paragraph_text(one) for one in cell.iter(f"{WORD}p")]
    return "\n".join(line for line in lines if line.strip())


def span_of(cell: Element) -> int:
    """How many columns a cell covers."""
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    text = span.get(f"{WORD}val", "1") if span is not None else "1"
    return min(max(int(text), 1), MOST_SPAN) if text.isascii() and text.isdecimal() else 1
