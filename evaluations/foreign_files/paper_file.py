"""A whole report from outside, of any kind that people keep one in, as blocks. Runs in the child.

What it is the first bytes say, never the name.
"""

import re
import zipfile
from io import BytesIO

from evaluations.foreign_files.file_refusals import ZIP_FIRST_BYTES, ForeignFileRefused
from evaluations.foreign_files.paper_refusals import (
    PAPER_KINDS,
    PASTE_INSTEAD,
    SAVE_AS_DOCX,
    WORKBOOK_INSTEAD,
    refuse_paper,
)
from evaluations.foreign_files.paper_text import text_blocks
from evaluations.foreign_files.paper_web import web_page_blocks
from evaluations.foreign_files.paper_word import word_blocks
from evaluations.foreign_files.text_table import decoded_text
from evaluations.papers.paper_blocks import RawBlock

MOST_PAPER_CHARACTERS, MOST_PARAGRAPHS, MOST_TABLE_ROWS = 200_000, 4_000, 1_500
WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|p)\b", re.IGNORECASE)
CHARSET = re.compile(rb"""charset=["']?\s*(utf-?8|gb2312|gbk|gb18030)""", re.IGNORECASE)
HEAD = 4096
PICTURES_TO_TEXT = "图片里的文字读不出来。请选没有扫描的 Word 文件；只有扫描件的，先用文字识别转成文字，核对后再选。"
PICTURES_NOT_READ = "文件里有 {count} 张图片，图片里的文字和表格没有读取"


def read_paper_file(asked: None, content: bytes) -> dict[str, object]:
    """{"blocks": …, "remarks": …}; raises ForeignFileRefused."""
    refuse_paper(content)
    if content.startswith(ZIP_FIRST_BYTES):
        blocks, remarks = read_word(content)
    else:
        text, remarks = page_or_text(content), []
        blocks = web_page_blocks(text) if WEB_PAGE.search(text[:HEAD]) else text_blocks(text)
    refuse_no_text(blocks, remarks)
    refuse_too_much(blocks)
    return {"blocks": blocks, "remarks": remarks}


def refuse_no_text(blocks: list[RawBlock], pictures: list[str]) -> None:
    """Raise ForeignFileRefused for an empty paper, and for one whose pages are pictures: nothing would be found in it,
    which looks like a report without faults."""
    if any(map(has_words, blocks)):
        return
    if pictures:
        raise ForeignFileRefused("文件里只有图片，没有文字", PICTURES_TO_TEXT, PAPER_KINDS)
    raise ForeignFileRefused("文件里没有文字", "请确认选对了文件。", PAPER_KINDS)


def refuse_too_much(blocks: list[RawBlock]) -> None:
    """Raise ForeignFileRefused for what is ten times more than the longest report."""
    lines = sum(isinstance(block, str) for block in blocks)
    rows = sum(len(block) for block in blocks if not isinstance(block, str))
    for count, most, what in (
        (sum(map(characters, blocks)), MOST_PAPER_CHARACTERS, "个字"),
        (lines, MOST_PARAGRAPHS, "个段落"),
        (rows, MOST_TABLE_ROWS, "行表格"),
    ):
        if count > most:
            read = f"文件里有 {count} {what}，最多 {most} {what}，不像一篇报告"
            raise ForeignFileRefused(read, "请一篇报告一个文件，删去别的表格。", PAPER_KINDS)


def read_word(content: bytes) -> tuple[list[RawBlock], list[str]]:
    """Blocks of a .docx, and how many pictures it holds."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
        if "xl/workbook.xml" in names:
            raise ForeignFileRefused("这是 Excel 工作簿，不是一篇报告", WORKBOOK_INSTEAD, PAPER_KINDS)
        if "word/document.xml" not in names:
            raise ForeignFileRefused("这不是 Word 文档（是别的压缩文件）", "请确认选对了文件。", PAPER_KINDS)
        pictures = sum(name.startswith("word/media/") for name in names)
        remarks = [PICTURES_NOT_READ.format(count=pictures)] if pictures else []
        return word_blocks(content), remarks
    except (ForeignFileRefused, MemoryError):
        raise
    except Exception as error:  # zipfile and lxml raise a dozen kinds for a broken file
        raise ForeignFileRefused("文件已损坏或没有下载完整，无法打开", SAVE_AS_DOCX, PAPER_KINDS) from error


def page_or_text(content: bytes) -> str:
    """The text of a page or text file, in the encoding that it names or that fits."""
    named = CHARSET.search(content[:HEAD])
    if named and named[1].lower().startswith(b"gb"):
        return content.decode("gb18030", errors="replace")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return decoded_text(content)
    except ForeignFileRefused:
        raise ForeignFileRefused(
            "这不是文字文件，也不是 Word 文档", SAVE_AS_DOCX + PASTE_INSTEAD, PAPER_KINDS
        ) from None


def has_words(block: RawBlock) -> bool:
    """Whether a block is more than breaks: a scan is pictures and the breaks between their pages."""
    cells = [block] if isinstance(block, str) else [cell for row in block for cell in row]
    return any(cell.strip() for cell in cells)


def characters(block: RawBlock) -> int:
    """How long a block is."""
    return len(block) if isinstance(block, str) else sum(len(cell) for row in block for cell in row)
