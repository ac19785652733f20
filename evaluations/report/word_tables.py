"""Tables of a composed report in Word: joined cells, a head that repeats on every page, numbers to the right."""

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row

from evaluations.report.blocks import ReportCell, ReportRow, TableBlock

# Shares of the width by the column's name; what is not named here takes 3.
COLUMN_SHARES = {"points": 1.3, "level1": 1.6, "level2": 1.8, "level3": 2.6, "standard": 6, "reason": 6, "text": 6, "name": 4,
          "rate": 1.8, "amount": 2.4, "wide-amount": 3, "wanted": 2.2, "planned": 2.2, "value": 1.7, "sort": 1.8, "side": 2.4,
          "written": 4, "counted": 2.4}  # fmt: skip

HEADS = "heads"
DENSE_POINTS, DENSE_MARGIN = 7.5, 45  # points, twentieths of a point
LEAST_POINTS = 1.1  # centimetres: two characters of 9 points between the margins of a cell


def add_table(document: Document, block: TableBlock, width: float) -> Table:
    """The block as a table of this width in centimetres."""
    rows = [row for group in block.groups for row in group]
    above = len(block.heads) or int(block.headed)
    table = document.add_table(rows=above + len(rows), cols=len(block.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    grid = [list(row.cells) for row in table.rows]
    set_widths(table, grid, block_widths(block, width))  # merged cells add theirs up
    write_heads(grid[:above], block)
    for row in table.rows[:above]:
        mark_row(row, "w:tblHeader")
    for row in table.rows:
        mark_row(row, "w:cantSplit")
    fill_grid(grid[above:], rows)
    for cells in grid[:-1] if block.whole else grid[-2:-1]:
        keep_below(cells)  # and the last line is never alone on a page
    if block.dense:
        set_densely(table)
    return table


def write_heads(grid: list[list[_Cell]], block: TableBlock) -> None:
    """The lines that name the columns; they never stand alone above a page's end."""
    for cells in grid:
        keep_below(cells)
    if block.heads:
        fill_grid(grid, list(block.heads))
    elif block.headed:
        for cell, column in zip(grid[0], block.columns, strict=True):
            write_cell_text(cell, column.label, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)


def set_widths(table: Table, grid: list[list[_Cell]], widths: list[float]) -> None:
    """Give columns and cells these widths in centimetres."""
    for column, own in zip(table.columns, widths, strict=True):
        column.width = Cm(own)
    for cells in grid:
        for cell, own in zip(cells, widths, strict=True):
            cell.width = Cm(own)


def set_densely(table: Table) -> None:
    """Set a table in smaller type, with narrow margins in its cells."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(DENSE_MARGIN))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)
    for run in table._tbl.iter(qn("w:r")):
        size = run.get_or_add_rPr()
        size.sz_val = Pt(DENSE_POINTS)


def block_widths(block: TableBlock, width: float) -> list[float]:
    """The widths of the columns of a table, `width` together: as their texts need, else as they are called."""
    shares = [column.share for column in block.columns]
    if all(shares):
        return [width * share / sum(shares) for share in shares]
    return column_widths([column.code for column in block.columns], width)


def column_widths(codes: list[str], width: float) -> list[float]:
    """The widths of columns of these names, `width` together, in centimetres; 分值 never stands one character under the
    other."""
    shares = [COLUMN_SHARES.get(code, 3) for code in codes]
    narrow = [
        code == "points" and width * share / sum(shares) < LEAST_POINTS
        for code, share in zip(codes, shares, strict=True)
    ]
    free = sum(share for share, tight in zip(shares, narrow, strict=True) if not tight)
    left = width - LEAST_POINTS * sum(narrow)
    return [LEAST_POINTS if tight else left * share / free for share, tight in zip(shares, narrow, strict=True)]


def keep_below(cells: list[_Cell]) -> None:
    """Keep a line of the table on the page of the next one."""
    for cell in cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def fill_grid(grid: list[list[_Cell]], rows: list[ReportRow]) -> None:
    """Write every cell at its place: what an earlier row spans is taken."""
    taken: set[tuple[int, int]] = set()
    joins = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row.cells:
            while (y, x) in taken:
                x += 1
            write_cell(grid[y][x], cell, row.style)
            taken |= {(y + down, x + right) for down in range(cell.rows) for right in range(cell.columns)}
            if cell.rows > 1 or cell.columns > 1:
                joins.append((grid[y][x], grid[y + cell.rows - 1][x + cell.columns - 1]))
            x += cell.columns
    for first, last in joins:
        joined = first.merge(last)
        drop_empty_lines(joined)


def write_cell(target: _Cell, cell: ReportCell, style: str) -> None:
    """One cell; rows of headings and totals are bold, headings centred, lower levels indented."""
    left = WD_ALIGN_PARAGRAPH.CENTER if style == HEADS else WD_ALIGN_PARAGRAPH.LEFT
    align = WD_ALIGN_PARAGRAPH.RIGHT if cell.numeric else left
    write_cell_text(target, cell.text, bold=style in ("group", "total", HEADS), align=align)
    if cell.level:
        target.paragraphs[0].paragraph_format.left_indent = Cm(0.4 * cell.level)


def write_cell_text(
    target: _Cell, text: str, *, bold: bool = False, align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
) -> None:
    """The text of a cell, line by line."""
    for number, part in enumerate(text.split("\n")):
        line = target.add_paragraph() if number else target.paragraphs[0]
        line._p.style, line.alignment = "表格文字", align  # by its id: looking a style up by name takes milliseconds
        line.add_run(part).bold = bold


def drop_empty_lines(cell: _Cell) -> None:
    """What the joined cells left behind."""
    for line in cell.paragraphs[1:]:
        if not line.text:
            line._p.getparent().remove(line._p)


def mark_row(row: _Row, name: str) -> None:
    """Say of a row that it is printed again on every page (tblHeader), or that no page cuts it (cantSplit)."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(name))
