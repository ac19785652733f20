"""An order (JSON) on standard input, PDF on standard output: `python -m evaluations.publication.printing.printer`.

A process of its own, without Django, database or secrets, under limits of memory and processor time, so
that no report can hurt the worker. The last line of standard error is JSON: {"pages": 16} and exit 0, or
{"refused": "…"} (in Chinese, for people) and exit 3.
"""

import json
import logging
import re
import resource
import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from evaluations.publication.printing.archival import ARCHIVAL_VARIANT, archived_pdf
from evaluations.publication.printing.fetching import AssetFetcher
from evaluations.publication.printing.justify import install_justification
from evaluations.publication.printing.printer_order import PaperAttachment, order_from_json
from evaluations.publication.printing.refusal import REFUSED_EXIT, GlyphsLacking, PrinterRefused

MEMORY_BYTES = 1536 * 1024 * 1024
PROCESSOR_SECONDS = 120
STYLE_SHEET = Path(__file__).with_name("print.css")
MISSING_GLYPH = re.compile(r'\.notdef glyph rendered .*"(.+)" \(U\+', re.DOTALL)


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


def print_pdf(html: str, attachments: tuple[PaperAttachment, ...] = ()) -> tuple[bytes, int]:
    """Lay out and return (PDF, number of pages). Raises PrinterRefused."""
    if not subsetting_available():
        raise PrinterRefused("没有安装 libharfbuzz-subset0，不能生成 PDF。请系统管理员安装后重试。")
    install_justification()
    fetcher, fonts, glyphs = AssetFetcher(), FontConfiguration(), MissingGlyphs()
    logging.getLogger("weasyprint").addHandler(glyphs)
    style = CSS(string=STYLE_SHEET.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=fetcher)
    try:
        document = HTML(string=html, url_fetcher=fetcher).render(
            stylesheets=[style], font_config=fonts, pdf_variant=ARCHIVAL_VARIANT
        )
        pdf = archived_pdf(document, attachments)
    except FatalURLFetchingError as error:
        raise PrinterRefused(f"报告中有不允许载入的外部内容（{error}），已拒绝生成。") from None
    if glyphs.characters:
        raise GlyphsLacking(missing_glyphs_message(list(glyphs.characters)))
    return pdf, len(document.pages)


def missing_glyphs_message(characters: list[str]) -> str:
    """The sentence that names characters without a glyph."""
    named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in characters[:20])
    return f"字体中没有这些字符：{named}。请单位更正报告，换用其他字；或请系统管理员安装含有这些字的字体。"


def main() -> int:
    """Print one report."""
    limit_process()
    # WeasyPrint warns about itself; what matters is collected above.
    logging.getLogger("weasyprint").propagate = False
    try:
        pdf, pages = print_pdf(*order_from_json(sys.stdin.buffer.read()))
    except PrinterRefused as refusal:
        sys.stderr.write("\n" + json.dumps({"refused": str(refusal), "glyphs": isinstance(refusal, GlyphsLacking)}))
        return REFUSED_EXIT
    sys.stdout.buffer.write(pdf)
    sys.stderr.write("\n" + json.dumps({"pages": pages}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
