"""Tables of figures as annex 2 prints them: printed columns only; blank, zero and 不适用 stay three things."""

from collections.abc import Iterable
from decimal import Decimal

from evaluations.facts.document import BuildingFacts, ProjectFacts
from evaluations.language.amounts import NOT_APPLICABLE, Amount, printed_cell_amount, printed_value, show_percent
from evaluations.language.words import (
    BUILDING_HEADINGS,
    BUILDING_UNITS,
    COLLECTION_LABELS,
    PROJECT_KINDS,
    PROJECT_LABELS,
    label_with_unit,
)
from evaluations.report.blocks import BLANK_CELL_TEXT, ReportCell, ReportColumn, ReportRow, TableBlock
from evaluations.report.paper_voice import in_paper_voice
from evaluations.report.sentences import PERCENT_PLACES, Sentences
from evaluations.schemes.scheme import SchemeRow as Line
from evaluations.schemes.scheme import SchemeTable
from evaluations.scoring.assessing import AssessedValue
from evaluations.scoring.indicator import IndicatorResult

PROJECT_TABLE_COLUMNS = (
    ReportColumn(PROJECT_LABELS["name"], "name"),
    ReportColumn(PROJECT_LABELS["kind"], "sort"),
)
BUILDING_COLUMNS = (
    ReportColumn(f"{COLLECTION_LABELS['buildings']}名称", "name"),
    *(ReportColumn(heading, "amount", numeric=True) for heading in BUILDING_HEADINGS.values()),
)
MOST_IN_COLUMN = len("123,456.78")  # signs for which an amount's usual column has room
ROUNDING_NOTE = "金额保留两位小数，合计数可能有尾差"
RATE_COLUMNS = (
    ReportColumn("比率", "name"),
    ReportColumn("数值", "amount", numeric=True),
    ReportColumn("计算过程", "text"),
)


def number_cell(value: Amount, unit: str, places: int = PERCENT_PLACES, figure: str = "") -> ReportCell:
    """A cell with a value: — for blank, 不适用, 1,002.00, 140.00%; `places` are the decimals of a rate."""
    if unit == "%" and isinstance(value, Decimal):
        text = show_percent(value, places)
    else:
        text = printed_cell_amount(value, unit, places)
    rounded = printed_value(value, unit, places) != value
    return ReportCell(text or BLANK_CELL_TEXT, numeric=True, figure=figure, rounded=rounded)


def noted_rounding(note: str, groups: Iterable[tuple[ReportRow, ...]]) -> str:
    """The note of a table of amounts, which says so where printed parts may differ from their printed sum."""
    rounded = any(cell.rounded for group in groups for row in group for cell in row.cells)
    return f"{note}；{ROUNDING_NOTE}" if rounded else note


def amount_columns(labels: Iterable[str], groups: Iterable[tuple[ReportRow, ...]]) -> tuple[ReportColumn, ...]:
    """Columns of amounts beside words; wide ones where an amount would not stand in one line."""
    longest = max(
        (len(cell.text) for group in groups for row in group for cell in row.cells if cell.numeric), default=0
    )
    code = "wide-amount" if longest > MOST_IN_COLUMN else "amount"
    return tuple(ReportColumn(label, code, numeric=True) for label in labels)


def data_table(table: SchemeTable, words: Sentences) -> TableBlock:
    """A table of the scheme with this department's figures; `shown` rows repeat what is entered elsewhere."""
    printed = [index for index, column in enumerate(table.columns) if column.printed]
    columns = tuple(ReportColumn(words.label(table.columns[index].label), "amount", numeric=True) for index in printed)
    groups: list[list[ReportRow]] = [[]]
    for row in table.rows:
        if row.group:
            groups.append([ReportRow((ReportCell(row.group, head=True, columns=len(columns) + 1),), "group")])
        elif row.each:
            groups[-1] += [project_line(row, project, printed, words) for project in of_kind(row.each, words)]
        elif is_printed_line(row, words):
            groups[-1].append(data_row(row, printed, words))
    kept = tuple(tuple(group) for group in groups if group)
    return TableBlock(
        table.code,
        words.label(table.title),
        (ReportColumn(COLLECTION_LABELS["projects"], "name"), *columns),
        kept,
        noted_rounding(table_note(table, words), kept),
    )


def table_note(table: SchemeTable, words: Sentences) -> str:
    """In what a table counts, unless each of its lines says so itself, and what its dash means."""
    unit, blank = words.scheme.unit, f"“{BLANK_CELL_TEXT}”表示未填"
    counted = any(not row.group and (row.each or row.unit in ("", unit)) for row in table.rows)
    return f"单位：{unit}（另有注明的除外）；{blank}" if counted else blank


def is_printed_line(row: Line, words: Sentences) -> bool:
    """Whether the paper has this line: a rare one only when the department has filled it in."""
    return not row.rare or any(cell and words.value(cell.figure) is not None for cell in row.cells)


