"""The report as it will be published, each figure and text with its marks and the way to its comments."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from evaluations.report.blocks import Annex, Block, Paragraph, Report, ReportCell, ReportRow, TableBlock
from evaluations.review.desk.figure_values import FigureValue
from evaluations.review.desk.place_marks import PlaceMarks
from evaluations.review.desk.score_table import ScoreTable
from evaluations.schemes.place_words import place_label
from evaluations.schemes.report_place import ReportPlace

INDICATOR_TABLES = ("indicators", "targets")
NUMBER_CLASS = ' class="number"'


@dataclass(frozen=True)
class MarkedParagraph:
    """A paragraph with its figures as links; `address` is where the text is commented on, `label` what it is called."""

    html: SafeString
    lead: str
    classes: str
    told: str
    address: str
    label: str


@dataclass(frozen=True)
class MarkedTable:
    """A table of the paper with its rows as HTML; `compared`: whether the two columns of last year stand beside it; `said`:
    of one that a person wrote into a text, the way to the comments on that text."""

    table: TableBlock
    rows: SafeString
    compared: bool
    said: MarkedParagraph


class MarkedPaper:
    """Chapters and annexes of one report. `scores` stands in place of 附件1's wide table."""

    def __init__(self, report: Report, marks: PlaceMarks, scores: ScoreTable, year: int | None) -> None:
        self.report, self.marks, self.scores, self.year = report, marks, scores, year

    @cached_property
    def chapters(self) -> list[tuple[str, object]]:
        """(kind, block) of the chapters in order."""
        return list(self._marked(self.report.blocks))

    @cached_property
    def annexes(self) -> list[tuple[Annex, list[tuple[str, object]]]]:
        """Each annex with its blocks; the first table of indicators is the compact one."""
        found, scored = [], False
        for annex in self.report.annexes:
            blocks: list[tuple[str, object]] = []
            for kind, block in self._marked(annex.blocks):
                if not scored and isinstance(block, MarkedTable) and block.table.code in INDICATOR_TABLES:
                    scored, kind, block = True, "scores", self.scores
                blocks.append((kind, block))
            found.append((annex, blocks))
        return found

    def _marked(self, blocks: tuple[Block, ...]) -> Iterator[tuple[str, object]]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield block.kind, self._paragraph(block)
            elif isinstance(block, TableBlock):
                yield block.kind, self._table(block)
            else:
                yield block.kind, block

    def _paragraph(self, block: Paragraph) -> MarkedParagraph:
        pieces = block.pieces or ((block.text, ""),)
        html = mark_safe(
            "".join(self.marks.figure(text, name) if name and text else escape(text) for text, name in pieces)
        )
        return self._marked_text(html, block.lead, block.place)

    def _marked_text(self, html: SafeString, lead: str, place: ReportPlace | None) -> MarkedParagraph:
        if place is None:
            return MarkedParagraph(html, lead, "", "", "", "")
        classes, told = self.marks.words(place)
        label = place_label(self.marks.scheme, place, self.year)
        return MarkedParagraph(html, lead, classes, told, self.marks.address(place), label)

    def _table(self, block: TableBlock) -> MarkedTable:
        lines = [[(row, self._compared(row)) for row in group] for group in block.groups]
        compared = any(value for group in lines for _, value in group)
        groups = ("".join(self._row(row, value, compared) for row, value in group) for group in lines)
        rows = mark_safe("".join(f"<tbody>{group}</tbody>" for group in groups))
        return MarkedTable(block, rows, compared, self._marked_text(SafeString(), "", block.place))

    def _row(self, row: ReportRow, value: FigureValue | None, compared: bool) -> str:
        """One line, with last year's report beside it; as templates/report/table.html has it. It is written here since
        hundreds of cells made half the cost of the page."""
        cells = "".join(self._cell(cell, row.style) for cell in row.cells)
        if compared:
            last, change, moved = (value.last_in_cell, value.change_words, value.moved) if value else ("", "", False)
            moved_class = " is-moved" if moved else ""
            cells += f'<td class="number compared">{escape(last)}</td>'
            cells += f'<td class="number compared{moved_class}">{escape(change)}</td>'
        return f'<tr class="row-{row.style}">{cells}</tr>' if row.style else f"<tr>{cells}</tr>"

    def _cell(self, cell: ReportCell, style: str) -> str:
        """One cell."""
        text = self.marks.figure(cell.text, cell.figure) if cell.figure else escape(cell.text)
        spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        if cell.head:
            scope = "rowgroup" if cell.joined or style == "group" else "col" if style == "heads" else "row"
            return f'<th scope="{scope}"{spans} class="level-{cell.level}">{text}</th>'
        return f"<td{spans}{NUMBER_CLASS if cell.numeric else ''}>{text}</td>"

    def _compared(self, row: ReportRow) -> FigureValue | None:
        """The figure of a line that last year's report has, too: the last one printed, which is what was spent."""
        values = [self.marks.values[cell.figure] for cell in row.cells if cell.figure in self.marks.values]
        return next((one for one in reversed(values) if one.last is not None), None)
