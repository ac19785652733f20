"""What a composed report is made of: plain values that the page, the preview and the PDF show alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from typing import ClassVar

from evaluations.schemes.report_place import ReportPlace

BLANK_CELL_TEXT = "—"  # a cell that should hold a value and does not
MISSING_TEXT = "（未填）"


@dataclass(frozen=True)
class Heading:
    """A numbered heading: level 1 is 一、, level 2 is （一）. `turned`: it begins a page."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int
    anchor: str
    turned: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `lead` is its emphasised beginning (一是…).

    `place` is where a person wrote it, `pieces` a sentence of the form as (text, name of the value it prints or "").
    Neither is printed: the desks find by them what may be said about a paragraph.
    """

    kind: ClassVar[str] = "paragraph"
    text: str
    lead: str = ""
    place: ReportPlace | None = field(default=None, compare=False)
    pieces: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class ReportColumn:
    """A table column: `code` names its width in the style sheets; `share` is its width as against the other columns of a
    table whose widths follow what stands in it, 0 in any other."""

    label: str
    code: str
    numeric: bool = False
    share: float = 0


@dataclass(frozen=True)
class ReportCell:
    """A table cell. `head` cells are row headers, `joined` ones head all lines of their group; `level` indents; `figure`
    is the name of the figure in it, which is not printed; `rounded`: the amount has more decimals than are printed."""

    text: str
    numeric: bool = False
    head: bool = False
    level: int = 0
    rows: int = 1
    columns: int = 1
    joined: bool = False
    figure: str = field(default="", compare=False)
    rounded: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class ReportRow:
    """One line of a table; `style` is group, heads (its head cells head the columns below), total or empty."""

    cells: tuple[ReportCell, ...]
    style: str = ""


@dataclass(frozen=True)
class TableBlock:
    """A table whose groups are never cut by a page break. `label` names it for readers who cannot see it.

    `continued`: the next table stands flush below, as one form. Columns without labels have no head of their own.
    `turned`: it begins on the next page of the print, for its first line would be torn on this one. `whole`: it is so short
    that all of it stands on one page. `place`: where a person wrote it, as of a paragraph. `dense`: it is set in smaller type.
    `heads`: the head where it has several lines; the columns have the words of all of them.
    """

    kind: ClassVar[str] = "table"
    code: str
    label: str
    columns: tuple[ReportColumn, ...]
    groups: tuple[tuple[ReportRow, ...], ...]
    note: str = ""
    continued: bool = False
    turned: bool = False
    whole: bool = False
    place: ReportPlace | None = field(default=None, compare=False)
    dense: bool = False
    heads: tuple[ReportRow, ...] = ()

    @property
    def headed(self) -> bool:
        """Whether a line above all others, said again on every page, names the columns."""
        return any(column.label for column in self.columns)


Block = Heading | Paragraph | TableBlock


@dataclass(frozen=True)
class Annex:
    """附件: its number as printed, its title, and whether it lies across the page."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    # The only one of its paper: 附件 without a number, as the list of them has it.
    alone: bool = False

    @property
    def heading(self) -> str:
        """What is printed above its title."""
        return "附件" if self.alone else f"附件{self.number}"

    @property
    def anchor(self) -> str:
        """Where links to the annex lead."""
        return f"annex-{self.number}"


@dataclass(frozen=True)
class KeyFigure:
    """One number that a reader looks for first."""

    label: str
    value: str


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its value as text and where that stands, and geometry in units of the drawing."""

    label: str
    value: str
    value_x: Decimal
    series: int
    y: int
    width: Decimal

    @property
    def middle(self) -> int:
        """The height of the bar's middle, where its value stands."""
        return self.y + BAR_HEIGHT // 2


BAR_HEIGHT = 16
# Characters that have room beside the bars in the letters of a telephone (static/report/report.css), and the next line.
CAPTION_LENGTH, CAPTION_STEP = 9, 17


@dataclass(frozen=True)
class Chart:
    """Horizontal bars, drawn by templates/report/chart.html, always with the same numbers as a table."""

    code: str
    title: str
    unit: str
    series: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]
    bars: tuple[Bar, ...]
    height: int
    table: TableBlock
    limit_x: Decimal | None = None

    @property
    def hatched(self) -> int:
        """The series drawn hatched, so that two read apart in black and white; none when there is one."""
        return 0 if len(self.series) > 1 else -1

    @property
    def captions(self) -> Iterator[tuple[str, int]]:
        """(text, height) of each line beside the bars: a long label stands in several, around its own height."""
        for label, y in self.groups:
            lines = caption_lines(label)
            first = y - CAPTION_STEP * (len(lines) - 1) // 2
            yield from ((line, first + CAPTION_STEP * index) for index, line in enumerate(lines))

    @property
    def top(self) -> int:
        """Room above the bars for the legend or for the mark of 100 %."""
        return 32

    @property
    def canvas_height(self) -> int:
        """The height of the whole drawing."""
        return self.top + self.height + 6


def caption_lines(label: str) -> list[str]:
    """The label in as few lines of nearly one length as there is room for beside the bars."""
    many = ceil(len(label) / CAPTION_LENGTH) or 1
    each = ceil(len(label) / many) or 1
    return [label[start : start + each] for start in range(0, len(label), each)]


@dataclass(frozen=True)
class ReportMeta:
    """What identifies the report; amounts and scores are already text."""

    title: str
    department: str
    county: str
    year: str
    notice_reference: str
    scheme: str
    total: str
    full_marks: str
    grade: str
    draft: bool


@dataclass(frozen=True)
class Report:
    """A whole report, ready to be shown; nothing in it needs another look at the facts."""

    title_lines: tuple[str, ...]
    lead: str
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    meta: ReportMeta
    key_figures: tuple[KeyFigure, ...] = ()
    charts: tuple[Chart, ...] = field(default=())
    addressee: str = ""  # 主送机关, flush left above the lead; reports have none

    @property
    def chapters(self) -> list[Heading]:
        """The level-1 headings, for a table of contents."""
        return [block for block in self.blocks if isinstance(block, Heading) and block.level == 1]