def of_kind(kind: str, words: Sentences) -> list[ProjectFacts]:
    """The projects that stand one to a line in a table of figures."""
    return [project for project in words.facts.projects if project.kind == kind]


def project_line(row: Line, project: ProjectFacts, printed: list[int], words: Sentences) -> ReportRow:
    """One earmarked fund in the base data."""
    fields = [row.fields[index] for index in printed]
    cells = [
        number_cell(getattr(project, field), words.scheme.unit) if field else ReportCell("", numeric=True)
        for field in fields
    ]
    return ReportRow((ReportCell(project.name or BLANK_CELL_TEXT, head=True, level=row.level), *cells))


def data_row(row: Line, printed: list[int], words: Sentences) -> ReportRow:
    """One line; a place that the form does not have stays empty, one that is not filled in reads —."""
    unit = row.unit or words.scheme.unit
    label = row.label if unit == words.scheme.unit else f"{row.label}（{unit}）"
    cells = [row.cells[index] for index in printed]
    values = [
        number_cell(words.value(cell.figure), unit, figure=cell.figure) if cell else ReportCell("", numeric=True)
        for cell in cells
    ]
    return ReportRow((ReportCell(label, head=True, level=row.level), *values))


def projects_table(words: Sentences) -> TableBlock:
    """Projects with what they consist of, and their sum."""
    unit = words.scheme.unit
    asked = words.scheme.project_columns
    groups = [project_rows(project, words) for project in words.facts.projects]
    sums = [number_cell(words.value(f"projects.{column.code}"), unit) for column in asked]
    total = ReportRow((ReportCell("合计", head=True, columns=2), *sums), "total")
    groups.append((total,))
    columns = (*PROJECT_TABLE_COLUMNS, *amount_columns((words.label(column.label) for column in asked), groups))
    return TableBlock("projects", "项目支出明细", columns, tuple(groups), noted_rounding(f"单位：{unit}", groups))


def project_rows(project: ProjectFacts, words: Sentences) -> tuple[ReportRow, ...]:
    """A project and, indented, its items."""
    unit, asked = words.scheme.unit, words.scheme.project_columns
    amounts = [number_cell(getattr(project, column.code), unit) for column in asked]
    first = ReportRow(
        (ReportCell(project.name or BLANK_CELL_TEXT, head=True), ReportCell(PROJECT_KINDS[project.kind]), *amounts)
    )
    empty = (ReportCell("", numeric=True),) * (len(asked) - 1)
    items = [
        ReportRow(
            (
                ReportCell(item.name or BLANK_CELL_TEXT, head=True, level=1),
                ReportCell(PROJECT_LABELS["items"]),
                number_cell(item.amount, unit),
                *empty,
            )
        )
        for item in project.items
    ]
    return (first, *items)


def buildings_table(words: Sentences) -> TableBlock:
    """新建楼堂馆所 finished in the year, areas in ㎡ and investments in 万元."""
    rows = [building_row(building) for building in words.facts.buildings]
    return TableBlock("buildings", "新建楼堂馆所", BUILDING_COLUMNS, tuple((row,) for row in rows))


def building_row(building: BuildingFacts) -> ReportRow:
    """One building."""
    amounts = [number_cell(getattr(building, field), unit) for field, unit in BUILDING_UNITS.items()]
    return ReportRow((ReportCell(building.name or BLANK_CELL_TEXT, head=True), *amounts))


def rates_table(words: Sentences) -> TableBlock:
    """Every rate that the report names, with the numbers it is made of."""
    rows = [
        rate_row(
            rate_heading(rate),
            number_cell(words.value(rate.code), rate.unit, words.places(rate.code)),
            in_paper_voice(rate.explanation),
        )
        for rate in words.assessment.rates
    ]
    composed = [one.code for one in words.scheme.indicators if one.formula and len(one.formula.names) > 1]
    rows += [indicator_rate(words.assessment.results[code], words.places(code)) for code in composed]
    return TableBlock("rates", "有关比率", RATE_COLUMNS, tuple((row,) for row in rows))


def indicator_rate(result: IndicatorResult, places: int) -> ReportRow:
    """The ratio behind an indicator, without the scoring that annex 1 shows."""
    if result.status == "not_applicable":
        how = result.explanation.rpartition("，得")[0]
        return rate_row(rate_heading(result), number_cell(NOT_APPLICABLE, result.unit), in_paper_voice(how))
    return rate_row(
        rate_heading(result), number_cell(result.value, result.unit, places), in_paper_voice(result.working)
    )


def rate_heading(rate: AssessedValue | IndicatorResult) -> str:
    """The name of a ratio, with its unit where that is not %."""
    return rate.label if rate.unit in ("", "%") else label_with_unit(rate.label, rate.unit)


def rate_row(label: str, value: ReportCell, how: str) -> ReportRow:
    """One ratio and how it came about."""
    return ReportRow((ReportCell(label, head=True), value, ReportCell(how)))
