"""A composed report as a Word document: the same blocks as the page and the PDF, in the fonts of official papers.

word_frame.py makes page, styles, header and footer; title, lead, chapters and annexes follow, block by block.
"""

import datetime
import io

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph as Line

from evaluations.report.blocks import Annex, Block, Heading, Report, TableBlock
from evaluations.report.signature import FROM_EDGE, SignatureLine, name_lines, signature_lines
from evaluations.report.type_roles import BODY_LINE, BODY_POINTS, LEAD_FACE, LYING_MARGINS, SHEET_MARGINS
from evaluations.report.word_frame import A4_SIZE, framed_paper
from evaluations.report.word_tables import add_table

BELOW_TITLE = 15.33  # millimetres, as print.css has it
DRAFT_MARK = "草稿：未经审核，不是公开文本"


def as_word(report: Report, signed_on: datetime.date | None = None) -> bytes:
    """The .docx of a report, signed with its date once it has one; a draft says so in the header of every page."""
    document = framed_paper(DRAFT_MARK if report.meta.draft else "")
    document.core_properties.title = report.meta.title
    document.core_properties.author = document.core_properties.last_modified_by = report.meta.department
    document.core_properties.comments, document.core_properties.language = "", "zh-CN"
    for line in report.title_lines:
        document.add_paragraph(line, style="报告标题")
    document.paragraphs[-1].paragraph_format.space_after = Mm(BELOW_TITLE)
    if report.addressee:
        document.add_paragraph(report.addressee, style="正文段落").paragraph_format.first_line_indent = Cm(0)
    document.add_paragraph(report.lead, style="正文段落")
    for block in report.blocks:
        add_block(document, block)
    add_annex_list(document, report)
    add_signature(document, report.meta.department, signed_on)
    for annex in report.annexes:
        add_annex(document, annex)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def add_block(document: Document, block: Block) -> None:
    """One heading, paragraph or table."""
    if isinstance(block, Heading):
        heading = document.add_paragraph(block.text, style=f"Heading {block.level}")
        heading.paragraph_format.page_break_before = block.turned or None  # None: as the style has it
    elif isinstance(block, TableBlock):
        if block.note:
            document.add_paragraph(block.note, style="表注")
        add_table(document, block, width(document.sections[-1]))
        if not block.continued:  # Word shows two tables with nothing between them as one
            document.add_paragraph(style="表后")
    else:
        add_paragraph(document, block.lead, block.text)


def add_paragraph(document: Document, lead: str, text: str) -> Line:
    """One paragraph with its emphasised beginning."""
    line = document.add_paragraph(style="正文段落")
    if lead:
        fonts = line.add_run(lead)._r.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), LEAD_FACE.word)
    line.add_run(text)
    return line


def add_annex_list(document: Document, report: Report) -> None:
    """附件: which follow. The line above stays with them, so that who signs never stands on a page without text."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    for place, annex in enumerate(report.annexes):
        number = f"{annex.number}. " if len(report.annexes) > 1 else ""
        line = document.add_paragraph(f"{'附件：' if place == 0 else '　　　'}{number}{annex.title}", style="正文段落")
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        line.paragraph_format.space_before = Mm(0 if place else BODY_LINE)
        line.paragraph_format.keep_with_next = True  # never apart from who signs


def add_signature(document: Document, department: str, signed_on: datetime.date | None) -> None:
    """By whom the report is, and of which day, where the standard has them."""
    signed = (
        signature_lines(department, signed_on)
        if signed_on
        else (SignatureLine("\n".join(name_lines(department)), FROM_EDGE),)
    )
    for place, one in enumerate(signed):
        line = document.add_paragraph(one.text, style="正文段落")
        line.alignment, form = WD_ALIGN_PARAGRAPH.RIGHT, line.paragraph_format
        form.first_line_indent, form.right_indent = Pt(0), Pt(one.room * BODY_POINTS)
        form.space_before = Mm(0 if place else BODY_LINE)
        form.keep_with_next = place < len(signed) - 1


def add_annex(document: Document, annex: Annex) -> None:
    """An annex on pages of its own, lying where its table is wide."""
    turn(document.add_section(WD_SECTION.NEW_PAGE), annex.landscape)
    document.add_paragraph(annex.heading, style="附件序号")
    document.add_paragraph(annex.title, style="附件标题")
    for block in annex.blocks:
        add_block(document, block)


def turn(section: Section, landscape: bool) -> None:
    """Upright or lying A4; the margins turn with the sheet."""
    short, long = A4_SIZE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(long), Mm(short)) if landscape else (Mm(short), Mm(long))
    sides = LYING_MARGINS if landscape else SHEET_MARGINS
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, sides)


def width(section: Section) -> float:
    """Centimetres between the margins."""
    assert section.page_width is not None  # `turn` or `set_page` has set it
    _, right, _, left = LYING_MARGINS if section.orientation == WD_ORIENT.LANDSCAPE else SHEET_MARGINS
    return section.page_width.cm - (left + right) / 10
