"""The one table of type: which role has which face, size, line and place on the page. GB/T 9704-2012, 5.2 and 7.

The print style sheet and the Word copy are both made from it: 156 × 225 mm of type, 22 lines of 28 characters.
"""

from dataclasses import dataclass
from typing import Literal

# Millimetres of the upright sheet; those of a lying one are turned with it.
TOP_MARGIN, RIGHT_MARGIN, BOTTOM_MARGIN, LEFT_MARGIN = 37.0, 26.0, 35.0, 28.0
SHEET_MARGINS = (TOP_MARGIN, RIGHT_MARGIN, BOTTOM_MARGIN, LEFT_MARGIN)
LYING_MARGINS = (LEFT_MARGIN, TOP_MARGIN, RIGHT_MARGIN, BOTTOM_MARGIN)
NUMBER_BELOW = 7.0  # millimetres from the type to the page number, GB/T 9704-2012, 7.5
BODY_POINTS, BODY_LINE = 15.79, 10.22  # 3号 as 156 mm / 28 in points; 225 mm / 22
LATIN_FACE = "Times New Roman"


@dataclass(frozen=True)
class TypeFace:
    """A face by what Word calls it, and by the families that the printer tries, those that a county owns first."""

    word: str
    families: str


SMALL_TITLE = TypeFace(
    "方正小标宋简体", '"FZXiaoBiaoSong-B05S", "方正小标宋简体", "FandolSong", "Noto Serif CJK SC", serif'
)
HEI = TypeFace("黑体", '"SimHei", "FandolHei", "Noto Sans CJK SC", sans-serif')
KAI = TypeFace("楷体", '"KaiTi", "楷体_GB2312", "FandolKai", "LXGW WenKai", "Noto Sans CJK SC", sans-serif')
FANG = TypeFace("仿宋", '"FangSong", "仿宋_GB2312", "FandolFang", "Noto Serif CJK SC", serif')
SONG_FACE = TypeFace("宋体", '"SimSun", "FandolSong", "Noto Serif CJK SC", serif')
Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class TypeRole:
    """How one kind of line is set: points, millimetres from line to line (0: as the face has it), characters of indent."""

    selector: str
    word_style: str
    face: TypeFace
    size: float = BODY_POINTS
    line: float = BODY_LINE
    align: Align = "left"
    indent: int = 0
    bold: bool = False  # on the page: the printer's 小标宋 and 黑体 are the bold files of their families


TYPE_ROLES = (
    TypeRole("p", "正文段落", FANG, align="justify", indent=2),
    TypeRole(".report-title", "报告标题", SMALL_TITLE, 22, BODY_LINE * 1.25, "center", bold=True),
    TypeRole("h2", "Heading 1", HEI, indent=2, bold=True),
    TypeRole("h3", "Heading 2", KAI, indent=2),
    TypeRole(".annex-title", "附件标题", SMALL_TITLE, 18, 11, "center", bold=True),
    TypeRole(".annex > .annex-number", "附件序号", HEI, bold=True),
    TypeRole(".table-note, .annex > .table-note", "表注", FANG, 10.5, 6, "right"),
    TypeRole("table", "表格文字", SONG_FACE, 10.5, 4.94),
)
LEAD_FACE, NUMBER_FACE, NUMBER_SIZE = KAI, SONG_FACE, 14


def type_rules() -> str:
    """The table as rules of a style sheet."""
    page, lying = (
        f"{name} {{ margin: {' '.join(f'{side:g}mm' for side in sides)} }}"
        for name, sides in (("@page", SHEET_MARGINS), ("@page landscape", LYING_MARGINS))
    )
    lead = f".lead {{ font-family: {LEAD_FACE.families}; font-weight: normal }}"
    return "\n".join((page, lying, *(role_rule(role) for role in TYPE_ROLES), lead, *number_rules()))


def role_rule(role: TypeRole) -> str:
    """One role as a rule."""
    weight = "bold" if role.bold else "normal"
    font = f"font: {weight} {role.size:g}pt/{role.line:g}mm {role.face.families}"
    return f"{role.selector} {{ {font}; text-align: {role.align}; text-indent: {role.indent}em }}"


def number_rules() -> tuple[str, str]:
    """The page number: one character in from the outer edge, right of odd pages and left of even ones."""
    font = f'content: "— " counter(page) " —"; font: {NUMBER_SIZE}pt {NUMBER_FACE.families}; vertical-align: top'
    below = f"padding: {NUMBER_BELOW:g}mm"
    return (
        f"@page :right {{ @bottom-right {{ {font}; {below} {NUMBER_SIZE}pt 0 0 }} }}",
        f"@page :left {{ @bottom-left {{ {font}; {below} 0 0 {NUMBER_SIZE}pt }} }}",
    )
