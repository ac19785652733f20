"""A composed report as a Word document: the same blocks as the page and the PDF, in the fonts of official papers.

word_frame.py makes page, styles, header and footer; title, lead, chapters and annexes follow, block by block.
"""

import io

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Cm
from docx.text.paragraph import Paragraph as Line

from evaluations.report.blocks import Annex, Block, Heading, Report, TableBlock
from evaluations.report.word_frame import A4_SIZE, PAGE_MARGIN, framed_paper
from evaluations.report.word_tables import add_table

DRAFT_MARK = "草稿：未经审核，不是公开文本"


def as_word(report: Report) -> bytes:
    """The .docx of a report; a draft says so in the header of every page."""
    document = framed_paper(DRAFT_MARK if report.meta.draft else "")
    document.core_properties.title = report.meta.title
    document.core_properties.author = report.meta.department
    for line in report.title_lines:
        document.add_paragraph(line, style="报告标题")
    if report.addressee:
        document.add_paragraph(report.addressee, style="正文段落").paragraph_format.first_line_indent = Cm(0)
    document.add_paragraph(report.lead, style="正文段落")
    for block in report.blocks:
        add_block(document, block)
    add_annex_list(document, report)
    for annex in report.annexes:
        add_annex(document, annex)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def add_block(document: Document, block: Block) -> None:
    """One heading, paragraph or table."""
    if isinstance(block, Heading):
        document.add_paragraph(block.text, style=f"Heading {block.level}")
    elif isinstance(block, TableBlock):
        if block.note:
            document.add_paragraph(block.note, style="表注")
        add_table(document, block, width(document.sections[-1]))
        document.add_paragraph(style="表后")
    else:
        add_paragraph(document, block.lead, block.text)


def add_paragraph(document: Document, lead: str, text: str) -> Line:
    """One paragraph with its emphasised beginning."""
    line = document.add_paragraph(style="正文段落")
    if lead:
        line.add_run(lead).bold = True
    line.add_run(text)
    return line


def add_annex_list(document: Document, report: Report) -> None:
    """附件: which follow, and by whom the report is."""
    for place, annex in enumerate(report.annexes):
        number = f"{annex.number}. " if len(report.annexes) > 1 else ""
        document.add_paragraph(f"{'附件：' if place == 0 else '　　　'}{number}{annex.title}", style="正文段落")
    document.add_paragraph(report.meta.department, style="正文段落").alignment = WD_ALIGN_PARAGRAPH.RIGHT


def add_annex(document: Document, annex: Annex) -> None:
    """An annex on pages of its own, lying where its table is wide."""
    turn(document.add_section(WD_SECTION.NEW_PAGE), annex.landscape)
    document.add_paragraph(f"附件{annex.number}", style="表注").alignment = WD_ALIGN_PARAGRAPH.LEFT
    document.add_paragraph(annex.title, style="附件标题")
    for block in annex.blocks:
        add_block(document, block)


def turn(section: Section, landscape: bool) -> None:
    """Upright or lying A4."""
    short, long = A4_SIZE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(long), Cm(short)) if landscape else (Cm(short), Cm(long))


def width(section: Section) -> float:
    """Centimetres between the margins."""
    assert section.page_width is not None  # `turn` or `set_page` has set it
    return section.page_width.cm - 2 * PAGE_MARGIN
