"""The frame of a report in Word, made by this file so that no binary has to be kept: page, styles, header and footer.

Faces, sizes, lines and margins are those of type_roles.py, as in print.
"""

import io
from functools import cache

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from evaluations.report.type_roles import (
    BODY_POINTS,
    BOTTOM_MARGIN,
    LATIN_FACE,
    NUMBER_BELOW,
    NUMBER_FACE,
    NUMBER_SIZE,
    SHEET_MARGINS,
    SONG_FACE,
    TYPE_ROLES,
    TypeFace,
    TypeRole,
)

A4_SIZE = (210.0, 297.0)
RED = RGBColor(0xB3, 0x26, 0x1E)
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# What would stand alone at the foot of a page while its table begins on the next.
ABOVE_WHAT_FOLLOWS = ("表注", "附件序号", "附件标题")
AFTER_TABLE = TypeRole("", "表后", SONG_FACE, 6, 3)
TABLE_TEXT = "表格文字"


def framed_paper(mark: str) -> Paper:
    """A paper without text; the mark stands in red on top of every page."""
    paper = Document(io.BytesIO(empty_frame()))
    section = paper.sections[0]
    for head in (section.header, section.even_page_header):
        run = head.paragraphs[0].add_run(mark)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(10.5), True, RED
    return paper


@cache
def empty_frame() -> bytes:
    """The frame as a .docx file: to make its styles takes 90 ms, to open it 15."""
    paper = Document()
    set_page(paper)
    speak_chinese(paper)
    font(paper.styles["Normal"], TYPE_ROLES[0].face, BODY_POINTS)
    for role in (*TYPE_ROLES, AFTER_TABLE):
        add_role(paper, role)
    header_and_number(paper)
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def set_page(paper: Paper) -> None:
    """A4 with the margins of official papers, the page number below the type area."""
    section = paper.sections[0]
    section.page_width, section.page_height = (Mm(size) for size in A4_SIZE)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, SHEET_MARGINS)
    section.footer_distance = Mm(BOTTOM_MARGIN - NUMBER_BELOW - NUMBER_SIZE * 25.4 / 72)
    paper.settings.odd_and_even_pages_header_footer = True


def speak_chinese(paper: Paper) -> None:
    """The language of the text, by which Word breaks lines and checks spelling."""
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def add_role(paper: Paper, role: TypeRole) -> None:
    """The paragraph style of a role: Word's own for headings, so that they can be navigated, ours for the rest."""
    heading = role.word_style.startswith("Heading")
    styles = paper.styles
    style = styles[role.word_style] if heading else styles.add_style(role.word_style, WD_STYLE_TYPE.PARAGRAPH)
    font(style, role.face, role.size)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.alignment = ALIGNMENTS[role.align]
    if role.word_style == TABLE_TEXT:
        form.line_spacing = 1.0  # cells grow with their text
    else:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Mm(role.line)
    if role.indent:
        form.first_line_indent = Pt(role.indent * role.size)
    form.keep_with_next = heading or role.word_style in ABOVE_WHAT_FOLLOWS or None


def font(style: ParagraphStyle, face: TypeFace, size: float) -> None:
    """The face for Latin and for East Asian characters, black."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN_FACE, Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [key for key in faces.attrib if key.endswith("Theme")]:
        del faces.attrib[name]  # a theme would win over the name
    faces.set(qn("w:eastAsia"), face.word)


def header_and_number(paper: Paper) -> None:
    """Room for the mark on top; “— 1 —” at the foot, right of odd pages and left of even ones."""
    section = paper.sections[0]
    for head in (section.header, section.even_page_header):
        head.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    number_line(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    number_line(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def number_line(line: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """The page number between dashes, one character in from the outer edge."""
    line.alignment, form = side, line.paragraph_format
    form.left_indent = form.right_indent = Pt(NUMBER_SIZE)
    number_run(line.add_run("— "))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    inside = number_run(line.add_run("1"))
    field.append(inside._r)
    line._p.append(field)
    number_run(line.add_run(" —"))


def number_run(run: Run) -> Run:
    """The run in the type of page numbers."""
    run.font.size, run.font.name = Pt(NUMBER_SIZE), NUMBER_FACE.word
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), NUMBER_FACE.word)
    return run
