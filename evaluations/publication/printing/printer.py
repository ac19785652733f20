"""An order (a page and its attachments) in, a PDF out: what a printer's process does, without Django, database or secrets.

warm_parent.py runs it in a child under limits of memory and processor time, so that no report can hurt the worker.
"""

import logging
import re
import resource
from functools import cache
from pathlib import Path

from weasyprint import CSS
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from evaluations.publication.printing.archival import ARCHIVAL_VARIANT, archived_pdf
from evaluations.publication.printing.engine_patches import install_patches
from evaluations.publication.printing.fetching import AssetFetcher
from evaluations.publication.printing.frames import told_answer
from evaluations.publication.printing.justify import install_justification
from evaluations.publication.printing.page_tree import page_tree
from evaluations.publication.printing.printer_order import PaperAttachment, order_from_json
from evaluations.report.type_roles import type_rules

MEMORY_BYTES = 1536 * 1024 * 1024
PROCESSOR_SECONDS = 120
STYLE_SHEET = Path(__file__).with_name("print.css")
MISSING_GLYPH = re.compile(r'\.notdef glyph rendered .*"(.+)" \(U\+', re.DOTALL)


class PrinterRefused(Exception):
    """The report cannot be printed; the text is a Chinese sentence."""


class GlyphsLacking(PrinterRefused):
    """The report has characters that no font of this host draws."""


class MissingGlyphs(logging.Handler):
    """Collects the characters that no installed font has; WeasyPrint only mentions them in its log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the character of a .notdef record."""
        if match := MISSING_GLYPH.search(record.getMessage()):
            self.characters[match[1]] = None


def limit_process() -> None:
    """Let the kernel end a runaway layout instead of the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def subsetting_available() -> bool:
    """Whether HarfBuzz can subset fonts; without it a report takes 20 times as long."""
    return ffi.harfbuzz_subset is not None


@cache
def paper_style() -> CSS:
    """The style sheet, read once in a process. It names no font file, so it belongs to no font configuration."""
    return CSS(string=type_rules() + STYLE_SHEET.read_text(encoding="utf-8"), url_fetcher=AssetFetcher())


def print_pdf(
    html: str, attachments: tuple[PaperAttachment, ...] = (), fonts: FontConfiguration | None = None
) -> tuple[bytes, int]:
    """Lay out and return (PDF, number of pages), with these fonts or those of the host anew. Raises PrinterRefused."""
    if not subsetting_available():
        raise PrinterRefused("没有安装 libharfbuzz-subset0，不能生成 PDF。请系统管理员安装后重试。")
    install_justification()
    install_patches()
    glyphs = MissingGlyphs()
    logging.getLogger("weasyprint").addHandler(glyphs)
    try:
        document = page_tree(html, AssetFetcher()).render(
            stylesheets=[paper_style()], font_config=fonts or FontConfiguration(), pdf_variant=ARCHIVAL_VARIANT
        )
        pdf = archived_pdf(document, attachments)
    except FatalURLFetchingError as error:
        raise PrinterRefused(f"报告中有不允许载入的外部内容（{error}），已拒绝生成。") from None
    finally:
        logging.getLogger("weasyprint").removeHandler(glyphs)
    if glyphs.characters:
        raise GlyphsLacking(missing_glyphs_message(list(glyphs.characters)))
    return pdf, len(document.pages)


def missing_glyphs_message(characters: list[str]) -> str:
    """The sentence that names characters without a glyph."""
    named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in characters[:20])
    return f"字体中没有这些字符：{named}。请单位更正报告，换用其他字；或请系统管理员安装含有这些字的字体。"


def answered_order(order: bytes, fonts: FontConfiguration | None = None) -> bytes:
    """The answer to an order: the PDF with its number of pages, or why there is none."""
    try:
        pdf, pages = print_pdf(*order_from_json(order), fonts)
    except PrinterRefused as refusal:
        return told_answer({"refused": str(refusal), "glyphs": isinstance(refusal, GlyphsLacking)})
    except MemoryError:
        return told_answer({"spent": True})
    return told_answer({"pages": pages}, pdf)
