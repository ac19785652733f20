"""The frame of a report in Word, made by this file so that no binary has to be kept: page, styles, header and footer."""

import io
from functools import cache

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

A4_SIZE = (21.0, 29.7)
PAGE_MARGIN = 2.6
SONG, HEI, LATIN = "宋体", "黑体", "Times New Roman"
INDENT = 32  # two characters of 16 points
RED = RGBColor(0xB3, 0x26, 0x1E)


def framed_paper(mark: str) -> Paper:
    """A paper without text; the mark stands in red on top of every page."""
    paper = Document(io.BytesIO(empty_frame()))
    run = paper.sections[0].header.paragraphs[0].add_run(mark)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(10.5), True, RED
    return paper


@cache
def empty_frame() -> bytes:
    """The frame as a .docx file: to make its styles takes 90 ms, to open it 15."""
    paper = Document()
    set_page(paper)
    styles(paper)
    header(paper)
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def set_page(paper: Paper) -> None:
    """A4 with even margins."""
    section = paper.sections[0]
    section.page_width, section.page_height = (Cm(size) for size in A4_SIZE)
    section.left_margin = section.right_margin = Cm(PAGE_MARGIN)
    section.top_margin = section.bottom_margin = Cm(2.5)


def styles(paper: Paper) -> None:
    """Song for the text and Hei for what heads it, also for the East Asian characters, which Word keeps apart."""
    font(paper.styles["Normal"], SONG, 16)
    add_own_style(paper, "正文段落", SONG, 16, indent=True)
    add_own_style(paper, "报告标题", HEI, 22, align=WD_ALIGN_PARAGRAPH.CENTER)
    add_own_style(paper, "附件标题", HEI, 16, align=WD_ALIGN_PARAGRAPH.CENTER)
    add_own_style(paper, "表注", SONG, 10.5, align=WD_ALIGN_PARAGRAPH.RIGHT)
    add_own_style(paper, "表格文字", SONG, 10.5, spacing=1.0)
    add_own_style(paper, "表后", SONG, 6, spacing=1.0)
    for level in (1, 2):
        heading = paper.styles[f"Heading {level}"]
        font(heading, HEI, 16, bold=False)
        layout(heading, indent=True)
        heading.paragraph_format.keep_with_next = True


def add_own_style(
    paper: Paper,
    name: str,
    face: str,
    size: float,
    *,
    indent: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    spacing: float = 1.5,
) -> None:
    """A paragraph style of ours."""
    style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    font(style, face, size)
    layout(style, indent=indent, align=align, spacing=spacing)


def font(style: ParagraphStyle, face: str, size: float, *, bold: bool = False) -> None:
    """The face for Latin and for East Asian characters, black."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN, Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [key for key in faces.attrib if key.endswith("Theme")]:
        del faces.attrib[name]  # a theme would win over the name
    faces.set(qn("w:eastAsia"), face)


def layout(
    style: ParagraphStyle, *, indent: bool = False, align: WD_ALIGN_PARAGRAPH | None = None, spacing: float = 1.5
) -> None:
    """Indent, alignment and spacing of a style."""
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = spacing
    form.alignment = align
    if indent:
        form.first_line_indent = Pt(INDENT)


def header(paper: Paper) -> None:
    """Room for the mark on the right of every page's top, the page number at its foot."""
    section = paper.sections[0]
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
