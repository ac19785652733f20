"""Charts of the public page: plain horizontal bars that read in black and white, each with its table."""

from collections.abc import Callable
from decimal import Decimal

from evaluations.language.amounts import Amount
from evaluations.language.rounding import half_up
from evaluations.report.blocks import (
    CAPTION_STEP,
    Bar,
    Chart,
    ReportCell,
    ReportColumn,
    ReportRow,
    TableBlock,
    caption_lines,
)
from evaluations.report.sentences import Sentences
from evaluations.report.tables import number_cell
from evaluations.schemes.scheme import SchemeTable

PLOT_WIDTH = Decimal(180)  # units of the drawing that the longest bar takes
BAR_STEP, GROUP_GAP = 20, 14
DEEPEST_LEVEL = 1
ChartLine = tuple[str, list[Decimal | None]]
CellMaker = Callable[[Decimal | None], ReportCell]


def report_charts(words: Sentences) -> tuple[Chart, ...]:
    """Amounts of each table that the chapters fill in, then the rates against 100 %."""
    codes = {section.table for section in words.scheme.sections if section.chapter}
    amounts = [amounts_chart(table, words) for table in words.scheme.tables if table.code in codes]
    return tuple(chart for chart in (*amounts, rates_chart(words)) if chart)


def amounts_chart(table: SchemeTable, words: Sentences) -> Chart | None:
    """The last two printed columns (预算数, 决算数) side by side, for the main lines of money."""
    last = [index for index, column in enumerate(table.columns) if column.printed][-2:]
    money = [row for row in table.rows if row.unit == words.scheme.unit]  # persons and per cents need another scale
    rows = [row for row in money if row.level <= DEEPEST_LEVEL]
    named = [(row.label, [cell.figure for index in last if (cell := row.cells[index])]) for row in rows]
    lines = [
        (label, [decimal(words.value(name)) for name in names]) for label, names in named if len(names) == len(last)
    ]
    series = tuple(words.label(table.columns[index].label) for index in last)
    return drawn_chart(f"chart-{table.code}", words.label(table.title), words.scheme.unit, series, lines)


def rates_chart(words: Sentences) -> Chart | None:
    """Every rate of the scheme against the mark of 100 %."""
    lines = [(rate.label, [decimal(rate.value)]) for rate in words.assessment.rates if rate.unit == "%"]

    def cell(value: Decimal | None) -> ReportCell:
        return number_cell(value, "%", words.scheme.rate_places)

    return drawn_chart("chart-rates", "主要比率", "%", ("比率",), lines, limit=Decimal(100), cell=cell)


def decimal(value: Amount) -> Decimal | None:
    """The value when there is a number to draw."""
    return value if isinstance(value, Decimal) else None


def drawn_chart(
    code: str,
    title: str,
    unit: str,
    series: tuple[str, ...],
    lines: list[ChartLine],
    limit: Decimal | None = None,
    cell: CellMaker | None = None,
) -> Chart | None:
    """Lay the bars out; None when there is nothing to show. Negative values get no bar, only their number.

    `cell` writes a number, where its unit does not say how.
    """
    cell = cell or (lambda value: number_cell(value, unit))
    lines = [(label, values) for label, values in lines if any(value is not None for value in values)]
    if not lines:
        return None
    largest = max([value for _, values in lines for value in values if value is not None] + [limit or Decimal(1)])
    bars, groups, y = [], [], 0
    for label, values in lines:
        thick = BAR_STEP * len(values)
        # A label of three lines is higher than its bar and the gap: it would stand over the next one.
        room = max(thick, CAPTION_STEP * len(caption_lines(label)) - GROUP_GAP)
        groups.append((label, y + room // 2))
        for index, value in enumerate(values):
            top = y + (room - thick) // 2 + BAR_STEP * index
            bars.append(chart_bar(label, value, cell(value).text, index, top, largest, bool(limit)))
        y += room + GROUP_GAP
    limit_x = limit and half_up(PLOT_WIDTH * limit / largest, 1)
    table = chart_table(code, title, unit, series, lines, cell)
    return Chart(code, title, unit, series, tuple(groups), tuple(bars), y, table, limit_x)


def chart_bar(
    label: str, value: Decimal | None, text: str, series: int, y: int, largest: Decimal, aligned: bool
) -> Bar:
    """One bar, value / largest of the plot's width; its number behind it, or aligned behind the mark of 100 %."""
    width = half_up(PLOT_WIDTH * max(value or Decimal(0), Decimal(0)) / largest, 1)
    return Bar(label, text, (PLOT_WIDTH if aligned else width) + 6, series, y, width)


def chart_table(
    code: str, title: str, unit: str, series: tuple[str, ...], lines: list[ChartLine], cell: CellMaker
) -> TableBlock:
    """The same numbers for those who read tables."""
    columns = (ReportColumn("项目", "name"), *(ReportColumn(name, "amount", numeric=True) for name in series))
    rows = [ReportRow((ReportCell(label, head=True), *(cell(value) for value in values))) for label, values in lines]
    return TableBlock(f"{code}-table", f"{title}（{unit}）", columns, tuple((row,) for row in rows))
